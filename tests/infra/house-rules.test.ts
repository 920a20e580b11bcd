/** The rules the house lives by now, as every process reads them: changed in one, followed in all, and never lost. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import type { DataSource } from 'typeorm'
import { defaultPolicy } from '../../src/domain/policy.js'
import { addDays } from '../../src/domain/time.js'
import { openDataSource } from '../../src/infra/db/data-source.js'
import { openHouseRules } from '../../src/infra/db/house-rules.js'
import { openSql } from '../../src/infra/db/open-sql.js'
import { settings } from '../../src/infra/db/settings.js'
import type { Sql } from '../../src/infra/db/sql.js'
import { keepFresh } from '../../src/app/keep-fresh.js'
import { changePolicy } from '../../src/usecases/change-policy.js'
import { setDay } from '../../src/usecases/keep-calendar.js'
import { engines, type TestDatabase } from '../support/empty-database.js'
import { emptyLibrary } from '../support/empty-library.js'
import { storiesOn } from '../support/stories.js'
import { until } from '../support/until.js'

const today = '2026-11-28'
const now = () => new Date('2026-11-28T03:00:00.000Z')

describe.each(engines)('the rules of a house on %s', (engine) => {
  let database: TestDatabase
  let mine: DataSource
  let theirs: DataSource
  beforeAll(async () => {
    database = await emptyLibrary(engine)
    mine = await openDataSource(database.url)
    theirs = await openDataSource(database.url)
  })
  beforeEach(async () => {
    for (const table of ['settings', 'closed_days']) await mine.query(`DELETE FROM ${table}`)
  })
  afterAll(async () => {
    await mine.destroy()
    await theirs.destroy()
    await database.drop()
  })

  function open(sql: Sql = openSql(mine)) {
    const troubles: string[] = []
    const onTrouble = (error: Error) => void troubles.push(error.message)
    return { troubles, ...openHouseRules(sql, defaultPolicy, { today: () => today, onTrouble }) }
  }
  const change = (patch: Parameters<typeof changePolicy>[1]['patch'], on = mine) =>
    storiesOn(on, now).runInTx((tx) => changePolicy(tx, { defaults: defaultPolicy, patch }))
  const close = (day: string, isClosed = true) =>
    storiesOn(mine, now).runInTx((tx) => setDay(tx, { day, name: '쉬는 날', isClosed }))
  const store = (text: string) => settings(openSql(mine)).write('policy', text)

  it('are the defaults and an empty calendar as long as nobody changed any', async () => {
    const rules = open()
    expect(rules.current()).toMatchObject(defaultPolicy)
    expect(await rules.refresh()).toBe(true)
    expect(rules.current()).toMatchObject(defaultPolicy)
    expect(rules.current().isClosed(today)).toBe(false)
  })

  it('change by what was changed, and by nothing else', async () => {
    await change({ loanDays: 14, notices: { overdueDays: [2, 4] } })
    await change({ closedDays: { shiftDueDays: true }, notices: { atMost: 2 } })
    const rules = open()
    await rules.refresh()
    expect(rules.current()).toMatchObject({
      ...defaultPolicy,
      loanDays: 14,
      notices: { ...defaultPolicy.notices, overdueDays: [2, 4], atMost: 2 },
      closedDays: { ...defaultPolicy.closedDays, shiftDueDays: true },
    })
  })

  it('know the calendar, from four hundred days ago on', async () => {
    await change({ closedDays: { weekdays: [0] } })
    await close('2026-12-25')
    await close('2026-12-06', false)
    await close(addDays(today, -400))
    await close(addDays(today, -401))
    const rules = open()
    await rules.refresh()
    const { isClosed } = rules.current()
    expect(['2026-12-25', '2026-12-06', '2026-12-13', '2026-12-14'].map(isClosed)).toEqual([true, false, true, false])
    expect([-400, -401].map((days) => isClosed(addDays(today, days)))).toEqual([true, false])
  })

  it('reach the other processes by themselves', async () => {
    const other = open(openSql(theirs))
    await other.refresh()
    const stop = keepFresh(other, 20)
    await change({ loanDays: 21 })
    await close('2026-12-24')
    await until('the other process follows', () => {
      const { loanDays, isClosed } = other.current()
      return loanDays === 21 && isClosed('2026-12-24')
    })
    await change({ loanDays: 3 })
    await until('it follows again', () => other.current().loanDays === 3)
    await stop()
    await change({ loanDays: 5 })
    expect(other.current().loanDays).toBe(3)
  })

  it.each([
    ['no JSON', '{"loanDays": 3'],
    ['not a patch', '[]'],
    ['a number out of bounds', '{"loanDays":0}'],
    ['a word where a number belongs', '{"hold":{"limit":"many"}}'],
    ['a day without an end', '{"notices":{"fromHour":20,"untilHour":9}}'],
  ])('stay the last known when what is stored is %s, which is said once', async (_what, text) => {
    const rules = open()
    await change({ loanDays: 9 })
    await close('2026-12-25')
    await rules.refresh()
    await store(text)
    expect([await rules.refresh(), await rules.refresh()]).toEqual([false, false])
    expect(rules.current().loanDays).toBe(9)
    expect(rules.current().isClosed('2026-12-25')).toBe(true)
    expect(rules.troubles).toEqual([expect.stringContaining('the stored rules')])

    await store('{"loanDays":10}')
    expect(await rules.refresh()).toBe(true)
    expect(rules.current().loanDays).toBe(10)
    await store(text)
    await rules.refresh()
    expect(rules.troubles).toHaveLength(2)
  })

  it('of which a newer process stored one that is not known here are read all the same', async () => {
    await store('{"loanDays":8,"quietSundays":true,"hold":{"limit":2,"deposit":1}}')
    const rules = open()
    expect(await rules.refresh()).toBe(true)
    expect(rules.current()).toMatchObject({ loanDays: 8, hold: { limit: 2, pickupDays: 3 } })
  })

  it('that cannot be read at all stay the last known, until the database is back', async () => {
    let isAway = false
    const sql = openSql(mine)
    const all: Sql['all'] = (text, params) => (isAway ? Promise.reject(new Error('gone')) : sql.all(text, params))
    const rules = open({ ...sql, all })
    await change({ rentalLimit: 2 })
    await rules.refresh()
    isAway = true
    expect(await rules.refresh()).toBe(false)
    expect(rules.current().rentalLimit).toBe(2)
    expect(rules.troubles).toEqual(['gone'])
    isAway = false
    await change({ rentalLimit: 4 })
    expect(await rules.refresh()).toBe(true)
    expect(rules.current().rentalLimit).toBe(4)
  })

  it('asked for earlier and answered later are not the newest', async () => {
    const late: (() => void)[] = []
    const sql = openSql(mine)
    let isSlow = true
    const all: Sql['all'] = async (text, params) => {
      const rows = await sql.all<never>(text, params)
      if (isSlow) await new Promise<void>((resolve) => late.push(resolve))
      return rows
    }
    const rules = open({ ...sql, all })
    await change({ loanDays: 11 })
    const slow = rules.refresh()
    await until('the slow one has read', () => late.length > 0)
    isSlow = false
    await change({ loanDays: 12 })
    await rules.refresh()
    late.forEach((answer) => answer())
    await slow
    expect(rules.current().loanDays).toBe(12)
  })

  it('are changed by two librarians at once, and both changes stand', async () => {
    await Promise.all([
      change({ loanDays: 10, notices: { atMost: 3 } }),
      change({ rentalLimit: 7, notices: { fromHour: 10 } }, theirs),
      change({ hold: { pickupDays: 5 } }),
      change({ hold: { limit: 1 } }, theirs),
    ])
    const rules = open()
    await rules.refresh()
    expect(rules.current()).toMatchObject({
      loanDays: 10,
      rentalLimit: 7,
      hold: { limit: 1, pickupDays: 5 },
      notices: { atMost: 3, fromHour: 10 },
    })
  })

  it('that would contradict each other are not stored, also when the other half was changed before', async () => {
    expect(await change({ notices: { fromHour: 20 } })).toEqual({
      ok: false,
      refusals: [{ kind: 'rules-contradict', first: 'notices.fromHour', second: 'notices.untilHour' }],
    })
    expect(await change({ notices: { untilHour: 21 } })).toMatchObject({ ok: true })
    expect(await change({ notices: { fromHour: 20 } })).toMatchObject({ ok: true })
    expect(await change({ deposit: { minWon: 100_001 } })).toMatchObject({
      refusals: [{ first: 'deposit.minWon', second: 'deposit.maxWon' }],
    })
    expect(await change({ deposit: { balanceMaxWon: 99_999 } })).toMatchObject({
      refusals: [{ first: 'deposit.maxWon', second: 'deposit.balanceMaxWon' }],
    })
  })

  it('are not changed in what cannot be read: the rest of it would be lost', async () => {
    await store('{"loanDays": 3')
    expect(await change({ loanDays: 4 })).toEqual({ ok: false, refusals: [{ kind: 'stored-rules-unreadable' }] })
    expect(await settings(openSql(mine)).read('policy')).toBe('{"loanDays": 3')
  })
})
