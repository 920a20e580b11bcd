/** All the writes of a story or none of them, alike in every way they can be carried out. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { Conflict, type Write } from '../../src/infra/db/sql.js'
import { openWay, ways, type OpenSql } from '../support/sqls.js'

const set = (name: string, value: string): Write => ({
  sql: 'INSERT INTO settings (name, value) VALUES (?, ?)',
  params: [name, value],
})
const five = () => ['a', 'b', 'c', 'd', 'e'].map((name) => set(name, `value of ${name}`))

/** What may go wrong in the middle, and whether it means that somebody was faster. */
const mishaps: readonly [string, Write, boolean][] = [
  [
    'a guard that finds nothing',
    { sql: `UPDATE settings SET value = 'x' WHERE name = ?`, params: ['nobody'], expect: 1 },
    true,
  ],
  [
    'a guard that finds too much',
    { sql: `UPDATE settings SET value = 'x' WHERE name LIKE ?`, params: ['old%'], expect: 1 },
    true,
  ],
  ['a key that is there already', set('old-1', 'again'), true],
  [
    'a wallet below zero',
    { sql: 'UPDATE wallets SET balance_won = balance_won - ? WHERE member_id = ?', params: [1_001, 'm'] },
    false,
  ],
  ['a statement that is none', { sql: 'UPDATE nowhere SET x = ?', params: [1] }, false],
  [
    'nothing where something must be',
    { sql: 'INSERT INTO settings (name, value) VALUES (?, ?)', params: ['n', null] },
    false,
  ],
]

describe.each(ways)('writes carried out the way of %s', (way) => {
  let house: OpenSql
  beforeAll(async () => {
    house = await openWay(way)
  })
  beforeEach(async () => {
    await house.sql.carryOut([
      { sql: 'DELETE FROM settings', params: [] },
      { sql: 'DELETE FROM wallets', params: [] },
      set('old-1', 'old'),
      set('old-2', 'old'),
      { sql: 'INSERT INTO wallets (member_id, balance_won, version) VALUES (?, ?, ?)', params: ['m', 1_000, 0] },
    ])
  })
  afterAll(() => house.close())

  const everything = async () => ({
    settings: await house.sql.all<{ name: string; value: string }>('SELECT name, value FROM settings ORDER BY name'),
    wallets: await house.sql.all('SELECT member_id, balance_won, version FROM wallets'),
  })
  const names = async () => (await everything()).settings.map(({ name }) => name)

  it('speaks its dialect', () => {
    expect(house.sql.dialect).toBe(way)
  })

  it('all of them, in order', async () => {
    await house.sql.carryOut([
      ...five(),
      { sql: 'UPDATE settings SET value = ? WHERE name = ?', params: ['changed', 'c'], expect: 1 },
      { sql: 'DELETE FROM settings WHERE name = ?', params: ['d'], expect: 1 },
    ])
    expect(await names()).toEqual(['a', 'b', 'c', 'e', 'old-1', 'old-2'])
    expect((await everything()).settings).toContainEqual({ name: 'c', value: 'changed' })
  })

  it('none at all is nothing', async () => {
    const before = await everything()
    await house.sql.carryOut([])
    expect(await everything()).toEqual(before)
  })

  describe.each(mishaps)('%s', (_what, mishap, isConflict) => {
    it.each([0, 1, 2, 3, 4, 5])('after %d others undoes them all', async (position) => {
      const before = await everything()
      const writes = five().toSpliced(position, 0, mishap)
      const failed = await house.sql.carryOut(writes).then(
        () => 'not at all',
        (error: unknown) => error,
      )
      expect(failed instanceof Conflict).toBe(isConflict)
      expect(failed).not.toBe('not at all')
      expect(await everything()).toEqual(before)
      await house.sql.carryOut(five())
      expect(await names()).toHaveLength(7)
    })

    it('among many, and beside rows by the hundred, undoes them all', async () => {
      const before = await everything()
      const many = Array.from({ length: 30 }, (_, n) => set(`many-${n}`, 'x'))
      const bulk: Write = {
        sql: `INSERT INTO settings (name, value) VALUES ${many.map(() => '(?, ?)').join(', ')}`,
        params: many.flatMap((_, n) => [`bulk-${n}`, 'x']),
        isBulk: true,
      }
      await expect(house.sql.carryOut([...many, mishap])).rejects.toBeDefined()
      await expect(house.sql.carryOut([bulk, ...five(), mishap])).rejects.toBeDefined()
      await expect(house.sql.carryOut([mishap, bulk])).rejects.toBeDefined()
      expect(await everything()).toEqual(before)
      await house.sql.carryOut([...many, bulk])
      expect(await names()).toHaveLength(62)
    })
  })

  it('takes what people write as it is', async () => {
    const odd = [`'; DROP TABLE settings; --`, '"quoted" \\ and ?', '이모지 📚 넷', 'two\nlines', '', '%_']
    await house.sql.carryOut(odd.map((value, index) => set(`odd-${index}`, value)))
    const kept = (await everything()).settings.filter(({ name }) => name.startsWith('odd'))
    expect(kept.map(({ value }) => value)).toEqual(odd)
  })

  it('a guarded write that finds its row and changes it counts one', async () => {
    const write = { sql: 'UPDATE wallets SET version = version + 1 WHERE member_id = ?', params: ['m'], expect: 1 }
    await house.sql.carryOut([write, write, write])
    expect((await everything()).wallets).toEqual([{ member_id: 'm', balance_won: 1_000, version: 3 }])
  })

  it('twenty stories on one row at once: each that is carried out is carried out whole', async () => {
    const turn = (n: number) =>
      house.sql
        .carryOut([
          { sql: 'UPDATE wallets SET version = ? WHERE member_id = ? AND version = ?', params: [1, 'm', 0], expect: 1 },
          set(`turn-${n}`, 'x'),
          set('the-one', String(n)),
        ])
        .then(
          () => [n],
          (error: unknown) => {
            expect(error).toBeInstanceOf(Conflict)
            return []
          },
        )
    const done = (await Promise.all(Array.from({ length: 20 }, (_, n) => turn(n)))).flat()
    expect(done).toHaveLength(1)
    expect((await names()).filter((name) => name.startsWith('turn'))).toEqual([`turn-${done[0]}`])
  })
})

it('a story is one round trip to MariaDB, and one a statement where blocks are not known', async () => {
  const trips = async (way: 'mariadb' | 'mysql') => {
    const house = await openWay(way)
    const before = house.sql.roundTrips()
    await house.sql.carryOut(five())
    const made = house.sql.roundTrips() - before
    await house.close()
    return made
  }
  expect([await trips('mariadb'), await trips('mysql')]).toEqual([1, 7])
})
