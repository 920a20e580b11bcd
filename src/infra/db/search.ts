/** Finds books: by the pairs of characters they are filed under, then by comparing the whole words. */
import type { BookId } from '../../domain/ids.js'
import { queryGrams } from '../../domain/search.js'
import { norm, queryWords } from '../../domain/spelling.js'
import { isbnIn } from '../isbn-in.js'
import { searchDepth } from '../../usecases/views.js'
import { isFree } from './shelf.js'
import type { Param, Sql } from './sql.js'

/** Book ids in the order they are shown; one more than `searchDepth` when there are more. */
export async function findBooks(sql: Sql, query: string): Promise<BookId[]> {
  const isbn13 = isbnIn(query)
  if (isbn13)
    return ids(sql, `SELECT t.book_id FROM titles t WHERE t.isbn13 = ? AND t.state = 'in-circulation'`, [isbn13])
  const words = queryWords(query)
  if (words.length === 0) return []
  const grams = queryGrams(words)
  return grams.length === 0 ? byFirstLetter(sql, words) : byGrams(sql, words, grams)
}

/** From the pairs to the titles, and never the other way round: CROSS JOIN keeps SQLite to that order. */
async function byGrams(sql: Sql, words: readonly string[], grams: readonly string[]): Promise<BookId[]> {
  const [, ...others] = grams
  const alsoFiled = others.map(
    (_, index) =>
      `CROSS JOIN title_grams g${index + 1} ON g${index + 1}.book_no = g0.book_no AND g${index + 1}.gram = ?`,
  )
  const whole = words.join('')
  return ranked(
    sql,
    `CASE WHEN t.title_norm = ? THEN 0
          WHEN t.author_norm = ? THEN 1
          WHEN INSTR(t.title_norm, ?) = 1 THEN 2
          WHEN INSTR(t.title_norm, ?) > 0 THEN 3
          ELSE 4 END`,
    `title_grams g0 ${alsoFiled.join(' ')} CROSS JOIN titles t ON t.book_no = g0.book_no
     WHERE t.state = 'in-circulation' ${words.map(() => 'AND INSTR(t.search_text, ?) > 0').join(' ')} AND g0.gram = ?`,
    [whole, whole, whole, whole, ...others, ...words, ...grams.slice(0, 1)],
  )
}

/** A single letter is filed nowhere: titles that are, or begin with, it. */
async function byFirstLetter(sql: Sql, words: readonly string[]): Promise<BookId[]> {
  const whole = norm(words.join(''))
  return ranked(
    sql,
    'CASE WHEN t.title_norm = ? THEN 0 ELSE 1 END',
    `titles t WHERE t.state = 'in-circulation' AND t.title_norm >= ? AND t.title_norm < ?`,
    [whole, whole, `${whole}\u{ffff}`],
  )
}

/**
 * The nearest first; of those as near, what is asked for most; of those as wanted, what can be taken home today; and then
 * always the same order. Copies are counted only for those that are shown.
 */
async function ranked(sql: Sql, nearness: string, from: string, params: readonly Param[]): Promise<BookId[]> {
  return ids(
    sql,
    `SELECT f.book_id FROM (
       SELECT t.book_id, t.popularity, t.title_norm, t.book_no, ${nearness} AS nearness FROM ${from}
       ORDER BY nearness, t.popularity DESC, t.title_norm, t.book_no LIMIT ${searchDepth + 1}) f
     ORDER BY f.nearness, f.popularity DESC,
       NOT EXISTS (SELECT 1 FROM copies c
                   WHERE c.book_id = f.book_id AND ${isFree('c')}),
       f.title_norm, f.book_no`,
    params,
  )
}

async function ids(sql: Sql, text: string, params: readonly Param[]): Promise<BookId[]> {
  const rows = await sql.all<{ book_id: BookId }>(text, params)
  return rows.map((row) => row.book_id)
}
