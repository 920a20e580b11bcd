/** What the desk's news says of titles and copies, for whoever keeps a picture of their own. */
import type { CatalogueEvent, CopyFacts, CopyState, Event } from '../domain/events.js'
import type { BookId } from '../domain/ids.js'
import type { PutCopy } from './ports/shelf.js'

/** Copies that come onto the shelf; in which state is news of its own. */
export function copiesIn(event: CatalogueEvent): PutCopy[] {
  const { bookId } = event
  if (event.type === 'BookRegistered') return event.copies.map((copy) => ({ ...marked(copy), bookId, version: 1 }))
  return event.type === 'CopyAdded' ? [{ ...marked(event), bookId, version: event.version }] : []
}

/** The copy as the event says it is now. */
export function copyIn(event: CatalogueEvent): (PutCopy & { state: CopyState }) | null {
  if (event.type !== 'CopyStateChanged' && event.type !== 'CopyChanged' && event.type !== 'CopyWithdrawn') return null
  const state = event.type === 'CopyWithdrawn' ? 'withdrawn' : event.state
  return { ...marked(event), bookId: event.bookId, version: event.version, state }
}

/** The newest record of each title among them, where it is newer than the version that is known. */
export function newestRecords(
  events: readonly CatalogueEvent[],
  knownVersion: (bookId: BookId) => number,
): Extract<CatalogueEvent, { book: unknown }>[] {
  const newest = new Map<BookId, Extract<CatalogueEvent, { book: unknown }>>()
  for (const event of events) {
    if (event.type !== 'BookRegistered' && event.type !== 'BookChanged') continue
    const best = Math.max(newest.get(event.bookId)?.version ?? 0, knownVersion(event.bookId))
    if (event.version > best) newest.set(event.bookId, event)
  }
  return [...newest.values()]
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

export function isCatalogueEvent(event: Event): event is CatalogueEvent {
  return catalogueEvents.has(event.type)
}
