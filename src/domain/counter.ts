/** A book lies on the counter: may this very copy go out to the member who stands there. */
import type { CopyState } from './events.js'
import type { BookId, CopyId, HoldId, MemberId, RentalId } from './ids.js'
import type { RenewRefusal } from './renewal.js'
import { refusalsBut, rentOf, type RentAsked, type RentDecided, type RentFacts, type RentRefusal } from './rental.js'
import { refuse, refusedBy, type Result } from './result.js'
import { dayOf, type Day } from './time.js'

/** One copy as the counter sees it. */
export type CopyAtCounter = {
  readonly copyId: CopyId
  readonly bookId: BookId
  readonly bookNo: number
  readonly copyNo: number
  readonly title: string
  readonly author: string
  readonly feeWon: number
  readonly barcode: string | null
  readonly callNumber: string | null
  readonly state: CopyState
  /** Who has it. */
  readonly rental: {
    readonly rentalId: RentalId
    readonly memberId: MemberId
    readonly memberName: string
    readonly dueOn: Day
    readonly inQuestion: 'claimed' | 'lost' | null
  } | null
  /** For whom it is set aside. */
  readonly hold: {
    readonly holdId: HoldId
    readonly memberId: MemberId
    readonly memberName: string
    readonly pickupUntil: Day
  } | null
}

export type CopyRefusal =
  | { kind: 'unknown-copy' }
  | { kind: 'copy-not-lendable'; title: string; state: Exclude<CopyState, 'in-circulation'> }
  /** By the books somebody else has it: it was not checked in. */
  | { kind: 'copy-is-out'; title: string; memberName: string }
  | { kind: 'copy-set-aside'; title: string; memberName: string; pickupUntil: Day }

export type CounterRenewRefusal = RenewRefusal | { kind: 'unknown-copy' } | { kind: 'copy-not-out'; title: string }

export type CounterRentRefusal = RentRefusal | CopyRefusal

/** As `decideRent`, for the copy that lies there and no other. */
export function decideRentCopy(
  asked: Omit<RentAsked, 'pick'> & { readonly copy: CopyAtCounter },
): Result<RentDecided, CounterRentRefusal> {
  const today = dayOf(asked.now)
  const { copy } = asked
  const verdicts = refusalsBut<CounterRentRefusal>(asked, today, asked.rules, () => mustBeThisCopy(asked, copy))
  return refusedBy(verdicts) ?? rentOf(asked, copy.copyId) ?? refuse({ kind: 'unknown-book' })
}

/** Who has a copy set aside may as well take a free one; everybody else leaves the free ones to those who have waited longer. */
function mustBeThisCopy(facts: RentFacts, copy: CopyAtCounter): CounterRentRefusal | null {
  const { title, state, rental, hold } = copy
  const own = facts.hold?.copyId ?? null
  if (state !== 'in-circulation') return { kind: 'copy-not-lendable', title, state }
  if (rental) return { kind: 'copy-is-out', title, memberName: rental.memberName }
  if (own === copy.copyId) return null
  if (hold) return { kind: 'copy-set-aside', title, memberName: hold.memberName, pickupUntil: hold.pickupUntil }
  if (own !== null || facts.freeCopies.length > facts.waitingBefore) return null
  return { kind: 'held-for-others', title, waiting: facts.waitingBefore }
}
