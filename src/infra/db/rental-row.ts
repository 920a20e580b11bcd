/** A rental as it stands in its table. */
import type { BookId, CopyId, MemberId, RentalId } from '../../domain/ids.js'
import type { Rental } from '../../domain/rental.js'
import { dayOf, type Day, type Instant } from '../../domain/time.js'

export type RentalRow = {
  id: RentalId
  member_id: MemberId
  book_id: BookId
  copy_id: CopyId
  fee_won: number
  rented_at: Instant
  due_on: Day
  renewals: number
  returned_at: Instant | null
  claimed_at: Instant | null
  lost_at: Instant | null
  command_key: string | null
}

export function rentalOf(row: RentalRow): Rental {
  return {
    id: row.id,
    memberId: row.member_id,
    bookId: row.book_id,
    copyId: row.copy_id,
    feeWon: row.fee_won,
    rentedAt: row.rented_at,
    rentedOn: dayOf(new Date(row.rented_at)),
    dueOn: row.due_on,
    renewals: row.renewals,
    returnedAt: row.returned_at,
    claimedAt: row.claimed_at,
    lostAt: row.lost_at,
    commandKey: row.command_key,
  }
}
