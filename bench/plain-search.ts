/** The order a search must have, said without any index: every title is looked at, and then all are sorted. */
import { arrange, meant, type Nearness } from '../src/domain/arrange.js'
import type { BookId } from '../src/domain/ids.js'
import { initialsOf } from '../src/domain/initials.js'
import { readQuery, type Query } from '../src/domain/search-query.js'
import {
  indexed,
  indexLimits,
  namesOf,
  runOfInitials,
  type IndexedTitle,
  type TitleToIndex,
} from '../src/domain/title-index.js'
import type { Sql } from '../src/infra/db/sql.js'
import { searchDepth } from '../src/usecases/views.js'

export type ShelvedTitle = IndexedTitle & {
  readonly bookId: BookId
  readonly isFree: boolean
  /** Every way it is called in full. */
  readonly names: readonly string[]
}

export function shelved(book: TitleToIndex, bookId: BookId, isFree: boolean): ShelvedTitle {
  const one = indexed(book)
  return { ...one, bookId, isFree, names: namesOf(one) }
}

/** What `findBooks` must find, in its order. */
export function searchPlainly(shelf: readonly ShelvedTitle[], said: string): BookId[] {
  const query = readQuery(said)
  if (query === null) return []
  const found = shelf.flatMap((title) => {
    const nearness = nearnessOf(title, query)
    return nearness === null ? [] : [{ ...title, nearness }]
  })
  found.sort((a, b) => a.nearness - b.nearness || a.rank - b.rank || a.bookNo - b.bookNo)
  return arrange(meant(found.slice(0, searchDepth + 1), query)).map(({ bookId }) => bookId)
}

function nearnessOf(title: ShelvedTitle, query: Query): Nearness | null {
  const { whole, words, volume, initials } = query
  const isShort = whole.length < indexLimits.key
  if (isShort && title.names.includes(whole)) return 0
  if (initials !== null) {
    if (title.initials.startsWith(initials)) return 2
    if ([...initials].length < runOfInitials) return initialsOf(title.stem).startsWith(initials) ? 2 : null
    return title.initials.includes(initials) ? 3 : null
  }
  if (isShort && title.author === whole) return 0
  if (volume && title.volume === volume.number)
    if (title.stem.startsWith(volume.of) || title.stem.endsWith(volume.of)) return 1
  if (title.title.startsWith(whole)) return 2
  if ([...whole].length > 1 && title.title.includes(whole)) return 3
  const isWordy = words.some((word) => [...word].length > 1)
  return isWordy && words.every((word) => title.fields.includes(word)) ? 4 : null
}

type Row = {
  book_id: BookId
  book_no: number
  title: string
  author: string
  publisher: string
  published_year: number | null
  series: string | null
  popularity: number
  free: number
}

/** Everything lending has on its shelf, read from what it was told and not from the index. */
export async function wholeShelf(sql: Sql): Promise<ShelvedTitle[]> {
  const rows = await sql.all<Row>(
    `SELECT t.book_id, t.book_no, t.title, t.author, t.publisher, t.published_year, t.series, t.popularity,
       (SELECT COUNT(*) FROM copies c WHERE c.book_id = t.book_id AND c.state = 'in-circulation'
          AND c.rental_id IS NULL AND c.hold_id IS NULL) AS free
     FROM titles t WHERE t.state = 'in-circulation'`,
  )
  return rows.map((row) =>
    shelved({ ...row, bookNo: row.book_no, publishedYear: row.published_year }, row.book_id, Number(row.free) > 0),
  )
}
