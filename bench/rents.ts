/** Rents a second: by chat, as a bare story and as a bare transaction, on MariaDB and on SQLite, taking turns. */
import type { App } from '../src/app.js'
import type { House } from '../src/open-house.js'
import { awaitedUntil } from '../src/trail.js'
import { openDataSource } from '../src/infra/db/data-source.js'
import { bareMysql, type BareRents } from './bare-mysql.js'
import { bareSqlite } from './bare-sqlite.js'
import type { Callers } from './callers.js'
import { pairs, type Pair } from './cast.js'
import type { Databases } from './databases.js'
import { openHouseHere } from './houses.js'
import { perSecond } from './in-flight.js'
import type { BenchOptions } from './options.js'
import { takeTurns, type Contender } from './rounds.js'
import { cpuSeconds, startBare, startProduct, type ServerProcess } from './servers.js'
import { isRented } from './skill-call.js'
import { stock } from './stock.js'

const atOnce = 32
const memberWaitsMs = 4_000

export type Rates = Awaited<ReturnType<typeof measureRates>>

export async function measureRates(options: BenchOptions, databases: Databases, callers: Callers) {
  const { rounds, warmUps, rentsPerRound, profileTo } = options
  const perContender = (rounds + warmUps) * rentsPerRound
  const place = {
    chat: await stocked(await databases.mariadbUrl('chat'), perContender),
    story: await stocked(await databases.mariadbUrl('story'), perContender),
    bare: await stocked(await databases.mariadbUrl('bare'), perContender),
    storyLite: await stocked(databases.sqliteUrl('story'), perContender),
    bareLite: await stocked(databases.sqliteUrl('bare'), perContender),
  }
  const closing: (() => Promise<unknown>)[] = []
  const opened = async <T extends { close(): Promise<unknown> }>(opening: T | Promise<T>): Promise<T> => {
    const open = await opening
    closing.push(() => open.close())
    return open
  }
  try {
    return await race({
      options,
      callers,
      product: await opened(startProduct(place.chat, { profileTo })),
      express: await opened(startBare('express')),
      house: await opened(openHouseHere(place.story)),
      houseLite: await opened(openHouseHere(place.storyLite)),
      bare: await opened(bareMysql(place.bare)),
      bareLite: await opened(bareSqlite(place.bareLite.slice('sqlite:'.length))),
    })
  } finally {
    for (const close of closing.reverse()) await close()
  }
}

type Field = {
  readonly options: BenchOptions
  readonly callers: Callers
  readonly product: ServerProcess
  readonly express: ServerProcess
  readonly house: House
  readonly houseLite: House
  readonly bare: BareRents
  readonly bareLite: Pick<BareRents, 'run'>
}

async function race({ options, callers, product, express, house, houseLite, bare, bareLite }: Field) {
  const { rounds, warmUps, rentsPerRound: each, greetingsPerRound: greetings } = options
  const waits: { medianMs: number; p99Ms: number; cpuMicros: number }[] = []
  const slice = (round: number): Pair[] => pairs(round * each, each)
  const contenders = {
    chat: async (round) => {
      const errand = { port: product.port, calls: { rents: slice(round) }, atOnce, expected: [isRented] }
      const before = await cpuSeconds(product.port)
      const report = await callers.call(errand)
      const cpuMicros = (((await cpuSeconds(product.port)) - before) / each) * 1e6
      if (round >= warmUps) waits.push({ ...report, cpuMicros })
      return report.rate
    },
    bare: (round) => bare.run(slice(round), atOnce),
    story: (round) => perSecond(slice(round), atOnce, (pair) => rent(house.app, pair)),
    bareLite: (round) => bareLite.run(slice(round), atOnce),
    storyLite: (round) => perSecond(slice(round), atOnce, (pair) => rent(houseLite.app, pair)),
    greeting: () => greet(callers, product.port, greetings, '"intent":"help","outcome":"ok"'),
    express: () => greet(callers, express.port, greetings, '"utterance":"안녕하세요"'),
  } satisfies Record<string, Contender['run']>

  const taken = await takeTurns(
    Object.entries(contenders).map(([name, run]) => ({ name, run })),
    warmUps,
    rounds,
  )
  return { of: (name: keyof typeof contenders): number[] => taken.get(name) ?? [], waits }
}

/** As a member waits for it: what nobody waits for lets others go first. */
async function rent(app: App, { memberId, bookId, nonce }: Pair): Promise<void> {
  const done = await awaitedUntil(performance.now() + memberWaitsMs, () =>
    app.rentBook({ memberId, bookId, commandKey: `${memberId}:${nonce}` }),
  )
  if (!done.ok) throw new Error(`refused: ${done.refusals[0].kind}`)
}

async function greet(callers: Callers, port: number, count: number, expected: string): Promise<number> {
  const calls = { says: '안녕하세요', by: null, times: count }
  return (await callers.call({ port, calls, atOnce, expected: [expected] })).rate
}

/** The product's own tables, filled. */
async function stocked(url: string, count: number): Promise<string> {
  const dataSource = await openDataSource(url)
  await stock(dataSource, count)
  await dataSource.destroy()
  return url
}
