/** The timetable. Jobs act on the state they find, not on the hour they run at, so a missed run is caught up by the next. */
import type { App } from '../app.js'
import type { Log } from '../log.js'
import { workThrough, type Beat, type Sheet, type Worked } from './work-through.js'

export type Job = {
  readonly name: string
  /** When, as cron in Seoul's time. */
  readonly when: string
  /** `beat`: told now and then how far a sheet has been worked; what it throws ends the run. */
  run(beat?: Beat): Promise<Worked>
}

export function jobs(app: App, log: Log): readonly Job[] {
  const { due } = app
  const job = (name: string, when: string, ...sheets: readonly Walk[]): Job => ({
    name,
    when,
    async run(beat) {
      let sum: Worked = { rows: 0, failed: 0 }
      for (const walk of sheets) {
        const { rows, failed } = await walk(log, beat)
        sum = { rows: sum.rows + rows, failed: sum.failed + failed }
      }
      return sum
    },
  })
  const one = <Row>(when: string, sheet: Sheet<Row>): Job => job(sheet.name, when, walk(sheet))
  return [
    // One after the other: a copy not picked up goes to the next in line before anybody is reminded of anything.
    job(
      'daily-round',
      '1 * * * *',
      walk({ name: 'expire-holds', page: due.holdsNotPickedUp, story: app.expireHold }),
      walk({ name: 'end-suspensions', page: due.suspensionsOver, story: app.endSuspension }),
      walk({ name: 'hand-over-holds', page: due.titlesToHandOver, story: app.handOverHolds }),
      walk({ name: 'remind-due-soon', page: due.dueSoonMembers, story: app.remindDueSoon }),
      walk({ name: 'find-overdue', page: due.overdueMembers, story: app.chaseOverdue }),
    ),
    // What the desk changed on the shelf, and turns that came free.
    job(
      'keep-lines',
      '* * * * *',
      walk({ name: 'drop-holds', page: due.holdsWithoutHope, story: app.dropHold }),
      walk({ name: 'put-holds-back', page: due.holdsWithoutCopy, story: app.putHoldBack }),
      walk({ name: 'hand-over-holds', page: due.titlesToHandOver, story: app.handOverHolds }),
    ),
    one('* * * * *', { name: 'settle-deposits', page: due.hangingDeposits, story: app.settleDeposit }),
    one('* * * * *', { name: 'settle-refunds', page: due.hangingRefunds, story: app.settleRefund }),
    one('* * * * *', { name: 'read-outcomes', page: onePage(due.acceptedTasks), story: app.readOutcome }),
    one('* * * * *', { name: 'undo-imports', page: onePage(app.importsUndoing), story: app.carryUndo }),
    // Once, and again only where somebody began it and did not come to the end.
    one('* * * * *', { name: 'rebuild-board', page: onePage(app.boardToRebuild), story: app.rebuildBoardForAWhile }),
    // What the version before stocked while both were running; it ends with the release that drops title_grams.
    one('11 * * * *', { name: 'file-titles', page: app.titlesToFile, story: app.fileTitle }),
    one('0 3 * * *', { name: 'fill-holidays', page: onePage(async () => ['all']), story: app.fillHolidays }),
    one('40 3 * * *', { name: 'forget-history', page: due.historiesOver, story: app.forgetInTime }),
    job(
      'forget-former-members',
      '50 3 * * *',
      walk({ name: 'forget-former-members', page: due.formerMembers, story: app.forgetFormerMember }),
      walk({ name: 'forget-readings', page: onePage(async () => ['all']), story: app.forgetReadings }),
    ),
    one('30 3 * * *', { name: 'forget-chats', page: onePage(async () => ['all']), story: app.forgetChats }),
    one('35 3 * * *', { name: 'forget-links', page: onePage(async () => ['all']), story: app.forgetLinks }),
    one('45 3 * * *', { name: 'reseal-phones', page: app.phonesToReseal, story: app.resealPhone }),
    one('40 3 * * *', { name: 'forget-desk', page: onePage(async () => ['all']), story: app.forgetDeskMemory }),
  ]
}

type Walk = (log: Log, beat?: Beat) => Promise<Worked>

function walk<Row>(sheet: Sheet<Row>): Walk {
  return (log, beat) => workThrough(sheet, log, beat)
}

/** A sheet short enough for one page. */
function onePage<Row>(rows: (limit: number) => Promise<readonly Row[]>): Sheet<Row>['page'] {
  return (after, limit) => (after === null ? rows(limit) : Promise.resolve([]))
}
