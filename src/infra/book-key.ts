/** Under which key is a record known: by its ISBN, or by everything that makes it itself. */
import { createHash } from 'node:crypto'
import { bookIdentity, type BookRecord } from '../domain/catalogue-record.js'

export function bookKeyOf(
  book: Pick<BookRecord, 'isbn13' | 'title' | 'author' | 'publisher' | 'publishedYear'>,
): string {
  return book.isbn13 ? `isbn:${book.isbn13}` : `text:${createHash('sha256').update(bookIdentity(book)).digest('hex')}`
}
