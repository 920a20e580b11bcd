/** What the librarian keeps: bibliographic records and the copies on the shelf. */
import type { BookRecord } from './catalogue-record.js'
import type { BookFacts, CatalogueEvent, CopyMarks, CopyState } from './events.js'
import type { BookId, CopyId, ImportId } from './ids.js'

export type Book = Required<BookFacts> & {
  readonly id: BookId
  /** What makes two records the same book, across files and runs. */
  readonly bookKey: string
  /** Archived: out of the house, but its past is kept. Deleted: only its number is, so that it is never given again. */
  readonly standing: 'kept' | 'archived' | 'deleted'
  readonly version: number
  /** The import that brought it; `null` when a person did. */
  readonly importId: ImportId | null
}

/** A copy on the desk's list. */
export type Copy = CopyMarks & {
  readonly copyId: CopyId
  readonly bookId: BookId
  readonly copyNo: number
  readonly state: CopyState
  readonly version: number
  /** The import that brought it; `null` when a person did. */
  readonly importId: ImportId | null
}

/** Of a known book only the copies that the marks are compared with; `count` and `lastNo` are of all of them. */
export type KnownBook = {
  readonly book: Book
  readonly count: number
  readonly lastNo: number
  readonly copies: readonly Copy[]
}

/** What a catalogue file did to a record: new here, more or better marked copies of a book we have, or nothing to do. */
export type StockOutcome = 'taken' | 'joined' | 'unchanged' | 'archived'

export type StockAsked = {
  readonly record: BookRecord
  /** The shelf should hold at least this many copies; it never loses any. */
  readonly copiesAtLeast: number
  /** What the lines of now say of their copies, in order. */
  readonly marks: readonly CopyMarks[]
  readonly known: KnownBook | null
  /** Those of the barcodes that stand on copies of other books. */
  readonly takenBarcodes: ReadonlySet<string>
  readonly importId: ImportId | null
  readonly nextBookNo: () => number
  readonly newBookId: () => BookId
  readonly newCopyId: () => CopyId
}

export type StockDecided = {
  readonly outcome: StockOutcome
  readonly newBook: Book | null
  readonly newCopies: readonly Copy[]
  /** Copies that had no barcode and have one now. */
  readonly marked: readonly Copy[]
  /** They stand on other books' copies, so theirs were left out. */
  readonly refusedBarcodes: readonly string[]
  readonly events: readonly CatalogueEvent[]
}

export const nothingToStock = {
  outcome: 'unchanged',
  newBook: null,
  newCopies: [],
  marked: [],
  refusedBarcodes: [],
  events: [],
} as const satisfies StockDecided

/** What a line of a catalogue file changes. The same line twice changes nothing the second time. */
export function decideStock(asked: StockAsked): StockDecided {
  const { known, marks, takenBarcodes } = asked
  if (known && known.book.standing !== 'kept') return { ...nothingToStock, outcome: 'archived' }
  const own = new Set(known?.copies.map(({ barcode }) => barcode))
  const barcodes = marks.flatMap(({ barcode }) => barcode ?? [])
  const refusedBarcodes = barcodes.filter((barcode) => takenBarcodes.has(barcode))
  const fresh = marks.filter(({ barcode }) => barcode !== null && !own.has(barcode) && !takenBarcodes.has(barcode))
  const marked = markBareCopies(known?.copies ?? [], fresh)
  const unplaced = fresh.slice(marked.length)
  const count = Math.max(unplaced.length, asked.copiesAtLeast - refusedBarcodes.length - (known?.count ?? 0))
  if (!known && count <= 0) return { ...nothingToStock, refusedBarcodes }

  const book = known?.book ?? newBookOf(asked)
  const newBook = known ? null : book
  const newCopies = marksOfNew(marks, unplaced, count).map((own, index): Copy => ({
    ...own,
    copyId: asked.newCopyId(),
    bookId: book.id,
    copyNo: (known?.lastNo ?? 0) + index + 1,
    state: 'in-circulation',
    version: 1,
    importId: asked.importId,
  }))
  return {
    outcome: newBook ? 'taken' : newCopies.length + marked.length > 0 ? 'joined' : 'unchanged',
    newBook,
    newCopies,
    marked,
    refusedBarcodes,
    events: newBook ? [registered(newBook, newCopies)] : [...newCopies.map(copyAdded), ...marked.map(copyChanged)],
  }
}

