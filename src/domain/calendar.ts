/** Which days count: closed days, and what they do to due days, pickup days and late days. */
import type { Policy, Rules } from './policy.js'
import { addDays, dayOf, daysBetween, weekdayOf, type Day } from './time.js'

/** What is known of single days: closed, or open although the weekday or a holiday says otherwise. */
export type KnownDays = ReadonlyMap<Day, 'closed' | 'open'>

/** The rules of a house with these numbers, whose calendar knows these days. */
export function rulesOf(policy: Policy, known: KnownDays = new Map()): Rules {
  const isClosed = (day: Day) => {
    const said = known.get(day)
    return said === undefined ? policy.closedDays.weekdays.includes(weekdayOf(day)) : said === 'closed'
  }
  return { ...policy, isClosed }
}

/** No house is closed for longer in one go; if a calendar says so, it is wrong, and the day stays as it was. */
const closedAtMost = 60

/** The day itself, or the next on which the house is open. */
export function nextOpenDay(day: Day, { isClosed }: Rules): Day {
  for (let later = 0; later <= closedAtMost; later += 1) {
    const candidate = addDays(day, later)
    if (!isClosed(candidate)) return candidate
  }
  return day
}

/** The due day so many days from a day; on a closed day only when the house does not shift due days. */
export function dueDayFrom(from: Day, days: number, rules: Rules): Day {
  const dueOn = addDays(from, days)
  return rules.closedDays.shiftDueDays ? nextOpenDay(dueOn, rules) : dueOn
}

/** The last day on which a book set aside today can be picked up. */
export function pickupDayFrom(today: Day, rules: Rules): Day {
  const last = addDays(today, rules.hold.pickupDays)
  return rules.closedDays.shiftPickupDays ? nextOpenDay(last, rules) : last
}

/**
 * How many days late, as local days: 1 on the day after the due day; 0 or less, counted plainly, while the book is in time.
 * Where closed days do not count, only open days are counted, and a book is not late before the first of them.
 */
export function daysLate(dueOn: Day, today: Day, rules: Rules): number {
  const days = daysBetween(dueOn, today)
  if (days <= 0 || rules.closedDays.countAsLate) return days
  let open = 0
  for (let day = 1; day <= days; day += 1) if (!rules.isClosed(addDays(dueOn, day))) open += 1
  return open
}

/** A day in the house: the civil day in Seoul, and the latest due day that is late on it. */
export type Today = { readonly day: Day; readonly lateUntil: Day }

export function todayAt(now: Date, rules: Rules): Today {
  const day = dayOf(now)
  return { day, lateUntil: dueDayLateBy(1, day, rules) }
}

/**
 * The latest due day that is at least so many days late today: yesterday for 1, today for 0. Where a calendar shows no open
 * day for too long the search ends there, at a day that is too late rather than too early: nobody who is late is missed.
 */
export function dueDayLateBy(days: number, today: Day, rules: Rules): Day {
  if (days <= 0 || rules.closedDays.countAsLate) return addDays(today, -days)
  // backwards from today: a closed day counts for nothing, so the due day lies further back
  let dueOn = today
  for (let late = 0, closed = 0; late < days && closed <= closedAtMost; dueOn = addDays(dueOn, -1))
    if (rules.isClosed(dueOn)) closed += 1
    else [late, closed] = [late + 1, 0]
  return dueOn
}
