/** When is a unique or debounced job the one that is stored already? */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import type { JobParameters, JobRepository, UniqueOpts } from 'agenda'
import { jobRepository } from '../../src/scheduler/backend/job-repository.js'
import { type Database, engines, newDatabase } from './databases.js'
import { fromNow, letter, minute, stored } from './jobs.js'

describe.each(engines)('unique jobs on %s', (engine) => {
  let database: Database
  let queue: JobRepository
  beforeAll(async () => {
    database = await newDatabase(engine)
    queue = jobRepository(database.dataSource)
  })
  afterEach(() => queue.purgeAllJobs())
  afterAll(() => database.remove())

  const unique = (unique: Record<string, unknown>, fields: Partial<JobParameters> = {}, uniqueOpts: UniqueOpts = {}) =>
    queue.saveJob(letter({ unique, uniqueOpts, ...fields }), undefined)
  const count = async () => (await queue.queryJobs()).total

  it('are one job for one value, changed by what was said last', async () => {
    const first = await unique({ 'data.to': 'm1' }, { data: { to: 'm1', text: 'one' }, priority: 1 })
    const next = fromNow(minute)
    const second = await unique({ 'data.to': 'm1' }, { data: { to: 'm1', text: 'two' }, priority: 2, nextRunAt: next })
    expect(second).toEqual({ ...first, data: { to: 'm1', text: 'two' }, priority: 2, nextRunAt: next })
    expect(await stored(queue, first)).toEqual(second)
    expect(await count()).toBe(1)
  })

  it('are two jobs for two values, two names or two kinds of value', async () => {
    await unique({ 'data.to': '1' }, { data: { to: '1' } })
    await unique({ 'data.to': 1 }, { data: { to: 1 } })
    await unique({ 'data.to': 11 }, { data: { to: 11 } })
    await unique({ 'data.to': '1' }, { data: { to: '1' }, name: 'chase-overdue' })
    expect(await count()).toBe(4)
  })

  it.each([
    ['a path', { 'data.rental.copy.id': 'c-1' }, { rental: { copy: { id: 'c-1' } } }],
    ['several', { 'data.rental': 'r-1', 'data.step': 3 }, { rental: 'r-1', step: 3 }],
    ['an object', { 'data.rental': { copy: 'c-1', member: 'm-1' } }, { rental: { member: 'm-1', copy: 'c-1' } }],
    ['all its data', { data: { a: 1, b: 2 } }, { b: 2, a: 1 }],
    ['an instant', { 'data.on': new Date('2026-03-02T00:00:00.001Z') }, { on: new Date('2026-03-02T00:00:00.001Z') }],
    ['yes or no', { 'data.isLate': true }, { isLate: true }],
    ['nothing', { 'data.to': null }, {}],
    ['signs that SQL and JSON take for their own', { "data.'; --": `100%_!\\"'` }, { "'; --": `100%_!\\"'` }],
    ['Korean', { 'data.제목': '채식주의자' }, { 제목: '채식주의자' }],
    ['a field of the job', { priority: 7, nextRunAt: new Date('2026-03-02T00:00:00.001Z') }, {}],
  ])('may be told by %s', async (_by, by, data) => {
    const fields = { data, priority: 7, nextRunAt: new Date('2026-03-02T00:00:00.001Z') }
    const first = await unique(by, fields)
    expect((await unique(by, fields))._id).toBe(first._id)
    expect(await count()).toBe(1)
  })

  it('cannot be told by what jobs are not compared by', async () => {
    await queue.saveJob(letter(), undefined)
    await expect(unique({ 'id) OR (1=1': 1 })).rejects.toThrow('cannot be unique by')
  })

  it('may be the same as a job that was saved without saying so', async () => {
    const plain = await queue.saveJob(letter({ data: { to: 'm1' } }), undefined)
    expect((await unique({ 'data.to': 'm1' }, { data: { to: 'm1', text: 'hi' } }))._id).toBe(plain._id)
    expect((await unique({ 'data.text': 'hi' }, { data: { to: 'm1', text: 'hi' } }))._id).toBe(plain._id)
    expect(await count()).toBe(1)
  })

  it('are no longer the same as a job whose data was changed', async () => {
    const first = await unique({ 'data.to': 'm1' }, { data: { to: 'm1' } })
    await queue.saveJob({ ...first, data: { to: 'm2' } }, undefined)
    expect((await unique({ 'data.to': 'm1' }, { data: { to: 'm1' } }))._id).not.toBe(first._id)
    expect((await unique({ 'data.to': 'm2' }, { data: { to: 'm2' } }))._id).toBe(first._id)
    expect(await count()).toBe(2)
  })

  it('with insertOnly leave the stored job as it is, run or not', async () => {
    const first = await unique({ 'data.to': 'm1' }, { data: { to: 'm1', text: 'one' }, nextRunAt: null })
    const second = await unique({ 'data.to': 'm1' }, { data: { to: 'm1', text: 'two' } }, { insertOnly: true })
    expect(second).toEqual(first)
    expect(await stored(queue, first)).toEqual(first)
  })

  it.each([{}, { insertOnly: true }, { debounce: { delay: minute } }])(
    'are inserted once though many processes save them at once (%j)',
    async (options) => {
      const saves = Array.from({ length: 12 }, (_, n) =>
        unique({ 'data.to': 'm1' }, { data: { to: 'm1', n } }, options),
      )
      expect(new Set((await Promise.all(saves)).map((job) => job._id)).size).toBe(1)
      expect(await count()).toBe(1)
    },
  )

  describe('debounced', () => {
    const debounced = (debounce: UniqueOpts['debounce'] & object, fields: Partial<JobParameters> = {}) =>
      unique({ 'data.to': 'm1' }, { data: { to: 'm1' }, nextRunAt: new Date(), ...fields }, { debounce })
    /** As if the job had been saved that long ago. */
    const since = async (job: JobParameters, ms: number) => {
      const then = fromNow(-ms).toISOString()
      const sql = 'UPDATE agenda_jobs SET debounce_started_at = ? WHERE id = ?'
      await database.dataSource.query(sql, [then, job._id])
    }
    const inMs = (job: JobParameters) => (job.nextRunAt?.getTime() ?? Number.NaN) - Date.now()

    it('run after the last save', async () => {
      const first = await debounced({ delay: minute })
      expect(inMs(first)).toBeGreaterThan(minute - 5_000)
      expect(first.debounceStartedAt).toBeInstanceOf(Date)
      await since(first, 30_000)
      const second = await debounced({ delay: 2 * minute }, { data: { to: 'm1', text: 'new' } })
      expect(inMs(second)).toBeGreaterThan(2 * minute - 5_000)
      expect(second.debounceStartedAt?.getTime()).toBeLessThan(Date.now() - 29_000)
      expect(second.data).toEqual({ to: 'm1', text: 'new' })
    })

    it('run at once when they have waited long enough', async () => {
      const first = await debounced({ delay: minute, maxWait: 90_000 })
      await since(first, 89_000)
      expect(inMs(await debounced({ delay: minute, maxWait: 90_000 }))).toBeGreaterThan(minute - 5_000)
      await since(first, 90_000)
      const forced = await debounced({ delay: minute, maxWait: 90_000 })
      expect(inMs(forced)).toBeLessThanOrEqual(0)
      expect(forced.debounceStartedAt).toBeUndefined()
    })

    it('wait anew after they have run', async () => {
      const first = await debounced({ delay: minute, maxWait: 90_000 })
      await queue.saveJobState({ ...first, nextRunAt: null, lastFinishedAt: new Date() }, undefined)
      await since(first, 10 * minute)
      const again = await debounced({ delay: minute, maxWait: 90_000 })
      expect(inMs(again)).toBeGreaterThan(minute - 5_000)
      expect(again.debounceStartedAt?.getTime()).toBeGreaterThan(Date.now() - 5_000)
    })

    it('with a leading run take later saves as the same, and run again when the time is over', async () => {
      const leading = { delay: minute, strategy: 'leading' } as const
      const asked = new Date()
      const first = await debounced(leading, { nextRunAt: asked })
      expect(first.nextRunAt).toEqual(asked)
      const second = await debounced(leading, { nextRunAt: fromNow(1000), data: { to: 'm1', text: 'new' } })
      expect(second).toEqual({ ...first, data: { to: 'm1', text: 'new' } })
      await queue.saveJobState({ ...first, nextRunAt: null, lastFinishedAt: new Date() }, undefined)
      expect((await debounced(leading)).nextRunAt).toBeNull()
      await since(first, minute)
      expect((await debounced(leading, { nextRunAt: asked })).nextRunAt).toEqual(asked)
    })
  })
})
