/** Books and copies as they stand in the rows of the desk's tables. */
import type { Book, Copy } from '../../domain/book.js'
import type { CopyState } from '../../domain/events.js'
import type { BookId, CopyId, ImportId } from '../../domain/ids.js'
import { searchTextOf } from '../../domain/spelling.js'
import type { Param } from './sql.js'

export type BookRow = {
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
  state: 'kept' | 'removed' | 'deleted'
  version: number
  volume: string | null
  series: string | null
  cover_url: string | null
  import_id: ImportId | null
  /** `null` where a version before this one has written the row. */
  search_text: string | null
}

export type CopyRow = {
  id: CopyId
  book_id: BookId
  copy_no: number
  state: KeptState
  version: number
  call_number: string | null
  barcode: string | null
  import_id: ImportId | null
}

export const bookColumns = [
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
  'volume',
  'series',
  'cover_url',
  'import_id',
  'search_text',
] as const

export const copyColumns = [
  'id',
  'book_id',
  'copy_no',
  'state',
  'version',
  'call_number',
  'barcode',
  'import_id',
] as const

/** As a copy in circulation is called in this table. */
const kept = 'kept'

/** What stands in this table of a copy; of one that is off the list only the number. */
export type KeptState = Exclude<CopyState, 'in-circulation'> | typeof kept | 'deleted'

export function copyStateOf(state: KeptState): CopyState {
  return state === kept ? 'in-circulation' : state === 'deleted' ? 'withdrawn' : state
}

export function bookOf(row: BookRow): Book {
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
    volume: row.volume,
    series: row.series,
    coverUrl: row.cover_url,
    standing: row.state === 'removed' ? 'archived' : row.state,
    version: row.version,
    importId: row.import_id,
  }
}

export function rowOf(book: Book): Param[] {
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
    book.standing === 'archived' ? 'removed' : book.standing,
    book.version,
    book.volume,
    book.series,
    book.coverUrl,
    book.importId,
    searchTextOf(book),
  ]
}

export function copyOf(row: CopyRow): Copy {
  return {
    copyId: row.id,
    bookId: row.book_id,
    copyNo: row.copy_no,
    state: copyStateOf(row.state),
    version: row.version,
    callNumber: row.call_number,
    barcode: row.barcode,
    importId: row.import_id,
  }
}

export function copyRowOf(copy: Copy): Param[] {
  const { copyId, bookId, copyNo, version, callNumber, barcode, importId } = copy
  return [copyId, bookId, copyNo, stateIn(copy), version, callNumber, barcode, importId]
}

export function stateIn({ state }: Copy): KeptState {
  return state === 'in-circulation' ? kept : state
}
