/** The desk keeps its books: registers one by hand, corrects it, and takes it out of the house. Lending hears by letter. */
import type { Book, Copy } from '../domain/book.js'
import {
  decideChange,
  decideRegister,
  type BookFields,
  type ChangeBookRefusal,
  type RegisterRefusal,
} from '../domain/book-change.js'
import {
  decideRemoveBook,
  decideRestoreBook,
  type BookAtDesk,
  type BookRemoved,
  type RemoveBookRefusal,
} from '../domain/book-removal.js'
import type { StaleEdit } from '../domain/deed.js'
import type { CatalogueEvent, CopyMarks } from '../domain/events.js'
import type { BookId, CopyId } from '../domain/ids.js'
import type { BookInUse } from '../domain/in-use.js'
import { ok, type Result } from '../domain/result.js'
import { differing } from './differing.js'
import { ownersOf } from './keep-copies.js'
import type { Tx } from './tx.js'

export type RegisterInput = BookFields & { readonly copies: readonly CopyMarks[] }

export async function registerBook(
  tx: Tx,
  { copies, ...fields }: RegisterInput,
): Promise<Result<{ book: Book; copies: readonly Copy[] }, RegisterRefusal>> {
  const bookKey = tx.catalogue.keyOf(fields)
  const same = (await tx.catalogue.known([bookKey], false)).get(bookKey)
  const decided = decideRegister({
    fields,
    bookKey,
    bookNo: (await tx.catalogue.lastBookNo()) + 1,
    bookId: tx.newId<BookId>(),
    copies: copies.map((marks) => ({ ...marks, copyId: tx.newId<CopyId>() })),
    same: same?.book ?? null,
    owners: await ownersOf(tx, copies),
  })
  if (!decided.ok) return decided
  const { book, copies: made, event } = decided.value
  tx.catalogue.addBooks([book])
  tx.catalogue.addCopies(made)
  tx.emit(event)
  const after = { ...toldOf(book), copies: made.length }
  tx.record({ action: 'book-registered', subject: book.id, before: null, after })
  return ok({ book, copies: made })
}

export type ChangeBookInput = {
  readonly bookId: BookId
  /** As it was when the librarian looked. */
  readonly version: number
  /** The fee, too: `null` leaves it to the house. */
  readonly changes: Partial<BookFields>
}

export async function changeBook(
  tx: Tx,
  { bookId, version, changes }: ChangeBookInput,
): Promise<Result<Book, ChangeBookRefusal>> {
  const [kept] = await tx.catalogue.books([bookId])
  const { keyOf } = tx.catalogue
  const isbnKey = changes.isbn13 ? `isbn:${changes.isbn13}` : null
  const same = isbnKey === null ? null : (await tx.catalogue.known([isbnKey], false)).get(isbnKey)
  const isOther = same && same.book.id !== bookId
  const decided = decideChange({
    book: kept?.book ?? null,
    version,
    changes,
    same: isOther ? same.book : null,
    keyOf,
  })
  if (!decided.ok) return decided
  if (kept && decided.value.event) recordChange(tx, kept.book, decided.value.book)
  return ok(keep(tx, decided.value))
}

function recordChange(tx: Tx, was: Book, is: Book): void {
  const [before, after] = differing(toldOf(was), toldOf(is))
  tx.record({ action: 'book-changed', subject: is.id, before, after })
}

/** `event: null`: it is so already. */
function keep(tx: Tx, { book, event }: { book: Book; event: CatalogueEvent | null }): Book {
  if (event) {
    tx.catalogue.changeBook(book)
    tx.emit(event)
  }
  return book
}

export type RemoveBookInput = {
  readonly bookId: BookId
  readonly version: number
  /** Into the archive, even if it was never lent. */
  readonly mustStay?: boolean
}

export async function removeBook(
  tx: Tx,
  { bookId, version, mustStay = false }: RemoveBookInput,
): Promise<Result<Pick<BookRemoved, 'how'>, RemoveBookRefusal>> {
  const [facts = null] = await booksAtDesk(tx, [bookId])
  const decided = decideRemoveBook(facts, version, mustStay)
  if (!decided.ok) return decided
  const { how, book, deletedCopies, events } = decided.value
  tx.catalogue.changeBook(book)
  for (const copy of deletedCopies) tx.catalogue.deleteCopy(copy)
  for (const event of events) tx.emit(event)
  tx.record({ action: 'book-removed', subject: bookId, before: null, after: { bookNo: book.bookNo, how } })
  return ok({ how })
}

export type RestoreBookInput = { readonly bookId: BookId; readonly version: number }

export async function restoreBook(
  tx: Tx,
  { bookId, version }: RestoreBookInput,
): Promise<Result<Book, { kind: 'unknown-book' } | StaleEdit>> {
  const [kept] = await tx.catalogue.books([bookId])
  const decided = decideRestoreBook(kept?.book ?? null, version)
  if (!decided.ok) return decided
  const { book, event } = decided.value
  if (event) tx.record({ action: 'book-restored', subject: bookId, before: null, after: { bookNo: book.bookNo } })
  return ok(keep(tx, decided.value))
}

/** What the audit log keeps of a book. */
function toldOf({
  bookNo,
  isbn13,
  title,
  author,
  publisher,
  publishedYear,
  kdc,
  feeWon,
  volume,
  series,
  coverUrl,
}: Book) {
  return { bookNo, isbn13, title, author, publisher, publishedYear, kdc, feeWon, volume, series, coverUrl }
}

const nobodys: BookInUse = { waiting: 0, wasLent: false, copies: new Map() }

/** The books as the desk keeps them, with what lending says of them. */
export async function booksAtDesk(tx: Tx, bookIds: readonly BookId[]): Promise<BookAtDesk[]> {
  const books = await tx.catalogue.books(bookIds)
  const inUse = await tx.shelf.inUse(bookIds)
  return books.map(({ book, copies }) => ({ book, copies, inUse: inUse.get(book.id) ?? nobodys }))
}
