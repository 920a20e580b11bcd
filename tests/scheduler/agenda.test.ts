/** Does Agenda live on this backend: starting without a database, running, retrying, stopping cleanly? */
import { once } from 'node:events'
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { Agenda, type AgendaBackend } from 'agenda'
import { releaseOwnLocks } from '../../src/scheduler/backend/release-own-locks.js'
import { typeormBackend } from '../../src/scheduler/backend/typeorm-backend.js'
import { type Database, engines, newDatabase } from './databases.js'
import { claimBy } from './jobs.js'

describe.each(engines)('Agenda on %s', (engine) => {
  let database: Database
  let backend: AgendaBackend
  const agendas: Agenda[] = []
  beforeAll(async () => {
    database = await newDatabase(engine)
    backend = typeormBackend(database.dataSource)
  })
  afterEach(async () => {
    for (const agenda of agendas.splice(0)) await agenda.stop()
    await backend.repository.purgeAllJobs()
  })
  afterAll(() => database.remove())

  function newAgenda(name: string): Agenda {
    const agenda = new Agenda({ backend, name, processEvery: 20, defaultLockLifetime: 1_000 })
    agendas.push(agenda)
    return agenda
  }
  const all = async () => (await backend.repository.queryJobs()).jobs

  it('runs a job at its time and stores how it went', async () => {
    const agenda = newAgenda('worker-1')
    agenda.define('deliver-letter', async (job) => job.touch(50))
    await agenda.start()
    await agenda.schedule(new Date(Date.now() + 200), 'deliver-letter', { to: 'member-1' })
    await once(agenda, 'complete:deliver-letter')
    const [job] = await all()
    expect(job).toMatchObject({ state: 'completed', data: { to: 'member-1' }, nextRunAt: null, progress: 50 })
    expect(job?.lockedAt).toBeUndefined()
  })

  it('runs a failed job again when its time has come', async () => {
    const agenda = newAgenda('worker-1')
    let runs = 0
    const deliver = async () => {
      runs += 1
      if (runs === 1) throw new Error('Kakao is away')
    }
    agenda.define('deliver-letter', deliver, { backoff: () => 30 })
    await agenda.start()
    const retried = once(agenda, 'retry:deliver-letter')
    const succeeded = once(agenda, 'success:deliver-letter')
    await agenda.now('deliver-letter', {})
    await retried
    await succeeded
    expect(runs).toBe(2)
  })

  it('schedules a recurring job once however often a process starts, in Seoul time, and leaves a paused one paused', async () => {
    for (const name of ['worker-1', 'worker-2', 'worker-3']) {
      await newAgenda(name).every('0 9 * * *', 'chase-overdue', {}, { timezone: 'Asia/Seoul' })
      await newAgenda(name).disable({ name: 'chase-overdue' })
    }
    const jobs = await all()
    expect(jobs).toHaveLength(1)
    expect(jobs[0]).toMatchObject({ repeatInterval: '0 9 * * *', repeatTimezone: 'Asia/Seoul', disabled: true })
    expect(jobs[0]?.nextRunAt?.toISOString()).toMatch(/T00:00:00\.000Z$/)
    await newAgenda('worker-4').every('0 9 * * *', 'chase-overdue', {}, { timezone: 'Asia/Seoul' })
    expect((await all())[0]?.disabled).toBe(true)
  })

  it('gives back, on leaving, the jobs it had taken and not begun, and finishes the one it has', async () => {
    const agenda = newAgenda('worker-1')
    let finish = () => {}
    const finished = new Promise<void>((resolve) => (finish = resolve))
    agenda.define('deliver-letter', () => finished, { concurrency: 1 })
    for (const n of [1, 2, 3]) await agenda.now('deliver-letter', { n })
    const began = once(agenda, 'start:deliver-letter')
    await agenda.start()
    await began
    const locked = async () => (await all()).filter((job) => job.lockedAt).length
    expect(await locked()).toBe(3)
    expect(await agenda.drain({ timeout: 1 })).toMatchObject({ running: 1, timedOut: true })
    expect(await releaseOwnLocks(database.dataSource, 'worker-1')).toBe(2)
    expect(await locked()).toBe(1)
    const completed = once(agenda, 'complete:deliver-letter')
    finish()
    await completed
    expect(await locked()).toBe(0)
  })

  it('waits for a database that is away instead of dying of it', async () => {
    await database.dataSource.destroy()
    const agenda = newAgenda('worker-1')
    const waiting = Symbol('waiting')
    expect(await Promise.race([agenda.ready, Promise.resolve(waiting)])).toBe(waiting)
    await expect(claimBy(backend.repository, 'worker-1')).rejects.toThrow()
    await database.dataSource.initialize()
    await agenda.ready
    expect(await agenda.queryJobs()).toEqual({ jobs: [], total: 0 })
    expect(await claimBy(backend.repository, 'worker-1')).toBeUndefined()
  })

  it('stops waiting when told to', async () => {
    await database.dataSource.destroy()
    const other = typeormBackend(database.dataSource)
    const connecting = other.connect()
    await other.disconnect()
    await expect(connecting).resolves.toBeUndefined()
    await database.dataSource.initialize()
  })

  it('leaves the database open for the others who use it', async () => {
    expect(backend.ownsConnection).toBe(false)
    await backend.disconnect()
    expect(await backend.repository.getQueueSize()).toBe(0)
  })
})
