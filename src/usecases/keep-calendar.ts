/** The desk keeps the calendar: librarians close days and declare them open, and public holidays come by themselves. */
import {
  decideForget,
  holidaysToAdd,
  versionOfDay,
  type CalendarDay,
  type ForgetRefusal,
  type Holiday,
} from '../domain/closed-day.js'
import { mustBeFresh, type StaleEdit } from '../domain/deed.js'
import { ok, refuse, type Result } from '../domain/result.js'
import type { Day } from '../domain/time.js'
import type { PublicHolidays } from './gateways.js'
import type { RunInTx, Tx } from './tx.js'

/** `seen`: the version of the day on which this was decided. */
export type SetDayInput = Holiday & { readonly isClosed: boolean; readonly seen?: string | undefined }

/** What is said of the day from now on, and what was said before. Said twice, it is said once. */
export async function setDay(
  tx: Tx,
  { day, name, isClosed, seen }: SetDayInput,
): Promise<Result<{ now: CalendarDay; before: CalendarDay | null }, StaleEdit>> {
  const [before = null] = await tx.calendar.of([day])
  const stale = mustBeFresh(seen, versionOfDay(before))
  if (stale) return refuse(stale)
  const now: CalendarDay = { day, name, isClosed, source: 'library' }
  tx.calendar.put(now, before)
  tx.record({ action: 'day-set', subject: day, before, after: now })
  return ok({ now, before })
}

/** What was said of the day until now. */
export async function forgetDay(
  tx: Tx,
  { day, seen }: { readonly day: Day; readonly seen?: string | undefined },
): Promise<Result<CalendarDay, ForgetRefusal | StaleEdit>> {
  const [said = null] = await tx.calendar.of([day])
  const stale = mustBeFresh(seen, versionOfDay(said))
  if (stale) return refuse(stale)
  const decided = decideForget(day, said)
  if (decided.ok) {
    tx.calendar.forget(decided.value)
    tx.record({ action: 'day-forgotten', subject: day, before: said, after: null })
  }
  return decided
}

/** How many holidays were new. A day of which a librarian said something keeps that. */
export async function addHolidays(tx: Tx, holidays: readonly Holiday[]): Promise<Result<number>> {
  const days = holidaysToAdd(holidays, await tx.calendar.of(holidays.map(({ day }) => day)))
  tx.calendar.add(days)
  return ok(days.length)
}

export type Filled = {
  readonly added: number
  /** Years of which no holidays are known: every day of theirs is an open one until somebody says otherwise. */
  readonly unknownYears: readonly number[]
}

/** Brings the public holidays of these years into the calendar. */
export async function fillHolidays(
  { runInTx, publicHolidays }: { readonly runInTx: RunInTx; readonly publicHolidays: PublicHolidays },
  years: readonly number[],
): Promise<Filled> {
  let added = 0
  const unknownYears: number[] = []
  for (const year of years) {
    const holidays = await publicHolidays(year)
    if (holidays.length === 0) {
      unknownYears.push(year)
      continue
    }
    const done = await runInTx((tx) => addHolidays(tx, holidays))
    if (done.ok) added += done.value
  }
  return { added, unknownYears }
}
