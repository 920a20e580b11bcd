/** A command is done once, whoever dies in between, and answers the same again for a day. */
import { randomUUID } from 'node:crypto'
import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { House } from '../../src/open-house.js'
import { engines, type TestDatabase } from '../support/empty-database.js'
import { emptyLibrary } from '../support/empty-library.js'
import { librarian, manager, openDesk, openSecondDesk, caller, type Caller } from '../support/librarian.js'
import type { Library } from '../support/library.js'
import { bookOut, valueOf } from '../support/lines.js'
import { until } from '../support/until.js'

describe.each(engines)('a command on %s', (engine) => {
  let database: TestDatabase
  let library: Library
  let second: House
  let boss: Caller
  let elsewhere: Caller
  beforeAll(async () => {
    database = await emptyLibrary(engine)
    library = await openDesk(engine, { database })
    second = await openSecondDesk(database, library.app.now)
    boss = await manager(library)
    elsewhere = caller(second.url)
    elsewhere.cookie = boss.cookie
  })
  afterAll(async () => {
    await second.close()
    await library.close()
    await database.drop()
  })

  /** A book that its member says is back: the address at which that is settled. */
  async function claimed(): Promise<{ path: string; rentalId: string }> {
    const { reader, rentalId } = await bookOut(library)
    valueOf(await library.app.claimReturn({ memberId: reader.memberId, rentalId }))
    return { path: `/claims/${rentalId}/settle`, rentalId }
  }
  const body = { isFound: false }
  const settledTimes = async (rentalId: string) =>
    (await library.rows(`SELECT id FROM events WHERE type = 'ClaimSettled' AND aggregate_id = ?`, [rentalId])).length

  it('sent again is answered alike and not done again, also by another process', async () => {
    const { path, rentalId } = await claimed()
    const key = randomUUID()
    const first = await boss.ask('POST', path, { body, key })
    expect(first).toMatchObject({ status: 200, body: { rentalId, isFound: false, returnedAt: null } })
    for (const one of [boss, elsewhere])
      expect(await one.ask('POST', path, { body, key })).toMatchObject({ status: 200, body: first.body })
    expect(await boss.ask('POST', path, { body })).toMatchObject({ status: 409, body: { code: 'no-open-claim' } })
    expect(await settledTimes(rentalId)).toBe(1)
  })

  it('sent many times at once, to several processes, is done once and answered alike', async () => {
    const { path, rentalId } = await claimed()
    const key = randomUUID()
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => (index % 2 ? boss : elsewhere).ask('POST', path, { body, key })),
    )
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200))
    expect(new Set(answers.map((answer) => JSON.stringify(answer.body))).size).toBe(1)
    expect(await settledTimes(rentalId)).toBe(1)
    expect(await library.rows('SELECT id FROM audit_log WHERE action = ? ORDER BY id', ['claim-settled'])).toHaveLength(
      2,
    )
  })

  it('under the key of another one is refused, at once as well as later', async () => {
    const [one, other] = [await claimed(), await claimed()]
    const key = randomUUID()
    const answers = await Promise.all([
      boss.ask('POST', one.path, { body, key }),
      elsewhere.ask('POST', other.path, { body, key }),
    ])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 422])
    expect((await settledTimes(one.rentalId)) + (await settledTimes(other.rentalId))).toBe(1)
    const [done] = answers[0].status === 200 ? [one] : [other]
    expect(await boss.ask('POST', done.path, { body: { isFound: true }, key })).toMatchObject({
      status: 422,
      body: { code: 'idempotency-key-reused' },
    })
    const another = await librarian(library, boss)
    expect(await another.ask('POST', done.path, { body, key })).toMatchObject({ body: { code: 'no-open-claim' } })
  })

  it('that was refused stays refused under its key, whatever has changed since', async () => {
    const { reader, rentalId } = await bookOut(library)
    const [path, key] = [`/claims/${rentalId}/settle`, randomUUID()]
    const first = await boss.ask('POST', path, { body, key })
    expect(first).toMatchObject({ status: 409, body: { code: 'no-open-claim' } })
    valueOf(await library.app.claimReturn({ memberId: reader.memberId, rentalId }))
    expect(await elsewhere.ask('POST', path, { body, key })).toMatchObject({ status: 409 })
    expect(await settledTimes(rentalId)).toBe(0)
    expect((await boss.ask('POST', path, { body })).status).toBe(200)
  })

  it('whose answer nobody heard was done with all it leaves behind, and is answered when it is sent again', async () => {
    const { path, rentalId } = await claimed()
    const key = randomUUID()
    const sent = request(`${library.url}/admin/api${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key, cookie: boss.cookie ?? '' },
    })
    sent.on('error', () => undefined)
    sent.end(JSON.stringify(body), () => setImmediate(() => sent.destroy()))
    await until('it is settled', async () => (await settledTimes(rentalId)) === 1)
    expect(await elsewhere.ask('POST', path, { body, key })).toMatchObject({ status: 200, body: { rentalId } })
    expect(await settledTimes(rentalId)).toBe(1)
  })

  it.each(['audit_log', 'api_commands'])('that cannot be written to %s is not done at all', async (table) => {
    const { path, rentalId } = await claimed()
    const key = randomUUID()
    await library.rows(
      engine === 'sqlite'
        ? `CREATE TRIGGER never BEFORE INSERT ON ${table} BEGIN SELECT RAISE(ABORT, 'no room'); END`
        : `ALTER TABLE ${table} ADD COLUMN never INT NOT NULL`,
    )
    expect((await boss.ask('POST', path, { body, key })).status).toBe(500)
    expect(await settledTimes(rentalId)).toBe(0)
    await library.rows(engine === 'sqlite' ? 'DROP TRIGGER never' : `ALTER TABLE ${table} DROP COLUMN never`)
    expect((await boss.ask('POST', path, { body, key })).status).toBe(200)
    expect(await settledTimes(rentalId)).toBe(1)
  })

  it('is forgotten after a day, and its answer is unreadable to whoever has the database only', async () => {
    const { path, rentalId } = await claimed()
    const key = randomUUID()
    expect((await boss.ask('POST', path, { body, key })).status).toBe(200)
    const [kept] = await library.rows<{ outcome_sealed: string; print: string }>(
      'SELECT * FROM api_commands WHERE command_key = ?',
      [key],
    )
    expect(JSON.stringify(kept)).not.toContain(rentalId)
    library.clock.advanceDays(1)
    const [later, there] = [await manager(library), await manager(second)]
    expect(await later.ask('POST', path, { body, key })).toMatchObject({ status: 409 })
    expect(await there.ask('POST', path, { body, key })).toMatchObject({ status: 409 })
    library.clock.advanceDays(1)
    await library.app.forgetDeskMemory()
    expect(await library.rows('SELECT * FROM api_commands')).toEqual([])
  })
})
