/** How the status board is written: from the news of books, and by copying what is named from its owner's table. */
import { addDays, beginOf, dayOf, type Day } from '../../domain/time.js'
import { norm } from '../../domain/spelling.js'
import { endOfKeys, type Board, type BoardPart } from '../../usecases/ports/board.js'
import { inserts, marks, one, orUpdate, orUpdateNewer, type Param, type Sql, type Write } from './sql.js'

/** Which rows: a condition on the key, and its parameters. */
type Which = { readonly condition: (key: string) => string; readonly params: readonly Param[] }

const rowColumns = ['id', 'kind', 'state', 'member_id', 'book_id', 'copy_id', 'began_at', 'due_on', 'ended_at'] as const
const allRowColumns = [...rowColumns, 'renewals', 'fee_won'] as const
const memberColumns = ['member_id', 'name', 'balance_won', 'bonus_won'] as const
const bookColumns = ['book_id', 'book_no', 'title', 'title_norm', 'version'] as const
const copyColumns = ['copy_id', 'book_id', 'copy_no', 'state', 'version'] as const

/** A rental of nobody has no days, its owner keeps months only. */
const rentals = `SELECT r.id, 'rental', CASE
    WHEN r.returned_at IS NULL THEN CASE WHEN r.claimed_at IS NULL THEN 'open' ELSE 'claimed' END
    WHEN EXISTS (SELECT 1 FROM events e WHERE e.aggregate_id = r.id AND e.type = 'RentalWrittenOff') THEN 'written-off'
    ELSE 'returned' END,
  r.member_id, r.book_id, r.copy_id, r.rented_at, CASE WHEN r.member_id = '' THEN '' ELSE r.due_on END,
  COALESCE(r.returned_at, ''), r.renewals, r.fee_won FROM rentals r`
const openHolds = `SELECT h.id, 'hold', h.state, h.member_id, h.book_id, COALESCE(h.open_copy_id, ''), h.queued_at,
  CASE WHEN h.state = 'ready' THEN COALESCE(h.pickup_until, '') ELSE '' END, '', 0, 0
  FROM holds h WHERE h.state IN ('waiting', 'ready')`
const members = `SELECT m.id, m.name, w.balance_won, w.bonus_won FROM members m JOIN wallets w ON w.member_id = m.id`

