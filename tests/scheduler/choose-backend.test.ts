/** Which store does Agenda get, and what does a shop hear that asked for one it has not installed? */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { chooseBackend } from '../../src/scheduler/backend/choose-backend.js'
import { type Database, newDatabase } from './databases.js'

describe('the store of the jobs', () => {
  let database: Database
  beforeAll(async () => {
    database = await newDatabase('SQLite')
  })
  afterAll(() => database.remove())

  it("is the product's own database by default", async () => {
    const backend = await chooseBackend('database', { dataSource: database.dataSource })
    expect(backend.name).toBe('TypeORM (better-sqlite3)')
    await backend.connect()
    expect(await backend.repository.getQueueSize()).toBe(0)
  })

  it.each([
    ['redis', 'redis://127.0.0.1:6379', '@agendajs/redis-backend@3.0.7'],
    ['mongo', 'mongodb://127.0.0.1/agenda', '@agendajs/mongo-backend@4.0.3'],
    ['postgres', 'postgres://127.0.0.1/agenda', '@agendajs/postgres-backend@3.0.6'],
  ] as const)('may be %s, once its package is installed', async (kind, url, install) => {
    await expect(chooseBackend(kind, { dataSource: database.dataSource, url })).rejects.toThrow(
      `Agenda's ${kind} backend is not installed: run npm install ${install}`,
    )
  })
})
