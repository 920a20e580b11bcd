/** Finds books: walks the index in the order of rank, key by key, and compares the whole words on the way. */
import { arrange, meant, type Found, type Nearness } from '../../domain/arrange.js'
import type { BookId } from '../../domain/ids.js'
import { readQuery } from '../../domain/search-query.js'
import { worstRank } from '../../domain/title-index.js'
import { searchDepth } from '../../usecases/views.js'
import { isbnIn } from '../isbn-in.js'
import { candidatesOf, walksOf, type Walk } from './search-walks.js'
import { isFree } from './shelf.js'
import type { Sql } from './sql.js'

/** How many titles of a key are looked at to tell how common it is. */
const glance = 300

/** Book ids in the order they are shown; one more than `searchDepth` when there are more. */
export async function findBooks(sql: Sql, said: string): Promise<BookId[]> {
  const isbn13 = isbnIn(said)
  if (isbn13) return byIsbn(sql, isbn13)
  const query = readQuery(said)
  if (query === null) return []
  const walks = walksOf(query, await commonness(sql, candidatesOf(query)))
  if (walks.length === 0) return []
  return arrange(meant(await walked(sql, walks), query)).map(({ bookId }) => bookId)
}

async function byIsbn(sql: Sql, isbn13: string): Promise<BookId[]> {
  const rows = await sql.all<{ book_id: BookId }>(
    `SELECT book_id FROM titles WHERE isbn13 = ? AND state = 'in-circulation'`,
    [isbn13],
  )
  return rows.map((row) => row.book_id)
}

/** Far more than are counted, the more the nearer to the best rank so many titles are. */
const many = 1_000_000

/**
 * How common each key is, as a number to compare and to add: of rare ones the titles are counted, and of the others it is told
 * from how far down the ranks so many titles reach.
 */
async function commonness(sql: Sql, keys: readonly string[]): Promise<(key: string) => number> {
  if (keys.length < 2) return () => 1
  const looks = keys.map(
    (_, index) =>
      `SELECT ${index} AS place, COUNT(*) AS titles, MAX(l${index}.rk) AS reached FROM
         (SELECT rk FROM title_index WHERE gram = ? ORDER BY rk LIMIT ${glance}) l${index}`,
  )
  const rows = await sql.all<{ place: number; titles: number; reached: number | null }>(looks.join(' UNION ALL '), keys)
  const common = new Map(
    rows.map(({ place, titles, reached }) => [
      keys[place],
      titles < glance ? Number(titles) : many * (2 - Number(reached) / worstRank),
    ]),
  )
  return (key) => common.get(key) ?? 0
}

type Row = {
  book_id: BookId
  book_no: number
  nearness: number
  rk: number
  stem: string
  author_norm: string
  volume: number | null
  part: number | null
  is_free: number
}

/** From the keys to the titles, and never the other way round: the joins keep the engines to that order. */
async function walked(sql: Sql, walks: readonly Walk[]): Promise<(Found & { bookId: BookId })[]> {
  const then = sql.dialect === 'sqlite' ? 'CROSS JOIN' : 'STRAIGHT_JOIN'
  const beside = (alias: string, of: string) =>
    `${alias} ON ${alias}.rk = ${of}.rk AND ${alias}.book_no = ${of}.book_no`
  // SQLite takes no limit within a union, and a subquery more costs the others a table
  const [open, close] = sql.dialect === 'sqlite' ? ['SELECT * FROM (', ')'] : ['(', ')']
  const parts = walks.map(
    ({ nearness, conditions, signature }) =>
      `${open}SELECT g.rk, g.book_no, ${nearness} AS nearness FROM title_index g
       ${conditions.length > 0 ? `${then} indexed_titles ${beside('s', 'g')}` : ''}
       WHERE g.gram = ?${signature > 0 ? ' AND (g.signature & CAST(? AS SIGNED)) = CAST(? AS SIGNED)' : ''}${conditions.map((condition) => ` AND ${condition.sql}`).join('')}
       ORDER BY g.rk, g.book_no LIMIT ${searchDepth + 1}${close}`,
  )
  const rows = await sql.all<Row>(
    `SELECT i.book_id, f.book_no, f.nearness, f.rk, i.stem, i.author_norm, i.volume, i.part,
       EXISTS (SELECT 1 FROM copies c WHERE c.book_id = i.book_id AND ${isFree('c')}) AS is_free
     FROM (SELECT u.rk, u.book_no, MIN(u.nearness) AS nearness FROM (${parts.join(' UNION ALL ')}) u
           GROUP BY u.rk, u.book_no ORDER BY nearness, u.rk, u.book_no LIMIT ${searchDepth + 1}) f
     ${then} indexed_titles ${beside('i', 'f')}
     ${then} titles t ON t.book_id = i.book_id AND t.state = 'in-circulation'`,
    walks.flatMap(({ key, conditions, signature }) => [
      key,
      ...(signature > 0 ? [signature, signature] : []),
      ...conditions.map(({ param }) => param),
    ]),
  )
  return rows.map((row) => ({
    bookId: row.book_id,
    bookNo: row.book_no,
    nearness: Number(row.nearness) as Nearness,
    rank: row.rk,
    isFree: Number(row.is_free) === 1,
    stem: row.stem,
    author: row.author_norm,
    volume: row.volume,
    part: row.part,
  }))
}