export function board(sql: Sql, write: (write: Write) => void): Board {
  const { dialect } = sql
  // a row may change between being looked at and being written here: its owner waits for that moment
  const asItIs = dialect === 'sqlite' ? '' : 'LOCK IN SHARE MODE'
  const greater = dialect === 'sqlite' ? 'MAX' : 'GREATEST'
  const bulk = (text: string, params: readonly Param[]) => write({ sql: text, params, isBulk: true })
  const into = (table: string, columns: readonly string[], select: string, params: readonly Param[], ending: string) =>
    bulk(`INSERT INTO ${table} (${columns.join(', ')}) ${select} ${asItIs} ${ending}`, params)
  const overRow = orUpdate(dialect, ['id'], allRowColumns.slice(1))
  const newerBook = orUpdateNewer(dialect, 'board_books', 'book_id', bookColumns.slice(1, -1))
  const newerCopy = orUpdateNewer(dialect, 'board_copies', 'copy_id', copyColumns.slice(1, -1))

  function copyMembers({ condition, params }: Which): void {
    const over = orUpdate(dialect, ['member_id'], memberColumns.slice(1))
    into('board_members', memberColumns, `${members} WHERE ${condition('m.id')}`, params, over)
    bulk(
      `DELETE FROM board_members WHERE ${condition('member_id')}
         AND NOT EXISTS (SELECT 1 FROM members m WHERE m.id = board_members.member_id)`,
      params,
    )
  }
  function copyRentals({ condition, params }: Which): void {
    into('board_rows', allRowColumns, `${rentals} WHERE ${condition('r.id')}`, params, overRow)
    bulk(
      `DELETE FROM board_rows WHERE ${condition('id')} AND kind = 'rental'
         AND NOT EXISTS (SELECT 1 FROM rentals r WHERE r.id = board_rows.id)`,
      params,
    )
  }
  function copyHolds({ condition, params }: Which, by: 'id' | 'member_id'): void {
    into('board_rows', allRowColumns, `${openHolds} AND ${condition(`h.${by}`)}`, params, overRow)
    bulk(
      `DELETE FROM board_rows WHERE ${condition(by)} AND kind = 'hold'
         AND NOT EXISTS (SELECT 1 FROM holds h WHERE h.id = board_rows.id AND h.state IN ('waiting', 'ready'))`,
      params,
    )
  }
  function openDays(days: readonly Day[]): void {
    const none = days.map((day): Param[] => [day, 0, 0, 0, 0, 0, 0])
    const columns = ['day', 'rentals', 'returns', 'kakao_pay_won', 'cash_won', 'fees_won', 'refunds_won']
    inserts('board_days', columns, none, orUpdate(dialect, ['day'], ['day'])).forEach(write)
  }
  function countDays(days: readonly Day[]): void {
    for (const day of days) {
      const span = [beginOf(day), beginOf(addDays(day, 1))]
      const counts = Object.entries(counted)
      bulk(
        `UPDATE board_days SET ${counts.map(([name, count]) => `${name} = ${greater}(${name}, (${count}))`).join(', ')}
         WHERE day = ?`,
        [...counts.flatMap(() => span), day],
      )
    }
  }

  return {
    putBooks: (books) =>
      inserts(
        'board_books',
        bookColumns,
        books.map(({ bookId, bookNo, title, version }): Param[] => [
          bookId,
          bookNo,
          title,
          norm(title).slice(0, 300),
          version,
        ]),
        newerBook,
      ).forEach(write),
    putCopies: (copies) =>
      inserts(
        'board_copies',
        copyColumns,
        copies.map(({ copyId, bookId, copyNo, state, version }): Param[] => [copyId, bookId, copyNo, state, version]),
        newerCopy,
      ).forEach(write),
    copyMembers(memberIds) {
      if (memberIds.length === 0) return
      copyMembers(among(memberIds))
      copyHolds(among(memberIds), 'member_id')
    },
    copyRentals(rentalIds) {
      if (rentalIds.length > 0) copyRentals(among(rentalIds))
    },
    async endsOfForgotten(memberIds) {
      if (memberIds.length === 0) return []
      const rows = await sql.all<{ ended_at: string }>(
        `SELECT DISTINCT ended_at FROM board_rows WHERE member_id IN (${marks(memberIds.length)}) AND ${isForgotten}`,
        memberIds,
      )
      return rows.map((row) => row.ended_at)
    },
    forget(memberIds, months) {
      if (memberIds.length === 0) return
      bulk(`DELETE FROM board_rows WHERE member_id IN (${marks(memberIds.length)}) AND ${isForgotten}`, memberIds)
      const nobodys = `${rentals} WHERE r.member_id = '' AND r.returned_at IN (${marks(months.length)})
        AND NOT EXISTS (SELECT 1 FROM board_rows b WHERE b.id = r.id)`
      into('board_rows', allRowColumns, nobodys, months, overRow)
    },
    openDays,
    countDays,

    lastKey: (part, after, most) => lastKeyOf(sql, part, after, most),
    copyRange(part, after, until) {
      const range: Which = { condition: (key) => `${key} > ? AND ${key} <= ?`, params: [after, until] }
      const [where, params] = [range.condition('t.book_id'), range.params]
      switch (part) {
        case 'books': {
          const select = `SELECT t.book_id, t.book_no, t.title, t.title_norm, t.version FROM titles t WHERE ${where}`
          return into('board_books', bookColumns, select, params, newerBook)
        }
        case 'copies': {
          const select = `SELECT c.id, c.book_id, c.copy_no, c.state, c.version FROM copies c WHERE ${range.condition('c.id')}`
          return into('board_copies', copyColumns, select, params, newerCopy)
        }
        case 'members':
          return copyMembers(range)
        case 'rentals':
          return copyRentals(range)
        case 'holds':
          return copyHolds(range, 'id')
        case 'days': {
          const days = daysBetween(after, until)
          openDays(days)
          countDays(days)
        }
      }
    },
  }
}

