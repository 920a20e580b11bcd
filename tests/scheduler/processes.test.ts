/** Do worker processes that share a queue run every job once, and does a job outlive the worker that died on it? */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import type { JobRepository } from 'agenda'
import { jobRepository } from '../../src/scheduler/backend/job-repository.js'
import { type Database, engines, newDatabase } from './databases.js'
import { letter } from './jobs.js'
import { startWorker, type WorkerProcess } from './worker-processes.js'

describe.each(engines)('worker processes on %s', (engine) => {
  let database: Database
  let queue: JobRepository
  let workers: WorkerProcess[] = []
  beforeEach(async () => {
    database = await newDatabase(engine)
    queue = jobRepository(database.dataSource)
  })
  afterEach(async () => {
    await Promise.all(workers.map((worker) => worker.end('SIGKILL')))
    workers = []
    await database.remove()
  })

  async function start(name: string, times: { lockMs: number; workMs: number }): Promise<WorkerProcess> {
    const worker = startWorker(database.url, name, times)
    workers.push(worker)
    await worker.until((said) => said.includes('ready'))
    return worker
  }

  const numbers = (said: string[], word: string) =>
    said.filter((line) => line.startsWith(word)).map((line) => Number(line.split(' ')[1]))

  it('three of them run 120 jobs, none twice and none lost', async () => {
    const times = { lockMs: 60_000, workMs: 10 }
    const three = await Promise.all(['worker-1', 'worker-2', 'worker-3'].map((name) => start(name, times)))
    const all = () => three.flatMap(({ said }) => numbers(said, 'ended'))
    const jobs = Array.from({ length: 120 }, (_, n) => n)
    for (const n of jobs) await queue.saveJob(letter({ data: { n }, nextRunAt: new Date() }), undefined)
    await Promise.race(three.map((worker) => worker.until(() => all().length >= jobs.length)))

    expect(await Promise.all(three.map((worker) => worker.end('SIGTERM')))).toEqual([0, 0, 0])

    expect(three.flatMap(({ said }) => numbers(said, 'began')).toSorted((a, b) => a - b)).toEqual(jobs)
    expect(all().toSorted((a, b) => a - b)).toEqual(jobs)
    for (const { said } of three) expect(numbers(said, 'ended')).not.toEqual([])
    expect((await queue.queryJobs({ state: 'completed' })).total).toBe(jobs.length)
  })

  it('a job whose worker was killed runs again, once its lock has run out and not before', async () => {
    const lockMs = 2_000
    const dying = await start('worker-1', { lockMs, workMs: 3_600_000 })
    const job = await queue.saveJob(letter({ data: { n: 7 }, nextRunAt: new Date() }), undefined)
    await dying.until((said) => said.includes('began 7'))
    expect(await dying.end('SIGKILL')).toBeNull()
    const left = await queue.getJobById(job._id ?? '')
    expect(left).toMatchObject({ lastModifiedBy: 'worker-1', nextRunAt: null, lockedAt: expect.any(Date) })

    const next = await start('worker-2', { lockMs, workMs: 0 })
    await next.until((said) => said.includes('ended 7'))
    expect(await next.end('SIGTERM')).toBe(0)

    expect(numbers(next.said, 'began')).toEqual([7])
    const done = await queue.getJobById(job._id ?? '')
    expect(done).toMatchObject({ lastModifiedBy: 'worker-2', lastFinishedAt: expect.any(Date) })
    expect(done?.lockedAt).toBeUndefined()
    expect(Number(done?.lastRunAt)).toBeGreaterThanOrEqual(Number(left?.lockedAt) + lockMs)
  })
})
