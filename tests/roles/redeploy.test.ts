/** A house that is replaced while members come and go: the version before by this one, and this one by itself. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { openProxy, type Proxy } from '../deploy/proxy.js'
import { complaints } from '../support/audit.js'
import { constantLoad, type Load } from '../support/constant-load.js'
import { crowd } from '../support/crowd.js'
import { emptyDatabase, type TestDatabase } from '../support/empty-database.js'
import { freePort } from '../support/free-port.js'
import { openLibrary, testEnv, type Library } from '../support/library.js'
import { startProduct, type Product } from '../support/product.js'
import { until } from '../support/until.js'
import { versionBefore, type Version } from '../support/version-before.js'

const perSecond = 50
const names = ['bot-1', 'bot-2'] as const
const atMostMs = 60_000

describe('two bots behind the proxy', () => {
  let before: Version
  let database: TestDatabase
  let library: Library
  let proxy: Proxy
  let load: Load
  const bots = new Map<string, Product>()
  const ports = new Map<string, number>()

  /** At the address where the one before was. */
  async function starts(name: string, tree?: string): Promise<void> {
    const env = { ROLES: 'bot', PORT: String(ports.get(name)), DRAIN_SECONDS: '3', STOP_WITHIN_SECONDS: '20' }
    bots.set(name, await startProduct(testEnv(database.url, env), 'info', tree))
  }
  const isIn = (name: string) =>
    until(`${name} is in rotation`, () => proxy.isInRotation(name), { atMostMs, everyMs: 100 })
  /** Until so many more were answered by the house as it is. */
  async function goesOn(): Promise<void> {
    const so = load.calls() + perSecond
    await until('members have come and gone', () => load.calls() > so, { atMostMs, everyMs: 50 })
  }

  beforeAll(async () => {
    before = versionBefore()
    database = await emptyDatabase('mariadb')
    for (const name of names) ports.set(name, await freePort())
    for (const name of names) await starts(name, before.tree)
    library = await openLibrary('mariadb', { database, at: new Date().toISOString() })
    const members = await crowd(library, 40, 1_000_000)
    const callers: { userKey: (typeof members)[number]['userKey']; title: string }[] = []
    for (const [number, { userKey }] of members.entries()) {
      const { title } = await library.book({ title: `바뀌는 날의 책 ${101 + number}` })
      callers.push({ userKey, title })
    }
    const [BOT_1, BOT_2] = names.map((name) => `127.0.0.1:${ports.get(name)}`)
    proxy = await openProxy({ BOT_1: BOT_1 ?? '', BOT_2: BOT_2 ?? '', DESK_1: BOT_1 ?? '' })
    for (const name of names) await isIn(name)
    load = constantLoad(proxy.url, callers, perSecond)
  }, 180_000)
  afterAll(async () => {
    await load.stop()
    await proxy.end()
    for (const bot of bots.values()) await bot.end('SIGKILL')
    await library.close()
    await database.drop()
    before.drop()
  })

  it('of the version before are replaced by two of this one, which knows how to go', async () => {
    await goesOn()
    for (const name of names) {
      // it would be gone before anybody has noticed
      await proxy.takeOut(name)
      await bots.get(name)?.end('SIGTERM')
      await starts(name)
      await proxy.putIn(name)
      await isIn(name)
      await goesOn()
    }
  }, 180_000)

  it('are replaced by the next two, who are only told to go', async () => {
    for (const name of names) {
      expect(await bots.get(name)?.end('SIGTERM')).toBe(0)
      await starts(name)
      await isIn(name)
      await goesOn()
    }
  }, 180_000)

  it('and not one member was turned away, kept waiting or told anything wrong', async () => {
    const { calls, rents, returns, failures, slowestMs } = await load.stop()
    process.stdout.write(`${calls} calls, ${failures.length} failed, the slowest took ${Math.round(slowestMs)} ms\n`)
    expect(failures.slice(0, 3)).toEqual([])
    expect(rents).toBeGreaterThan(100)
    const kept = await library.rows<{ returned_at: string | null }>('SELECT returned_at FROM rentals')
    expect(kept).toHaveLength(rents)
    expect(kept.filter(({ returned_at: isBack }) => isBack)).toHaveLength(returns)
    await library.settle()
    expect(await complaints(library)).toEqual([])
  }, 60_000)
})
