/** Some of a member's books, a row each that leads to the book. */
import type { Button, Output } from 'kakao-i-openbuilder-sdk-types'
import type { RentedBook } from '../usecases/views.js'
import { listCard } from './reply.js'
import { sayNumbered } from './words.js'

export function listOfRentals(
  heading: string,
  books: readonly RentedBook[],
  describe: (book: RentedBook) => string,
  buttons: readonly Button[] = [],
): Output {
  const rows = books.map((book) => ({
    title: book.title,
    description: describe(book),
    say: sayNumbered(book),
    tap: { do: 'book', bookId: book.bookId } as const,
  }))
  return listCard(heading, rows, buttons)
}
