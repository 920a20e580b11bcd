/** The desk's own tables: bibliographic records and copies as the librarian keeps them. Nobody else reads them. */
import type { Book } from '../../domain/book.js'
import type { CopyState } from '../../domain/events.js'
import type { BookId, CopyId } from '../../domain/ids.js'
import type { Catalogue } from '../../usecases/ports/shelf.js'
import { column } from './columns.js'
import { inserts, marks, one, type Param, type Sql, type Write } from './sql.js'
import { key, maybe, table } from './table.js'

export const catalogueBooksTable = table(
  'catalogue_books',
  {
    id: key(column.id),
    book_no: column.int,
    book_key: column.word(80),
    isbn13: maybe(column.word(13)),
    title: column.text(300),
    author: column.text(200),
    publisher: column.text(100),
    published_year: maybe(column.int),
    kdc: maybe(column.text(20)),
    fee_won: maybe(column.int),
    popularity: column.int,
    state: column.word(16),
    version: column.int,
  },
  {
    indices: [
      { name: 'catalogue_books_no', columns: ['book_no'], unique: true },
      { name: 'catalogue_books_key', columns: ['book_key'], unique: true },
    ],
  },
)

export const catalogueCopiesTable = table(
  'catalogue_copies',
  {
    id: key(column.id),
    book_id: column.id,
    copy_no: column.int,
    state: column.word(16),
    version: column.int,
  },
  { indices: [{ name: 'catalogue_copies_of_book', columns: ['book_id', 'copy_no'], unique: true }] },
)

type BookRow = {
  id: BookId
  book_no: number
  book_key: string
  isbn13: string | null
  title: string
  author: string
  publisher: string
  published_year: number | null
  kdc: string | null
  fee_won: number | null
  popularity: number
  state: 'kept' | 'removed'
  version: number
}

const bookColumns = [
  'id',
  'book_no',
  'book_key',
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
] as const

/** As a copy in circulation is called in this table. */
const kept = 'kept'

/** What stands in this table of a copy. */
export type KeptState = Exclude<CopyState, 'in-circulation'> | typeof kept

export function copyStateOf(state: KeptState): CopyState {
  return state === kept ? 'in-circulation' : state
}

export function catalogue(sql: Sql, write: (write: Write) => void): Catalogue {
  return {
    async known(bookKeys) {
      if (bookKeys.length === 0) return new Map()
      const rows = await sql.all<BookRow & { copies: number; last_copy_no: number }>(
        `SELECT b.*, (SELECT COUNT(*) FROM catalogue_copies c WHERE c.book_id = b.id) AS copies,
                (SELECT COALESCE(MAX(c.copy_no), 0) FROM catalogue_copies c WHERE c.book_id = b.id) AS last_copy_no
         FROM catalogue_books b WHERE b.book_key IN (${marks(bookKeys.length)})`,
        bookKeys,
      )
      return new Map(
        rows.map((row) => [
          row.book_key,
          { book: bookOf(row), copies: Number(row.copies), lastCopyNo: Number(row.last_copy_no) },
        ]),
      )
    },
    async lastBookNo() {
      const row = await one<{ no: number | null }>(sql, 'SELECT MAX(book_no) AS no FROM catalogue_books')
      return row?.no ?? 1_000
    },
    addBooks(books) {
      inserts('catalogue_books', bookColumns, books.map(rowOf)).forEach(write)
    },
    addCopies(copies) {
      const rows = copies.map(({ copyId, bookId, copyNo }): Param[] => [copyId, bookId, copyNo, kept, 1])
      inserts('catalogue_copies', ['id', 'book_id', 'copy_no', 'state', 'version'], rows).forEach(write)
    },
    async copy(copyId) {
      const row = await one<{ book_id: BookId; copy_no: number; state: KeptState; version: number }>(
        sql,
        'SELECT book_id, copy_no, state, version FROM catalogue_copies WHERE id = ?',
        [copyId],
      )
      return (
        row && {
          copy: { copyId, bookId: row.book_id, copyNo: row.copy_no },
          state: copyStateOf(row.state),
          version: row.version,
        }
      )
    },
    changeCopy(copyId: CopyId, state, version) {
      write({
        sql: 'UPDATE catalogue_copies SET state = ?, version = ? WHERE id = ? AND version = ?',
        params: [state === 'in-circulation' ? kept : state, version, copyId, version - 1],
        expect: 1,
      })
    },
  }
}

function bookOf(row: BookRow): Book {
  return {
    id: row.id,
    bookNo: row.book_no,
    bookKey: row.book_key,
    isbn13: row.isbn13,
    title: row.title,
    author: row.author,
    publisher: row.publisher,
    publishedYear: row.published_year,
    kdc: row.kdc,
    feeWon: row.fee_won,
    popularity: row.popularity,
    isRemoved: row.state === 'removed',
    version: row.version,
  }
}

function rowOf(book: Book): Param[] {
  return [
    book.id,
    book.bookNo,
    book.bookKey,
    book.isbn13,
    book.title,
    book.author,
    book.publisher,
    book.publishedYear,
    book.kdc,
    book.feeWon,
    book.popularity,
    book.isRemoved ? 'removed' : 'kept',
    book.version,
  ]
}
