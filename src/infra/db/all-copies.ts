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
  copy_no: number | null
  title: string
  author: string
  isbn13: string | null
  call_number: string | null
  barcode: string | null
  state: KeptState
}

/**
 * By book and number. So many books are taken at once, and their copies sorted: the order of two tables stands in no index, so the
 * whole rest of the list would be sorted for every part of it.
 */
export async function allCopies(sql: Sql, limit: number, after?: CopyPlace): Promise<CopyInList[]> {
  const most = Math.trunc(limit)
  const found: CopyInList[] = []
  for (let { bookNo, copyNo } = after ?? { bookNo: 0, copyNo: 0 }; ; copyNo = 0) {
    const rows = await sql.all<Row>(
      `SELECT b.book_no, c.copy_no, b.title, b.author, b.isbn13, c.call_number, c.barcode, c.state
       FROM (SELECT id, book_no, title, author, isbn13 FROM catalogue_books
             WHERE book_no >= ? ORDER BY book_no LIMIT ${most + 1}) b
       LEFT JOIN catalogue_copies c ON c.book_id = b.id AND c.state <> 'deleted' AND (b.book_no > ? OR c.copy_no > ?)
       ORDER BY b.book_no, c.copy_no`,
      [bookNo, bookNo, copyNo],
    )
    found.push(...rows.flatMap(({ copy_no, ...row }) => (copy_no === null ? [] : copyOf({ ...row, copy_no }))))
    const last = rows.at(-1)
    if (last === undefined || found.length >= most) return found.slice(0, most)
    bookNo = last.book_no + 1
  }
}

function copyOf(row: Row & { copy_no: number }): CopyInList {
  return {
    bookNo: row.book_no,
    copyNo: row.copy_no,
    title: row.title,
    author: row.author,
    isbn13: row.isbn13,
    callNumber: row.call_number,
    barcode: row.barcode,
    state: copyStateOf(row.state),
  }
}
