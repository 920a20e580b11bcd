/** Letters: how many are carried in a second, and how late is the board while members rent all the time? */
import { setTimeout as pause } from 'node:timers/promises'
import type { App } from '../src/app.js'
import { openDataSource } from '../src/infra/db/data-source.js'
import { bareLettersMysql, bareLettersSqlite } from './bare-letters.js'
import { pairs } from './cast.js'
import { openCrowd } from './crowds.js'
import type { Databases } from './databases.js'
import { openHouseHere } from './houses.js'
import { perSecond } from './in-flight.js'
import type { BenchOptions } from './options.js'
import { ratios } from './rounds.js'
import { startProduct, type ServerProcess } from './servers.js'
import { stock } from './stock.js'
import { atLeast, middle, ratio, sayTable, whole } from './tables.js'

type LetterOptions = BenchOptions['letters']

/** Whether every letter came. */
export async function benchLetters({ letters: options }: BenchOptions, databases: Databases): Promise<boolean> {
  const carried: string[][] = []
  for (const engine of ['mariadb', 'sqlite'] as const) carried.push(await measureCarrying(engine, options, databases))
  sayTable(
    'Letters of rents to the status board, carried by one worker, beside the bare claim and delete of the same rows',
    ['store', 'letters a second', 'bare a second', 'ratio'],
    carried,
  )
  const lags: Lag[] = []
  for (const [name, engine, roles] of places) lags.push(await measureLag({ name, engine, roles }, options, databases))
  sayTable(
    `From a rent to its place on the board, ${options.perSecond} rents a second for ${options.seconds} s`,
    ['', 'rents', 'letters', 'half of them within ms', '99 of 100 within ms', 'within a second', 'goal'],
    lags.map(({ name, rents, letters, p50Ms, p99Ms, inTime }) => [
      ...[name, whole(rents), whole(letters), whole(p50Ms), whole(p99Ms), `${(inTime * 100).toFixed(1)} %`],
      atLeast(0.99, inTime),
    ]),
  )
  return lags.every(({ rents, letters }) => rents === letters)
}

async function measureCarrying(
  engine: 'mariadb' | 'sqlite',
  { rounds, each }: LetterOptions,
  databases: Databases,
): Promise<string[]> {
  const url = engine === 'mariadb' ? await databases.mariadbUrl('letters') : databases.sqliteUrl('letters')
  await stocked(url, (rounds + 1) * each)
  const { app, close } = await openHouseHere(url)
  const bare = engine === 'mariadb' ? await bareLettersMysql(url) : bareLettersSqlite(url.slice('sqlite:'.length))
  const rates: { ours: number; bare: number }[] = []
  for (let round = 0; round <= rounds; round += 1) {
    await rentAll(app, round * each, each)
    await bare.copy()
    const mine = async () => {
      let count = 0
      for (let inHand = await app.deliverLetters(['update-board']); inHand > 0;) {
        count += inHand
        inHand = await app.deliverLetters(['update-board'])
      }
      return count
    }
    const first = round % 2 === 0
    const one = await rateOf(first ? mine : bare.carry, each)
    const other = await rateOf(first ? bare.carry : mine, each)
    if (round > 0) rates.push(first ? { ours: one, bare: other } : { ours: other, bare: one })
  }
  await bare.close()
  await close()
  const [ours, least] = [rates.map((rate) => rate.ours), rates.map((rate) => rate.bare)]
  return [engine, whole(middle(ours)), whole(middle(least)), ratio(ratios(ours, least))]
}

async function rateOf(carry: () => Promise<number>, expected: number): Promise<number> {
  const startedAt = performance.now()
  const count = await carry()
  if (count !== expected) throw new Error(`${count} letters, not ${expected}`)
  return count / ((performance.now() - startedAt) / 1_000)
}

async function rentAll(app: App, from: number, count: number): Promise<void> {
  await perSecond(pairs(from, count), 16, async ({ memberId, bookId, nonce }) => {
    const done = await app.rentBook({ memberId, bookId, commandKey: `${memberId}:${nonce}` })
    if (!done.ok) throw new Error(`refused: ${done.refusals[0].kind}`)
  })
}

const places = [
  ['bot and worker apart, MariaDB', 'mariadb', ['bot', 'worker']],
  ['bot and worker in one, MariaDB', 'mariadb', ['bot,worker']],
  ['bot and worker in one, SQLite', 'sqlite', ['bot,worker']],
] as const

type LagPlace = { readonly name: string; readonly engine: 'mariadb' | 'sqlite'; readonly roles: readonly string[] }
type Lag = {
  readonly name: string
  readonly rents: number
  readonly letters: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly inTime: number
}

async function measureLag(
  { name, engine, roles }: LagPlace,
  { perSecond: rate, seconds }: LetterOptions,
  databases: Databases,
): Promise<Lag> {
  const what = `lag_${roles.length}`
  const url = engine === 'mariadb' ? await databases.mariadbUrl(what) : databases.sqliteUrl(what)
  const members = rate * seconds * 2
  await stocked(url, members)
  const running: ServerProcess[] = []
  const crowd = openCrowd()
  try {
    for (const role of roles) running.push(await startProduct(url, { roles: role }))
    const [bot, worker = bot] = running
    if (!bot || !worker) throw new Error('nobody is there')
    const warm = await crowd.send({ port: bot.port, perSecond: rate / 2, seconds: 2, members })
    while ((await histogramOf(worker)).count < warm.served) await pause(50)
    const before = await histogramOf(worker)
    const { served } = await crowd.send({ port: bot.port, perSecond: rate, seconds })
    const until = performance.now() + 10_000
    let after = await histogramOf(worker)
    for (; after.count < before.count + served && performance.now() < until; after = await histogramOf(worker))
      await pause(50)
    const within = after.within.map(
      ([seconds, count], place) => [seconds, count - (before.within[place]?.[1] ?? 0)] as const,
    )
    const letters = after.count - before.count
    const inTime = (within.find(([bound]) => bound === 1)?.[1] ?? NaN) / letters
    const at = (part: number) => quantileOf(within, letters * part) * 1_000
    return { name, rents: served, letters, p50Ms: at(0.5), p99Ms: at(0.99), inTime }
  } finally {
    crowd.close()
    for (const server of running) await server.close()
  }
}

/** `within`: how many letters came within so many seconds, the shorter first. */
type Histogram = { readonly count: number; readonly within: readonly (readonly [seconds: number, count: number])[] }

async function histogramOf({ port }: ServerProcess): Promise<Histogram> {
  const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  const buckets = /^letter_delivery_seconds_bucket\{le="([^"]+)",reaction="update-board"\} (\d+)/gm
  const within = [...metrics.matchAll(buckets)].map(([, bound, count]) => [Number(bound), Number(count)] as const)
  return { count: within.at(-1)?.[1] ?? 0, within: within.filter(([bound]) => Number.isFinite(bound)) }
}

/** As Prometheus' histogram_quantile has it: evenly spread between two bounds. */
function quantileOf(within: Histogram['within'], wanted: number): number {
  const place = within.findIndex(([, count]) => count >= wanted)
  const [bound, count] = within[place] ?? [Infinity, 0]
  const [below, before] = within[place - 1] ?? [0, 0]
  return below + ((bound - below) * (wanted - before)) / Math.max(1, count - before)
}

async function stocked(url: string, count: number): Promise<void> {
  const dataSource = await openDataSource(url)
  await stock(dataSource, count)
  await dataSource.destroy()
}
