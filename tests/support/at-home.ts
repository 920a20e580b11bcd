/** What a member has at home and waits for, behind the words. */
import type { MemberId } from '../../src/domain/ids.js'
import type { Library } from './library.js'

/** Titles and due days of the open rentals, by title. */
export async function atHome(library: Library, memberId: MemberId): Promise<string[]> {
  const rows = await library.rows<{ title: string; due_on: string }>(
    `SELECT t.title, r.due_on FROM rentals r JOIN titles t ON t.book_id = r.book_id
     WHERE r.member_id = ? AND r.returned_at IS NULL ORDER BY t.title`,
    [memberId],
  )
  return rows.map(({ title, due_on }) => `${title} ${due_on}`)
}

/** Titles and states of all holds, in the order in which they were placed. */
export async function holdsOf(library: Library, memberId: MemberId): Promise<string[]> {
  const rows = await library.rows<{ title: string; state: string }>(
    `SELECT t.title, h.state FROM holds h JOIN titles t ON t.book_id = h.book_id
     WHERE h.member_id = ? ORDER BY h.queued_at, h.id`,
    [memberId],
  )
  return rows.map(({ title, state }) => `${title} ${state}`)
}

/** How many events of that type are about the member. */
export async function eventsOf(library: Library, type: string, memberId: MemberId): Promise<number> {
  const rows = await library.rows('SELECT id FROM events WHERE type = ? AND body LIKE ?', [type, `%${memberId}%`])
  return rows.length
}
