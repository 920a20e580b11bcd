/** Fills lending's shelf and its index with very many titles: sorted first, and then in bulk, past the stories. */
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream, createWriteStream, mkdtempSync, rmSync, type WriteStream } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import BetterSqlite3 from 'better-sqlite3'
import { createConnection } from 'mysql2/promise'
import type { BookRecord } from '../src/domain/catalogue-record.js'
import { authorNorm } from '../src/domain/search.js'
import { norm, searchTextOf } from '../src/domain/spelling.js'
import { indexColumns, keyColumns, keyRows } from '../src/infra/db/title-index.js'
import { pair } from './cast.js'
import { shelved, type ShelvedTitle } from './plain-search.js'

const tables = {
  titles: [
    ...['book_id', 'book_no', 'isbn13', 'title', 'author', 'publisher', 'published_year', 'fee_won', 'popularity'],
    ...['state', 'version', 'title_norm', 'author_norm', 'search_text', 'series'],
  ],
  copies: ['id', 'book_id', 'copy_no', 'state', 'version'],
  indexed_titles: indexColumns,
  title_index: keyColumns,
} as const
type Table = keyof typeof tables
const names = Object.keys(tables) as Table[]

export type SearchStock = {
  readonly titles: number
  /** Some of the books, alike on every run. */
  readonly known: readonly BookRecord[]
  /** All of them, for reading them all. */
  readonly shelf: readonly ShelvedTitle[]
  load(url: string): Promise<void>
  drop(): void
}

const knownAtMost = 1_000

/** Writes the rows of these books down, each table in the order of its key. */
export async function searchStock(books: AsyncIterable<BookRecord>, chance: () => number): Promise<SearchStock> {
  const folder = mkdtempSync(join(tmpdir(), 'chaekbang-stock-'))
  const fileOf = (name: Table) => join(folder, `${name}.tsv`)
  const files = new Map(names.map((name) => [name, createWriteStream(fileOf(name))]))
  const known: BookRecord[] = []
  const shelf: ShelvedTitle[] = []
  let titles = 0
  for await (const book of books) {
    titles += 1
    if (known.length < knownAtMost) known.push(book)
    else if (chance() < knownAtMost / titles) known[Math.floor(chance() * knownAtMost)] = book
    const one = shelved({ ...book, bookNo: titles }, pair(titles).bookId, true)
    shelf.push(one)
    for (const [name, rows] of Object.entries(rowsOf(book, one)))
      await write(files.get(name as Table)!, rows.map(lineOf).join(''))
  }
  for (const file of files.values()) await once(file.end(), 'close')
  for (const name of names) sort(fileOf(name))
  return {
    titles,
    known,
    shelf,
    load: (url) =>
      url.startsWith('sqlite:') ? loadSqlite(url.slice('sqlite:'.length), fileOf) : loadMysql(url, fileOf),
    drop: () => rmSync(folder, { recursive: true, force: true }),
  }
}

type Value = string | number | null

function rowsOf(book: BookRecord, one: ShelvedTitle): Record<Table, Value[][]> {
  const { bookId, bookNo } = one
  const rank = String(one.rank).padStart(10, '0')
  const no = String(bookNo).padStart(10, '0')
  const { isbn13, title, author, publisher, publishedYear, popularity, series } = book
  return {
    titles: [
      [
        ...[bookId, bookNo, isbn13, title, author, publisher, publishedYear, 1_000, popularity],
        ...['in-circulation', 1, norm(title), authorNorm(author), searchTextOf(book), series],
      ],
    ],
    copies: [[bookId, bookId, 1, 'in-circulation', 1]],
    indexed_titles: [
      [rank, no, bookId, -1, one.title, one.stem, one.volume, one.part, one.author, one.fields, one.initials],
    ],
    title_index: keyRows(one).map(([gram = '', , , ...digests]) => [gram, rank, no, ...digests]),
  }
}

function lineOf(row: readonly Value[]): string {
  const cells = row.map((value) => (value === null ? '\\N' : String(value).replace(/[\t\n\\]/g, ' ')))
  return `${cells.join('\t')}\n`
}

async function write(file: WriteStream, text: string): Promise<void> {
  if (!file.write(text)) await once(file, 'drain')
}

function sort(file: string): void {
  const { status, stderr } = spawnSync('sort', ['-S', '1G', '-o', file, file], { env: { ...process.env, LC_ALL: 'C' } })
  if (status !== 0) throw new Error(`sort: ${String(stderr)}`)
}

async function loadMysql(url: string, fileOf: (name: Table) => string): Promise<void> {
  const door = await createConnection({ uri: url, infileStreamFactory: (path: string) => createReadStream(path) })
  await door.query('SET GLOBAL local_infile = 1')
  await door.query('SET unique_checks = 0, foreign_key_checks = 0')
  for (const name of names)
    await door.query({
      sql: `LOAD DATA LOCAL INFILE '${fileOf(name)}' INTO TABLE ${name} CHARACTER SET utf8mb4 (${tables[name].join(', ')})`,
      infileStreamFactory: (path: string) => createReadStream(path),
    })
  await door.query(`ANALYZE TABLE ${names.join(', ')}`)
  await door.end()
}

async function loadSqlite(path: string, fileOf: (name: Table) => string): Promise<void> {
  const database = new BetterSqlite3(path)
  database.exec('BEGIN')
  for (const name of names) {
    const columns = tables[name]
    const insert = database.prepare(
      `INSERT INTO ${name} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    )
    for await (const line of createInterface({ input: createReadStream(fileOf(name)) }))
      insert.run(...line.split('\t').map((cell) => (cell === '\\N' ? null : cell)))
  }
  database.exec('COMMIT')
  database.pragma('wal_checkpoint(TRUNCATE)')
  database.close()
}
