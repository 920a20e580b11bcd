/** Everything the rule for renting wants to know, in one round trip; in a second, how things stand when others are in the way. */
import type { Today } from '../../domain/calendar.js'
import type { BookId, CopyId, HoldId, MemberId, RentalId } from '../../domain/ids.js'
import type { OpenRental, Rental, RentFacts } from '../../domain/rental.js'
import type { Day, Instant } from '../../domain/time.js'
import { isAhead, waitingParams, waitingSql } from './in-line.js'
import { bookOf, fromACopyThatComesBack, isFree, type TitleRow } from './shelf.js'
import { rentalOf } from './rental-row.js'
import { one, type Sql } from './sql.js'

type FactsRow = Omit<TitleRow, 'book_id'> & {
  book_id: BookId | null
  balance_won: number
  bonus_won: number
  wallet_version: number
  suspended_until: Day | null
  blocked_until: Day | null
  free_copies: string | null
  in_line: number
  hold_id: HoldId | null
  hold_copy_id: CopyId | null
  hold_version: number
  rental_id: RentalId | null
  rental_book_id: BookId
  rental_due_on: Day
  rental_claimed_at: Instant | null
  rental_lost_title: string | null
  made_id: RentalId | null
  made_book_id: BookId
  made_copy_id: CopyId
  made_fee_won: number
  made_at: Instant
  made_due_on: Day
  made_renewals: number
  made_returned_at: Instant | null
  made_claimed_at: Instant | null
  made_lost_at: Instant | null
}

/**
 * One row per open rental of the member (one with empty rental columns when there is none). What the command has already
 * made stands in each of them. A hold not picked up by the end of its last day has neither its copy nor its place any more.
 */
const factsSql = `
SELECT w.balance_won, w.bonus_won, w.version AS wallet_version, p.suspended_until, p.blocked_until,
       t.book_id, t.book_no, t.title, t.author, t.publisher, t.published_year, t.fee_won, t.state,
       (SELECT GROUP_CONCAT(c.id) FROM copies c
        WHERE c.book_id = t.book_id AND ${isFree('c')}) AS free_copies,
       (SELECT COUNT(*) FROM holds h WHERE h.state = 'waiting' AND h.book_id = t.book_id) AS in_line,
       o.id AS hold_id, a.id AS hold_copy_id, o.version AS hold_version,
       r.id AS rental_id, r.book_id AS rental_book_id, r.due_on AS rental_due_on, r.claimed_at AS rental_claimed_at,
       l.title AS rental_lost_title,
       m.id AS made_id, m.book_id AS made_book_id, m.copy_id AS made_copy_id, m.fee_won AS made_fee_won,
       m.rented_at AS made_at, m.due_on AS made_due_on, m.renewals AS made_renewals, m.returned_at AS made_returned_at,
       m.claimed_at AS made_claimed_at, m.lost_at AS made_lost_at
FROM wallets w
LEFT JOIN members p ON p.id = w.member_id
LEFT JOIN titles t ON t.book_id = ?
LEFT JOIN holds o ON o.open_key = ?
LEFT JOIN copies a ON a.id = o.open_copy_id AND a.state = 'in-circulation' AND o.pickup_until >= ?
LEFT JOIN rentals r ON r.member_id = w.member_id AND r.open_due_on IS NOT NULL
LEFT JOIN titles l ON l.book_id = r.book_id AND r.lost_at IS NOT NULL
LEFT JOIN rentals m ON m.command_key = ? AND m.member_id = w.member_id
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
  const freeCopies = copyIdsIn(row.free_copies)
  const isAnybodyInTheWay = freeCopies.length === 0 || Number(row.in_line) > 0
  const open = rows.flatMap((one): OpenRental[] =>
    one.rental_id === null
      ? []
      : [
          {
            rentalId: one.rental_id,
            bookId: one.rental_book_id,
            dueOn: one.rental_due_on,
            isClaimed: one.rental_claimed_at !== null,
            lostTitle: one.rental_lost_title,
          },
        ],
  )
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
    open,
    made: madeBy(row, memberId, commandKey),
  }
}

/** MySQL cuts a long list in the middle of an id; what is left of it is not one. */
const idLength = 36

function copyIdsIn(list: string | null): CopyId[] {
  return (list ?? '').split(',').filter((id): id is CopyId => id.length === idLength)
}

function madeBy(row: FactsRow, memberId: MemberId, commandKey: string | null): Rental | null {
  if (row.made_id === null) return null
  return rentalOf({
    id: row.made_id,
    member_id: memberId,
    book_id: row.made_book_id,
    copy_id: row.made_copy_id,
    fee_won: row.made_fee_won,
    rented_at: row.made_at,
    due_on: row.made_due_on,
    renewals: row.made_renewals,
    returned_at: row.made_returned_at,
    claimed_at: row.made_claimed_at,
    lost_at: row.made_lost_at,
    command_key: commandKey,
  })
}