/** Copies in circulation that have no barcode take those that are new, the oldest first: nothing is counted twice. */
function markBareCopies(copies: readonly Copy[], fresh: readonly CopyMarks[]): Copy[] {
  const bare = copies.filter(({ barcode, state }) => barcode === null && state === 'in-circulation')
  return fresh.slice(0, bare.length).flatMap((marks, place) =>
    bare.slice(place, place + 1).map((copy) => ({
      ...copy,
      barcode: marks.barcode,
      callNumber: copy.callNumber ?? marks.callNumber,
      version: copy.version + 1,
    })),
  )
}

/** So many new copies: every barcode that is to be placed, and of the lines without one the last, in the order of the lines. */
function marksOfNew(marks: readonly CopyMarks[], unplaced: readonly CopyMarks[], count: number): CopyMarks[] {
  const bare = marks.filter(({ barcode }) => barcode === null)
  const bareCount = Math.max(0, count - unplaced.length)
  const chosen = new Set([...unplaced, ...bare.slice(Math.max(0, bare.length - bareCount))])
  const known = marks.filter((one) => chosen.has(one))
  const unmarked = Array.from({ length: Math.max(0, count - known.length) }, () => ({
    callNumber: null,
    barcode: null,
  }))
  return [...known, ...unmarked]
}

function newBookOf({ record, importId, newBookId, nextBookNo }: StockAsked): Book {
  const { isbn13, title, author, publisher, publishedYear, kdc, feeWon, popularity, volume, series, coverUrl } = record
  return {
    ...{ isbn13, title, author, publisher, publishedYear, kdc, feeWon, popularity, volume, series, coverUrl },
    id: newBookId(),
    bookKey: record.bookKey,
    bookNo: nextBookNo(),
    standing: 'kept',
    version: 1,
    importId,
  }
}

export function registered(book: Book, copies: readonly Copy[]): CatalogueEvent {
  const facts = copies.map(({ copyId, copyNo, callNumber, barcode }) => ({ copyId, copyNo, callNumber, barcode }))
  return { type: 'BookRegistered', bookId: book.id, version: book.version, book: factsOf(book), copies: facts }
}

export function bookChanged(book: Book): CatalogueEvent {
  return { type: 'BookChanged', bookId: book.id, version: book.version, book: factsOf(book) }
}

export function copyAdded(copy: Copy): CatalogueEvent {
  return { type: 'CopyAdded', ...markedFacts(copy) }
}

export function copyChanged(copy: Copy): CatalogueEvent {
  return { type: 'CopyChanged', state: copy.state, ...markedFacts(copy) }
}

export function copyStateChanged(copy: Copy): CatalogueEvent {
  return { type: 'CopyStateChanged', state: copy.state, ...markedFacts(copy) }
}

export function copyWithdrawn(copy: Copy): CatalogueEvent {
  return { type: 'CopyWithdrawn', ...markedFacts(copy) }
}

function markedFacts({ bookId, copyId, copyNo, callNumber, barcode, version }: Copy) {
  return { bookId, copyId, copyNo, callNumber, barcode, version }
}

/** What the world may know of a book. */
function factsOf(book: Book): Required<BookFacts> {
  const { bookNo, isbn13, title, author, publisher, publishedYear, kdc, feeWon, popularity } = book
  const { volume, series, coverUrl } = book
  return {
    ...{ bookNo, isbn13, title, author, publisher, publishedYear, kdc, feeWon, popularity },
    ...{ volume, series, coverUrl },
  }
}
