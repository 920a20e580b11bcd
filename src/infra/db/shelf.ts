/** Lending's own shelf: titles and copies as far as lending needs them, and the index that finds them. */
import type { BookId } from '../../domain/ids.js'
import type { ShelfBook } from '../../domain/rental.js'
import { authorNorm, gramsOf, norm, searchTextLength, searchTextOf } from '../../domain/search.js'
import type { PutTitle, Shelf } from '../../usecases/ports/shelf.js'
import { column } from './columns.js'
import { inserts, marks, orUpdate, type Param, type Sql, type Write } from './sql.js'
import { key, maybe, table } from './table.js'

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
  },
  {
    indices: [
      { name: 'copies_of_book', columns: ['book_id', 'state', 'rental_id'] },
      { name: 'copies_set_aside', columns: ['hold_id'] },
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

/** Under which pairs of letters a title is filed. By number, not by id: there are some thirty rows a title. */
export const titleGramsTable = table(
  'title_grams',
  { gram: key(column.text(2)), book_no: key(column.int) },
  { withoutRowid: true },
)

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
] as const

const copyColumns = ['id', 'book_id', 'copy_no', 'state', 'version'] as const

export function shelf(sql: Sql, write: (write: Write) => void): Shelf {
  const overwriteTitle = orUpdate(sql.dialect, ['book_id'], titleColumns.slice(1))
  function unfile(bookNo: number, grams: readonly string[]): void {
    if (grams.length === 0) return
    const params = [bookNo, ...grams]
    write({
      sql: `DELETE FROM title_grams WHERE book_no = ? AND gram IN (${marks(grams.length)})`,
      params,
      isBulk: true,
    })
  }
  return {
    async known(bookIds) {
      if (bookIds.length === 0) return new Map()
      const rows = await sql.all<{ book_id: BookId; version: number; search_text: string }>(
        `SELECT book_id, version, search_text FROM titles WHERE book_id IN (${marks(bookIds.length)})`,
        bookIds,
      )
      return new Map(rows.map((row) => [row.book_id, { version: row.version, searchText: row.search_text }]))
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
      const refiled = titles.map(({ book, foundBefore }) => ({
        bookNo: book.bookNo,
        before: foundBefore === null ? [] : gramsOf(foundBefore.searchText),
        now: gramsOf(searchTextOf(book)),
      }))
      for (const { bookNo, before, now } of refiled)
        unfile(
          bookNo,
          before.filter((gram) => !now.includes(gram)),
        )
      const fresh = refiled.flatMap(({ bookNo, before, now }) =>
        now.filter((gram) => !before.includes(gram)).map((gram): Param[] => [gram, bookNo]),
      )
      inserts('title_grams', ['gram', 'book_no'], fresh).forEach(write)
    },
    remove(bookId, version) {
      write({
        sql: `UPDATE titles SET state = 'withdrawn', version = ? WHERE book_id = ? AND version < ?`,
        params: [version, bookId, version],
      })
    },
    putCopies(copies) {
      const rows = copies.map(({ copyId, bookId, copyNo, version }): Param[] => [
        copyId,
        bookId,
        copyNo,
        'in-circulation',
        version,
      ])
      inserts('copies', copyColumns, rows, keepNewer(sql)).forEach(write)
    },
    setCopyState({ copyId, bookId, copyNo, version, state }, at) {
      inserts('copies', copyColumns, [[copyId, bookId, copyNo, state, version]], keepNewer(sql)).forEach(write)
      // the rental follows the copy as it stands now, whatever order the news came in
      write({
        sql: `UPDATE rentals SET lost_at = CASE
                WHEN (SELECT c.state FROM copies c WHERE c.id = ?) = 'lost' THEN COALESCE(lost_at, ?) ELSE NULL END
              WHERE open_copy_id = ?`,
        params: [copyId, at, copyId],
      })
    },
  }
}

/** A copy heard of before takes the new state only from newer news. */
function keepNewer(sql: Sql): string {
  return sql.dialect === 'sqlite'
    ? `ON CONFLICT (id) DO UPDATE SET state = excluded.state, version = excluded.version
       WHERE excluded.version > copies.version`
    : `ON DUPLICATE KEY UPDATE state = IF(VALUES(version) > version, VALUES(state), state),
       version = GREATEST(version, VALUES(version))`
}
