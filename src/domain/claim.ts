/** "I have returned it already": what a member may claim, and how the desk settles it. */
import type { MemberId } from './ids.js'
import type { Rental } from './rental.js'
import { ok, refuse, type Result } from './result.js'
import { dayOf, instantOf, type Day } from './time.js'

export type ClaimRefusal =
  | { kind: 'unknown-rental' }
  | { kind: 'already-returned'; title: string; returnedOn: Day }
  /** The desk has looked for it once and not found it. */
  | { kind: 'claim-was-checked'; title: string }
  | { kind: 'rental-in-question'; title: string; why: 'claimed' | 'lost' }

export type ClaimFacts = {
  readonly rental: Rental
  readonly title: string
  /** Did the desk refuse a claim of this rental before. */
  readonly wasRefused: boolean
}

/** The rental with the claim in it. The second claim of the same rental changes nothing and is as welcome as the first. */
export function decideClaim(
  facts: ClaimFacts | null,
  memberId: MemberId,
  now: Date,
): Result<{ rental: Rental; isNew: boolean }, ClaimRefusal> {
  if (!facts || facts.rental.memberId !== memberId) return refuse({ kind: 'unknown-rental' })
  const { rental, title } = facts
  if (rental.returnedAt !== null)
    return refuse({ kind: 'already-returned', title, returnedOn: dayOf(new Date(rental.returnedAt)) })
  if (rental.claimedAt !== null) return ok({ rental, isNew: false })
  if (rental.lostAt !== null) return refuse({ kind: 'rental-in-question', title, why: 'lost' })
  if (facts.wasRefused) return refuse({ kind: 'claim-was-checked', title })
  return ok({ rental: { ...rental, claimedAt: instantOf(now) }, isNew: true })
}

export type SettleClaimRefusal = { kind: 'no-open-claim' }

/**
 * What the desk found. The book was there: the rental ended when the member said so. It was not: the rental goes on, and
 * so do the reminders.
 */
export function decideClaimSettled(facts: ClaimFacts | null, isFound: boolean): Result<Rental, SettleClaimRefusal> {
  const rental = facts?.rental
  if (!rental || rental.returnedAt !== null || rental.claimedAt === null) return refuse({ kind: 'no-open-claim' })
  return ok(isFound ? { ...rental, returnedAt: rental.claimedAt } : { ...rental, claimedAt: null })
}
