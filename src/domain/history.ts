/** What the house knows of what somebody has read, and for how long: closed rentals and ended holds. */
import type { HoldId, NoticeId, RentalId } from './ids.js'
import type { Rules } from './policy.js'
import { addDays, beginOf, dayOf, type Day, type Instant } from './time.js'

export type ClosedRental = {
  readonly id: RentalId
  readonly rentedAt: Instant
  readonly returnedAt: Instant
}

/** `noticeIds`: what its member was told of it. */
export type EndedHold = { readonly id: HoldId; readonly version: number; readonly noticeIds: readonly NoticeId[] }

/** `asked`: the member wants it forgotten, all of it. `in-time`: the house keeps it no longer. */
export type ForgetReason = 'asked' | 'in-time'

/** What was over before that moment; `all`: whenever that was. */
export type HistoryPart = { readonly before: Instant } | 'all'

/** What is to be forgotten, if anything is. `keepsHistory` is `null` for somebody who is no member. */
export function decideForget(
  keepsHistory: boolean | null,
  reason: ForgetReason,
  today: Day,
  rules: Rules,
): HistoryPart | null {
  if (keepsHistory === null) return null
  if (reason === 'asked') return 'all'
  return keepsHistory ? null : { before: historyKeptFrom(today, rules) }
}

/** What was over before that moment is too old to be kept with a member who does not want it kept. */
export function historyKeptFrom(today: Day, { privacy }: Rules): Instant {
  return beginOf(addDays(today, -privacy.historyDays))
}

/** A closed rental without its member. */
export type UnlinkedRental = Omit<ClosedRental, 'id'> & { readonly id: string }

/**
 * A closed rental that is nobody's: under a number that stands nowhere else, known by its months only. By the day it could be
 * found from the ledger, whose lines say when a fee was paid: on many days there is but one.
 */
export function unlinked({ rentedAt, returnedAt }: ClosedRental, newId: string): UnlinkedRental {
  return { id: newId, rentedAt: bareMonth(rentedAt), returnedAt: bareMonth(returnedAt) }
}

/** All that is left of when something was: the month in Seoul, as if it were its first instant in UTC. */
export function bareMonth(at: Instant): Instant {
  return `${dayOf(new Date(at)).slice(0, 7)}-01T00:00:00.000Z`
}
