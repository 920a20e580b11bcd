/** Everything the rule for renting wants to know, in one round trip. */
import type { BookId, CopyId, MemberId, RentalId } from '../../domain/ids.js'
import type { OpenRental, Rental, RentFacts } from '../../domain/rental.js'
import type { Day, Instant } from '../../domain/time.js'
import { bookOf, isFree, type TitleRow } from './shelf.js'
import { rentalOf } from './rental-row.js'
import type { Sql } from './sql.js'

type FactsRow = Omit<TitleRow, 'book_id'> & {
  book_id: BookId | null
  balance_won: number
  wallet_version: number
  free_copies: string | null
  first_due_on: Day | null
  rental_id: RentalId | null
  rental_book_id: BookId
  rental_due_on: Day
  made_id: RentalId | null
  made_book_id: BookId
  made_copy_id: CopyId
  made_fee_won: number
  made_at: Instant
  made_due_on: Day
  made_returned_at: Instant | null
}

/**
 * One row per open rental of the member (one with empty rental columns when there is none). What the command has already
 * made stands in each of them.
 */
const factsSql = `
SELECT w.balance_won, w.version AS wallet_version,
       t.book_id, t.book_no, t.title, t.author, t.publisher, t.published_year, t.fee_won, t.state,
       (SELECT GROUP_CONCAT(c.id) FROM copies c
        WHERE c.book_id = t.book_id AND ${isFree('c')}) AS free_copies,
       (SELECT MIN(d.open_due_on) FROM rentals d WHERE d.book_id = t.book_id) AS first_due_on,
       r.id AS rental_id, r.book_id AS rental_book_id, r.due_on AS rental_due_on,
       m.id AS made_id, m.book_id AS made_book_id, m.copy_id AS made_copy_id, m.fee_won AS made_fee_won,
       m.rented_at AS made_at, m.due_on AS made_due_on, m.returned_at AS made_returned_at
FROM wallets w
LEFT JOIN titles t ON t.book_id = ?
LEFT JOIN rentals r ON r.member_id = w.member_id AND r.open_due_on IS NOT NULL
LEFT JOIN rentals m ON m.command_key = ? AND m.member_id = w.member_id
WHERE w.member_id = ?`

export async function rentFacts(
  sql: Sql,
  memberId: MemberId,
  bookId: BookId,
  commandKey: string | null,
): Promise<(RentFacts & { made: Rental | null }) | null> {
  const rows = await sql.all<FactsRow>(factsSql, [bookId, commandKey, memberId])
  const [row] = rows
  if (!row) return null
  const open = rows.flatMap(({ rental_id, rental_book_id, rental_due_on }): OpenRental[] =>
    rental_id === null ? [] : [{ rentalId: rental_id, bookId: rental_book_id, dueOn: rental_due_on }],
  )
  return {
    wallet: { memberId, balanceWon: row.balance_won, version: row.wallet_version },
    book: row.book_id === null ? null : bookOf({ ...row, book_id: row.book_id }),
    freeCopies: (row.free_copies ?? '').split(',').filter((id): id is CopyId => id.length === idLength),
    firstDueOn: row.first_due_on,
    open,
    made: madeBy(row, memberId, commandKey),
  }
}

/** MySQL cuts a long list in the middle of an id; what is left of it is not one. */
const idLength = 36

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
    returned_at: row.made_returned_at,
    command_key: commandKey,
  })
}
