/** Agenda on our timetable: starts, catches up, and goes home without leaving anything locked. */
import { hostname } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { Agenda, type Job as Run } from 'agenda'
import type { App } from '../app.js'
import type { Config } from '../config.js'
import type { Log } from '../log.js'
import { chooseBackend } from './backend/choose-backend.js'
import { releaseOwnLocks } from './backend/release-own-locks.js'
import { watchClaims } from './claims.js'
import { jobs, type Job } from './jobs.js'
import { watchedRun } from './watched-run.js'
import type { Beat } from './work-through.js'

export type Scheduler = {
  /** Every job once, as soon as may be: at start, and whenever the clock was moved. */
  catchUp(): Promise<void>
  /** The names of the jobs that run in this process now. */
  running(): readonly string[]
  /** Begins no run, and waits for those begun, for so long at most. Answers which of them others have to begin anew. */
  stop(patienceMs?: number): Promise<readonly string[]>
}

/** After so long without a sign of life a run counts as dead, and somebody else begins it anew. */
const usualLockMs = 120_000
const usualPatienceMs = 10_000

export async function startScheduler(
  app: App,
  config: Config,
  log: Log,
  lockMs = usualLockMs,
  timetable: readonly Job[] = jobs(app, log),
): Promise<Scheduler> {
  const { backend: kind, url } = config.agenda
  const workerName = `${hostname()}-${process.pid}-${app.newNonce()}`
  const backend = await chooseBackend(kind, { dataSource: app.dataSource, ...(url ? { url } : {}) })
  const endClaims = watchClaims(backend)
  const agenda = new Agenda({
    backend,
    name: workerName,
    processEvery: '1 second',
    defaultLockLifetime: lockMs,
    // A few at a time, so that several workers share what is due; what is done leaves no row behind.
    defaultLockLimit: 5,
    removeOnComplete: true,
  })
  let isGoing = false
  const running = new Map<Run, string>()
  agenda.on('error', (error: unknown) => log.error({ err: error }, 'agenda'))
  for (const job of timetable)
    agenda.define(
      job.name,
      async (run) => {
        running.set(run, job.name)
        try {
          await watchedRun(app, log, job, beatOf(run, lockMs / 8))
        } finally {
          running.delete(run)
        }
      },
      { concurrency: 1 },
    )
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
    running: () => [...running.values()],
    async stop(patienceMs = usualPatienceMs) {
      isGoing = true
      const until = performance.now() + patienceMs
      await Promise.race([endClaims(), pause(patienceMs, undefined, { ref: false })])
      await drained(agenda, Math.max(1, until - performance.now()), () => running.size === 0)
      const left = [...running.values()]
      if (kind === 'database')
        await releaseOwnLocks(app.dataSource, workerName, { alsoRunning: left.length > 0 }).catch((error: unknown) =>
          log.warn({ err: error }, 'locks of jobs were not given back; they end by themselves'),
        )
      return left
    },
  }
}

/**
 * Waits for what runs to end. Agenda looks whether all is done when a job says that it is complete, which is before a job that
 * leaves no row is off its list, and looks no more; so we look as well, else every goodbye could take the whole patience.
 * `areOver`: what we know ourselves, for when the database does not say.
 */
async function drained(agenda: Agenda, patienceMs: number, areOver: () => boolean): Promise<void> {
  const isDone = new AbortController()
  const look = setInterval(() => {
    agenda.getRunningStats().then(
      ({ runningJobs }) => {
        if (runningJobs === 0) isDone.abort()
      },
      () => {
        if (areOver()) isDone.abort()
      },
    )
  }, 100)
  await agenda.drain({ timeout: patienceMs, signal: isDone.signal })
  clearInterval(look)
}
