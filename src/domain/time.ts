/** What day is it in the library: civil days in Seoul, and how far apart they are. */

/** A civil day in Seoul, `YYYY-MM-DD`. Days compare as text. */
export type Day = string

/** An instant as ISO-8601 text in UTC with milliseconds. Instants compare as text. */
export type Instant = string

const hour = 3_600_000
const day = 24 * hour
/** Korea keeps UTC+9 all year. */
const seoul = 9 * hour

/** The civil day in Seoul on which the instant falls. */
export function dayOf(instant: Date): Day {
  return new Date(instant.getTime() + seoul).toISOString().slice(0, 10)
}

/** Midnight in Seoul, at which the day begins. */
export function beginOf(of: Day): Instant {
  return instantOf(atHour(of, 0))
}

export function instantOf(date: Date): Instant {
  return date.toISOString()
}

/** The same instant, later by so many minutes. */
export function minutesAfter(instant: Date, minutes: number): Date {
  return new Date(instant.getTime() + minutes * 60_000)
}

/** `2026-11-28 12:03`, by the clocks in Seoul. */
export function seoulTime(instant: Instant): string {
  return new Date(Date.parse(instant) + seoul).toISOString().slice(0, 16).replace('T', ' ')
}

export function addDays(from: Day, days: number): Day {
  return new Date(midnight(from) + days * day).toISOString().slice(0, 10)
}

/** The same day so many years earlier; of a leap day that was none, the day after. */
export function yearsBefore(day: Day, years: number): Day {
  const at = new Date(midnight(day))
  at.setUTCFullYear(at.getUTCFullYear() - years)
  return at.toISOString().slice(0, 10)
}

/** Civil days from one day to another: 0 on the same day, negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((midnight(to) - midnight(from)) / day)
}

/** 0 for Sunday to 6 for Saturday. */
export function weekdayOf(of: Day): number {
  return new Date(midnight(of)).getUTCDay()
}

/** The hour of the day in Seoul, 0 to 23. */
export function hourOf(instant: Date): number {
  return new Date(instant.getTime() + seoul).getUTCHours()
}

/** The instant at which that hour begins in Seoul on that day. */
export function atHour(of: Day, hours: number): Date {
  return new Date(midnight(of) - seoul + hours * hour)
}

function midnight(of: Day): number {
  return Date.parse(`${of}T00:00:00.000Z`)
}
