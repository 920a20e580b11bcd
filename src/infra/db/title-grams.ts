/** Pairs of characters as the version before looks them up. Written as long as that one may still run beside this one. */
import { searchTextOf } from '../../domain/spelling.js'
import { pairsOf } from '../../domain/title-index.js'
import type { KnownTitle, PutTitle } from '../../usecases/ports/shelf.js'
import { column } from './columns.js'
import { inserts, marks, type Param, type Write } from './sql.js'
import { key, table } from './table.js'

export const titleGramsTable = table(
  'title_grams',
  { gram: key(column.text(2)), book_no: key(column.int) },
  { withoutRowid: true },
)

export function fileGrams(titles: readonly PutTitle[]): Write[] {
  const refiled = titles.map(({ book, foundBefore }) => ({
    bookNo: book.bookNo,
    before: foundBefore === null ? [] : gramsOf(foundBefore.searchText),
    now: gramsOf(searchTextOf(book)),
  }))
  const gone = refiled.flatMap(({ bookNo, before, now }) =>
    drop(
      bookNo,
      before.filter((gram) => !now.includes(gram)),
    ),
  )
  const fresh = refiled.flatMap(({ bookNo, before, now }) =>
    now.filter((gram) => !before.includes(gram)).map((gram): Param[] => [gram, bookNo]),
  )
  return [...gone, ...inserts('title_grams', ['gram', 'book_no'], fresh)]
}

export function dropGrams({ bookNo, searchText }: KnownTitle): Write[] {
  return drop(bookNo, gramsOf(searchText))
}

function gramsOf(searchText: string): string[] {
  return [...new Set(searchText.split('|').flatMap(pairsOf))]
}

function drop(bookNo: number, grams: readonly string[]): Write[] {
  if (grams.length === 0) return []
  const sql = `DELETE FROM title_grams WHERE book_no = ? AND gram IN (${marks(grams.length)})`
  return [{ sql, params: [bookNo, ...grams], isBulk: true }]
}
