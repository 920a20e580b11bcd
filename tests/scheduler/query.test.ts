/** What does the queue say about itself, and whom do orders to many jobs reach? */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import type { JobRepository, JobsQueryOptions, RemoveJobsOptions } from 'agenda'
import { jobRepository } from '../../src/scheduler/backend/job-repository.js'
import { type Database, engines, newDatabase } from './databases.js'
import { fromNow, letter, minute } from './jobs.js'

describe.each(engines)('asking the queue on %s', (engine) => {
  let database: Database
  let queue: JobRepository
  beforeAll(async () => {
    database = await newDatabase(engine)
    queue = jobRepository(database.dataSource)
  })
  afterEach(() => queue.purgeAllJobs())
  afterAll(() => database.remove())

  const save = (...fields: Parameters<typeof letter>) => queue.saveJob(letter(...fields), undefined)
  const found = async (options?: JobsQueryOptions) => (await queue.queryJobs(options)).jobs.map((job) => job.data)

  /** One job in each state; its data says which. */
  async function oneOfEach() {
    await save({ name: 'running', data: 'running', lockedAt: new Date(), nextRunAt: fromNow(-5000) })
    await save({ name: 'failed', data: 'failed', failedAt: new Date(), lastFinishedAt: new Date(), nextRunAt: null })
    await save({ name: 'repeating', data: 'repeating', repeatInterval: '5 minutes', nextRunAt: fromNow(1000) })
    await save({ name: 'scheduled', data: 'scheduled', nextRunAt: fromNow(minute) })
    await save({ name: 'queued', data: 'queued', nextRunAt: fromNow(-4000) })
    await save({ name: 'completed', data: 'completed', lastFinishedAt: new Date(), nextRunAt: null })
    await save({ name: 'queued', data: 'paused', disabled: true, nextRunAt: fromNow(-3000) })
  }

  it('finds a job by its id, or says that there is none', async () => {
    const job = await save()
    expect(await queue.getJobById(job._id ?? '')).toEqual(job)
    expect(await queue.getJobById('no-such-job')).toBeNull()
  })

  it.each(['running', 'failed', 'repeating', 'scheduled', 'completed', 'paused'] as const)(
    'finds the jobs that are %s',
    async (state) => {
      await oneOfEach()
      expect(await found({ state })).toEqual([state])
    },
  )

  it('finds jobs by name, names, id and ids', async () => {
    await oneOfEach()
    const [one, two] = (await queue.queryJobs({ sort: { name: 'asc' } })).jobs
    expect(await found({ name: 'failed' })).toEqual(['failed'])
    expect(await found({ name: 'failed', names: ['queued'] })).toEqual(['failed'])
    expect((await found({ names: ['failed', 'running', 'no-such'] })).toSorted()).toEqual(['failed', 'running'])
    expect(await found({ id: one?._id ?? '' })).toEqual(['completed'])
    expect((await found({ ids: [one?._id ?? '', two?._id ?? ''] })).toSorted()).toEqual(['completed', 'failed'])
    expect(await found({ id: one?._id ?? '', name: 'failed' })).toEqual([])
  })

  it('searches names by any part of them, large or small, and takes no sign for a wildcard', async () => {
    for (const name of ['Chase-Overdue', 'chase_hold', '연체 알림', '100%']) await save({ name, data: name })
    expect((await found({ search: 'CHASE' })).toSorted()).toEqual(['Chase-Overdue', 'chase_hold'])
    expect(await found({ search: 'e_h' })).toEqual(['chase_hold'])
    expect(await found({ search: '체 알' })).toEqual(['연체 알림'])
    expect(await found({ search: '%' })).toEqual(['100%'])
    expect(await found({ search: '!' })).toEqual([])
  })

  it('finds jobs by part of their data', async () => {
    await save({ data: { to: 'm1', rental: { id: 'r1', step: 1 }, tags: ['late', 'first'] } })
    await save({ data: { to: 'm1', rental: { id: 'r2', step: 1 } } })
    await save({ data: 'm1' })
    const count = async (data: unknown) => (await queue.queryJobs({ data })).total
    expect(await count({ to: 'm1' })).toBe(2)
    expect(await count({ rental: { step: 1 } })).toBe(2)
    expect(await count({ to: 'm1', rental: { id: 'r2' } })).toBe(1)
    expect(await count({ tags: ['late'] })).toBe(1)
    expect(await count({ tags: 'late' })).toBe(0)
    expect(await count('m1')).toBe(1)
    expect(await count({ to: 'm2' })).toBe(0)
  })

  it('leaves paused jobs out when told to', async () => {
    await oneOfEach()
    expect((await queue.queryJobs()).total).toBe(7)
    expect((await queue.queryJobs({ includeDisabled: false })).total).toBe(6)
  })

  it('counts all that match before it cuts out a page', async () => {
    for (let n = 0; n < 5; n += 1) await save({ name: 'queued', data: n, nextRunAt: fromNow(-minute + n) })
    await save({ name: 'scheduled', nextRunAt: fromNow(minute) })
    const page = await queue.queryJobs({ state: 'queued', sort: { nextRunAt: 'asc' }, skip: 1, limit: 2 })
    expect(page.jobs.map((job) => job.data)).toEqual([1, 2])
    expect(page.total).toBe(5)
    expect((await queue.queryJobs({ state: 'queued', skip: 4 })).jobs).toHaveLength(1)
  })

  it('sorts as asked, by what was asked first, and puts jobs without such an instant last', async () => {
    await save({ data: 'a', priority: 1, nextRunAt: fromNow(1000) })
    await save({ data: 'b', priority: 2, nextRunAt: null, lastRunAt: fromNow(-2000) })
    await save({ data: 'c', priority: 1, nextRunAt: fromNow(2000), lastRunAt: fromNow(-1000) })
    expect(await found()).toEqual(['c', 'a', 'b'])
    expect(await found({ sort: { nextRunAt: 'asc' } })).toEqual(['a', 'c', 'b'])
    expect(await found({ sort: { lastRunAt: 'asc' } })).toEqual(['b', 'c', 'a'])
    expect(await found({ sort: { priority: 'asc', nextRunAt: 'desc' } })).toEqual(['c', 'a', 'b'])
    expect(await found({ sort: { data: 'desc' } })).toEqual(['c', 'b', 'a'])
  })

  it('takes no sort for SQL', async () => {
    await save()
    const sort = { 'name; DROP TABLE agenda_jobs': 'asc' } as object
    expect((await queue.queryJobs({ sort })).total).toBe(1)
  })

  it('gives an overview of every name', async () => {
    await oneOfEach()
    const overview = await queue.getJobsOverview()
    const none = { running: 0, scheduled: 0, queued: 0, completed: 0, failed: 0, repeating: 0, paused: 0 }
    expect(overview).toHaveLength(6)
    expect(overview).toContainEqual({ ...none, name: 'queued', total: 2, queued: 2, paused: 1 })
    expect(overview).toContainEqual({ ...none, name: 'running', total: 1, running: 1 })
  })

  it('tells the names there are', async () => {
    expect(await queue.getDistinctJobNames()).toEqual([])
    for (const name of ['b', 'a', 'b']) await save({ name })
    expect(await queue.getDistinctJobNames()).toEqual(['a', 'b'])
  })

  it('tells how many jobs should have begun', async () => {
    await oneOfEach()
    expect(await queue.getQueueSize()).toBe(3)
  })

  describe('orders to many jobs', () => {
    it.each<[string, RemoveJobsOptions, string[]]>([
      ['a name', { name: 'a' }, ['a1', 'a2']],
      ['names', { names: ['a', 'b'] }, ['a1', 'a2', 'b1']],
      ['all names but some', { notNames: ['a', 'b'] }, ['c1']],
      ['data', { data: { kind: 1 } }, ['a1', 'b1', 'c1']],
      ['a name and data', { name: 'a', data: { kind: 1 } }, ['a1']],
      ['nothing', {}, []],
      ['empty lists', { ids: [], names: [], notNames: [] }, []],
      ['a name that is not there', { name: 'no-such' }, []],
    ])('reach those told by %s', async (_by, which, reached) => {
      for (const [name, kind] of [
        ['a', 1],
        ['a', 2],
        ['b', 1],
        ['c', 1],
      ] as const) {
        await save({ name, data: { kind, label: `${name}${kind}` } })
      }
      const labels = async (options: JobsQueryOptions) =>
        (await queue.queryJobs({ ...options, sort: { name: 'asc', data: 'asc' } })).jobs.map(
          (job) => (job.data as { label: string }).label,
        )
      expect(await queue.disableJobs(which)).toBe(reached.length)
      expect(await labels({ state: 'paused' })).toEqual(reached)
      expect(await queue.enableJobs(which)).toBe(reached.length)
      expect(await labels({ state: 'paused' })).toEqual([])
      expect(await queue.removeJobs(which)).toBe(reached.length)
      expect(await labels({})).toEqual(['a1', 'a2', 'b1', 'c1'].filter((label) => !reached.includes(label)))
    })

    it('reach those told by id and ids', async () => {
      const [one, two, three] = [await save(), await save(), await save()].map((job) => job._id ?? '')
      expect(await queue.removeJobs({ id: one ?? '' })).toBe(1)
      expect(await queue.disableJobs({ ids: [one ?? '', two ?? ''] })).toBe(1)
      expect((await queue.queryJobs({ state: 'paused' })).jobs.map((job) => job._id)).toEqual([two])
      expect(await queue.removeJobs({ id: three ?? '', name: 'another' })).toBe(0)
    })

    it('can empty the queue', async () => {
      await oneOfEach()
      expect(await queue.purgeAllJobs()).toBe(7)
      expect(await queue.purgeAllJobs()).toBe(0)
    })
  })
})
