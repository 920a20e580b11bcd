/** How a book or a copy leaves the desk's list: not while somebody has it, and without a trace only when nobody ever had. */
import { bookChanged, copyStateChanged, copyWithdrawn, type Book, type Copy } from './book.js'
import { mustBeAsSeen, mustBeKept } from './book-change.js'
import type { StaleEdit } from './deed.js'
import type { CatalogueEvent } from './events.js'
import type { ImportId } from './ids.js'
import type { BookInUse, CopyInUse } from './in-use.js'
import { ok, refuse, refusedBy, type Result } from './result.js'
import type { Day } from './time.js'

export type InTheWay =
  | { kind: 'on-loan'; title: string; copies: readonly { copyNo: number; dueOn: Day }[] }
  | { kind: 'set-aside'; title: string; copyNos: readonly number[] }
  | { kind: 'members-waiting'; title: string; waiting: number }

export type RemoveBookRefusal =
  { kind: 'unknown-book' } | { kind: 'book-archived'; title: string } | StaleEdit | InTheWay
export type RemoveCopyRefusal = { kind: 'unknown-copy' } | StaleEdit | InTheWay

export type BookAtDesk = { readonly book: Book; readonly copies: readonly Copy[]; readonly inUse: BookInUse }

export type BookRemoved = {
  readonly how: 'deleted' | 'archived'
  readonly book: Book
  readonly deletedCopies: readonly Copy[]
  readonly events: readonly CatalogueEvent[]
}

/** Archived when it was ever lent, or when that is asked for; otherwise deleted with its copies. */
export function decideRemoveBook(
  facts: BookAtDesk | null,
  version: number,
  mustStay: boolean,
): Result<BookRemoved, RemoveBookRefusal> {
  const refused = mustBeKept(facts?.book ?? null) ?? mustBeAsSeen(facts?.book ?? null, version)
  if (!facts || refused) return refused ?? refuse({ kind: 'unknown-book' })
  const { book, copies, inUse } = facts
  const inTheWay = refusedBy(whatIsInTheWay(book, copies, inUse))
  if (inTheWay) return inTheWay
  return ok(mustStay || inUse.wasLent ? archive(book) : remove(book, copies))
}

/** An archived book is kept again, with the copies it had. */
export function decideRestoreBook(
  book: Book | null,
  version: number,
): Result<{ book: Book; event: CatalogueEvent | null }, { kind: 'unknown-book' } | StaleEdit> {
  if (!book || book.standing === 'deleted') return refuse({ kind: 'unknown-book' })
  const stale = mustBeAsSeen(book, version)
  if (stale) return stale
  if (book.standing === 'kept') return ok({ book, event: null })
  const kept: Book = { ...book, standing: 'kept', version: book.version + 1 }
  return ok({ book: kept, event: bookChanged(kept) })
}

export type CopyRemoved = {
  readonly how: 'deleted' | 'withdrawn'
  readonly copy: Copy
  readonly event: CatalogueEvent | null
}

/** Withdrawn when it was ever lent, otherwise off the list. */
export function decideRemoveCopy(
  facts: { readonly copy: Copy; readonly title: string; readonly use: CopyInUse | null } | null,
  version: number,
): Result<CopyRemoved, RemoveCopyRefusal> {
  if (!facts) return refuse({ kind: 'unknown-copy' })
  const { copy, title, use } = facts
  const stale = mustBeAsSeen(copy, version)
  if (stale) return stale
  const inTheWay = refusedBy(useOf(title, [[copy, use]]))
  return inTheWay ?? ok(removedCopy(copy, use))
}

/** What of a book an undone import takes back. */
export type BookUndone = {
  /** As it is afterwards, when the book goes, too. */
  readonly book: Book | null
  readonly copies: readonly CopyRemoved[]
  readonly events: readonly CatalogueEvent[]
}

