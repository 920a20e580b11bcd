/** Lending hears what the catalogue did and keeps its own shelf. Harmless when repeated and when out of order. */
import type { CatalogueEvent } from '../domain/events.js'
import type { BookId } from '../domain/ids.js'
import { ok, type Result } from '../domain/result.js'
import { searchTextOf } from '../domain/spelling.js'
import { instantOf } from '../domain/time.js'
import { indexed } from '../domain/title-index.js'
import { copiesIn, copyIn, isCatalogueEvent, newestRecords } from './news-of-books.js'
import type { Letter } from './ports/letters.js'
import type { KnownTitle, PutTitle } from './ports/shelf.js'
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
  return newestRecords(events, (bookId) => known.get(bookId)?.version ?? 0).map(({ bookId, version, book }) => ({
    bookId,
    version,
    book,
    feeWon: book.feeWon ?? tx.rules.feeWon,
    foundBefore: known.get(bookId) ?? null,
  }))
}

/** As it stands once it is put. */
function asKnown({ bookId, version, book }: PutTitle): [BookId, KnownTitle] {
  const filed = { ...indexed({ ...book, series: book.series ?? null }), isInFull: true }
  return [bookId, { bookNo: book.bookNo, version, searchText: searchTextOf(book), filed }]
}
