/** The desk's copies from the first to the last, part by part: for a file. */
import type { CopyState } from '../../domain/events.js'
import { copyStateOf, type KeptState } from './catalogue-row.js'
import type { Sql } from './sql.js'

export type CopyPlace = { readonly bookNo: number; readonly copyNo: number }

export type CopyInList = CopyPlace & {
  readonly title: string
  readonly author: string
  readonly isbn13: string | null
  readonly callNumber: string | null
  readonly barcode: string | null
  readonly state: CopyState
}

type Row = {
  book_no: number
  copy_no: number
  title: string
  author: string
  isbn13: string | null
  call_number: string | null
  barcode: string | null
  state: KeptState
}

/** By book and number. */
export async function allCopies(sql: Sql, limit: number, after?: CopyPlace): Promise<CopyInList[]> {
  const { bookNo = 0, copyNo = 0 } = after ?? {}
  const rows = await sql.all<Row>(
    `SELECT b.book_no, c.copy_no, b.title, b.author, b.isbn13, c.call_number, c.barcode, c.state
     FROM catalogue_books b JOIN catalogue_copies c ON c.book_id = b.id
     WHERE c.state <> 'deleted' AND b.book_no >= ? AND (b.book_no > ? OR c.copy_no > ?)
     ORDER BY b.book_no, c.copy_no LIMIT ${Math.trunc(limit)}`,
    [bookNo, bookNo, copyNo],
  )
  return rows.map((row) => ({
    bookNo: row.book_no,
    copyNo: row.copy_no,
    title: row.title,
    author: row.author,
    isbn13: row.isbn13,
    callNumber: row.call_number,
    barcode: row.barcode,
    state: copyStateOf(row.state),
  }))
}
