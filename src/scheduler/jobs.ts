/** The timetable. Jobs act on the state they find, not on the hour they run at, so a missed run is caught up by the next. */
import type { App } from '../app.js'
import type { Log } from '../log.js'
import { workThrough, type Worked } from './work-through.js'

export type Job = {
  readonly name: string
  /** When, as cron in Seoul's time. */
  readonly when: string
  run(): Promise<Worked>
}

export function jobs(app: App, log: Log): readonly Job[] {
  return [
    {
      name: 'find-overdue',
      when: '5 0,9-20 * * *',
      run: () =>
        workThrough(
          { name: 'find-overdue', page: (after, limit) => app.due.lateMembers(after, limit), story: app.chaseOverdue },
          log,
        ),
    },
    {
      name: 'settle-deposits',
      when: '* * * * *',
      run: () =>
        workThrough(
          {
            name: 'settle-deposits',
            page: (after, limit) => app.due.hangingDeposits(after, limit),
            story: app.settleDeposit,
          },
          log,
        ),
    },
    {
      name: 'read-outcomes',
      when: '* * * * *',
      run: () =>
        workThrough(
          {
            name: 'read-outcomes',
            page: (after, limit) => (after === null ? app.due.acceptedTasks(limit) : Promise.resolve([])),
            story: app.readOutcome,
          },
          log,
        ),
    },
  ]
}
