/** The status board hears what happened. Harmless when repeated and when out of order: it looks again at whatever is named. */
import { bareMonth } from '../domain/history.js'
import type { MemberId, RentalId } from '../domain/ids.js'
import { ok, type Result } from '../domain/result.js'
import { dayOf, instantOf, minutesAfter, type Day } from '../domain/time.js'
import { copiesIn, copyIn, isCatalogueEvent, newestRecords } from './news-of-books.js'
import type { Letter } from './ports/letters.js'
import type { Tx } from './tx.js'

export async function updateBoard(tx: Tx, letters: readonly Letter[], holder: string): Promise<Result<null>> {
  const events = letters.map(({ event }) => event)
  const ofBooks = events.filter(isCatalogueEvent)
  const others = letters.filter(({ event }) => !isCatalogueEvent(event))
  const forgotten = distinct(
    events.flatMap((one) => (one.type === 'HistoryForgotten' || one.type === 'MemberLeft' ? [one.memberId] : [])),
  )
  const months = await monthsOf(tx, forgotten)
  const days = distinct(others.flatMap(daysIn)).sort()

  tx.board.openDays(days)
  tx.board.putBooks(newestRecords(ofBooks, () => 0).map(({ bookId, version, book }) => ({ bookId, version, ...book })))
  tx.board.putCopies(ofBooks.flatMap((one) => copiesIn(one).map((copy) => ({ ...copy, state: 'in-circulation' }))))
  tx.board.putCopies(ofBooks.flatMap((one) => copyIn(one) ?? []))
  tx.board.copyMembers(distinct(others.flatMap(membersIn)))
  tx.board.copyRentals(distinct(others.flatMap(rentalsIn)))
  tx.board.forget(forgotten, months)
  tx.board.countDays(days)
  tx.letters.delivered(letters, holder)
  return ok(null)
}

/** What was forgotten before is named in the event no more. */
function membersIn({ event }: Letter): MemberId[] {
  return 'memberId' in event ? [event.memberId] : []
}

function rentalsIn({ event }: Letter): RentalId[] {
  return 'rentalId' in event ? [event.rentalId] : []
}

function daysIn({ event, happenedAt }: Letter): Day[] {
  const happenedOn = dayOf(new Date(happenedAt))
  return event.type === 'BookReturned' ? [happenedOn, event.returnedOn] : [happenedOn]
}

const monthMinutes = 31 * 24 * 60

/** The months under which the board finds what is nobody's now; of what it has not heard yet, lately. */
async function monthsOf(tx: Tx, forgotten: readonly MemberId[]): Promise<string[]> {
  if (forgotten.length === 0) return []
  const ends = (await tx.board.endsOfForgotten(forgotten)).filter((at) => at !== '')
  const lately = [instantOf(tx.now), instantOf(minutesAfter(tx.now, -monthMinutes))]
  return distinct([...ends, ...lately].map(bareMonth))
}

function distinct<T>(all: readonly T[]): T[] {
  return [...new Set(all)]
}
