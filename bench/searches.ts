/** How long does a search take, and how long would reading every title take? */
import { openDataSource } from '../src/infra/db/data-source.js'
import { openSql } from '../src/infra/db/open-sql.js'
import { shelf } from '../src/infra/db/shelf.js'
import type { Sql, Write } from '../src/infra/db/sql.js'
import { views } from '../src/infra/db/views.js'
import type { BookRecord } from '../src/domain/catalogue-record.js'
import type { BookId } from '../src/domain/ids.js'
import { queryWords } from '../src/domain/spelling.js'
import { pair } from './cast.js'
import type { Databases } from './databases.js'
import { dice, listedBooks, madeUpBooks } from './made-up-books.js'
import type { BenchOptions } from './options.js'
import { quantile } from './rounds.js'

export type SearchSpeed = {
  readonly engine: string
  readonly titles: number
  readonly medianMs: number
  readonly p99Ms: number
  readonly scanMedianMs: number
}

const queriesAsked = 200
/** Every so many queries are answered by reading all titles, too. */
const scansEvery = 5
const titlesAtATime = 500

export async function measureSearch(options: BenchOptions, databases: Databases): Promise<SearchSpeed[]> {
  const speeds: SearchSpeed[] = []
  for (const engine of ['mariadb', 'sqlite'] as const) {
    const url = engine === 'mariadb' ? await databases.mariadbUrl('search') : databases.sqliteUrl('search')
    const dataSource = await openDataSource(url)
    const sql = openSql(dataSource)
    const books = options.catalogue ? listedBooks(options.catalogue) : madeUpBooks(options.titles)
    const { titles, queries } = await shelve(sql, books)
    if (engine === 'mariadb') await sql.all('ANALYZE TABLE titles, title_grams')
    speeds.push({ engine, titles, ...(await ask(sql, queries)) })
    await dataSource.destroy()
  }
  return speeds
}

/** Files the books as lending does, and takes what members would type for some of them. */
async function shelve(sql: Sql, books: AsyncIterable<BookRecord>): Promise<{ titles: number; queries: string[] }> {
  const chance = dice(7)
  let writes: Write[] = []
  let waiting: BookRecord[] = []
  const known: BookRecord[] = []
  let titles = 0
  const put = shelf(sql, (write) => void writes.push(write)).put
  const flush = async (): Promise<void> => {
    put(
      waiting.map((book, index) => {
        const bookNo = titles + index + 1
        return { bookId: bookIdOf(bookNo), version: 1, book: { ...book, bookNo }, feeWon: 1_000, foundBefore: null }
      }),
    )
    await sql.carryOut(writes)
    titles += waiting.length
    writes = []
    waiting = []
  }
  for await (const book of books) {
    waiting.push(book)
    if (known.length < queriesAsked) known.push(book)
    else if (chance() < queriesAsked / (titles + waiting.length)) known[Math.floor(chance() * queriesAsked)] = book
    if (waiting.length >= titlesAtATime) await flush()
  }
  if (waiting.length > 0) await flush()
  return { titles, queries: known.map((book, index) => typed(book, index)) }
}

function bookIdOf(bookNo: number): BookId {
  return pair(bookNo).bookId
}

/** By title in full, run together, by its first word or two, by author and a word. */
function typed({ title, author }: BookRecord, index: number): string {
  const words = title.split(/\s+/)
  const ways = [title, words.join(''), words[0], words.slice(0, 2).join(' '), `${author} ${words[0] ?? ''}`]
  return ways[index % ways.length] ?? title
}

async function ask(sql: Sql, queries: readonly string[]): Promise<Omit<SearchSpeed, 'engine' | 'titles'>> {
  const { find } = views(sql)
  const found: number[] = []
  const scanned: number[] = []
  for (const query of queries.slice(0, 20)) await find(query)
  for (const [index, query] of queries.entries()) {
    found.push(await timed(() => find(query)))
    if (index % scansEvery === 0) scanned.push(await timed(() => readAll(sql, query)))
  }
  found.sort((a, b) => a - b)
  scanned.sort((a, b) => a - b)
  return { medianMs: quantile(found, 0.5), p99Ms: quantile(found, 0.99), scanMedianMs: quantile(scanned, 0.5) }
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

async function timed(act: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await act()
  return performance.now() - startedAt
}
