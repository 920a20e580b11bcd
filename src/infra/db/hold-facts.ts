/** Everything the rule for getting in line wants to know. */
import type { Hold, HoldFacts } from '../../domain/hold.js'
import type { Today } from '../../domain/calendar.js'
import type { BookId, MemberId } from '../../domain/ids.js'
import type { RentFacts } from '../../domain/rental.js'
import type { Day } from '../../domain/time.js'
import { holdOf, type HoldRow } from './hold-row.js'
import { isAhead } from './in-line.js'
import { rentFacts } from './rent-facts.js'
import { fromACopyThatComesBack } from './shelf.js'
import { one, type Sql } from './sql.js'

/** The same facts as for renting, and those of the line. */
export async function holdFacts(
  sql: Sql,
  memberId: MemberId,
  bookId: BookId,
  commandKey: string | null,
  today: Today,
): Promise<(HoldFacts & { made: Hold | null }) | null> {
  const facts = await rentFacts(sql, memberId, bookId, null, today)
  return facts && lineFacts(sql, facts, bookId, commandKey, today)
}

/** Those of the line, for somebody of whom the facts for renting are known. */
export async function lineFacts(
  sql: Sql,
  facts: RentFacts,
  bookId: BookId,
  commandKey: string | null,
  today: Today,
): Promise<HoldFacts & { made: Hold | null }> {
  const { memberId } = facts.wallet
  const own = facts.hold && (await one<HoldRow>(sql, 'SELECT * FROM holds WHERE id = ?', [facts.hold.id]))
  const made =
    commandKey === null
      ? null
      : await one<HoldRow>(sql, 'SELECT * FROM holds WHERE command_key = ? AND member_id = ?', [commandKey, memberId])
  const line = await one<{ open_holds: number; waiting: number; ahead: number }>(
    sql,
    `SELECT (SELECT COUNT(*) FROM holds WHERE member_id = ? AND state IN ('waiting', 'ready')) AS open_holds,
            (SELECT COUNT(*) FROM holds WHERE book_id = ? AND state = 'waiting') AS waiting,
            (SELECT COUNT(*) FROM holds h JOIN holds o ON o.id = ?
             WHERE h.book_id = o.book_id AND h.state = 'waiting' AND ${isAhead('h', 'o')}) AS ahead`,
    [memberId, bookId, own?.id ?? ''],
  )
  const { freeCopies, waitingBefore, open, suspendedUntil, blockedUntil, book } = facts
  const coming = await comingOf(sql, bookId)
  const forOthers = freeCopies.length > waitingBefore ? [] : freeCopies.map(() => today.day)
  return {
    book,
    own: own && { hold: holdOf(own), position: Number(line?.ahead) + 1 },
    openHolds: Number(line?.open_holds),
    open,
    suspendedUntil,
    blockedUntil,
    freeCopies: Math.max(0, freeCopies.length - waitingBefore),
    coming: { ...coming, pickupDays: [...coming.pickupDays, ...forOthers] },
    waiting: Number(line?.waiting),
    made: made && holdOf(made),
  }
}

/** Copies of the title that come back some day and can be lent then. */
export async function comingOf(sql: Sql, bookId: BookId): Promise<HoldFacts['coming']> {
  const rows = await sql.all<{ due_on: Day; is_out: number }>(
    `SELECT r.open_due_on AS due_on, 1 AS is_out FROM rentals r ${fromACopyThatComesBack('r')}
     WHERE r.book_id = ? AND r.open_due_on IS NOT NULL
     UNION ALL SELECT h.pickup_until AS due_on, 0 AS is_out FROM holds h ${fromACopyThatComesBack('h')}
     WHERE h.book_id = ? AND h.state = 'ready'`,
    [bookId, bookId],
  )
  const days = (isOut: boolean) => rows.filter((row) => Boolean(row.is_out) === isOut).map((row) => row.due_on)
  return { dueDays: days(true), pickupDays: days(false) }
}

/** How many wait for the title. */
export async function waitingFor(sql: Sql, bookId: BookId): Promise<number> {
  const line = `SELECT COUNT(*) AS waiting FROM holds WHERE book_id = ? AND state = 'waiting'`
  return Number((await one<{ waiting: number }>(sql, line, [bookId]))?.waiting)
}
