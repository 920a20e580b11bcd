/** A member keeps a book longer. */
import { todayAt } from '../domain/calendar.js'
import type { MemberId, RentalId } from '../domain/ids.js'
import { decideRenew, type RenewRefusal } from '../domain/renewal.js'
import type { Rental } from '../domain/rental.js'
import { ok, type Result } from '../domain/result.js'
import type { Tx } from './tx.js'

export type RenewInput = {
  readonly memberId: MemberId
  readonly rentalId: RentalId
  /** The tap behind the command; the same tap renews once. `null` for typed words. */
  readonly commandKey: string | null
}

/** The rental with its new due day. */
export type Renewed = { readonly rental: Rental; readonly title: string }

export async function renewRental(tx: Tx, input: RenewInput): Promise<Result<Renewed, RenewRefusal>> {
  const facts = await tx.rentals.renewFactsFor(input.rentalId, input.commandKey, todayAt(tx.now, tx.rules))
  const decided = decideRenew(facts, input.memberId, tx.now, tx.rules)
  if (!decided.ok) return decided

  const { rental, isNew } = decided.value
  const title = facts?.title ?? ''
  if (!isNew || !facts) return ok({ rental, title })
  const dueBeforeOn = facts.rental.dueOn
  tx.rentals.renew(rental, dueBeforeOn, input.commandKey)
  const { id: rentalId, memberId, bookId, dueOn } = rental
  tx.emit({ type: 'RentalRenewed', rentalId, memberId, bookId, dueBeforeOn, dueOn })
  return ok({ rental, title })
}
