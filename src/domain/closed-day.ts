/** What the house's calendar says of single days, and whose word counts. */
import { ok, refuse, type Result } from './result.js'
import type { Day } from './time.js'

export type Holiday = { readonly day: Day; readonly name: string }

/** `isClosed: false`: the house is open on that day, although its weekday or a holiday says otherwise. */
export type CalendarDay = Holiday & {
  readonly isClosed: boolean
  /** Who said so: the state's calendar, or a librarian, whose word counts more. */
  readonly source: 'public-holiday' | 'library'
}

/** What is said of the day, as one word: the same word, the same said. */
export function versionOfDay(said: CalendarDay | null): string {
  return said === null ? 'nothing' : [said.source, said.isClosed ? 'closed' : 'open', said.name].join(':')
}

export type ForgetRefusal =
  | { kind: 'nothing-said'; day: Day }
  /** It would be back tomorrow: who works on a holiday declares the day open. */
  | { kind: 'public-holiday'; day: Day; name: string }

/** May what is said of that day be forgotten: only a librarian's word. */
export function decideForget(day: Day, said: CalendarDay | null): Result<CalendarDay, ForgetRefusal> {
  if (!said) return refuse({ kind: 'nothing-said', day })
  return said.source === 'library' ? ok(said) : refuse({ kind: 'public-holiday', day, name: said.name })
}

/** The holidays of which nothing is said yet, as closed days. What a librarian said of a day stands. */
export function holidaysToAdd(holidays: readonly Holiday[], said: readonly CalendarDay[]): CalendarDay[] {
  const taken = new Set(said.map(({ day }) => day))
  return holidays
    .filter(({ day }) => !taken.has(day))
    .map(({ day, name }) => ({ day, name, isClosed: true, source: 'public-holiday' }))
}
