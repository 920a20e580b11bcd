/** The house's calendar and its stored rules. */
import type { CalendarDay } from '../../domain/closed-day.js'
import type { PolicyPatch } from '../../domain/policy-change.js'
import type { Day } from '../../domain/time.js'

/** What is said of single days. */
export type Calendar = {
  /** What is said of these days; nothing of those that are left out. */
  of(days: readonly Day[]): Promise<CalendarDay[]>
  /** Says it of the day; only over what was found said `before`. */
  put(day: CalendarDay, before: CalendarDay | null): void
  /** Days of which nothing is said yet; one of which somebody said something meanwhile is refused by the store. */
  add(days: readonly CalendarDay[]): void
  /** Only while it is still what is said. */
  forget(said: CalendarDay): void
}

/** What librarians changed of the house rules. `patch`: `null` when what is stored cannot be read. */
export type StoredPolicy = {
  readonly patch: PolicyPatch | null
  readonly text: string | null
  readonly version: string
}

export type HouseRules = {
  stored(): Promise<StoredPolicy>
  /** Only over what was found before. Answers the version after it. */
  keep(patch: PolicyPatch, before: StoredPolicy): string
}
