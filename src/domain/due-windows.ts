/** Which due days are due for which notice: the windows in which the sheets of the clock's jobs look. */
import { dueDayLateBy } from './calendar.js'
import { dueSoonStep, ladderOf } from './notice.js'
import type { Rules } from './policy.js'
import { addDays, type Day } from './time.js'

/** Books due within these days, ends included, are due for that step; `from` is `null` for all before. */
export type DueWindow = { readonly step: number; readonly from: Day | null; readonly until: Day }

/** A window for every step of the ladder, the first step first: together all due days that are late today. */
export function overdueWindows(today: Day, rules: Rules): readonly DueWindow[] {
  const ladder = ladderOf(rules.notices)
  return ladder.map((days, index) => {
    const next = ladder[index + 1]
    const from = next === undefined ? null : addDays(dueDayLateBy(next, today, rules), 1)
    return { step: index + 1, from, until: dueDayLateBy(days, today, rules) }
  })
}

/** The due days a reminder looks ahead to; none when the house sends no reminders. */
export function dueSoonWindows(today: Day, { notices }: Rules): readonly DueWindow[] {
  const ahead = notices.dueSoonDaysBefore
  return ahead > 0 ? [{ step: dueSoonStep, from: today, until: addDays(today, ahead) }] : []
}
