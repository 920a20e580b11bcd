/** Lending's own shelf: titles and copies as far as lending needs them, and the index that finds them. */
import type { CopyState } from '../../domain/events.js'
import type { BookId } from '../../domain/ids.js'
import type { ShelfBook } from '../../domain/rental.js'
import { authorNorm } from '../../domain/search.js'
import { indexed } from '../../domain/title-index.js'
import { norm, searchTextLength, searchTextOf } from '../../domain/spelling.js'
import type { PutCopy, PutTitle, Shelf } from '../../usecases/ports/shelf.js'
import { booksInUse } from './books-in-use.js'
import { column } from './columns.js'
import { inserts, marks, orUpdate, orUpdateNewer, type Param, type Sql, type Write } from './sql.js'
import { key, maybe, table } from './table.js'
import { dropGrams, fileGrams } from './title-grams.js'
import { fileTitles, indexedOf, unfileTitle, type IndexRow } from './title-index.js'

export const titlesTable = table(
  'titles',
  {
    book_id: key(column.id),
    book_no: column.int,
    isbn13: maybe(column.word(13)),
    title: column.text(300),
    author: column.text(200),
    publisher: column.text(100),
    published_year: maybe(column.int),
    kdc: maybe(column.text(20)),
    fee_won: column.int,
    popularity: column.int,
    state: column.word(16),
    version: column.int,
    title_norm: column.text(300),
    author_norm: column.text(200),
    search_text: column.text(searchTextLength),
    cover_url: maybe(column.text(500)),
    series: maybe(column.text(200)),
  },
  {
    indices: [
      { name: 'titles_book_no', columns: ['book_no'], unique: true },
      { name: 'titles_isbn13', columns: ['isbn13'] },
      { name: 'titles_title_norm', columns: ['title_norm'] },
      { name: 'titles_popular', columns: ['popularity', 'book_no'] },
    ],
  },
)

/** `rental_id`: with which rental the copy is out; `hold_id`: for which hold it is set aside. */
export const copiesTable = table(
  'copies',
  {
    id: key(column.id),
    book_id: column.id,
    copy_no: column.int,
    state: column.word(16),
    rental_id: maybe(column.id),
    version: column.int,
    hold_id: maybe(column.id),
    call_number: maybe(column.text(100)),
    barcode: maybe(column.text(40)),
  },
  {
    indices: [
      { name: 'copies_of_book', columns: ['book_id', 'state', 'rental_id'] },
      { name: 'copies_set_aside', columns: ['hold_id'] },
      { name: 'copies_by_barcode', columns: ['barcode'] },
    ],
  },
)

/** That a copy can be rented now by anybody, said in SQL; `alias` stands for `copies`. */
export function isFree(alias: string): string {
  return `${alias}.state = 'in-circulation' AND ${alias}.rental_id IS NULL AND ${alias}.hold_id IS NULL`
}

/** Of rentals or holds, `alias`, only those whose copy can be lent on when it is back: not lost, in repair or withdrawn. */
export function fromACopyThatComesBack(alias: string): string {
  return `JOIN copies ${alias}c ON ${alias}c.id = ${alias}.open_copy_id AND ${alias}c.state = 'in-circulation'`
}

/** That nobody can get the title `alias` any more: it is withdrawn, or all its copies are lost or withdrawn. */
export function isHopeless(alias: string): string {
  return `(${alias}.state = 'withdrawn' OR NOT EXISTS (
     SELECT 1 FROM copies ${alias}c WHERE ${alias}c.book_id = ${alias}.book_id AND ${alias}c.state NOT IN ('lost', 'withdrawn')))`
}

export type TitleRow = {
  book_id: BookId
  book_no: number
  title: string
  author: string
  publisher: string
  published_year: number | null
  fee_won: number
  state: 'in-circulation' | 'withdrawn'
}

export function bookOf(row: TitleRow): ShelfBook {
  return {
    bookId: row.book_id,
    bookNo: row.book_no,
    title: row.title,
    author: row.author,
    publisher: row.publisher,
    publishedYear: row.published_year,
    feeWon: row.fee_won,
    isWithdrawn: row.state === 'withdrawn',
  }
}

type KnownRow = { book_id: BookId; book_no: number; title_version: number; search_text: string }

