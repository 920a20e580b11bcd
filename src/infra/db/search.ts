/** Finds books: walks the index in the order of rank, key by key, and compares the whole words on the way. */
import { arrange, meant, type Found, type Nearness } from '../../domain/arrange.js'
import type { BookId } from '../../domain/ids.js'
import { readQuery, type Query } from '../../domain/search-query.js'
import { searchDepth } from '../../usecases/views.js'
import { isbnIn } from '../isbn-in.js'
import { commonness } from './search-commonness.js'
import { candidatesOf, walksOf, type Walk } from './search-walks.js'
import { isFree } from './shelf.js'
import type { Sql } from './sql.js'

/** Book ids in the order they are shown; one more than `searchDepth` when there are more. */
export async function findBooks(sql: Sql, said: string): Promise<BookId[]> {
  const isbn13 = isbnIn(said)
  if (isbn13) return byIsbn(sql, isbn13)
  const query = readQuery(said)
  if (query === null) return []
  const found = await foundBy(sql, query)
  return arrange(meant(found, query)).map(({ bookId }) => bookId)
}

type FoundTitle = Found & { readonly bookId: BookId }

/**
 * Was every title filed in full when it was last looked. It is not while the version before files titles beside this one, and
 * until those are filed anew.
 */
const inFull = new WeakMap<Sql, boolean>()

/** By the keys of titles filed in full, and again by those of the version before where it turns out that not all are. */
async function foundBy(sql: Sql, query: Query): Promise<readonly FoundTitle[]> {
  const isExpected = inFull.get(sql) ?? true
  const common = await commonness(sql, candidatesOf(query, isExpected))
  const { titles, isInFull } = await walked(sql, walksOf(query, { isInFull: isExpected, common }))
  inFull.set(sql, isInFull)
  return isExpected && !isInFull ? foundBy(sql, query) : titles
}

async function byIsbn(sql: Sql, isbn13: string): Promise<BookId[]> {
  const rows = await sql.all<{ book_id: BookId }>(
    `SELECT book_id FROM titles WHERE isbn13 = ? AND state = 'in-circulation'`,
    [isbn13],
  )
  return rows.map((row) => row.book_id)
}

type Row = {
  book_id: BookId | null
  book_no: number
  nearness: number
  rk: number
  stem: string
  author_norm: string
  volume: number | null
  part: number | null
  is_free: number | null
}

/**
 * From the keys to the titles, and never the other way round: the joins keep the engines to that order. Whether all titles are filed
 * in full is told in the same moment: a row without a book says that they are not.
 */
async function walked(sql: Sql, walks: readonly Walk[]): Promise<{ titles: FoundTitle[]; isInFull: boolean }> {
  if (walks.length === 0) return { titles: [], isInFull: true }
  const then = sql.dialect === 'sqlite' ? 'CROSS JOIN' : 'STRAIGHT_JOIN'
  const beside = (alias: string, of: string) =>
    `${alias} ON ${alias}.rk = ${of}.rk AND ${alias}.book_no = ${of}.book_no`
  // SQLite takes no limit within a union, and a subquery more costs the others a table
  const [open, close] = sql.dialect === 'sqlite' ? ['SELECT * FROM (', ')'] : ['(', ')']
  const parts = walks.map(
    ({ nearness, conditions, digests }) =>
      `${open}SELECT g.rk, g.book_no, ${nearness} AS nearness FROM title_index g
       ${conditions.length > 0 ? `${then} indexed_titles ${beside('s', 'g')}` : ''}
       WHERE g.gram = ?${digests.map(({ column }) => hasAll(`g.${column}`)).join('')}${conditions.map((condition) => ` AND ${condition.sql}`).join('')}
       ORDER BY g.rk, g.book_no LIMIT ${searchDepth + 1}${close}`,
  )
  const rows = await sql.all<Row>(
    `SELECT i.book_id, f.book_no, f.nearness, f.rk, i.stem, i.author_norm, i.volume, i.part,
       (SELECT 1 FROM copies c WHERE c.book_id = i.book_id AND ${isFree('c')} LIMIT 1) AS is_free
     FROM (SELECT u.rk, u.book_no, MIN(u.nearness) AS nearness FROM (${parts.join(' UNION ALL ')}) u
           GROUP BY u.rk, u.book_no ORDER BY nearness, u.rk, u.book_no LIMIT ${searchDepth + 1}) f
     ${then} indexed_titles ${beside('i', 'f')}
     UNION ALL
     SELECT NULL, 0, 0, 0, '', '', NULL, NULL, 0 WHERE EXISTS (SELECT 1 FROM indexed_titles WHERE version >= 0)`,
    walks.flatMap(({ key, conditions, digests }) => [
      key,
      ...digests.flatMap(({ bits }) => [bits, bits]),
      ...conditions.map(({ param }) => param),
    ]),
  )
  const titles = rows.flatMap(({ book_id: bookId, ...row }) => (bookId === null ? [] : [{ bookId, ...foundOf(row) }]))
  return { titles, isInFull: titles.length === rows.length }
}

function foundOf(row: Omit<Row, 'book_id'>): Found {
  return {
    bookNo: row.book_no,
    nearness: Number(row.nearness) as Nearness,
    rank: row.rk,
    isFree: Number(row.is_free) === 1,
    stem: row.stem,
    author: row.author_norm,
    volume: row.volume,
    part: row.part,
  }
}

/** As whole numbers: they arrive as floating ones, and MariaDB would then turn every row's into a decimal. */
function hasAll(digest: string): string {
  return ` AND (${digest} & CAST(? AS SIGNED)) = CAST(? AS SIGNED)`
}
