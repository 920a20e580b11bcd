/** A run that takes longer than a dead one is waited for: it is not begun a second time beside itself. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { setTimeout as pause } from 'node:timers/promises'
import { readConfig } from '../../src/config.js'
import { openLog } from '../../src/log.js'
import { startScheduler, type Scheduler } from '../../src/scheduler/agenda.js'
import type { Job } from '../../src/scheduler/jobs.js'
import { workThrough } from '../../src/scheduler/work-through.js'
import { engines, type TestDatabase } from '../support/empty-database.js'
import { emptyLibrary } from '../support/empty-library.js'
import { openLibrary, testEnv, type Library } from '../support/library.js'
import { until } from '../support/until.js'

const log = openLog('silent')
const lockMs = 3_000

describe.each(engines)('a long run on %s', (engine) => {
  let database: TestDatabase
  let library: Library
  const schedulers: Scheduler[] = []
  beforeEach(async () => {
    database = await emptyLibrary(engine)
    library = await openLibrary(engine, { database })
  })
  afterEach(async () => {
    await Promise.all(schedulers.splice(0).map((scheduler) => scheduler.stop()))
    await library.close()
    await database.drop()
  })

  async function start(job: Job): Promise<Scheduler> {
    const config = readConfig(testEnv(database.url))
    const scheduler = await startScheduler(library.app, config, log, lockMs, [job])
    schedulers.push(scheduler)
    return scheduler
  }
  /** A sheet of so many rows of a tenth of a second each, eight at a time, whose rows and runs are counted. */
  function slowJob(rows: number) {
    const seen = { underWay: 0, rows: [] as number[], ended: 0 }
    const all = Array.from({ length: rows }, (_, row) => row)
    const job: Job = {
      name: 'long-round',
      when: '0 0 1 1 *',
      async run(beat) {
        seen.underWay += 1
        const page = (after: number | null) => Promise.resolve(after === null ? all : [])
        const story = (row: number) => pause(100).then(() => seen.rows.push(row))
        try {
          return await workThrough({ name: 'long-round', page, story }, log, beat)
        } finally {
          seen.underWay -= 1
          seen.ended += 1
        }
      },
    }
    return { job, seen }
  }

  it('is done once, to its end, however much longer than a lock it takes', async () => {
    const { job, seen } = slowJob(8 * 40)
    await start(job)
    await until('the first run is under way', () => seen.underWay === 1)
    await start(job)
    await until('every run has ended', () => seen.ended >= 2 && seen.underWay === 0)
    // a worker asks for one run when it starts: two were asked for, and nobody took the other's for dead
    expect({ ended: seen.ended, rows: seen.rows.length }).toEqual({ ended: 2, rows: 2 * 8 * 40 })
  })

  it('ends early when its process goes, and leaves the rest to the next one', async () => {
    const { job, seen } = slowJob(8 * 100)
    const scheduler = await start(job)
    await until('some rows are done', () => seen.rows.length >= 16)
    const goes = performance.now()
    await scheduler.stop()
    expect(performance.now() - goes).toBeLessThan(9_000)
    expect(seen.underWay).toBe(0)
    expect(seen.rows.length).toBeLessThan(8 * 100)
  })
})
