/** Books that are called nearly so: those that share keys with what was said, and then by comparing their letters. */
import { initialsOf } from '../../domain/initials.js'
import type { BookId } from '../../domain/ids.js'
import { norm, queryWords } from '../../domain/spelling.js'
import { keyOfBeginning, keyOfName, keyOfOther, pairsOf } from '../../domain/title-index.js'
import { hitsOnPage } from '../../usecases/views.js'
import { slipsBetween } from '../misspelling.js'
import type { Sql } from './sql.js'

/** Of each key so many titles are looked at, the first in rank. */
const ofAKey = 100
/** So many of those are compared letter by letter, first those that share the most keys. */
const compared = 150
/** As many characters and words as a name has that is still looked for so: more is a sentence, and comparing holds up all others. */
const longest = 15
const mostWords = 5

type Row = { book_id: BookId; title_norm: string; stem: string; author_norm: string }

/** The nearest few, the nearest first. Nothing of it is certain. */
export async function findAlike(sql: Sql, query: string): Promise<BookId[]> {
  const said = norm(query)
  const length = [...said].length
  if (length < 2 || length > longest || queryWords(query).length > mostWords) return []
  const keys = keysNear(said)
  const then = sql.dialect === 'sqlite' ? 'CROSS JOIN' : 'STRAIGHT_JOIN'
  const walks = keys.map(
    (_, index) =>
      `SELECT * FROM (SELECT rk, book_no FROM title_index WHERE gram = ? ORDER BY rk, book_no LIMIT ${ofAKey}) w${index}`,
  )
  const rows = await sql.all<Row>(
    `SELECT i.book_id, i.title_norm, i.stem, i.author_norm FROM
       (SELECT rk, book_no, COUNT(*) AS shared FROM (${walks.join(' UNION ALL ')}) w
        GROUP BY rk, book_no ORDER BY shared DESC, rk, book_no LIMIT ${compared}) c
     ${then} indexed_titles i ON i.rk = c.rk AND i.book_no = c.book_no
     ORDER BY c.shared DESC, c.rk, c.book_no`,
    keys,
  )
  const near = rows.flatMap((row) => {
    const slips = slipsBetween(said, { title: row.title_norm, stem: row.stem, author: row.author_norm })
    return slips === null ? [] : [{ bookId: row.book_id, slips }]
  })
  return near
    .sort((a, b) => a.slips - b.slips)
    .slice(0, hitsOnPage)
    .map(({ bookId }) => bookId)
}

/** A wrong vowel leaves the first consonants as they are, a wrong consonant most pairs of characters. */
function keysNear(said: string): string[] {
  const initials = initialsOf(said)
  const pairs = pairsOf(said)
  return [
    ...new Set([
      keyOfName(initials),
      ...[2, 3].map((count) => keyOfBeginning([...initials].slice(0, count).join(''))),
      keyOfBeginning([...said].slice(0, 2).join('')),
      keyOfBeginning([...said].slice(0, 1).join('')),
      ...pairs,
      ...pairs.map(keyOfOther),
    ]),
  ]
}
