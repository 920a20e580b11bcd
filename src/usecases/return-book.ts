/** A member gives a copy back: it is rentable again at once. */
import type { MemberId, RentalId } from '../domain/ids.js'
import { decideReturn, type Rental, type ReturnRefusal } from '../domain/rental.js'
import { ok, type Result } from '../domain/result.js'
import { dayOf } from '../domain/time.js'
import type { Tx } from './tx.js'

export type ReturnInput = {
  readonly memberId: MemberId
  readonly rentalId: RentalId
  readonly commandKey: string | null
}

export type Returned = { readonly rental: Rental; readonly title: string }

export async function returnBook(tx: Tx, input: ReturnInput): Promise<Result<Returned, ReturnRefusal>> {
  const facts = await tx.rentals.byId(input.rentalId)
  const decided = decideReturn(facts, input.memberId, input.commandKey, tx.now)
  if (!decided.ok) return decided

  const { rental, isNew } = decided.value
  const title = facts?.title ?? ''
  if (!isNew) return ok({ rental, title })
  tx.rentals.close(rental, input.commandKey)
  const { id: rentalId, memberId, bookId, copyId } = rental
  tx.emit({ type: 'BookReturned', rentalId, memberId, bookId, copyId, returnedOn: dayOf(tx.now) })
  return ok({ rental, title })
}
