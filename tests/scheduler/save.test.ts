/** What becomes of a job that is saved, and of the one that was there? */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { type JobParameters, type JobRepository, toJobId } from 'agenda'
import { jobRepository } from '../../src/scheduler/backend/job-repository.js'
import { type Database, engines, newDatabase } from './databases.js'
import { claimBy, fromNow, letter, minute, stored } from './jobs.js'

describe.each(engines)('saving jobs on %s', (engine) => {
  let database: Database
  let queue: JobRepository
  beforeAll(async () => {
    database = await newDatabase(engine)
    queue = jobRepository(database.dataSource)
  })
  afterEach(() => queue.purgeAllJobs())
  afterAll(() => database.remove())

  const save = (...fields: Parameters<typeof letter>) => queue.saveJob(letter(...fields), undefined)

  describe('a new job', () => {
    it('gets an id and keeps everything it says, to the millisecond', async () => {
      const job: JobParameters = {
        name: '연체 알림',
        type: 'normal',
        priority: -10,
        nextRunAt: new Date('2026-03-02T00:00:00.001Z'),
        data: { to: ['member-1', null], text: '📚 “반납” 100% \\ \' "', deep: { a: [{ b: 1.5 }] } },
        repeatInterval: '0 9 * * *',
        repeatTimezone: 'Asia/Seoul',
        repeatAt: '9:00am',
        startDate: new Date('2026-03-01T15:00:00.999Z'),
        endDate: new Date('2026-12-31T14:59:59.999Z'),
        skipDays: [0, 6],
        disabled: true,
        fork: true,
        lockedAt: new Date('2026-03-02T00:00:00.002Z'),
        lastRunAt: new Date('2026-03-02T00:00:00.003Z'),
        lastFinishedAt: new Date('2026-03-02T00:00:00.004Z'),
        failedAt: new Date('2026-03-02T00:00:00.005Z'),
        failCount: 3,
        failReason: 'Kakao가 대답하지 않았어요',
        progress: 33.3,
        debounceStartedAt: new Date('2026-03-02T00:00:00.006Z'),
      }
      const saved = await queue.saveJob(job, { lastModifiedBy: 'worker-1' })
      expect(saved).toEqual({ ...job, _id: expect.any(String), lastModifiedBy: 'worker-1' })
      expect(await stored(queue, saved)).toEqual(saved)
    })

    it('says nothing of what it was not told', async () => {
      const { _id, nextRunAt } = await save({ data: undefined })
      expect(await queue.getJobById(_id ?? '')).toStrictEqual({
        _id,
        name: 'deliver-letter',
        type: 'normal',
        priority: 0,
        nextRunAt,
        data: undefined,
        disabled: false,
        fork: false,
      })
    })

    it.each([5000, '5000', '3 minutes', '*/5 * * * *'])('repeats every %p', async (repeatInterval) => {
      const { repeatInterval: kept } = await stored(queue, await save({ repeatInterval }))
      expect(String(kept)).toBe(String(repeatInterval))
    })

    it('is stored beside another just like it', async () => {
      await save()
      await save()
      expect((await queue.queryJobs()).total).toBe(2)
    })

    it('is refused when its data is no JSON', async () => {
      await expect(save({ data: 1n })).rejects.toThrow(TypeError)
      expect((await queue.queryJobs()).total).toBe(0)
    })
  })

  describe('a job with an id', () => {
    it('changes what it is, not its lock nor its runs', async () => {
      const before = await save({
        lockedAt: fromNow(-2),
        lastRunAt: fromNow(-3),
        lastFinishedAt: fromNow(-4),
        progress: 7,
      })
      const next = fromNow(minute)
      const { lockedAt, lastRunAt, lastFinishedAt, progress, ...known } = before
      const after = await queue.saveJob(
        { ...known, nextRunAt: next, priority: 20, data: { v: 2 }, disabled: true },
        undefined,
      )
      expect(after).toEqual({ ...before, nextRunAt: next, priority: 20, data: { v: 2 }, disabled: true })
      expect(await stored(queue, before)).toEqual(after)
      expect({ lockedAt, lastRunAt, lastFinishedAt, progress }).toEqual({
        lockedAt: after.lockedAt,
        lastRunAt: after.lastRunAt,
        lastFinishedAt: after.lastFinishedAt,
        progress: after.progress,
      })
    })

    it('keeps its failures unless it tells of others', async () => {
      const failed = await save({ failCount: 2, failReason: 'away', failedAt: fromNow(-minute) })
      const { failCount, failReason, failedAt, ...known } = failed
      expect(await queue.saveJob(known, undefined)).toEqual(failed)
      expect(await queue.saveJob({ ...known, failCount: 0 }, undefined)).toEqual({ ...failed, failCount: 0 })
      expect([failCount, failReason, failedAt]).toEqual([2, 'away', failed.failedAt])
    })

    it('comes back as it is when it was removed, and stays removed', async () => {
      const gone = { ...letter({ data: 'gone' }), _id: toJobId('no-such-job') }
      expect(await queue.saveJob(gone, undefined)).toBe(gone)
      expect((await queue.queryJobs()).total).toBe(0)
    })
  })

  describe('a single job', () => {
    const single = (fields: Partial<JobParameters>) =>
      queue.saveJob(letter({ type: 'single', name: 'chase-overdue', ...fields }), undefined)

    it('is there once, with what was said last', async () => {
      const first = await single({ priority: 1, data: { run: 1 }, nextRunAt: fromNow(minute) })
      const next = fromNow(2 * minute)
      const second = await single({ priority: 2, data: { run: 2 }, nextRunAt: next, skipDays: [0] })
      expect(second).toEqual({ ...first, priority: 2, data: { run: 2 }, nextRunAt: next, skipDays: [0] })
      expect((await queue.queryJobs({ name: 'chase-overdue' })).total).toBe(1)
    })

    it('keeps the run it waits for when it is asked for by now', async () => {
      const { nextRunAt } = await single({ nextRunAt: fromNow(minute) })
      expect((await single({ nextRunAt: fromNow(-1) })).nextRunAt).toEqual(nextRunAt)
    })

    it('runs by now when it waits for no run', async () => {
      await single({ nextRunAt: null })
      const now = fromNow(-1)
      expect((await single({ nextRunAt: now })).nextRunAt).toEqual(now)
    })

    it('stays paused, locked and counted when a restart asks for it again', async () => {
      const before = await single({ disabled: true, lockedAt: fromNow(-1), lastRunAt: fromNow(-1), failCount: 2 })
      expect(await single({})).toEqual(before)
      expect((await single({ disabled: false })).disabled).toBe(false)
    })

    it('is there once though many processes ask for it at once', async () => {
      const saved = await Promise.all(Array.from({ length: 12 }, (_, n) => single({ data: n })))
      expect(new Set(saved.map((job) => job._id)).size).toBe(1)
      expect((await queue.queryJobs()).total).toBe(1)
    })

    it('leaves one-time jobs of its name alone', async () => {
      await save({ name: 'chase-overdue' })
      await single({})
      expect((await queue.queryJobs({ name: 'chase-overdue' })).total).toBe(2)
    })
  })

  describe('the state of a job', () => {
    it('is written, and cleared where nothing is said', async () => {
      const job = await save({ data: { to: 'member-1' } })
      const state = {
        lockedAt: fromNow(-1),
        nextRunAt: fromNow(minute),
        lastRunAt: fromNow(-2),
        lastFinishedAt: fromNow(-3),
        failedAt: fromNow(-4),
        failCount: 1,
        failReason: 'away',
        progress: 50,
      }
      await queue.saveJobState({ ...job, ...state }, { lastModifiedBy: 'worker-1' })
      expect(await stored(queue, job)).toEqual({ ...job, ...state, lastModifiedBy: 'worker-1' })
      await queue.saveJobState({ ...job, nextRunAt: null }, undefined)
      expect(await stored(queue, job)).toEqual({ ...job, nextRunAt: null })
    })

    it('may be saved twice alike', async () => {
      const job = await save()
      await queue.saveJobState(job, undefined)
      await expect(queue.saveJobState(job, undefined)).resolves.toBeUndefined()
    })

    it('leaves data, priority and pause as they are', async () => {
      const job = await save({ data: 'kept', priority: 5, disabled: true })
      await queue.saveJobState({ ...job, data: 'other', priority: 1, disabled: false }, undefined)
      expect(await stored(queue, job)).toEqual(job)
    })

    it('cannot be saved for a job that is gone, has another name or no id', async () => {
      const job = await save()
      await expect(queue.saveJobState({ ...job, name: 'chase-overdue' }, undefined)).rejects.toThrow('is gone')
      await queue.removeJobs({ id: job._id ?? '' })
      await expect(queue.saveJobState(job, undefined)).rejects.toThrow('is gone')
      await expect(queue.saveJobState(letter(), undefined)).rejects.toThrow('has no id')
    })

    it('is written, and the lock with it, whatever was thrown', async () => {
      const job = await save()
      await claimBy(queue, 'worker-1')
      const loop: Record<string, unknown> = { why: 'away' }
      loop['loop'] = loop
      for (const thrown of ['가'.repeat(100_000), loop, 7]) {
        await queue.saveJobState({ ...job, failReason: thrown as string }, undefined)
        const { failReason, lockedAt } = await stored(queue, job)
        expect(failReason).toMatch(/^가{10000}$|away|7/)
        expect(lockedAt).toBeUndefined()
      }
    })
  })
})
