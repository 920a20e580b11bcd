/** What the status board shows, from its own tables and no other. */
import { boardStatusOn, type BoardSort, type BoardState, type BoardStatus } from '../../domain/board.js'
import type { CopyState } from '../../domain/events.js'
import type { BookId, CopyId, MemberId } from '../../domain/ids.js'
import { norm } from '../../domain/spelling.js'
import { addDays, beginOf, dayOf, type Day, type Instant } from '../../domain/time.js'
import type { BoardDay, BoardFilter, BoardRow, BoardViews, Standing } from '../../usecases/ports/board.js'
import { marks, onward, one, type Param, type Sql } from './sql.js'

const isLost = `COALESCE(c.state, '') = 'lost'`
const isThere = `r.state = 'open' AND NOT ${isLost}`

/** `?` stands for today. */
const statuses: { readonly [S in BoardStatus | 'out']: string } = {
  out: `r.state IN ('open', 'claimed')`,
  'on-loan': `${isThere} AND r.due_on > ?`,
  'due-today': `${isThere} AND r.due_on = ?`,
  late: `${isThere} AND r.due_on < ?`,
  claimed: `r.state = 'claimed'`,
  lost: `r.state = 'open' AND ${isLost}`,
  // most rows are: said so that no engine takes it for the way to find them
  returned: `COALESCE(r.state, '') = 'returned'`,
  'written-off': `r.state = 'written-off'`,
  waiting: `r.state = 'waiting'`,
  ready: `r.state = 'ready'`,
}

const places: { readonly [S in BoardSort]: readonly [place: string, after: '<' | '>'] } = {
  dueOn: ['r.due_on', '>'],
  '-dueOn': ['r.due_on', '<'],
  began: ['r.began_at', '>'],
  '-began': ['r.began_at', '<'],
  ended: ['r.ended_at', '>'],
  '-ended': ['r.ended_at', '<'],
  title: [`COALESCE(b.title, '')`, '>'],
  '-title': [`COALESCE(b.title, '')`, '<'],
  member: [`COALESCE(m.name, '')`, '>'],
  '-member': [`COALESCE(m.name, '')`, '<'],
}

type Row = {
  id: string
  kind: BoardRow['kind']
  state: BoardState
  member_id: MemberId | ''
  book_id: BookId
  copy_id: CopyId | ''
  began_at: Instant
  /** Empty: on no day, not yet. */
  due_on: Day
  ended_at: Instant
  renewals: number
  fee_won: number
  book_no: number | null
  title: string | null
  copy_no: number | null
  copy_state: CopyState | null
  name: string | null
  place: string
}

export function boardViews(sql: Sql): BoardViews {
  return {
    async rows(filter, today, limit, after) {
      const [place, direction] = places[filter.sort ?? '-began']
      const named = filter.member === undefined ? null : await membersNamed(sql, filter.member)
      if (named?.length === 0) return []
      const conditions = conditionsOf(filter, today, named)
      const order = direction === '>' ? 'ASC' : 'DESC'
      const rows = await sql.all<Row>(
        `SELECT r.*, b.book_no, b.title, c.copy_no, c.state AS copy_state, m.name, ${place} AS place FROM board_rows r
         LEFT JOIN board_books b ON b.book_id = r.book_id
         LEFT JOIN board_copies c ON c.copy_id = r.copy_id
         LEFT JOIN board_members m ON m.member_id = r.member_id
         WHERE ${conditions.map(([condition]) => condition).join(' AND ')}${after ? onward(place, 'r.id', direction) : ''}
         ORDER BY ${place} ${order}, r.id ${order} LIMIT ${Math.trunc(limit)}`,
        [...conditions.flatMap(([, params]) => params), ...(after ? [after.place, after.place, after.id] : [])],
      )
      return rows.map((row) => rowOf(row, today))
    },
    async copy(copyId) {
      const row = await one<{ copy_no: number; state: CopyState; book_no: number | null; title: string | null }>(
        sql,
        `SELECT c.copy_no, c.state, b.book_no, b.title FROM board_copies c
         LEFT JOIN board_books b ON b.book_id = c.book_id WHERE c.copy_id = ?`,
        [copyId],
      )
      return row && { copyId, copyNo: row.copy_no, state: row.state, bookNo: row.book_no, title: row.title ?? '' }
    },
    async member(memberId) {
      const row = await one<{ name: string; balance_won: number }>(
        sql,
        'SELECT name, balance_won FROM board_members WHERE member_id = ?',
        [memberId],
      )
      return row && { memberId, name: row.name, balanceWon: row.balance_won }
    },
    standing: (today) => standingOn(sql, today),
    days: (from, until) => daysFrom(sql, from, until),
  }
}

type Condition = readonly [condition: string, params: readonly Param[]]

/** So many at most are looked up one by one; among the rows of more, a page of them is soon found. */
const namedAtMost = 50

/** Whose name has that in it; nobody left out, but no more than is needed to know that they are too many. */
async function membersNamed(sql: Sql, part: string): Promise<MemberId[]> {
  const rows = await sql.all<{ member_id: MemberId }>(
    `SELECT member_id FROM board_members WHERE INSTR(name, ?) > 0 LIMIT ${namedAtMost + 1}`,
    [part],
  )
  return rows.map((row) => row.member_id)
}

/** The last one again and again, so that the question is always the same text. */
function isOneOf(named: readonly MemberId[]): Condition {
  const ids = Array.from({ length: namedAtMost }, (_, place) => named[Math.min(place, named.length - 1)] ?? '')
  return [`r.member_id IN (${marks(namedAtMost)})`, ids]
}

