/** A member gives a copy back: it goes to the next in line, or is rentable again at once. */
import type { Ready } from '../domain/hold.js'
import type { MemberId, RentalId } from '../domain/ids.js'
import type { Rental } from '../domain/rental.js'
import { decideReturn, type ReturnRefusal } from '../domain/return.js'
import { ok, type Result } from '../domain/result.js'
import { suspensionFor } from '../domain/standing.js'
import { dayOf, type Day } from '../domain/time.js'
import { handOver } from './hand-over-holds.js'
import type { Tx } from './tx.js'

export type ReturnInput = {
  readonly memberId: MemberId
  readonly rentalId: RentalId
  readonly commandKey: string | null
}

/** `suspendedUntil`: the last day of the suspension that this late return brought about, if any; the same for the same tap. */
export type Returned = { readonly rental: Rental; readonly title: string; readonly suspendedUntil: Day | null }

export async function returnBook(tx: Tx, input: ReturnInput): Promise<Result<Returned, ReturnRefusal>> {
  const facts = await tx.rentals.byId(input.rentalId)
  const decided = decideReturn(facts, input.memberId, input.commandKey, tx.now)
  if (!decided.ok) return decided

  const { rental, isNew } = decided.value
  const title = facts?.title ?? ''
  const returnedOn = dayOf(new Date(rental.returnedAt ?? tx.now))
  if (!isNew) {
    const until = suspensionFor(rental.dueOn, returnedOn, tx.rules)
    return ok({ rental, title, suspendedUntil: until && later(until, await tx.members.suspendedUntil(input.memberId)) })
  }
  const { suspendedUntil } = await closeRental(tx, rental, returnedOn, input.commandKey)
  return ok({ rental, title, suspendedUntil })
}

function later(until: Day, other: Day | null): Day {
  return other !== null && other > until ? other : until
}

/** `suspendedUntil`: the last day of the suspension, if a late return brings one; `setAside`: for whom the copy is now. */
export type Closed = { readonly suspendedUntil: Day | null; readonly setAside: Ready | null }

/**
 * Everything that follows from a book being back since that day: the rental ends, a late one suspends (as the house has
 * it; a longer suspension stands), and the copy goes to the next in line.
 */
export async function closeRental(tx: Tx, rental: Rental, returnedOn: Day, returnKey: string | null): Promise<Closed> {
  const { id: rentalId, memberId, bookId, copyId, dueOn } = rental
  const until = suspensionFor(dueOn, returnedOn, tx.rules)
  const before = until && (await tx.members.suspendedUntil(memberId))
  const isLonger = until !== null && (before === null || until > before)
  if (isLonger) {
    tx.members.suspend(memberId, until)
    tx.emit({ type: 'MemberSuspended', memberId, until })
  }
  tx.rentals.close(rental, returnKey)
  tx.emit({ type: 'BookReturned', rentalId, memberId, bookId, copyId, returnedOn, dueOn })
  const ready = await handOver(tx, bookId, [copyId])
  return {
    suspendedUntil: isLonger ? until : before,
    setAside: ready.find((hold) => hold.copyId === copyId) ?? null,
  }
}
