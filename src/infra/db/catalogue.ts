/** The desk's own tables: bibliographic records and copies as the librarian keeps them. Nobody else reads them. */
import type { Copy, KnownBook } from '../../domain/book.js'
import type { BookId } from '../../domain/ids.js'
import { searchTextLength } from '../../domain/spelling.js'
import type { Catalogue } from '../../usecases/ports/shelf.js'
import { bookKeyOf } from '../book-key.js'
import {
  bookColumns,
  bookOf,
  copyColumns,
  copyOf,
  copyRowOf,
  rowOf,
  stateIn,
  type BookRow,
  type CopyRow,
} from './catalogue-row.js'
import { column } from './columns.js'
import { inserts, marks, one, type Sql, type Write } from './sql.js'
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
    volume: maybe(column.text(50)),
    series: maybe(column.text(200)),
    cover_url: maybe(column.text(500)),
    import_id: maybe(column.id),
    search_text: maybe(column.text(searchTextLength)),
  },
  {
    indices: [
      { name: 'catalogue_books_no', columns: ['book_no'], unique: true },
      { name: 'catalogue_books_key', columns: ['book_key'], unique: true },
      { name: 'catalogue_books_isbn13', columns: ['isbn13'] },
      { name: 'catalogue_books_of_import', columns: ['import_id', 'id'] },
      { name: 'catalogue_books_by_title', columns: ['title', 'book_no'] },
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
    call_number: maybe(column.text(100)),
    barcode: maybe(column.text(40)),
    import_id: maybe(column.id),
  },
  {
    indices: [
      { name: 'catalogue_copies_of_book', columns: ['book_id', 'copy_no'], unique: true },
      { name: 'catalogue_copies_barcode', columns: ['barcode'], unique: true },
      { name: 'catalogue_copies_of_import', columns: ['import_id', 'book_id'] },
    ],
  },
)

export function catalogue(sql: Sql, write: (write: Write) => void): Catalogue {
  return {
    async known(keys, withCopies) {
      // a foreign letter makes a key of nothing, and not every engine compares it with one
      const bookKeys = keys.filter((key) => /^[\x20-\x7e]*$/.test(key))
      const byKey = await knownBooks(sql, 'b.book_key', bookKeys)
      const known = new Map(byKey.map((one) => [one.book.bookKey, one]))
      const isbns = bookKeys.flatMap((key) => (known.has(key) || !key.startsWith('isbn:') ? [] : [key.slice(5)]))
      for (const one of await knownBooks(sql, 'b.isbn13', isbns)) known.set(`isbn:${one.book.isbn13}`, one)
      if (!withCopies || known.size === 0) return known
      const copies = await copiesOf(
        sql,
        [...known.values()].map(({ book }) => book.id),
      )
      return new Map([...known].map(([key, one]) => [key, { ...one, copies: copies.get(one.book.id) ?? [] }]))
    },
    keyOf: bookKeyOf,
    async lastBookNo() {
      const row = await one<{ no: number | null }>(sql, 'SELECT MAX(book_no) AS no FROM catalogue_books')
      return row?.no ?? 1_000
    },
    addBooks(books) {
      inserts('catalogue_books', bookColumns, books.map(rowOf)).forEach(write)
    },
    addCopies(copies) {
      inserts('catalogue_copies', copyColumns, copies.map(copyRowOf)).forEach(write)
    },
    async books(bookIds) {
      const books = await knownBooks(sql, 'b.id', bookIds)
      const copies = await copiesOf(sql, bookIds)
      return books.map((one) => ({ ...one, copies: copies.get(one.book.id) ?? [] }))
    },
    async copy(copyId) {
      const row = await one<CopyRow & { title: string }>(
        sql,
        `SELECT c.*, b.title FROM catalogue_copies c JOIN catalogue_books b ON b.id = c.book_id
         WHERE c.id = ? AND c.state <> 'deleted'`,
        [copyId],
      )
      return row && { copy: copyOf(row), title: row.title }
    },
    async owners(barcodes) {
      if (barcodes.length === 0) return []
      const rows = await sql.all<CopyRow & { barcode: string; book_no: number; title: string }>(
        `SELECT c.*, b.book_no, b.title FROM catalogue_copies c JOIN catalogue_books b ON b.id = c.book_id
         WHERE c.barcode IN (${marks(barcodes.length)})`,
        barcodes,
      )
      return rows.map(({ barcode, book_id, book_no, title, id, copy_no }) => ({
        ...{ barcode, bookId: book_id, bookNo: book_no, title, copyId: id, copyNo: copy_no },
      }))
    },
    changeBook(book) {
      const [id, ...values] = rowOf(book)
      const set = bookColumns.slice(1).map((name) => `${name} = ?`)
      write({
        sql: `UPDATE catalogue_books SET ${set.join(', ')} WHERE id = ? AND version = ?`,
        params: [...values, id ?? null, book.version - 1],
        expect: 1,
      })
    },
    changeCopy(copy) {
      write({
        sql: `UPDATE catalogue_copies SET state = ?, call_number = ?, barcode = ?, version = ? WHERE id = ? AND version = ?`,
        params: [stateIn(copy), copy.callNumber, copy.barcode, copy.version, copy.copyId, copy.version - 1],
        expect: 1,
      })
    },
    deleteCopy({ copyId, version }) {
      write({
        sql: `UPDATE catalogue_copies SET state = 'deleted', barcode = NULL, version = ? WHERE id = ? AND version = ?`,
        params: [version, copyId, version - 1],
        expect: 1,
      })
    },
  }
}

/** Books that are not deleted, by this column; without their copies. */
async function knownBooks(sql: Sql, by: string, values: readonly string[]): Promise<KnownBook[]> {
  if (values.length === 0) return []
  const rows = await sql.all<BookRow & { copies: number; last_copy_no: number }>(
    `SELECT b.*,
       (SELECT COUNT(*) FROM catalogue_copies c WHERE c.book_id = b.id AND c.state <> 'deleted') AS copies,
       (SELECT COALESCE(MAX(c.copy_no), 0) FROM catalogue_copies c WHERE c.book_id = b.id) AS last_copy_no
     FROM catalogue_books b WHERE ${by} IN (${marks(values.length)}) AND b.state <> 'deleted'`,
    values,
  )
  return rows.map((row) => ({
    book: bookOf(row),
    count: Number(row.copies),
    lastNo: Number(row.last_copy_no),
    copies: [],
  }))
}

async function copiesOf(sql: Sql, bookIds: readonly BookId[]): Promise<Map<BookId, Copy[]>> {
  const found = new Map<BookId, Copy[]>()
  if (bookIds.length === 0) return found
  const rows = await sql.all<CopyRow>(
    `SELECT * FROM catalogue_copies WHERE book_id IN (${marks(bookIds.length)}) AND state <> 'deleted'
     ORDER BY book_id, copy_no`,
    bookIds,
  )
  for (const row of rows) found.set(row.book_id, [...(found.get(row.book_id) ?? []), copyOf(row)])
  return found
}
