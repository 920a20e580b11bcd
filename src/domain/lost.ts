/** A rented book was lost: how the desk settles it. */
import type { Rental } from './rental.js'
import { ok, refuse, type Result } from './result.js'
import { instantOf } from './time.js'

export type SettleLostRefusal = { kind: 'not-lost' }

/**
 * The rental as it is when the desk has settled it: over now, whether the book was found or paid for. What its member says is
 * back is settled as a claim first: found, it ended on the day of the claim.
 */
export function decideLostSettled(rental: Rental | null, now: Date): Result<Rental, SettleLostRefusal> {
  if (!rental || rental.returnedAt !== null || rental.lostAt === null || rental.claimedAt !== null)
    return refuse({ kind: 'not-lost' })
  return ok({ ...rental, returnedAt: instantOf(now) })
}
