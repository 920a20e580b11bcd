/** Members whose books are late, made quickly. */
import type { Notice } from '../../src/domain/notice.js'
import type { Library } from './library.js'
import { crowd, member, type Member } from './crowd.js'

let books = 0

/** Rents so many books of their own to the member, today. */
export async function rents(library: Library, one: Member, count = 1): Promise<string[]> {
  const titles: string[] = []
  for (let number = 1; number <= count; number += 1) {
    const { bookId, title } = await library.book({ title: `빌린 책 ${++books}` })
    const rented = await library.app.rentBook({ memberId: one.memberId, bookId, commandKey: null })
    if (!rented.ok) throw new Error(`${one.name}: ${rented.refusals[0].kind}`)
    titles.push(title)
  }
  return titles
}

/** Somebody with so many late books, of which nobody has told them yet. */
export async function lateMember(library: Library, name: string, count = 1): Promise<Member & { titles: string[] }> {
  const one = await member(library, name, count * 1_000)
  const titles = await rents(library, one, count)
  library.clock.advanceDays(8)
  return { ...one, titles }
}

/** So many members with one late book each, all of the same title. */
export async function lateMembers(library: Library, count: number): Promise<Member[]> {
  const members = await crowd(library, count, 1_000)
  const { bookId } = await library.book({ title: `같이 읽는 책 ${++books}`, copies: count })
  for (const { memberId } of members) await library.app.rentBook({ memberId, bookId, commandKey: null })
  library.clock.advanceDays(8)
  return members
}

/** What the clock's job does: everybody who is late is found, and their message decided. */
export async function findLate(library: Library): Promise<void> {
  for (const due of await library.app.due.overdueMembers(null, 1_000)) await library.app.chaseOverdue(due)
}

export function noticesOf(library: Library, { memberId }: Member) {
  return library.rows<{ id: Notice['id']; kind: string; state: Notice['state']; channel: Notice['channel'] }>(
    'SELECT id, kind, state, channel FROM notices WHERE member_id = ? ORDER BY id',
    [memberId],
  )
}

/** The letters about the member's notices: how often they were tried, and how they stand. */
export function lettersOf(library: Library, { memberId }: Member) {
  return library.rows<{ state: string; attempts: number; last_error: string | null }>(
    `SELECT l.state, l.attempts, l.last_error FROM letters l JOIN events e ON e.id = l.event_id
     WHERE e.body LIKE ? AND l.reaction <> 'update-board' ORDER BY l.id`,
    [`%${memberId}%`],
  )
}
