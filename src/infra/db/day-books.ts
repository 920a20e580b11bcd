/** The shop's books, day by day: a day is one in Seoul, the lines are written in UTC. */
import type { LedgerKind } from '../../domain/money.js'
import { addDays, beginOf, type Day } from '../../domain/time.js'
import type { DayBooks } from '../../usecases/ports/bookkeeping.js'
import { one, type Param, type Sql } from './sql.js'

type LineSum = { day_no: number; kind: LedgerKind; at_desk: number; paid: number | string; bonus: number | string }
type BackSum = { day_no: number; at_desk: number; won: number | string }

export async function dayBooks(sql: Sql, from: Day, until: Day): Promise<DayBooks[]> {
  const days: Day[] = []
  for (let day = from; day <= until; day = addDays(day, 1)) days.push(day)
  if (days.length === 0) return []
  const [since, end] = [beginOf(from), beginOf(addDays(until, 1))]
  const before = await one<{ paid: number | string | null; bonus: number | string | null }>(
    sql,
    `SELECT SUM(amount_won - bonus_amount_won) AS paid, SUM(bonus_amount_won) AS bonus FROM ledger_lines
     WHERE written_at < ?`,
    [since],
  )
  const written = dayNoOf('l.written_at', days)
  const lines = await sql.all<LineSum>(
    `SELECT ${written.sql} AS day_no, l.kind, ${isDesk('d.paid_by')} AS at_desk,
       SUM(l.amount_won - l.bonus_amount_won) AS paid, SUM(l.bonus_amount_won) AS bonus
     FROM ledger_lines l LEFT JOIN deposits d ON d.id = l.deposit_id
     WHERE l.written_at >= ? AND l.written_at < ? GROUP BY day_no, l.kind, at_desk`,
    [...written.params, since, end],
  )
  const settled = dayNoOf('p.settled_at', days)
  const back = await sql.all<BackSum>(
    `SELECT ${settled.sql} AS day_no, ${isDesk('p.paid_back_by')} AS at_desk, SUM(p.amount_won) AS won
     FROM refund_parts p
     WHERE p.state = 'paid-back' AND p.settled_at >= ? AND p.settled_at < ? GROUP BY day_no, at_desk`,
    [...settled.params, since, end],
  )
  let owedWon = Number(before?.paid ?? 0)
  let giftsLeftWon = Number(before?.bonus ?? 0)
  return days.map((day, dayNo) => {
    const ofDay = lines.filter((line) => Number(line.day_no) === dayNo)
    const sum = (what: 'paid' | 'bonus', kind: LedgerKind, isDesk?: boolean) =>
      ofDay
        .filter((line) => line.kind === kind && (isDesk === undefined || Boolean(Number(line.at_desk)) === isDesk))
        .reduce((won, line) => won + Number(line[what]), 0)
    const given = (isDesk: boolean) =>
      back
        .filter((part) => Number(part.day_no) === dayNo && Boolean(Number(part.at_desk)) === isDesk)
        .reduce((won, part) => won + Number(part.won), 0)
    owedWon += ofDay.reduce((won, line) => won + Number(line.paid), 0)
    giftsLeftWon += ofDay.reduce((won, line) => won + Number(line.bonus), 0)
    return {
      day,
      byKakaoPayWon: sum('paid', 'deposit', false),
      inCashWon: sum('paid', 'deposit', true),
      feesPaidWon: 0 - sum('paid', 'rental-fee'),
      feesBonusWon: 0 - sum('bonus', 'rental-fee'),
      refundsWon: 0 - sum('paid', 'refund'),
      refundsPutBackWon: sum('paid', 'refund-returned'),
      backByKakaoPayWon: given(false),
      backAtDeskWon: given(true),
      giftsWon: sum('bonus', 'bonus'),
      giftsTakenWon: 0 - sum('bonus', 'bonus-taken'),
      owedWon,
      giftsLeftWon,
    }
  })
}

/** The number of the day, from 0, on which that instant falls. */
function dayNoOf(instant: string, days: readonly Day[]): { sql: string; params: Param[] } {
  const ends = days.map((day) => beginOf(addDays(day, 1)))
  return { sql: `CASE ${ends.map((_, no) => `WHEN ${instant} < ? THEN ${no}`).join(' ')} END`, params: ends }
}

function isDesk(by: string): string {
  return `CASE WHEN ${by} = 'desk' THEN 1 ELSE 0 END`
}
