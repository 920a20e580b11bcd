/** The database is killed under a house that is busy, and comes back: the house stays, says so kindly, and goes on by itself. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { openGuard, type Guard } from '../../chaos/guard.js'
import { openMariadb } from '../../chaos/mariadb.js'
import type { Store } from '../../chaos/store.js'
import { complaints } from '../support/audit.js'
import { constantLoad, type Load, type LoadFigures } from '../support/constant-load.js'
import { crowd } from '../support/crowd.js'
import { vitals } from '../support/health.js'
import { openLibrary, testEnv, type Library } from '../support/library.js'
import { startProduct, type Product } from '../support/product.js'
import { until } from '../support/until.js'

const atMostMs = 60_000

describe('a house whose database is killed', () => {
  let guard: Guard
  let store: Store
  let library: Library
  let bot: Product
  let worker: Product
  let load: Load
  let figures: LoadFigures

  beforeAll(async () => {
    guard = openGuard()
    store = await openMariadb(guard)
    library = await openLibrary('mariadb', { database: { url: store.url, drop: () => Promise.resolve() } })
    const members = await crowd(library, 20, 1_000_000)
    const callers: { userKey: (typeof members)[number]['userKey']; title: string }[] = []
    for (const [number, { userKey }] of members.entries()) {
      const { title } = await library.book({ title: `쓰러진 날의 책 ${101 + number}` })
      callers.push({ userKey, title })
    }
    const start = (ROLES: string) => startProduct(testEnv(store.url, { ROLES }), 'info')
    ;[bot, worker] = await Promise.all([start('bot'), start('worker')])
    load = constantLoad(bot.url, callers, 40)
  }, 180_000)
  afterAll(async () => {
    for (const one of [bot, worker]) await one.end('SIGKILL')
    await library.close()
    await store.close()
    await guard.end()
  })

  const calls = (more: number) => {
    const so = load.calls() + more
    return until('members have come and gone', () => load.calls() > so, { atMostMs })
  }
  const isReady = (is: boolean) =>
    until(
      `the house is ${is ? '' : 'not '}ready`,
      async () =>
        (await Promise.all([bot, worker].map(({ url }) => vitals(url)))).every((v) => v[2] === (is ? 200 : 503)),
      { atMostMs, everyMs: 50 },
    )

  it('lives, and is not ready', async () => {
    await calls(60)
    await store.servers[0]?.kill()
    await isReady(false)
    for (const { url } of [bot, worker]) expect(await vitals(url)).toEqual([200, 200, 503])
    await calls(60)
  }, 120_000)

  it('goes on by itself when it is back', async () => {
    await store.servers[0]?.start()
    await isReady(true)
    await calls(120)
    figures = await load.stop()
    await until('the letters are delivered', async () => (await undelivered()).length === 0, { atMostMs, everyMs: 50 })
    expect(await library.rows(`SELECT id, last_error FROM letters WHERE state = 'parked'`)).toEqual([])
    const back = new Date().toISOString()
    // their hour may be most of a minute away
    await library.rows('UPDATE agenda_jobs SET next_run_at = ? WHERE locked_at IS NULL', [back])
    await until(
      'jobs run again',
      async () => (await library.rows('SELECT id FROM agenda_jobs WHERE last_finished_at > ?', [back])).length > 0,
      { atMostMs: 90_000, everyMs: 200 },
    )
  }, 240_000)

  it('has turned everybody away kindly meanwhile, in time and with a way to ask again', () => {
    expect(figures.failures.length).toBeGreaterThan(0)
    const isKind = /: busy: 지금 이용자가 많아요. 잠시 후 다시 시도해 주세요./
    expect(figures.failures.filter((one) => !isKind.test(one))).toEqual([])
    expect(figures.notOffered).toBe(0)
  })

  it('has done every tap once', async () => {
    const { rents, returns } = figures
    const kept = await library.rows<{ returned_at: string | null }>('SELECT returned_at FROM rentals')
    expect(kept).toHaveLength(rents)
    expect(kept.filter(({ returned_at: isBack }) => isBack)).toHaveLength(returns)
    expect(await library.rows(`SELECT id FROM ledger_lines WHERE kind = 'rental-fee'`)).toHaveLength(rents)
    expect(await complaints(library)).toEqual([])
  })

  const undelivered = () => library.rows(`SELECT id FROM letters WHERE state <> 'delivered'`)
})
