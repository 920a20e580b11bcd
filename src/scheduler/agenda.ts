/** Agenda on our timetable: starts, catches up, and goes home without leaving anything locked. */
import { hostname } from 'node:os'
import { Agenda, type Job as Run } from 'agenda'
import type { App } from '../app.js'
import type { Config } from '../config.js'
import type { Log } from '../log.js'
import { chooseBackend } from './backend/choose-backend.js'
import { releaseOwnLocks } from './backend/release-own-locks.js'
import { jobs, type Job } from './jobs.js'
import { watchedRun } from './watched-run.js'
import type { Beat } from './work-through.js'

export type Scheduler = {
  /** Every job once, as soon as may be: at start, and whenever the clock was moved. */
  catchUp(): Promise<void>
  stop(): Promise<void>
}

/** After so long without a sign of life a run counts as dead, and somebody else begins it anew. */
const usualLockMs = 120_000
/** How long running jobs may take to finish when the process goes. */
const patienceMs = 10_000

export async function startScheduler(
  app: App,
  config: Config,
  log: Log,
  lockMs = usualLockMs,
  timetable: readonly Job[] = jobs(app, log),
): Promise<Scheduler> {
  const { backend: kind, url } = config.agenda
  const workerName = `${hostname()}-${process.pid}-${app.newNonce()}`
  const agenda = new Agenda({
    backend: await chooseBackend(kind, { dataSource: app.dataSource, ...(url ? { url } : {}) }),
    name: workerName,
    processEvery: '1 second',
    defaultLockLifetime: lockMs,
    // A few at a time, so that several workers share what is due; what is done leaves no row behind.
    defaultLockLimit: 5,
    removeOnComplete: true,
  })
  let isGoing = false
  agenda.on('error', (error: unknown) => log.error({ err: error }, 'agenda'))
  for (const job of timetable)
    agenda.define(job.name, (run) => watchedRun(app, log, job, beatOf(run, lockMs / 8)), { concurrency: 1 })
  await agenda.start()
  for (const job of timetable) await agenda.every(job.when, job.name, undefined, { timezone: 'Asia/Seoul' })

  /**
   * A long run says now and then that it goes on: to Agenda, so that nobody takes it for dead, and to the log. It ends early
   * when the process goes, and by what `touch` throws when somebody has taken it for dead already; the next run goes on.
   */
  function beatOf(run: Pick<Run, 'touch'>, everyMs: number): Beat {
    let last = performance.now()
    return async (sheet, rows) => {
      if (performance.now() - last >= everyMs) {
        last = performance.now()
        await run.touch()
        log.info({ job: sheet, rows }, 'job under way')
      }
      return !isGoing
    }
  }

  async function catchUp(): Promise<void> {
    for (const job of timetable) await agenda.now(job.name, undefined)
  }
  await catchUp()

  return {
    catchUp,
    async stop() {
      isGoing = true
      await drained(agenda)
      if (kind === 'database') await releaseOwnLocks(app.dataSource, workerName)
    },
  }
}

/**
 * Waits for what runs to end. Agenda looks whether all is done when a job says that it is complete, which is before a job that
 * leaves no row is off its list, and looks no more; so we look as well, else every goodbye could take the whole patience.
 */
async function drained(agenda: Agenda): Promise<void> {
  const isDone = new AbortController()
  const look = setInterval(() => {
    agenda.getRunningStats().then(
      ({ runningJobs }) => {
        if (runningJobs === 0) isDone.abort()
      },
      () => undefined,
    )
  }, 100)
  await agenda.drain({ timeout: patienceMs, signal: isDone.signal })
  clearInterval(look)
}
