/** The desk's own tables, and lending's own picture of them. */
import type { Book } from '../../domain/book.js'
import type { BookFacts, CopyFacts, CopyState } from '../../domain/events.js'
import type { BookId, CopyId } from '../../domain/ids.js'
import type { Instant } from '../../domain/time.js'

/** The desk's own tables. No story of lending, membership or points touches them. */
export type Catalogue = {
  /** `copies`: in every state, so that a list that knows of a lost one does not make up for it. */
  known(bookKeys: readonly string[]): Promise<Map<string, { book: Book; copies: number; lastCopyNo: number }>>
  lastBookNo(): Promise<number>
  addBooks(books: readonly Book[]): void
  addCopies(copies: readonly (CopyFacts & { bookId: BookId })[]): void
  copy(copyId: CopyId): Promise<{ copy: CopyFacts & { bookId: BookId }; state: CopyState; version: number } | null>
  /** The copy is in another state; only on the version before. */
  changeCopy(copyId: CopyId, state: CopyState, version: number): void
}

export type KnownTitle = { readonly version: number; readonly searchText: string }

export type PutTitle = {
  readonly bookId: BookId
  readonly version: number
  readonly book: BookFacts
  readonly feeWon: number
  /** `null` for a title lending has not heard of. */
  readonly foundBefore: KnownTitle | null
}

/** Lending's own picture of what can be rented, fed by the catalogue's events only. */
export type Shelf = {
  /** The titles lending already knows: in which version, and under which text they are found. */
  known(bookIds: readonly BookId[]): Promise<Map<BookId, KnownTitle>>
  /** Puts new titles, and known ones over what was found before; only while that is still what stands there. */
  put(titles: readonly PutTitle[]): void
  remove(bookId: BookId, version: number): void
  putCopies(copies: readonly { copyId: CopyId; bookId: BookId; copyNo: number; version: number }[]): void
  /** The copy's state, if the news is newer than what lending knows; a lost one marks the rental it is out with. */
  setCopyState(
    copy: { copyId: CopyId; bookId: BookId; copyNo: number; version: number; state: CopyState },
    at: Instant,
  ): void
}
