/** The desk's own tables, and lending's own picture of them. */
import type { Book, Copy, KnownBook } from '../../domain/book.js'
import type { BarcodeOwner, BookFields } from '../../domain/book-change.js'
import type { BookFacts, CopyMarks, CopyState } from '../../domain/events.js'
import type { BookId, CopyId } from '../../domain/ids.js'
import type { BookInUse } from '../../domain/in-use.js'
import type { Instant } from '../../domain/time.js'
import type { FiledTitle } from '../../domain/title-index.js'

/** The desk's own tables. No story of lending, membership or points touches them. */
export type Catalogue = {
  /**
   * The books of these keys, or of the ISBN in a key. `count`: copies in every state, so that a list that knows of a lost
   * one does not make up for it. The copies themselves only when they are asked for.
   */
  known(bookKeys: readonly string[], withCopies: boolean): Promise<Map<string, KnownBook>>
  /** The key under which a record is known. */
  keyOf(fields: Pick<BookFields, 'isbn13' | 'title' | 'author' | 'publisher' | 'publishedYear'>): string
  lastBookNo(): Promise<number>
  addBooks(books: readonly Book[]): void
  addCopies(copies: readonly Copy[]): void
  /** The books with their copies; deleted ones are nowhere. */
  books(bookIds: readonly BookId[]): Promise<KnownBook[]>
  copy(copyId: CopyId): Promise<{ copy: Copy; title: string } | null>
  /** On which copies these barcodes stand. */
  owners(barcodes: readonly string[]): Promise<BarcodeOwner[]>
  /** The book as it is now; only on the version before. */
  changeBook(book: Book): void
  /** The copy as it is now; only on the version before. */
  changeCopy(copy: Copy): void
  /** The copy is on the list no more, and its number is never given again; only on the version before. */
  deleteCopy(copy: Copy): void
}

export type KnownTitle = {
  readonly bookNo: number
  readonly version: number
  readonly searchText: string
  /** As it is filed to be found; `null` when it is not yet. */
  readonly filed: FiledTitle | null
}

export type PutTitle = {
  readonly bookId: BookId
  readonly version: number
  readonly book: BookFacts
  readonly feeWon: number
  /** `null` for a title lending has not heard of. */
  readonly foundBefore: KnownTitle | null
}

export type PutCopy = CopyMarks & {
  readonly copyId: CopyId
  readonly bookId: BookId
  readonly copyNo: number
  readonly version: number
}

/** Lending's own picture of what can be rented, fed by the catalogue's events only. */
export type Shelf = {
  /** The titles lending already knows: in which version, and under which text they are found. */
  known(bookIds: readonly BookId[]): Promise<Map<BookId, KnownTitle>>
  /** Puts new titles, and known ones over what was found before; only while that is still what stands there. */
  put(titles: readonly PutTitle[]): void
  /** The title is found no more; only while it still stands there as it was found. */
  remove(bookId: BookId, version: number, found: KnownTitle): void
  putCopies(copies: readonly PutCopy[]): void
  /** The copy, if the news is newer than what lending knows; a lost one marks the rental it is out with. */
  setCopy(copy: PutCopy & { state: CopyState }, at: Instant): void
  /** Who has these books, and who waits for them; nothing of a book that was never asked for. */
  inUse(bookIds: readonly BookId[]): Promise<Map<BookId, BookInUse>>
}
