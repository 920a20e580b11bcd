/** Finds books: by the pairs of characters they are filed under, then by comparing the whole words. */
import ISBN from 'isbn3'
import { isIsbn13 } from '../../domain/catalogue-record.js'
import type { BookId } from '../../domain/ids.js'
import { norm, queryGrams, queryWords } from '../../domain/search.js'
import { searchDepth } from '../../usecases/views.js'
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

/** An ISBN-10 or -13 with any hyphens and spaces, as ISBN-13; `null` for anything else. */
function isbnIn(query: string): string | null {
  const bare = query.replace(/^isbn\s*:?/i, '').replace(/[\s\p{Pd}]/gu, '')
  if (/^\d{9}[\dXx]$/.test(bare)) return ISBN.parse(bare)?.isbn13 ?? null
  return isIsbn13(bare) ? bare : null
}

async function byGrams(sql: Sql, words: readonly string[], grams: readonly string[]): Promise<BookId[]> {
  const joins = grams.map(
    (_, index) => `JOIN title_grams g${index} ON g${index}.book_no = t.book_no AND g${index}.gram = ?`,
  )
  const whole = words.join('')
  return ids(
    sql,
    `SELECT t.book_id FROM titles t ${joins.join(' ')}
     WHERE t.state = 'in-circulation' ${words.map(() => 'AND INSTR(t.search_text, ?) > 0').join(' ')}
     ORDER BY CASE WHEN t.title_norm = ? THEN 0
                   WHEN t.author_norm = ? THEN 1
                   WHEN INSTR(t.title_norm, ?) = 1 THEN 2
                   WHEN INSTR(t.title_norm, ?) > 0 THEN 3
                   ELSE 4 END,
       ${thenBy}`,
    [...grams, ...words, whole, whole, whole, whole],
  )
}

/** A single letter is filed nowhere: titles that are, or begin with, it. */
async function byFirstLetter(sql: Sql, words: readonly string[]): Promise<BookId[]> {
  const whole = norm(words.join(''))
  return ids(
    sql,
    `SELECT t.book_id FROM titles t WHERE t.state = 'in-circulation' AND t.title_norm >= ? AND t.title_norm < ?
     ORDER BY CASE WHEN t.title_norm = ? THEN 0 ELSE 1 END, ${thenBy}`,
    [whole, `${whole}\u{ffff}`, whole],
  )
}

/** What is asked for most comes first, what can be taken home today before what can't, and then always the same order. */
const thenBy = `t.popularity DESC,
  (SELECT COUNT(*) FROM copies c WHERE c.book_id = t.book_id AND c.state = 'in-circulation' AND c.rental_id IS NULL) = 0,
  t.title_norm, t.book_no LIMIT ${searchDepth + 1}`

async function ids(sql: Sql, text: string, params: readonly Param[]): Promise<BookId[]> {
  const rows = await sql.all<{ book_id: BookId }>(text, params)
  return rows.map((row) => row.book_id)
}
