/** The desk's books as it looks at them, with what lending says of their copies; and its imports. */
import type { Book, Copy } from '../../domain/book.js'
import type { BookInUse, CopyInUse } from '../../domain/in-use.js'
import { queryWords } from '../../domain/spelling.js'
import { isbnIn } from '../isbn-in.js'
import { booksInUse } from './books-in-use.js'
import { bookOf, type BookRow } from './catalogue-row.js'
import { catalogue } from './catalogue.js'
import { one, onward, type Param, type Sql } from './sql.js'

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

export type BookFilter = {
  readonly standing: 'kept' | 'archived'
  /** Words of title, author or publisher in any spacing and order, an ISBN, or a book's number. */
  readonly text?: string | undefined
  /** Without a copy on the desk's list. */
  readonly isWithoutCopies?: boolean | undefined
  /** The latest first, or by title. */
  readonly order: 'latest' | 'title'
}

/** Where a page ended. */
export type BookPlace = { readonly title: string; readonly bookNo: number }

export type BookListed = Book & { readonly copyCount: number }

const copiesSql = `(SELECT COUNT(*) FROM catalogue_copies c WHERE c.book_id = b.id AND c.state <> 'deleted')`

export async function keptBooks(sql: Sql, filter: BookFilter, limit: number, after?: BookPlace): Promise<BookListed[]> {
  const isLatest = filter.order === 'latest'
  const [behind, place]: Condition = !after
    ? ['', []]
    : isLatest
      ? [' AND b.book_no < ?', [after.bookNo]]
      : [onward('b.title', 'b.book_no', '>'), [after.title, after.title, after.bookNo]]
  const asked = conditionsOf(filter)
  const rows = await sql.all<BookRow & { copies: number }>(
    `SELECT b.*, ${copiesSql} AS copies FROM catalogue_books b WHERE ${asked.map(([text]) => text).join(' AND ')}${behind}
     ORDER BY ${isLatest ? 'b.book_no DESC' : 'b.title, b.book_no'} LIMIT ${Math.trunc(limit)}`,
    [...asked.flatMap(([, params]) => params), ...place],
  )
  return rows.map((row) => ({ ...bookOf(row), copyCount: Number(row.copies) }))
}

type Condition = readonly [text: string, params: readonly Param[]]

function conditionsOf({ standing, text = '', isWithoutCopies }: BookFilter): Condition[] {
  const bookNo = /^#?\d{1,9}$/.test(text.trim()) ? Number(text.trim().replace('#', '')) : null
  const words = queryWords(isbnIn(text) ?? text)
  const has = `INSTR(COALESCE(b.search_text, b.title), ?) > 0`
  const byWords: Condition[] = words.map((word) => [
    bookNo === null ? has : `(${has} OR b.book_no = ?)`,
    bookNo === null ? [word] : [word, bookNo],
  ])
  return [
    ['b.state = ?', [standing === 'archived' ? 'removed' : 'kept']],
    ...byWords,
    ...(isWithoutCopies ? [[`${copiesSql} = 0`, []] as const] : []),
  ]
}
