/** Agenda on our timetable: starts, catches up, and goes home without leaving anything locked. */
import { hostname } from 'node:os'
import { Agenda } from 'agenda'
import type { App } from '../app.js'
import type { Config } from '../config.js'
import type { Log } from '../log.js'
import { chooseBackend } from './backend/choose-backend.js'
import { releaseOwnLocks } from './backend/release-own-locks.js'
import { jobs } from './jobs.js'

export type Scheduler = {
  /** Every job once, as soon as may be: at start, and whenever the clock was moved. */
  catchUp(): Promise<void>
  stop(): Promise<void>
}

const lockMinutes = 2
/** How long running jobs may take to finish when the process goes. */
const patienceMs = 10_000

export async function startScheduler(app: App, config: Config, log: Log): Promise<Scheduler> {
  const { backend: kind, url } = config.agenda
  const workerName = `${hostname()}-${process.pid}-${app.newNonce()}`
  const agenda = new Agenda({
    backend: await chooseBackend(kind, { dataSource: app.dataSource, ...(url ? { url } : {}) }),
    name: workerName,
    processEvery: '1 second',
    defaultLockLifetime: lockMinutes * 60_000,
    // A few at a time, so that several workers share what is due; what is done leaves no row behind.
    defaultLockLimit: 5,
    removeOnComplete: true,
  })
  agenda.on('error', (error: unknown) => log.error({ err: error }, 'agenda'))
  const timetable = jobs(app, log)
  for (const job of timetable)
    agenda.define(job.name, async () => {
      await job.run()
    })
  await agenda.start()
  for (const job of timetable) await agenda.every(job.when, job.name, undefined, { timezone: 'Asia/Seoul' })

  async function catchUp(): Promise<void> {
    for (const job of timetable) await agenda.now(job.name, undefined)
  }
  await catchUp()

  return {
    catchUp,
    async stop() {
      await agenda.drain({ timeout: patienceMs })
      if (kind === 'database') await releaseOwnLocks(app.dataSource, workerName)
    },
  }
}
