/** Rents a second: by chat, as a bare story and as a bare transaction, on MariaDB and on SQLite, taking turns. */
import type { App } from '../src/app.js'
import { openDataSource } from '../src/infra/db/data-source.js'
import { bareMysql } from './bare-mysql.js'
import { bareSqlite } from './bare-sqlite.js'
import type { Callers } from './callers.js'
import { pairs, type Pair } from './cast.js'
import type { Databases } from './databases.js'
import { openHouseHere } from './houses.js'
import { perSecond } from './in-flight.js'
import type { BenchOptions } from './options.js'
import { takeTurns, type Contender } from './rounds.js'
import { startBareExpress, startProduct } from './servers.js'
import { stock } from './stock.js'

const atOnce = 32

export type Rates = Awaited<ReturnType<typeof measureRates>>

export async function measureRates(options: BenchOptions, databases: Databases, callers: Callers) {
  const { rounds, warmUps, rentsPerRound: each, greetingsPerRound, profileTo } = options
  const perContender = (rounds + warmUps) * each
  const place = {
    chat: await stocked(await databases.mariadbUrl('chat'), perContender),
    story: await stocked(await databases.mariadbUrl('story'), perContender),
    bare: await stocked(await databases.mariadbUrl('bare'), perContender),
    storyLite: await stocked(databases.sqliteUrl('story'), perContender),
    bareLite: await stocked(databases.sqliteUrl('bare'), perContender),
  }
  const product = await startProduct(place.chat, profileTo)
  const express = await startBareExpress()
  const house = await openHouseHere(place.story)
  const houseLite = await openHouseHere(place.storyLite)
  const bare = bareMysql(place.bare)
  const bareLite = bareSqlite(place.bareLite.slice('sqlite:'.length))

  const waits: { medianMs: number; p99Ms: number }[] = []
  const slice = (round: number): Pair[] => pairs(round * each, each)
  const contenders = {
    chat: async (round) => {
      const errand = { port: product.port, what: 'rent', from: round * each, count: each } as const
      const report = await callers.call({ ...errand, expected: '"intent":"rent","outcome":"ok"' })
      if (round >= warmUps) waits.push(report)
      return report.rate
    },
    bare: (round) => bare.run(slice(round)),
    story: (round) => perSecond(slice(round), atOnce, (pair) => rent(house.app, pair)),
    bareLite: (round) => bareLite.run(slice(round)),
    storyLite: (round) => perSecond(slice(round), atOnce, (pair) => rent(houseLite.app, pair)),
    greeting: (round) => greet(callers, product.port, round, greetingsPerRound, '"intent":"help","outcome":"ok"'),
    express: (round) => greet(callers, express.port, round, greetingsPerRound, '"utterance":"안녕하세요"'),
  } satisfies Record<string, Contender['run']>

  try {
    const taken = await takeTurns(
      Object.entries(contenders).map(([name, run]) => ({ name, run })),
      warmUps,
      rounds,
    )
    const of = (name: keyof typeof contenders): number[] => taken.get(name) ?? []
    return { of, waits }
  } finally {
    for (const open of [product, express, house, houseLite, bare, bareLite]) await open.close()
  }
}

async function rent(app: App, { memberId, bookId, nonce }: Pair): Promise<void> {
  const done = await app.rentBook({ memberId, bookId, commandKey: `${memberId}:${nonce}` })
  if (!done.ok) throw new Error(`refused: ${done.refusals[0].kind}`)
}

async function greet(callers: Callers, port: number, from: number, count: number, expected: string): Promise<number> {
  return (await callers.call({ port, what: 'greet', from, count, expected })).rate
}

/** The product's own tables, filled. */
async function stocked(url: string, count: number): Promise<string> {
  const dataSource = await openDataSource(url)
  await stock(dataSource, count)
  await dataSource.destroy()
  return url
}
