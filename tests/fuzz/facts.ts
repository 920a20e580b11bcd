/** Who and what there is, so that requests can speak of it: of one's own, of somebody else's, and of what is long over. */
import type { Library } from '../support/library.js'

export type Facts = Readonly<Record<string, readonly string[]>>

/** The oldest and the latest of a table, in the order in which they came to be. */
const ends = (column: string, table: string, order = 'id') =>
  `SELECT fact FROM (SELECT ${column} AS fact, ${order} AS place FROM ${table} ORDER BY ${order} LIMIT 30) AS a
   UNION SELECT fact FROM (SELECT ${column} AS fact, ${order} AS place FROM ${table} ORDER BY ${order} DESC LIMIT 60) AS b`

const questions: Readonly<Record<string, string>> = {
  user: ends('user_key', 'members WHERE user_key IS NOT NULL'),
  member: ends('id', 'members'),
  book: ends('book_id', 'titles', 'book_no'),
  bookNo: ends('book_no', 'titles', 'book_no'),
  title: ends('title', 'titles', 'book_no'),
  copy: ends('id', 'catalogue_copies'),
  barcode: ends('barcode', 'catalogue_copies WHERE barcode IS NOT NULL'),
  rental: ends('id', 'rentals'),
  openRental: ends('id', 'rentals WHERE returned_at IS NULL'),
  hold: ends('id', 'holds'),
  notice: ends('id', 'notices'),
  payment: ends('page_token', 'deposits'),
  refund: ends('id', 'refunds'),
  letter: ends('id', 'letters'),
  librarian: ends('id', `librarians WHERE email <> 'boss@library.kr'`),
  import: ends('id', 'imports'),
  note: ends('id', 'member_notes'),
  search: ends('id', 'searches'),
}

export async function lookAround({ rows }: Pick<Library, 'rows'>): Promise<Facts> {
  const answers: Record<string, string[]> = {}
  for (const [kind, question] of Object.entries(questions)) {
    const found = await rows<{ fact: string | number }>(question)
    answers[kind] = found.map(({ fact }) => String(fact)).sort()
  }
  return answers
}

/** The marks for what there is, filled in; of what there is none of, a name of nothing. */
export function fillIn(text: string, facts: Facts, spelt: (fact: string) => string = (fact) => fact): string {
  return text.replace(/⟦(\w+) (\d+)⟧/g, (_mark, kind: string, number: string) => {
    const found = facts[kind] ?? []
    return spelt(found[Number(number) % Math.max(1, found.length)] ?? 'none')
  })
}

/** As it stands inside a string of JSON. */
export const inJson = (fact: string) => JSON.stringify(fact).slice(1, -1)
