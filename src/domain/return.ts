/** How a copy comes back: today by its member, or at the counter, where the day may lie a little back. */
import type { MemberId } from './ids.js'
import type { Rules } from './policy.js'
import type { Rental } from './rental.js'
import { ok, refuse, type Result } from './result.js'
import { addDays, beginOf, dayOf, instantOf, type Day } from './time.js'

export type ReturnRefusal = { kind: 'unknown-rental' } | { kind: 'already-returned'; title: string; returnedOn: Day }

export type ReturnFacts = {
  readonly rental: Rental
  readonly title: string
  /** The tap that returned it, if it is back already. */
  readonly returnKey: string | null
}

/**
 * The rental as it is after the return. The first return stands: a second one changes nothing, and the very same tap
 * gets the very same answer.
 */
export function decideReturn(
  facts: ReturnFacts | null,
  memberId: MemberId,
  returnKey: string | null,
  now: Date,
): Result<{ rental: Rental; isNew: boolean }, ReturnRefusal> {
  if (!facts || facts.rental.memberId !== memberId) return refuse({ kind: 'unknown-rental' })
  const { rental, title } = facts
  if (rental.returnedAt === null) return ok({ rental: { ...rental, returnedAt: instantOf(now) }, isNew: true })
  if (returnKey !== null && returnKey === facts.returnKey) return ok({ rental, isNew: false })
  return refuse({ kind: 'already-returned', title, returnedOn: dayOf(new Date(rental.returnedAt)) })
}

/** `earliest`, `latest`: the days on which it can have come back, by the rules. */
export type NotAReturnDay = { kind: 'not-a-return-day'; title: string; earliest: Day; latest: Day }

/**
 * The rental as it is when the book came back on that day: not after today, not before it was rented, and only so many
 * days back as the house allows. An earlier day than today is over, and the book was there at its last moment.
 */
export function decideReturnOn(
  { rental, title }: Pick<ReturnFacts, 'rental' | 'title'>,
  returnedOn: Day,
  now: Date,
  rules: Rules,
): Result<Rental, NotAReturnDay> {
  const latest = dayOf(now)
  const limit = addDays(latest, -rules.counter.backdateDays)
  const earliest = limit > rental.rentedOn ? limit : rental.rentedOn
  if (returnedOn > latest || returnedOn < earliest) return refuse({ kind: 'not-a-return-day', title, earliest, latest })
  const at = returnedOn === latest ? now : new Date(Date.parse(beginOf(addDays(returnedOn, 1))) - 1)
  return ok({ ...rental, returnedAt: instantOf(at) })
}
