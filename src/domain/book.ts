/** What the librarian keeps: bibliographic records and the copies on the shelf. */
import type { BookRecord } from './catalogue-record.js'
import type { BookFacts, CatalogueEvent, CopyFacts } from './events.js'
import type { BookId, CopyId } from './ids.js'

export type Book = BookFacts & {
  readonly id: BookId
  /** What makes two records the same book, across files and runs. */
  readonly bookKey: string
  readonly isRemoved: boolean
  readonly version: number
}

/** What a catalogue file did to a record: new here, more copies of a book we have, or nothing to do. */
export type StockOutcome = 'taken' | 'joined' | 'unchanged'

export type StockAsked = {
  readonly record: BookRecord
  /** The shelf should hold at least this many copies; it never loses any. */
  readonly copiesAtLeast: number
  readonly known: { readonly book: Book; readonly copies: number; readonly lastCopyNo: number } | null
  readonly nextBookNo: () => number
  readonly newBookId: () => BookId
  readonly newCopyId: () => CopyId
}

export type StockDecided = {
  readonly outcome: StockOutcome
  readonly book: Book
  readonly copies: readonly CopyFacts[]
  readonly events: readonly CatalogueEvent[]
}

/** What a line of a catalogue file changes. The same line twice changes nothing the second time. */
export function decideStock(asked: StockAsked): StockDecided {
  const { record, known, copiesAtLeast } = asked
  if (!known) {
    const book: Book = {
      id: asked.newBookId(),
      bookKey: record.bookKey,
      bookNo: asked.nextBookNo(),
      isbn13: record.isbn13,
      title: record.title,
      author: record.author,
      publisher: record.publisher,
      publishedYear: record.publishedYear,
      kdc: record.kdc,
      feeWon: record.feeWon,
      popularity: record.popularity,
      isRemoved: false,
      version: 1,
    }
    const copies = newCopies(0, copiesAtLeast, asked.newCopyId)
    return { outcome: 'taken', book, copies, events: [registered(book, copies)] }
  }
  const copies = newCopies(known.lastCopyNo, copiesAtLeast - known.copies, asked.newCopyId)
  const { book } = known
  return {
    outcome: copies.length > 0 ? 'joined' : 'unchanged',
    book,
    copies,
    events: copies.map((copy) => ({ type: 'CopyAdded', bookId: book.id, ...copy, version: 1 })),
  }
}

function newCopies(lastNo: number, count: number, newId: () => CopyId): CopyFacts[] {
  return Array.from({ length: Math.max(0, count) }, (_, index) => ({ copyId: newId(), copyNo: lastNo + index + 1 }))
}

function registered(book: Book, copies: readonly CopyFacts[]): CatalogueEvent {
  return { type: 'BookRegistered', bookId: book.id, version: book.version, book: factsOf(book), copies }
}

/** What the world may know of a book. */
function factsOf(book: Book): BookFacts {
  const { bookNo, isbn13, title, author, publisher, publishedYear, kdc, feeWon, popularity } = book
  return { bookNo, isbn13, title, author, publisher, publishedYear, kdc, feeWon, popularity }
}
