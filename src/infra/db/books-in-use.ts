/** Who has a book, and who waits for it: what lending answers when the desk wants to take it away. */
import type { BookId, CopyId } from '../../domain/ids.js'
import type { BookInUse, CopyInUse } from '../../domain/in-use.js'
import type { Day } from '../../domain/time.js'
import { marks, type Sql } from './sql.js'

type CopyUseRow = {
  book_id: BookId
  copy_id: CopyId
  is_set_aside: number
  due_on: Day | null
  rentals: number
}

export async function booksInUse(sql: Sql, bookIds: readonly BookId[]): Promise<Map<BookId, BookInUse>> {
  if (bookIds.length === 0) return new Map()
  const these = `IN (${marks(bookIds.length)})`
  const copies = await sql.all<CopyUseRow>(
    `SELECT u.book_id, u.copy_id, MAX(u.is_set_aside) AS is_set_aside, MAX(u.due_on) AS due_on, SUM(u.rentals) AS rentals
     FROM (SELECT book_id, copy_id, 0 AS is_set_aside, open_due_on AS due_on, 1 AS rentals FROM rentals WHERE book_id ${these}
           UNION ALL
           SELECT book_id, id, 1, NULL, 0 FROM copies WHERE book_id ${these} AND hold_id IS NOT NULL) u
     GROUP BY u.book_id, u.copy_id`,
    [...bookIds, ...bookIds],
  )
  const lines = await sql.all<{ book_id: BookId; waiting: number }>(
    `SELECT book_id, COUNT(*) AS waiting FROM holds WHERE state IN ('waiting', 'ready') AND book_id ${these} GROUP BY book_id`,
    bookIds,
  )
  const found = new Map<BookId, BookInUse & { copies: Map<CopyId, CopyInUse> }>()
  const of = (bookId: BookId) => found.get(bookId) ?? { waiting: 0, wasLent: false, copies: new Map() }
  for (const row of copies) {
    const book = of(row.book_id)
    const wasLent = Number(row.rentals) > 0
    book.copies.set(row.copy_id, { dueOn: row.due_on, isSetAside: Number(row.is_set_aside) === 1, wasLent })
    found.set(row.book_id, { ...book, wasLent: book.wasLent || wasLent })
  }
  for (const { book_id, waiting } of lines) found.set(book_id, { ...of(book_id), waiting: Number(waiting) })
  return found
}