/** Of rows of the board: a rental that is not that member's any more. */
const isForgotten = `kind = 'rental'
  AND NOT EXISTS (SELECT 1 FROM rentals r WHERE r.id = board_rows.id AND r.member_id = board_rows.member_id)`

const inSpan = (at: string) => `${at} >= ? AND ${at} < ?`
const deposits = (by: string) =>
  `SELECT COALESCE(SUM(l.amount_won), 0) FROM ledger_lines l JOIN deposits d ON d.id = l.deposit_id
   WHERE ${inSpan('l.written_at')} AND l.kind = 'deposit' AND COALESCE(d.paid_by, '') ${by} 'desk'`
const spent = (kind: string) =>
  `SELECT COALESCE(SUM(-l.amount_won), 0) FROM ledger_lines l WHERE ${inSpan('l.written_at')} AND l.kind = '${kind}'`

/** What is counted of a day, from its first instant until before the next day's. */
const counted = {
  rentals: `SELECT COUNT(*) FROM board_rows b WHERE ${inSpan('b.began_at')} AND b.kind = 'rental' AND b.member_id <> ''`,
  returns: `SELECT COUNT(*) FROM board_rows b WHERE ${inSpan('b.ended_at')} AND b.state = 'returned' AND b.member_id <> ''`,
  kakao_pay_won: deposits('<>'),
  cash_won: deposits('='),
  fees_won: spent('rental-fee'),
  refunds_won: spent('refund'),
}

function among(ids: readonly string[]): Which {
  return { condition: (key) => `${key} IN (${marks(ids.length)})`, params: ids }
}

const keys: { readonly [P in Exclude<BoardPart, 'days'>]: readonly [table: string, key: string] } = {
  books: ['titles', 'book_id'],
  copies: ['copies', 'id'],
  members: ['members', 'id'],
  rentals: ['rentals', 'id'],
  holds: ['holds', 'id'],
}

async function lastKeyOf(sql: Sql, part: BoardPart, after: string, most: number): Promise<string | null> {
  if (part === 'days') return lastDayOf(sql, after, most)
  const [table, key] = keys[part]
  const row = await one<{ last: string | null }>(
    sql,
    `SELECT MAX(x.k) AS last FROM (SELECT ${key} AS k FROM ${table} WHERE ${key} > ? ORDER BY ${key}
     LIMIT ${Math.trunc(most)}) x`,
    [after],
  )
  return row?.last ?? null
}

/** Every day from the first on which money moved to the last on which anything did; the first step leads to the day before. */
async function lastDayOf(sql: Sql, after: Day, most: number): Promise<Day | null> {
  const row = await one<{ first: string | null; paid: string | null; ended: string | null }>(
    sql,
    `SELECT MIN(written_at) AS first, MAX(written_at) AS paid, (SELECT MAX(ended_at) FROM board_rows) AS ended
     FROM ledger_lines`,
  )
  if (!row?.first) return null
  if (after === '') return addDays(dayOf(new Date(row.first)), -1)
  const [last = after] = [row.paid, row.ended]
    .flatMap((at) => (at ? [dayOf(new Date(at))] : []))
    .sort()
    .reverse()
  const next = addDays(after, most)
  return after >= last ? null : next < last ? next : last
}

function daysBetween(after: Day, until: Day): Day[] {
  if (after === '' || until === endOfKeys) return []
  const days: Day[] = []
  for (let day = addDays(after, 1); day <= until; day = addDays(day, 1)) days.push(day)
  return days
}
