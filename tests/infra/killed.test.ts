/** The process killed at any moment, between any two writes: nothing half done stays, nothing is lost, nothing doubled. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { addDays, atHour, dayOf } from '../../src/domain/time.js'
import { complaints } from '../support/audit.js'
import { crowd } from '../support/crowd.js'
import { engines, type TestDatabase } from '../support/empty-database.js'
import { emptyLibrary } from '../support/empty-library.js'
import { openLibrary, testEnv, type Library } from '../support/library.js'
import { startProcess } from '../support/product.js'
import { openStandIn, type StandIn } from '../support/stand-in.js'

const kills = 10
const alive = 2

describe.each(engines)('processes killed on %s', (engine) => {
  let kakao: StandIn
  let database: TestDatabase
  let library: Library
  beforeEach(async () => {
    kakao = await openStandIn(() => new Date())
    database = await emptyLibrary(engine)
    library = await openLibrary(engine, { database, env: kakao.env, at: new Date().toISOString() })
    kakao.product.url = library.url
  })
  afterEach(async () => {
    await library.close()
    await kakao.close()
    await database.drop()
  })

  it(`${kills} times in the middle of everything members do, the books, the lines and the money still agree`, async () => {
    await crowd(library, 4, 20_000)
    for (let n = 1; n <= 5; n += 1) await library.book({ title: `바쁜 책 ${n}`, copies: 2 })
    const env = testEnv(database.url, { ROLES: 'bot', ...kakao.env })
    const start = () => startProcess('./busy-members.ts', [], env)
    const processes = Array.from({ length: alive }, start)

    for (let killed = 0; killed < kills; killed += 1) {
      const oldest = processes.shift()
      if (!oldest) throw new Error('nobody is alive')
      const thingsDone = 5 + Math.floor(Math.random() * 100)
      await oldest.line(() => oldest.said.length >= thingsDone)
      await oldest.end('SIGKILL')
      expect(await complaints(library)).toEqual([])
      if (killed + alive < kills) processes.push(start())
    }

    // by daylight, when notices may leave
    const later = atHour(addDays(dayOf(new Date()), 2), 10).toISOString()
    library.clock.set(later)
    await library.settle()
    expect(await complaints(library)).toEqual([])

    const taken = [...kakao.simulator.payments.values()].filter(({ approvedAt }) => approvedAt !== null)
    const paid = await library.rows<{ tid: string }>(
      `SELECT tid FROM deposits WHERE state = 'paid' AND paid_by IS NULL`,
    )
    expect(taken.length).toBeGreaterThan(0)
    expect(paid.map(({ tid }) => tid).toSorted()).toEqual(taken.map(({ tid }) => tid).toSorted())
    expect(await library.rows(`SELECT id FROM deposits WHERE state IN ('approving', 'ready')`)).toEqual([])
    const rentals = await library.rows('SELECT id FROM rentals')
    expect(rentals.length).toBeGreaterThan(kills)

    for (let minute = 1; minute <= 3; minute += 1) {
      library.clock.set(new Date(Date.parse(later) + minute * 61_000).toISOString())
      await library.settle()
    }
    expect(await library.rows(`SELECT id FROM letters WHERE state <> 'delivered'`)).toEqual([])
  })
})
