/** Which job does a worker get, and does nobody else get it? */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import type { JobRepository } from 'agenda'
import { jobRepository } from '../../src/scheduler/backend/job-repository.js'
import { releaseOwnLocks } from '../../src/scheduler/backend/release-own-locks.js'
import { type Database, engines, newDatabase } from './databases.js'
import { claimBy, fromNow, letter, minute, stored } from './jobs.js'

describe.each(engines)('claiming jobs on %s', (engine) => {
  let database: Database
  let queue: JobRepository
  beforeAll(async () => {
    database = await newDatabase(engine)
    queue = jobRepository(database.dataSource)
  })
  afterEach(() => queue.purgeAllJobs())
  afterAll(() => database.remove())

  const save = (...fields: Parameters<typeof letter>) => queue.saveJob(letter(...fields), undefined)

  describe('the next job of a name', () => {
    it('comes locked, with the worker who took it', async () => {
      const job = await save({ data: { to: 'member-1' } })
      const now = new Date()
      const taken = await claimBy(queue, 'worker-1', { now })
      expect(taken).toEqual({ ...job, lockedAt: now, lastModifiedBy: 'worker-1' })
      expect(await stored(queue, job)).toEqual(taken)
    })

    it('is locked as of this moment when no time is given', async () => {
      await save()
      const before = Date.now()
      const taken = await queue.getNextJobToRun('deliver-letter', fromNow(0), fromNow(-minute), undefined, undefined)
      expect(taken?.lockedAt?.getTime()).toBeGreaterThanOrEqual(before)
      expect(taken?.lockedAt?.getTime()).toBeLessThanOrEqual(Date.now())
      expect(taken?.lastModifiedBy).toBeUndefined()
    })

    it('is handed out once', async () => {
      await save()
      expect(await claimBy(queue, 'worker-1')).toBeDefined()
      expect(await claimBy(queue, 'worker-2')).toBeUndefined()
    })

    it('is the longest due, and the most urgent of those due together', async () => {
      const due = fromNow(-minute)
      await save({ nextRunAt: due, priority: 0, data: 'third' })
      await save({ nextRunAt: due, priority: 10, data: 'second' })
      await save({ nextRunAt: new Date(due.getTime() - 1), priority: -10, data: 'first' })
      const order = [await claimBy(queue, 'w'), await claimBy(queue, 'w'), await claimBy(queue, 'w')]
      expect(order.map((job) => job?.data)).toEqual(['first', 'second', 'third'])
    })

    it('may be due a little later, up to the next look and not a millisecond more', async () => {
      const now = new Date()
      await save({ nextRunAt: new Date(now.getTime() + 5_001) })
      expect(await claimBy(queue, 'worker-1', { now, lookAheadMs: 5_000 })).toBeUndefined()
      expect(await claimBy(queue, 'worker-1', { now, lookAheadMs: 5_001 })).toBeDefined()
    })

    it('is never a paused one, one without a run, nor one of another name', async () => {
      await save({ disabled: true })
      await save({ nextRunAt: null })
      await save({ name: 'chase-overdue' })
      expect(await claimBy(queue, 'worker-1')).toBeUndefined()
    })

    it('may be one whose lock has run out, whenever it was to run', async () => {
      const now = new Date()
      const died = await save({ lockedAt: new Date(now.getTime() - 10 * minute), nextRunAt: null })
      const runs = await save({ lockedAt: new Date(now.getTime() - 10 * minute + 1), nextRunAt: fromNow(-minute) })
      expect((await claimBy(queue, 'worker-2', { now }))?._id).toBe(died._id)
      expect(await claimBy(queue, 'worker-2', { now })).toBeUndefined()
      expect((await stored(queue, died)).lockedAt).toEqual(now)
      expect((await stored(queue, runs)).lastModifiedBy).toBeUndefined()
    })

    it('is not a paused one even when its lock has run out', async () => {
      await save({ disabled: true, lockedAt: fromNow(-60 * minute) })
      expect(await claimBy(queue, 'worker-2')).toBeUndefined()
    })

    it('goes to one worker each when many look at once', async () => {
      for (let n = 0; n < 30; n += 1) await save({ data: n })
      const taken = await Promise.all(Array.from({ length: 40 }, (_, n) => claimBy(queue, `worker-${n}`)))
      const got = taken.flatMap((job) => (job ? [job.data] : []))
      expect(got.toSorted((a, b) => Number(a) - Number(b))).toEqual(Array.from({ length: 30 }, (_, n) => n))
    })

    it('whose worker died goes to one other, when many look at once', async () => {
      await save({ lockedAt: fromNow(-60 * minute), nextRunAt: null })
      const taken = await Promise.all(Array.from({ length: 10 }, (_, n) => claimBy(queue, `worker-${n}`)))
      expect(taken.filter((job) => job !== undefined)).toHaveLength(1)
    })
  })

  describe('a known job', () => {
    it('is locked once', async () => {
      const job = await save()
      const locked = await queue.lockJob(job, { lastModifiedBy: 'worker-1' })
      expect(locked?.lockedAt).toBeInstanceOf(Date)
      expect(locked?.lastModifiedBy).toBe('worker-1')
      expect(await queue.lockJob(job, { lastModifiedBy: 'worker-2' })).toBeUndefined()
    })

    it('is not locked when its run was moved by a millisecond', async () => {
      const job = await save({ nextRunAt: new Date('2026-03-02T00:00:00.123Z') })
      expect(
        await queue.lockJob({ ...job, nextRunAt: new Date('2026-03-02T00:00:00.122Z') }, undefined),
      ).toBeUndefined()
      expect(await queue.lockJob(job, undefined)).toBeDefined()
    })

    it('is not locked when it is paused, has another name, no run or no id', async () => {
      const paused = await save({ disabled: true })
      const done = await save({ nextRunAt: null })
      const other = await save()
      expect(await queue.lockJob(paused, undefined)).toBeUndefined()
      expect(await queue.lockJob(done, undefined)).toBeUndefined()
      expect(await queue.lockJob({ ...other, name: 'chase-overdue' }, undefined)).toBeUndefined()
      expect(await queue.lockJob(letter(), undefined)).toBeUndefined()
    })
  })

  describe('giving locks back', () => {
    it('unlocks a job that waits, and leaves a one-time job that has begun', async () => {
      const waiting = await save({ lockedAt: new Date() })
      const begun = await save({ lockedAt: new Date(), nextRunAt: null })
      await queue.unlockJob(waiting)
      await queue.unlockJob(begun)
      await queue.unlockJob(letter())
      expect((await stored(queue, waiting)).lockedAt).toBeUndefined()
      expect((await stored(queue, begun)).lockedAt).toBeInstanceOf(Date)
    })

    it('unlocks several by id, begun or not, and nothing for no ids', async () => {
      const one = await save({ lockedAt: new Date() })
      const two = await save({ lockedAt: new Date(), nextRunAt: null })
      const third = await save({ lockedAt: new Date() })
      await queue.unlockJobs([one, two].map((job) => job._id ?? ''))
      await queue.unlockJobs([])
      expect((await stored(queue, one)).lockedAt).toBeUndefined()
      expect((await stored(queue, two)).lockedAt).toBeUndefined()
      expect((await stored(queue, third)).lockedAt).toBeInstanceOf(Date)
    })

    it('gives back what a worker took and has not begun, and nothing else', async () => {
      for (const data of ['running', 'waiting', 'ran before', "another's"]) await save({ data })
      const [running, waiting, ranBefore] = [
        await claimBy(queue, 'w1'),
        await claimBy(queue, 'w1'),
        await claimBy(queue, 'w1'),
      ]
      const anothers = await claimBy(queue, 'w2')
      if (!running || !waiting || !ranBefore || !anothers) throw new Error('four jobs were there to take')
      await queue.saveJobState({ ...running, lastRunAt: new Date() }, { lastModifiedBy: 'w1' })
      const ran = { ...ranBefore, lastRunAt: fromNow(-minute), lastFinishedAt: fromNow(-minute / 2) }
      await queue.saveJobState(ran, { lastModifiedBy: 'w1' })
      // Who schedules a job afresh is not who holds its lock.
      await queue.saveJob(waiting, { lastModifiedBy: 'w2' })
      await queue.saveJob(anothers, { lastModifiedBy: 'w1' })

      expect(await releaseOwnLocks(database.dataSource, 'w1')).toBe(2)

      expect((await stored(queue, running)).lockedAt).toBeInstanceOf(Date)
      expect((await stored(queue, waiting)).lockedAt).toBeUndefined()
      expect((await stored(queue, ranBefore)).lockedAt).toBeUndefined()
      expect((await stored(queue, anothers)).lockedAt).toBeInstanceOf(Date)
    })
  })
})
