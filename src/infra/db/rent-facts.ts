/** Everything the rule for renting wants to know, in one round trip; in a second, how things stand when others are in the way. */
import type { Today } from '../../domain/calendar.js'
import type { BookId, CopyId, HoldId, MemberId, RentalId } from '../../domain/ids.js'
import type { OpenRental, Rental, RentFacts } from '../../domain/rental.js'
import type { Day, Instant } from '../../domain/time.js'
import { isAhead, waitingParams, waitingSql } from './in-line.js'
import { bookOf, fromACopyThatComesBack, isFree, type TitleRow } from './shelf.js'
import { rentalOf, type RentalRow } from './rental-row.js'
import { marks, one, type Sql } from './sql.js'

type FactsRow = Omit<TitleRow, 'book_id'> & {
  book_id: BookId | null
  balance_won: number
  bonus_won: number
  wallet_version: number
  suspended_until: Day | null
  blocked_until: Day | null
  free_copy_id: CopyId | null
  is_line: number
  hold_id: HoldId | null
  hold_copy_id: CopyId | null
  hold_version: number
  rental_id: RentalId | null
  rental_book_id: BookId
  rental_due_on: Day
  rental_claimed_at: Instant | null
  rental_lost_at: Instant | null
  made_id: RentalId | null
}

/**
 * One row per open rental of the member and free copy of the title, with empty columns where there is none; the rest stands in
 * each of them. That is few, and MariaDB takes twice as long for lists made in subqueries. For the same reason what hardly any
 * rent has to do with is asked for afterwards. A hold not picked up by the end of its last day has neither its copy nor its
 * place any more.
 */
const factsSql = `
SELECT w.balance_won, w.bonus_won, w.version AS wallet_version, p.suspended_until, p.blocked_until,
       t.book_id, t.book_no, t.title, t.author, t.publisher, t.published_year, t.fee_won, t.state,
       c.id AS free_copy_id, EXISTS (SELECT 1 FROM holds h WHERE h.state = 'waiting' AND h.book_id = t.book_id) AS is_line,
       o.id AS hold_id, a.id AS hold_copy_id, o.version AS hold_version, m.id AS made_id,
       r.id AS rental_id, r.book_id AS rental_book_id, r.due_on AS rental_due_on, r.claimed_at AS rental_claimed_at,
       r.lost_at AS rental_lost_at
FROM wallets w
LEFT JOIN members p ON p.id = w.member_id
LEFT JOIN titles t ON t.book_id = ?
LEFT JOIN holds o ON o.open_key = ?
LEFT JOIN copies a ON a.id = o.open_copy_id AND a.state = 'in-circulation' AND o.pickup_until >= ?
LEFT JOIN rentals m ON m.command_key = ? AND m.member_id = w.member_id
LEFT JOIN rentals r ON r.member_id = w.member_id AND r.open_due_on IS NOT NULL
LEFT JOIN copies c ON c.book_id = t.book_id AND ${isFree('c')}
WHERE w.member_id = ? AND w.closed_at IS NULL`

/** Read only where a title is out or somebody is in line for it: most rents have no use for it. */
const othersSql = `
SELECT (SELECT MIN(d.open_due_on) FROM rentals d ${fromACopyThatComesBack('d')} WHERE d.book_id = t.book_id) AS first_due_on,
       ${waitingSql('t.book_id', `h.member_id <> ? AND (o.id IS NULL OR o.pickup_until < ? OR ${isAhead('h', 'o')})`)} AS waiting_before
FROM titles t LEFT JOIN holds o ON o.open_key = ?
WHERE t.book_id = ?`

type Others = Pick<RentFacts, 'firstDueOn' | 'waitingBefore'>

async function othersInTheWay(sql: Sql, memberId: MemberId, bookId: BookId, today: Today): Promise<Others> {
  const { day } = today
  const row = await one<{ first_due_on: Day | null; waiting_before: number }>(sql, othersSql, [
    ...[memberId, day, ...waitingParams(today)],
    ...[openHoldKey(memberId, bookId), bookId],
  ])
  return { firstDueOn: row?.first_due_on ?? null, waitingBefore: Number(row?.waiting_before ?? 0) }
}

/** What makes two open holds of a member on one title impossible. */
export function openHoldKey(memberId: MemberId, bookId: BookId): string {
  return `${memberId}:${bookId}`
}

export async function rentFacts(
  sql: Sql,
  memberId: MemberId,
  bookId: BookId,
  commandKey: string | null,
  today: Today,
): Promise<(RentFacts & { made: Rental | null }) | null> {
  const { day } = today
  const params = [bookId, openHoldKey(memberId, bookId), day, commandKey, memberId]
  const rows = await sql.all<FactsRow>(factsSql, params)
  const [row] = rows
  if (!row) return null
  const freeCopies = [...new Set(rows.flatMap((one) => one.free_copy_id ?? []))]
  const isAnybodyInTheWay = freeCopies.length === 0 || Number(row.is_line) > 0
  return {
    wallet: {
      memberId,
      balanceWon: row.balance_won,
      bonusWon: row.bonus_won,
      version: row.wallet_version,
    },
    book: row.book_id === null ? null : bookOf({ ...row, book_id: row.book_id }),
    freeCopies,
    ...(isAnybodyInTheWay
      ? await othersInTheWay(sql, memberId, bookId, today)
      : { firstDueOn: null, waitingBefore: 0 }),
    hold: row.hold_id === null ? null : { id: row.hold_id, copyId: row.hold_copy_id, version: row.hold_version },
    suspendedUntil: row.suspended_until,
    blockedUntil: row.blocked_until,
    open: await openRentals(sql, rows),
    made: row.made_id === null ? null : await madeRental(sql, row.made_id),
  }
}

/** Each once, however many rows it stands in. */
async function openRentals(sql: Sql, rows: readonly FactsRow[]): Promise<OpenRental[]> {
  const isRental = (row: FactsRow): row is FactsRow & { rental_id: RentalId } => row.rental_id !== null
  const open = [...new Map(rows.filter(isRental).map((row) => [row.rental_id, row])).values()]
  const lost = open.filter((row) => row.rental_lost_at !== null).map((row) => row.rental_book_id)
  const lostTitles = lost.length === 0 ? new Map<BookId, string>() : await titlesOf(sql, lost)
  return open.map((row) => ({
    rentalId: row.rental_id,
    bookId: row.rental_book_id,
    dueOn: row.rental_due_on,
    isClaimed: row.rental_claimed_at !== null,
    lostTitle: row.rental_lost_at === null ? null : (lostTitles.get(row.rental_book_id) ?? ''),
  }))
}

async function titlesOf(sql: Sql, bookIds: readonly BookId[]): Promise<Map<BookId, string>> {
  const rows = await sql.all<{ book_id: BookId; title: string }>(
    `SELECT book_id, title FROM titles WHERE book_id IN (${marks(bookIds.length)})`,
    bookIds,
  )
  return new Map(rows.map(({ book_id, title }) => [book_id, title]))
}

async function madeRental(sql: Sql, rentalId: RentalId): Promise<Rental | null> {
  const row = await one<RentalRow>(sql, 'SELECT * FROM rentals WHERE id = ?', [rentalId])
  return row && rentalOf(row)
}
