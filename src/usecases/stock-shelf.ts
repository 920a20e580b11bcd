/** Lending hears what the catalogue did and keeps its own shelf. Harmless when repeated and when out of order. */
import type { CatalogueEvent, CopyFacts, CopyState, Event } from '../domain/events.js'
import type { BookId } from '../domain/ids.js'
import { ok, type Result } from '../domain/result.js'
import { searchTextOf } from '../domain/search.js'
import { instantOf } from '../domain/time.js'
import type { Letter } from './ports/letters.js'
import type { KnownTitle, PutCopy, PutTitle } from './ports/shelf.js'
import type { Tx } from './tx.js'

export async function stockShelf(tx: Tx, letters: readonly Letter[], holder: string): Promise<Result<null>> {
  const events = letters.map((letter) => letter.event).filter(isCatalogueEvent)
  const known = await tx.shelf.known([...new Set(events.map((event) => event.bookId))])
  mustHaveComeBefore(events, known)
  const titles = titlesIn(tx, events, known)
  tx.shelf.put(titles)
  tx.shelf.putCopies(events.flatMap(copiesIn))
  const standing = new Map([...known, ...titles.map(asKnown)])
  for (const event of events) {
    const found = standing.get(event.bookId)
    if (event.type === 'BookRemoved' && found && found.version < event.version)
      tx.shelf.remove(event.bookId, event.version, found)
    const copy = copyIn(event)
    if (copy) tx.shelf.setCopy(copy, instantOf(tx.now))
  }
  tx.letters.delivered(letters, holder)
  return ok(null)
}

/** A book cannot leave a shelf it has not reached: its removal waits for its registration, which is still on the way. */
function mustHaveComeBefore(events: readonly CatalogueEvent[], known: ReadonlyMap<BookId, KnownTitle>): void {
  const comes = new Set(events.flatMap((event) => ('book' in event ? [event.bookId] : [])))
  for (const { type, bookId } of events)
    if (type === 'BookRemoved' && !known.has(bookId) && !comes.has(bookId))
      throw new Error(`book ${bookId} was removed before lending heard of it`)
}

/** The newest record of each title, where it is newer than what lending has. */
function titlesIn(tx: Tx, events: readonly CatalogueEvent[], known: ReadonlyMap<BookId, KnownTitle>): PutTitle[] {
  const newest = new Map<BookId, Extract<CatalogueEvent, { book: unknown }>>()
  for (const event of events) {
    if (event.type !== 'BookRegistered' && event.type !== 'BookChanged') continue
    const best = Math.max(newest.get(event.bookId)?.version ?? 0, known.get(event.bookId)?.version ?? 0)
    if (event.version > best) newest.set(event.bookId, event)
  }
  return [...newest.values()].map(({ bookId, version, book }) => ({
    bookId,
    version,
    book,
    feeWon: book.feeWon ?? tx.rules.feeWon,
    foundBefore: known.get(bookId) ?? null,
  }))
}

/** As it stands once it is put. */
function asKnown({ bookId, version, book }: PutTitle): [BookId, KnownTitle] {
  return [bookId, { bookNo: book.bookNo, version, searchText: searchTextOf(book) }]
}

/** Copies that come onto the shelf; in which state is news of its own. */
function copiesIn(event: CatalogueEvent): PutCopy[] {
  const { bookId } = event
  if (event.type === 'BookRegistered') return event.copies.map((copy) => ({ ...marked(copy), bookId, version: 1 }))
  return event.type === 'CopyAdded' ? [{ ...marked(event), bookId, version: event.version }] : []
}

/** The copy as the event says it is now. */
function copyIn(event: CatalogueEvent): (PutCopy & { state: CopyState }) | null {
  if (event.type !== 'CopyStateChanged' && event.type !== 'CopyChanged' && event.type !== 'CopyWithdrawn') return null
  const state = event.type === 'CopyWithdrawn' ? 'withdrawn' : event.state
  return { ...marked(event), bookId: event.bookId, version: event.version, state }
}

/** Before events told of marks, no copy had any. */
function marked({ copyId, copyNo, callNumber = null, barcode = null }: CopyFacts) {
  return { copyId, copyNo, callNumber, barcode }
}

const catalogueEvents: ReadonlySet<Event['type']> = new Set<CatalogueEvent['type']>([
  'BookRegistered',
  'BookChanged',
  'BookRemoved',
  'CopyAdded',
  'CopyChanged',
  'CopyWithdrawn',
  'CopyStateChanged',
])

function isCatalogueEvent(event: Event): event is CatalogueEvent {
  return catalogueEvents.has(event.type)
}