function conditionsOf(filter: BoardFilter, today: Day, named: readonly MemberId[] | null): Condition[] {
  const { status, dueFrom, dueUntil, beganFrom, beganUntil, endedFrom, endedUntil, memberId, copyId, bookNo } = filter
  const given: (Condition | null)[] = [
    ['1 = 1', []],
    when(status, (one) => [statuses[one], statuses[one].includes('?') ? [today] : []]),
    when(filter.kind, (kind) => ['r.kind = ?', [kind]]),
    when(dueFrom, (day) => ['r.due_on >= ?', [day]]),
    when(dueUntil, (day) => [`r.due_on <> '' AND r.due_on <= ?`, [day]]),
    // a month is no day: what is nobody's any more is on none of them
    when(beganFrom, (day) => [`r.member_id <> '' AND r.began_at >= ?`, [beginOf(day)]]),
    when(beganUntil, (day) => [`r.member_id <> '' AND r.began_at < ?`, [beginOf(addDays(day, 1))]]),
    when(endedFrom, (day) => [`r.member_id <> '' AND r.ended_at >= ?`, [beginOf(day)]]),
    when(endedUntil, (day) => [
      `r.member_id <> '' AND r.ended_at <> '' AND r.ended_at < ?`,
      [beginOf(addDays(day, 1))],
    ]),
    when(memberId, (id) => ['r.member_id = ?', [id]]),
    when(filter.member, (part) =>
      named && named.length <= namedAtMost ? isOneOf(named) : ['INSTR(m.name, ?) > 0', [part]],
    ),
    when(copyId, (id) => ['r.copy_id = ?', [id]]),
    when(bookNo, (no) => ['b.book_no = ?', [no]]),
    when(filter.title, (part) => ['INSTR(b.title_norm, ?) > 0', [norm(part)]]),
  ]
  return given.filter((one) => one !== null)
}

function when<T>(given: T | undefined, say: (given: T) => Condition): Condition | null {
  return given === undefined ? null : say(given)
}

function rowOf(row: Row, today: Day): BoardRow {
  const isNobodys = row.member_id === ''
  const dayIn = (at: Instant) => (isNobodys ? at.slice(0, 7) : dayOf(new Date(at)))
  return {
    id: row.id,
    kind: row.kind,
    status: boardStatusOn(today, row.state, row.copy_state, row.due_on),
    bookId: row.book_id,
    bookNo: row.book_no,
    title: row.title ?? '',
    copyId: row.copy_id === '' ? null : row.copy_id,
    copyNo: row.copy_no,
    memberId: row.member_id === '' ? null : row.member_id,
    memberName: row.name,
    began: dayIn(row.began_at),
    dueOn: row.due_on === '' ? null : row.due_on,
    ended: row.ended_at === '' ? null : dayIn(row.ended_at),
    renewals: row.renewals,
    feeWon: row.fee_won,
    place: row.place,
  }
}

async function standingOn(sql: Sql, today: Day): Promise<Standing> {
  const sum = (condition: string) => `SUM(CASE WHEN ${condition} THEN 1 ELSE 0 END)`
  const { out, late, claimed, lost, waiting, ready } = statuses
  const rows = await one<Record<'out_now' | 'due' | 'late' | 'claimed' | 'lost' | 'waiting' | 'ready', number | null>>(
    sql,
    `SELECT ${sum(out)} AS out_now, ${sum(statuses['due-today'])} AS due, ${sum(late)} AS late, ${sum(claimed)} AS claimed,
       ${sum(lost)} AS lost, ${sum(waiting)} AS waiting, ${sum(ready)} AS ready
     FROM board_rows r LEFT JOIN board_copies c ON c.copy_id = r.copy_id
     WHERE r.state IN ('open', 'claimed', 'waiting', 'ready')`,
    [today, today],
  )
  const wallets = await one<{ members: number; balance: number | null; bonus: number | null }>(
    sql,
    'SELECT COUNT(*) AS members, SUM(balance_won) AS balance, SUM(bonus_won) AS bonus FROM board_members',
  )
  const [balanceWon, giftsWon] = [Number(wallets?.balance ?? 0), Number(wallets?.bonus ?? 0)]
  return {
    out: Number(rows?.out_now ?? 0),
    dueToday: Number(rows?.due ?? 0),
    late: Number(rows?.late ?? 0),
    claimed: Number(rows?.claimed ?? 0),
    lost: Number(rows?.lost ?? 0),
    waiting: Number(rows?.waiting ?? 0),
    ready: Number(rows?.ready ?? 0),
    members: Number(wallets?.members ?? 0),
    owedWon: balanceWon - giftsWon,
    giftsWon,
  }
}

async function daysFrom(sql: Sql, from: Day, until: Day): Promise<BoardDay[]> {
  const rows = await sql.all<{
    day: Day
    rentals: number
    returns: number
    kakao_pay_won: number
    cash_won: number
    fees_won: number
    refunds_won: number
  }>('SELECT * FROM board_days WHERE day >= ? AND day <= ?', [from, until])
  const known = new Map(rows.map((row) => [row.day, row]))
  const days: BoardDay[] = []
  for (let day = from; day <= until; day = addDays(day, 1)) {
    const row = known.get(day)
    days.push({
      day,
      rentals: row?.rentals ?? 0,
      returns: row?.returns ?? 0,
      kakaoPayWon: row?.kakao_pay_won ?? 0,
      cashWon: row?.cash_won ?? 0,
      feesWon: row?.fees_won ?? 0,
      refundsWon: row?.refunds_won ?? 0,
    })
  }
  return days
}
