/** The timetable. Jobs act on the state they find, not on the hour they run at, so a missed run is caught up by the next. */
import type { App } from '../app.js'
import type { Log } from '../log.js'
import { workThrough, type Sheet, type Worked } from './work-through.js'

export type Job = {
  readonly name: string
  /** When, as cron in Seoul's time. */
  readonly when: string
  run(): Promise<Worked>
}

export function jobs(app: App, log: Log): readonly Job[] {
  const work = <Row>(when: string, sheet: Sheet<Row>): Job => ({
    name: sheet.name,
    when,
    run: () => workThrough(sheet, log),
  })
  return [
    work('0 9-20 * * *', { name: 'find-overdue', page: app.due.lateMembers, story: app.chaseOverdue }),
    work('* * * * *', { name: 'settle-deposits', page: app.due.hangingDeposits, story: app.settleDeposit }),
    work('* * * * *', { name: 'read-outcomes', page: onePage(app.due.acceptedTasks), story: app.readOutcome }),
    work('30 3 * * *', { name: 'forget-chats', page: onePage(async () => ['all']), story: app.forgetChats }),
  ]
}

/** A sheet short enough for one page. */
function onePage<Row>(rows: (limit: number) => Promise<readonly Row[]>): Sheet<Row>['page'] {
  return (after, limit) => (after === null ? rows(limit) : Promise.resolve([]))
}
