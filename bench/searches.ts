/** How long does a search take, kind by kind, how long would reading every title take, and is it the same that is found? */
import { openDataSource } from '../src/infra/db/data-source.js'
import { openSql } from '../src/infra/db/open-sql.js'
import { findBooks } from '../src/infra/db/search.js'
import type { Sql } from '../src/infra/db/sql.js'
import { queryWords } from '../src/domain/spelling.js'
import type { Databases } from './databases.js'
import { dice, listedBooks, madeUpBooks } from './made-up-books.js'
import type { BenchOptions } from './options.js'
import { searchPlainly } from './plain-search.js'
import { quantile } from './rounds.js'
import { queriesFrom, type QueryKind } from './search-queries.js'
import { searchStock, type SearchStock } from './search-stock.js'

export type SearchSpeed = {
  readonly engine: 'mariadb' | 'sqlite'
  readonly titles: number
  readonly loadSeconds: number
  readonly kinds: readonly KindSpeed[]
}

export type KindSpeed = {
  readonly kind: string
  readonly queries: number
  readonly medianMs: number
  readonly p99Ms: number
  readonly likeMedianMs: number
  /** How many of the queries were also answered by reading every title, and how many of them alike. */
  readonly compared: number
  readonly alike: number
}

const queriesOfAKind = 200
/** Of each kind so many are answered by reading all titles, too. */
const scansOfAKind = 3

export async function measureSearch(options: BenchOptions, databases: Databases): Promise<SearchSpeed[]> {
  const books = options.catalogue ? listedBooks(options.catalogue) : madeUpBooks(options.titles)
  const stock = await searchStock(books, dice(7))
  const kinds = queriesFrom(stock.known, queriesOfAKind, dice(11))
  const speeds: SearchSpeed[] = []
  for (const engine of options.engines) {
    const url = engine === 'mariadb' ? await databases.mariadbUrl('search') : databases.sqliteUrl('search')
    await (await openDataSource(url)).destroy()
    const startedAt = performance.now()
    await stock.load(url)
    const loadSeconds = (performance.now() - startedAt) / 1_000
    const dataSource = await openDataSource(url)
    const sql = openSql(dataSource)
    const speedsOfKinds: KindSpeed[] = []
    for (const kind of kinds) speedsOfKinds.push(await ask(sql, stock, kind))
    speeds.push({ engine, titles: stock.titles, loadSeconds, kinds: speedsOfKinds })
    await dataSource.destroy()
  }
  stock.drop()
  return speeds
}

async function ask(sql: Sql, { shelf }: SearchStock, { kind, queries }: QueryKind): Promise<KindSpeed> {
  const times: number[] = []
  for (const query of queries.slice(0, 20)) await findBooks(sql, query)
  for (const query of queries) times.push(await usually(() => findBooks(sql, query)))
  times.sort((a, b) => a - b)
  const compared = queries.filter((_, index) => index % Math.ceil(queries.length / scansOfAKind) === 0)
  const likes: number[] = []
  let alike = 0
  for (const query of compared) {
    likes.push(await timed(() => readAll(sql, query)))
    if (String(await findBooks(sql, query)) === String(searchPlainly(shelf, query))) alike += 1
  }
  likes.sort((a, b) => a - b)
  return {
    ...{ kind, queries: queries.length, compared: compared.length, alike },
    ...{ medianMs: quantile(times, 0.5), p99Ms: quantile(times, 0.99), likeMedianMs: quantile(likes, 0.5) },
  }
}

/** The plain way: LIKE over every title, the most asked for first. */
async function readAll(sql: Sql, query: string): Promise<void> {
  const words = queryWords(query)
  await sql.all(
    `SELECT book_id FROM titles WHERE state = 'in-circulation' ${words.map(() => 'AND search_text LIKE ?').join(' ')}
     ORDER BY popularity DESC, book_no LIMIT 101`,
    words.map((word) => `%${word}%`),
  )
}

/** The middle of three: this process holds all the titles, and sweeping them takes longer than a search now and then. */
async function usually(act: () => Promise<unknown>): Promise<number> {
  const times = [await timed(act), await timed(act), await timed(act)]
  return quantile(
    times.sort((a, b) => a - b),
    0.5,
  )
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await act()
  return performance.now() - startedAt
}