const titleColumns = [
  'book_id',
  'book_no',
  'isbn13',
  'title',
  'author',
  'publisher',
  'published_year',
  'kdc',
  'fee_won',
  'popularity',
  'state',
  'version',
  'title_norm',
  'author_norm',
  'search_text',
  'cover_url',
  'series',
] as const

/** What newer news of a copy changes. */
const copyNews = ['state', 'call_number', 'barcode'] as const

const copyColumns = ['id', 'book_id', 'copy_no', 'state', 'version', 'call_number', 'barcode'] as const

export function shelf(sql: Sql, write: (write: Write) => void): Shelf {
  const keepNewer = orUpdateNewer(sql.dialect, 'copies', 'id', copyNews)
  const overwriteTitle = orUpdate(sql.dialect, ['book_id'], titleColumns.slice(1))
  return {
    async known(bookIds) {
      if (bookIds.length === 0) return new Map()
      const rows = await sql.all<KnownRow & (IndexRow | { rk: null })>(
        `SELECT t.book_id, t.version AS title_version, t.search_text, t.book_no, i.version, i.rk, i.title_norm, i.stem, i.volume, i.part, i.author_norm,
           i.fields, i.initials
         FROM titles t LEFT JOIN indexed_titles i ON i.book_no = t.book_no WHERE t.book_id IN (${marks(bookIds.length)})`,
        bookIds,
      )
      return new Map(
        rows.map((row) => [
          row.book_id,
          {
            bookNo: row.book_no,
            version: row.title_version,
            searchText: row.search_text,
            filed: row.rk === null ? null : indexedOf(row),
          },
        ]),
      )
    },
    put(titles) {
      const rowOf = ({ bookId, version, book, feeWon }: PutTitle): Param[] => [
        bookId,
        book.bookNo,
        book.isbn13,
        book.title,
        book.author,
        book.publisher,
        book.publishedYear,
        book.kdc,
        feeWon,
        book.popularity,
        'in-circulation',
        version,
        norm(book.title).slice(0, 300),
        authorNorm(book.author).slice(0, 200),
        searchTextOf(book),
        book.coverUrl ?? null,
        book.series ?? null,
      ]
      for (const { bookId, version, foundBefore } of titles)
        if (foundBefore !== null)
          write({
            sql: `UPDATE titles SET version = ? WHERE book_id = ? AND version = ?`,
            params: [version, bookId, foundBefore.version],
            expect: 1,
          })
      const isNew = ({ foundBefore }: PutTitle) => foundBefore === null
      inserts('titles', titleColumns, titles.filter(isNew).map(rowOf)).forEach(write)
      const known = titles.filter((title) => !isNew(title))
      inserts('titles', titleColumns, known.map(rowOf), overwriteTitle).forEach(write)
      fileGrams(titles).forEach(write)
      fileTitles(
        sql.dialect,
        titles.map(({ bookId, book, version, foundBefore }) => ({
          before: foundBefore?.filed ?? null,
          now: { ...indexed({ ...book, series: book.series ?? null }), bookId, version },
        })),
      ).forEach(write)
    },
    remove(bookId, version, found) {
      write({
        sql: `UPDATE titles SET state = 'withdrawn', version = ?, search_text = '' WHERE book_id = ? AND version = ?`,
        params: [version, bookId, found.version],
        expect: 1,
      })
      dropGrams(found).forEach(write)
      if (found.filed) unfileTitle(found.filed).forEach(write)
    },
    putCopies(copies) {
      const rows = copies.map((copy) => copyRow({ ...copy, state: 'in-circulation' }))
      inserts('copies', copyColumns, rows, keepNewer).forEach(write)
    },
    setCopy(copy, at) {
      inserts('copies', copyColumns, [copyRow(copy)], keepNewer).forEach(write)
      // the rental follows the copy as it stands now, whatever order the news came in
      write({
        sql: `UPDATE rentals SET lost_at = CASE
                WHEN (SELECT c.state FROM copies c WHERE c.id = ?) = 'lost' THEN COALESCE(lost_at, ?) ELSE NULL END
              WHERE open_copy_id = ?`,
        params: [copy.copyId, at, copy.copyId],
      })
    },
    inUse: (bookIds) => booksInUse(sql, bookIds),
  }
}

function copyRow({
  copyId,
  bookId,
  copyNo,
  state,
  version,
  callNumber,
  barcode,
}: PutCopy & { state: CopyState }): Param[] {
  return [copyId, bookId, copyNo, state, version, callNumber, barcode]
}