/**
 * The import's copies that nobody has go. A book it brought goes with its last copy, unless somebody waits for it; everything
 * that was lent once stays in the archive.
 */
export function decideUndoBook({ book, copies, inUse }: BookAtDesk, importId: ImportId): BookUndone {
  const isMine = (copy: Copy) => copy.importId === importId
  const isBusy = (copy: Copy) => useOf('', [[copy, inUse.copies.get(copy.copyId) ?? null]]).length > 0
  const gone = copies
    .filter((copy) => isMine(copy) && !isBusy(copy))
    .map((copy) => removedCopy(copy, inUse.copies.get(copy.copyId) ?? null))
  const goneIds = new Set(gone.map(({ copy }) => copy.copyId))
  const isLeft = copies.some((copy) => !goneIds.has(copy.copyId) && copy.state !== 'withdrawn')
  const bookGoes = book.importId === importId && book.standing === 'kept' && !isLeft && inUse.waiting === 0
  const othersLeft = copies.some((copy) => !goneIds.has(copy.copyId))
  const removed = !bookGoes ? null : inUse.wasLent || othersLeft ? archive(book) : remove(book, [])
  return {
    book: removed?.book ?? null,
    copies: gone.filter(({ event }) => event !== null),
    events: [...gone.flatMap(({ event }) => event ?? []), ...(removed?.events ?? [])],
  }
}

/** Why the book cannot go now; the most telling first. */
function whatIsInTheWay({ title }: Book, copies: readonly Copy[], { copies: used, waiting }: BookInUse): InTheWay[] {
  return [
    ...useOf(
      title,
      copies.map((copy) => [copy, used.get(copy.copyId) ?? null]),
    ),
    ...(waiting > 0 ? [{ kind: 'members-waiting', title, waiting } as const] : []),
  ]
}

function useOf(title: string, copies: readonly (readonly [Copy, CopyInUse | null])[]): InTheWay[] {
  const onLoan = copies.flatMap(([{ copyNo }, use]) => (use?.dueOn ? [{ copyNo, dueOn: use.dueOn }] : []))
  const copyNos = copies.flatMap(([{ copyNo }, use]) => (use?.isSetAside ? [copyNo] : []))
  return [
    ...(onLoan.length > 0 ? [{ kind: 'on-loan', title, copies: onLoan } as const] : []),
    ...(copyNos.length > 0 ? [{ kind: 'set-aside', title, copyNos } as const] : []),
  ]
}

function removedCopy(copy: Copy, use: CopyInUse | null): CopyRemoved {
  if (use?.wasLent) {
    if (copy.state === 'withdrawn') return { how: 'withdrawn', copy, event: null }
    const withdrawn: Copy = { ...copy, state: 'withdrawn', version: copy.version + 1 }
    return { how: 'withdrawn', copy: withdrawn, event: copyStateChanged(withdrawn) }
  }
  const deleted = deletedCopy(copy)
  return { how: 'deleted', copy: deleted, event: copyWithdrawn(deleted) }
}

function deletedCopy(copy: Copy): Copy {
  return { ...copy, barcode: null, state: 'withdrawn', version: copy.version + 1 }
}

function archive(book: Book): BookRemoved {
  const archived: Book = { ...book, standing: 'archived', version: book.version + 1 }
  return { how: 'archived', book: archived, deletedCopies: [], events: [gone(archived)] }
}

/** Its number stays taken, its key is free for the next who brings the same book. */
function remove(book: Book, copies: readonly Copy[]): BookRemoved {
  const deleted: Book = { ...book, bookKey: `gone:${book.id}`, standing: 'deleted', version: book.version + 1 }
  const deletedCopies = copies.map(deletedCopy)
  return { how: 'deleted', book: deleted, deletedCopies, events: [...deletedCopies.map(copyWithdrawn), gone(deleted)] }
}

function gone({ id, version }: Book): CatalogueEvent {
  return { type: 'BookRemoved', bookId: id, version }
}
