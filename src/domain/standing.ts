/** Where a member stands with the house: suspended until when, and by what. */
import { daysLate } from './calendar.js'
import type { Rules } from './policy.js'
import { addDays, type Day } from './time.js'

/** What may hold a member up. */
export const memberStandings = ['late', 'suspended', 'blocked'] as const
export type MemberStanding = (typeof memberStandings)[number]

/** `until`: the last day of it. */
export type Suspended = { kind: 'suspended'; until: Day }

/** Whoever brought a book back late neither rents nor renews nor holds until the last day of the suspension is over. */
export function mustNotBeSuspended(until: Day | null, today: Day): Suspended | null {
  return until !== null && until >= today ? { kind: 'suspended', until } : null
}

/** A librarian has stopped the member until the last day, `until`. */
export type Blocked = { kind: 'blocked'; until: Day }

/** Whom the desk has blocked neither rents nor renews nor holds until that day is over. */
export function mustNotBeBlocked(until: Day | null, today: Day): Blocked | null {
  return until !== null && until >= today ? { kind: 'blocked', until } : null
}

/**
 * The last day of the suspension for a book that came back on `returnedOn`; `null` when there is none. As many days as the
 * book was late, times the house's factor, from the day after the return (lending-rules 2.8: the norm of Korean libraries).
 */
export function suspensionFor(dueOn: Day, returnedOn: Day, rules: Rules): Day | null {
  const days = Math.max(0, daysLate(dueOn, returnedOn, rules)) * rules.suspensionDaysPerLateDay
  return days > 0 ? addDays(returnedOn, Math.ceil(days)) : null
}
