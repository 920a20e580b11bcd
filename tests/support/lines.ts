/** Members in line for a book, and what became of their holds. */
import type { CopyState } from '../../src/domain/events.js'
import type { BookId, CopyId, HoldId, RentalId } from '../../src/domain/ids.js'
import type { Refusal, Result } from '../../src/domain/result.js'
import { crowd, type Member } from './crowd.js'
import { deliverAll } from './happens.js'
import type { Library } from './library.js'

let titles = 0

/** A book of its own, all its copies out, each with a member of its own. */
export async function bookOut(library: Library, copies = 1) {
  const book = await library.book({ title: `기다리는 책 ${++titles}`, copies })
  const readers = await crowd(library, copies, 10_000)
  const rentals: RentalId[] = []
  for (const { memberId } of readers) rentals.push(await rentalIn(library, memberId, book.bookId))
  const [reader] = readers
  const [rentalId] = rentals
  if (!reader || !rentalId) throw new Error('nobody has it')
  const givesBack = async (number = 0) => {
    const [one, rental] = [readers[number], rentals[number]]
    if (one && rental)
      valueOf(await library.app.returnBook({ memberId: one.memberId, rentalId: rental, commandKey: null }))
  }
  return { ...book, reader, rentalId, readers, rentals, givesBack }
}

/** So many members in line for the book, in this order. */
export async function inLine(library: Library, bookId: BookId, count: number) {
  const members: (Member & { holdId: HoldId })[] = []
  for (const one of await crowd(library, count, 10_000))
    members.push({ ...one, holdId: await heldBy(library, one, bookId) })
  return members
}

/** The member gets in line, a moment after everybody before. */
export async function heldBy(library: Library, { memberId }: Pick<Member, 'memberId'>, bookId: BookId) {
  const { hold } = valueOf(await library.app.holdBook({ memberId, bookId, commandKey: null }))
  return hold.id
}

export async function rentalIn(
  library: Library,
  memberId: Member['memberId'],
  bookId: BookId,
  commandKey: string | null = null,
): Promise<RentalId> {
  return valueOf(await library.app.rentBook({ memberId, bookId, commandKey })).rental.id
}

export function valueOf<T, R extends Refusal>(result: Result<T, R>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusals)}`)
  return result.value
}

/** `ok`, or the reasons why not. */
export function kindsOf<T, R extends Refusal>(result: Result<T, R>): 'ok' | string[] {
  return result.ok ? 'ok' : result.refusals.map(({ kind }) => kind)
}

/** How each of these holds stands: its state, and its place or its last pickup day. */
export async function standing(library: Library, members: readonly (Member & { holdId: HoldId })[]) {
  return Promise.all(
    members.map(async ({ memberId, holdId }) => {
      const [row] = await library.rows<{ state: string }>('SELECT state FROM holds WHERE id = ?', [holdId])
      const held = (await library.app.views.holds(memberId)).find((one) => one.holdId === holdId)
      if (!held) return row?.state ?? 'unknown'
      return held.place.kind === 'ready' ? `ready until ${held.place.until}` : `waiting ${held.place.position}`
    }),
  )
}

/** What the member was told unasked, by kind. */
export async function toldKinds(library: Library, { memberId }: Pick<Member, 'memberId'>): Promise<string[]> {
  const told = await library.rows<{ kind: string }>(
    `SELECT kind FROM notices WHERE member_id = ? AND state IN ('accepted', 'delivered') ORDER BY created_at, id`,
    [memberId],
  )
  return told.map(({ kind }) => kind)
}

export async function copiesOf(library: Library, bookId: BookId) {
  return library.rows<{ id: CopyId; state: string; rental_id: RentalId | null; hold_id: HoldId | null }>(
    'SELECT id, state, rental_id, hold_id FROM copies WHERE book_id = ? ORDER BY copy_no',
    [bookId],
  )
}

/** Everything the member has comes back. */
export async function givesAllBack(library: Library, { memberId }: Pick<Member, 'memberId'>): Promise<void> {
  for (const { rentalId } of await library.app.views.rentals(memberId))
    valueOf(await library.app.returnBook({ memberId, rentalId, commandKey: null }))
}

/** The desk changes a copy, and lending has heard of it. */
export async function deskSays(library: Library, copyId: CopyId | undefined, state: CopyState): Promise<void> {
  if (!copyId) throw new Error('there is no such copy')
  valueOf(await library.app.changeCopyState({ copyId, state }))
  await deliverAll(library)
}
