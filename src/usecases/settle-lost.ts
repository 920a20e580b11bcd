/** The desk settles a book that was lost while it was rented, which holds its member up no longer. */
import type { RentalId } from '../domain/ids.js'
import { decideLostSettled, type SettleLostRefusal } from '../domain/lost.js'
import type { Rental } from '../domain/rental.js'
import { ok, type Result } from '../domain/result.js'
import { dayOf, type Day } from '../domain/time.js'
import { closeRental } from './return-book.js'
import type { Tx } from './tx.js'

/** `isFound`: the book is back at the desk; otherwise it was paid for, or written off. */
export type SettleLostInput = { readonly rentalId: RentalId; readonly isFound: boolean }

/** `suspendedUntil`: the last day of the suspension that its late return brought about, if any. */
export type LostSettled = { readonly rental: Rental; readonly suspendedUntil: Day | null }

/**
 * Found, it is a return of now; otherwise the rental just ends. The copy stays lost either way: it comes back into
 * circulation by the desk's word about the copy. The member stands at the counter, so nobody is told.
 */
export async function settleLost(
  tx: Tx,
  { rentalId, isFound }: SettleLostInput,
): Promise<Result<LostSettled, SettleLostRefusal>> {
  const facts = await tx.rentals.byId(rentalId)
  const decided = decideLostSettled(facts?.rental ?? null, tx.now)
  if (!decided.ok) return decided

  const rental = decided.value
  const { memberId, bookId, copyId } = rental
  // the copy, not the rental: what a member had must not be found by it once that is forgotten
  tx.record({
    action: 'loss-settled',
    subject: copyId,
    before: { lostAt: rental.lostAt },
    after: { isFound, endedAt: rental.returnedAt },
  })
  if (isFound) {
    const { suspendedUntil } = await closeRental(tx, rental, dayOf(tx.now), null)
    return ok({ rental, suspendedUntil })
  }
  tx.rentals.close(rental, null)
  tx.emit({ type: 'RentalWrittenOff', rentalId, memberId, bookId, copyId })
  return ok({ rental, suspendedUntil: null })
}
