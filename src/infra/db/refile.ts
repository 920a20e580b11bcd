/** Looks after the search index: files titles anew, and drops keys that lead nowhere. */
import { setImmediate as breath } from 'node:timers/promises'
import { indexed, keysOf } from '../../domain/title-index.js'
import type { KeyMark, TitleIndex } from '../../usecases/ports/title-index.js'
import type { TitleRow as ShelfRow } from './shelf.js'
import { marks, type Sql, type Write } from './sql.js'
import { fileTitles, indexedOf, indexColumns, unfileTitle, type IndexRow } from './title-index.js'

type TitleRow = Omit<ShelfRow, 'fee_won'> & { series: string | null; popularity: number; version: number }

export function titleIndex(sql: Sql, write: (write: Write) => void): TitleIndex {
  const filedUnder = async (bookNos: readonly number[]) => {
    const rows = await sql.all<IndexRow>(
      `SELECT ${indexColumns.join(', ')} FROM indexed_titles WHERE book_no IN (${marks(bookNos.length)})`,
      bookNos,
    )
    return new Map(rows.map((row) => [row.book_no, { ...indexedOf(row), version: row.version }]))
  }
  /** Nobody files it otherwise before this is written, or this is told again. */
  const asItStands = ({ book_no, version }: Pick<TitleRow, 'book_no' | 'version'>) =>
    write({
      sql: 'UPDATE titles SET version = ? WHERE book_no = ? AND version = ?',
      params: [version, book_no, version],
      expect: 1,
    })
  return {
    async titlesAfter(bookNo, limit) {
      const rows = await sql.all<{ book_no: number }>(
        `SELECT book_no FROM titles WHERE book_no > ? ORDER BY book_no LIMIT ${limit}`,
        [bookNo],
      )
      return rows.map((row) => row.book_no)
    },
    async refile(bookNos) {
      if (bookNos.length === 0) return
      const rows = await sql.all<TitleRow>(
        `SELECT book_id, book_no, title, author, publisher, published_year, series, popularity, state, version FROM titles
         WHERE book_no IN (${marks(bookNos.length)}) ORDER BY book_no`,
        bookNos,
      )
      const filed = await filedUnder(bookNos)
      rows.forEach(asItStands)
      const filings = rows.map((row) => ({
        before: filed.get(row.book_no) ?? null,
        now: {
          ...indexed({ ...row, bookNo: row.book_no, publishedYear: row.published_year }),
          bookId: row.book_id,
          version: row.version,
        },
      }))
      const isKept = (place: number) => rows[place]?.state === 'in-circulation'
      fileTitles(
        sql.dialect,
        filings.filter((_, place) => isKept(place)),
        true,
      ).forEach(write)
      for (const { before } of filings.filter((_, place) => !isKept(place)))
        if (before) unfileTitle(before).forEach(write)
    },
    async weed(after, limit) {
      const keys = await keysAfter(sql, after, limit)
      const filed = await filedUnder([...new Set(keys.map(({ bookNo }) => bookNo))])
      const grams = new Map([...filed].map(([bookNo, one]) => [bookNo, new Set(keysOf(one))]))
      for (const { gram, rank, bookNo } of keys) {
        const one = filed.get(bookNo)
        const isElsewhere = one?.rank !== rank
        if (!isElsewhere && grams.get(bookNo)?.has(gram)) continue
        // unless it was filed so in this very moment
        write({
          sql: `DELETE FROM title_index WHERE gram = ? AND rk = ? AND book_no = ? AND ${isElsewhere ? 'NOT ' : ''}EXISTS
                (SELECT 1 FROM indexed_titles i WHERE i.rk = ? AND i.book_no = ? ${isElsewhere ? '' : 'AND i.version = ?'})`,
          params: [gram, rank, bookNo, rank, bookNo, ...(one && !isElsewhere ? [one.version] : [])],
        })
      }
      return keys.length < limit ? null : (keys.at(-1) ?? null)
    },
  }
}

type KeyRow = { gram: string; rk: number; book_no: number }

/** The rest of the same key, and then the keys behind it. */
async function keysAfter(sql: Sql, after: KeyMark | null, limit: number): Promise<KeyMark[]> {
  const rest = after
    ? await sql.all<KeyRow>(
        `SELECT gram, rk, book_no FROM title_index WHERE gram = ? AND (rk > ? OR (rk = ? AND book_no > ?))
         ORDER BY rk, book_no LIMIT ${limit}`,
        [after.gram, after.rank, after.rank, after.bookNo],
      )
    : []
  const more =
    rest.length < limit
      ? await sql.all<KeyRow>(
          `SELECT gram, rk, book_no FROM title_index WHERE gram > ? ORDER BY gram, rk, book_no LIMIT ${limit - rest.length}`,
          [after?.gram ?? ''],
        )
      : []
  return [...rest, ...more].map((row) => ({ gram: row.gram, rank: row.rk, bookNo: row.book_no }))
}

/** As many titles are compared at once: an SQLite file holds its process up so long. */
const comparedAtOnce = 2_000

/** Titles filed otherwise than they stand on the shelf, or not in full, after the given number: the version before has filed them. */
export async function titlesToFile(sql: Sql, after: number | null, limit: number): Promise<number[]> {
  const found: number[] = []
  for (let from = after ?? 0; found.length < limit;) {
    const rows = await sql.all<{ book_no: number; differs: number }>(
      `SELECT t.book_no, CASE WHEN t.state = 'in-circulation' THEN i.version IS NULL OR i.version <> -t.version
                              ELSE i.version IS NOT NULL END AS differs
       FROM titles t LEFT JOIN indexed_titles i ON i.book_no = t.book_no
       WHERE t.book_no > ? ORDER BY t.book_no LIMIT ${comparedAtOnce}`,
      [from],
    )
    const last = rows.at(-1)
    if (last === undefined) break
    found.push(...rows.filter(({ differs }) => Number(differs) === 1).map((row) => row.book_no))
    from = last.book_no
    await breath()
  }
  return found.slice(0, limit)
}
