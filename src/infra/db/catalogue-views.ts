/** The desk's books as it looks at them, with what lending says of their copies; and its imports. */
import type { Book, Copy } from '../../domain/book.js'
import type { BookInUse, CopyInUse } from '../../domain/in-use.js'
import { booksInUse } from './books-in-use.js'
import { bookOf, type BookRow } from './catalogue-row.js'
import { catalogue } from './catalogue.js'
import { one, type Sql } from './sql.js'

export type BookKept = {
  readonly book: Book
  readonly copies: readonly (Copy & { readonly use: CopyInUse | null })[]
  readonly waiting: number
  readonly wasLent: boolean
}

/** `null` for a number that was never given, or of which the book is deleted. */
export async function keptBook(sql: Sql, bookNo: number): Promise<BookKept | null> {
  const row = await one<BookRow>(sql, 'SELECT * FROM catalogue_books WHERE book_no = ?', [bookNo])
  const [kept] = row ? await catalogue(sql, () => undefined).books([row.id]) : []
  if (!kept) return null
  const inUse: BookInUse | undefined = (await booksInUse(sql, [kept.book.id])).get(kept.book.id)
  return {
    book: kept.book,
    copies: kept.copies.map((copy) => ({ ...copy, use: inUse?.copies.get(copy.copyId) ?? null })),
    waiting: inUse?.waiting ?? 0,
    wasLent: inUse?.wasLent ?? false,
  }
}

export type BookFilter = { readonly standing: 'kept' | 'archived' }

/** In the order of their numbers. */
export async function keptBooks(
  sql: Sql,
  { standing }: BookFilter,
  afterBookNo: number,
  limit: number,
): Promise<Book[]> {
  const rows = await sql.all<BookRow>(
    `SELECT * FROM catalogue_books WHERE book_no > ? AND state = ? ORDER BY book_no LIMIT ${Math.trunc(limit)}`,
    [afterBookNo, standing === 'archived' ? 'removed' : 'kept'],
  )
  return rows.map(bookOf)
}
