/** May a rental be made longer. */
import { dueDayFrom } from './calendar.js'
import type { MemberId } from './ids.js'
import type { Rules } from './policy.js'
import {
  mustHaveNothingLate,
  mustHaveNothingLost,
  type LostBlocks,
  type OpenRental,
  type OverdueBlocks,
  type Rental,
} from './rental.js'
import { ok, refuse, refusedBy, type Result } from './result.js'
import { mustNotBeBlocked, mustNotBeSuspended, type Blocked, type Suspended } from './standing.js'
import { addDays, dayOf, type Day } from './time.js'

export type RenewRefusal =
  | { kind: 'unknown-rental' }
  | { kind: 'already-returned'; title: string; returnedOn: Day }
  | { kind: 'rental-in-question'; title: string; why: 'claimed' | 'lost' }
  | LostBlocks
  | OverdueBlocks
  | Suspended
  | Blocked
  | { kind: 'renewal-limit-reached'; title: string; times: number; dueOn: Day }
  /** `from`: the first day on which it can be renewed. */
  | { kind: 'too-soon-to-renew'; title: string; from: Day; dueOn: Day }
  /** Members wait for it whom the copies on the shelf cannot serve. */
  | { kind: 'others-wait'; title: string; waiting: number; dueOn: Day }

export type RenewFacts = {
  readonly rental: Rental
  readonly title: string
  /** What this very tap has renewed already. */
  readonly made: Pick<Rental, 'dueOn' | 'renewals'> | null
  /** The member's open rentals, of any title. */
  readonly open: readonly OpenRental[]
  readonly suspendedUntil: Day | null
  readonly blockedUntil: Day | null
  /** Members in line for the title whose turn could come, and copies of it that stand free. */
  readonly waiting: number
  readonly freeCopies: number
}

export type RenewDecided = { readonly rental: Rental; readonly isNew: boolean }

/**
 * The rental with its new due day: the later of due day and today, and `renewal.days` more (lending-rules 2.4). The same
 * tap gets the same answer again, while the rental lasts.
 */
export function decideRenew(
  facts: RenewFacts | null,
  memberId: MemberId,
  now: Date,
  rules: Rules,
): Result<RenewDecided, RenewRefusal> {
  if (!facts || facts.rental.memberId !== memberId) return refuse({ kind: 'unknown-rental' })
  const { rental, title } = facts
  if (rental.returnedAt !== null)
    return refuse({ kind: 'already-returned', title, returnedOn: dayOf(new Date(rental.returnedAt)) })
  if (facts.made) return ok({ rental: { ...rental, ...facts.made }, isNew: false })
  const refused = refusedBy(renewRefusals(facts, dayOf(now), rules))
  if (refused) return refused
  const today = dayOf(now)
  const from = rental.dueOn > today ? rental.dueOn : today
  const dueOn = dueDayFrom(from, rules.renewal.days, rules)
  return ok({ rental: { ...rental, dueOn, renewals: rental.renewals + 1 }, isNew: true })
}

/** Every reason why an open rental cannot be renewed today, the most important first. */
export function renewRefusals(facts: RenewFacts, today: Day, rules: Rules): RenewRefusal[] {
  const { rental, title, open, suspendedUntil, blockedUntil, waiting, freeCopies } = facts
  const { dueOn } = rental
  if (rental.claimedAt !== null) return [{ kind: 'rental-in-question', title, why: 'claimed' }]
  if (rental.lostAt !== null) return [{ kind: 'rental-in-question', title, why: 'lost' }]
  const { times, fromDaysBefore } = rules.renewal
  const from = addDays(dueOn, -fromDaysBefore)
  const verdicts: (RenewRefusal | null)[] = [
    mustHaveNothingLost(open),
    mustHaveNothingLate(open, today, rules),
    mustNotBeSuspended(suspendedUntil, today),
    mustNotBeBlocked(blockedUntil, today),
    rental.renewals < times ? null : { kind: 'renewal-limit-reached', title, times, dueOn },
    waiting > freeCopies ? { kind: 'others-wait', title, waiting: waiting - freeCopies, dueOn } : null,
    today >= from ? null : { kind: 'too-soon-to-renew', title, from, dueOn },
  ]
  return verdicts.filter((verdict) => verdict !== null)
}

/** As far as the book itself goes: in time, not looked for, and not yet renewed as often as it may be. */
export function isRenewable(book: {
  readonly renewalsLeft: number
  readonly daysLate: number
  readonly inQuestion: 'claimed' | 'lost' | null
}): boolean {
  return book.renewalsLeft > 0 && book.daysLate <= 0 && book.inQuestion === null
}
