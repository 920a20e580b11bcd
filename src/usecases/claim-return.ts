/** "I have returned it already": nobody reminds any more until the desk has looked for the book. */
import { decideClaim, decideClaimSettled, type ClaimRefusal, type SettleClaimRefusal } from '../domain/claim.js'
import type { MemberId, NoticeId, RentalId } from '../domain/ids.js'
import { newNotice } from '../domain/notice.js'
import type { Rental } from '../domain/rental.js'
import { ok, type Result } from '../domain/result.js'
import { dayOf, instantOf } from '../domain/time.js'
import { closeRental, type Closed } from './return-book.js'
import type { Tx } from './tx.js'

export type ClaimInput = { readonly memberId: MemberId; readonly rentalId: RentalId }

export type Claimed = { readonly rental: Rental; readonly title: string }

export async function claimReturn(tx: Tx, { memberId, rentalId }: ClaimInput): Promise<Result<Claimed, ClaimRefusal>> {
  const facts = await tx.rentals.byId(rentalId)
  const decided = decideClaim(facts, memberId, tx.now)
  if (!decided.ok) return decided

  const { rental, isNew } = decided.value
  if (isNew) {
    tx.rentals.setClaim(rental, null, false)
    tx.emit({ type: 'ReturnClaimed', rentalId, memberId, bookId: rental.bookId, copyId: rental.copyId })
  }
  return ok({ rental, title: facts?.title ?? '' })
}

export type SettleClaimInput = { readonly rentalId: RentalId; readonly isFound: boolean }

/** The desk has looked: the rental ended when the member said so, or it goes on. The member is told either way. */
export async function settleClaim(tx: Tx, input: SettleClaimInput): Promise<Result<Rental, SettleClaimRefusal>> {
  const settled = await lookForClaimed(tx, input)
  return settled.ok ? ok(settled.value.rental) : settled
}

/** The same, with what came of the book being back. */
export async function lookForClaimed(
  tx: Tx,
  { rentalId, isFound }: SettleClaimInput,
): Promise<Result<{ rental: Rental; closed: Closed | null }, SettleClaimRefusal>> {
  const facts = await tx.rentals.byId(rentalId)
  const decided = decideClaimSettled(facts, isFound)
  if (!decided.ok) return decided

  const rental = decided.value
  const claimedAt = facts?.rental.claimedAt ?? null
  const { memberId, bookId } = rental
  const closed = isFound && claimedAt ? await closeRental(tx, rental, dayOf(new Date(claimedAt)), null) : null
  if (!closed) tx.rentals.setClaim(rental, claimedAt, true)
  const noticeId = tx.newId<NoticeId>()
  tx.notices.add(newNotice(noticeId, memberId, { kind: 'claim-settled', rentalId, isFound }, instantOf(tx.now)))
  tx.emit({ type: 'ClaimSettled', rentalId, memberId, bookId, isFound, noticeId })
  // the copy, not the rental: what a member had must not be found by it once that is forgotten
  tx.record({
    action: 'claim-settled',
    subject: rental.copyId,
    before: { claimedAt },
    after: { isFound, returnedAt: rental.returnedAt },
  })
  return ok({ rental, closed })
}
