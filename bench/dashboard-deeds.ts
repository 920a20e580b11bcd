/** The desk's pages, and what each would be if it asked the tables of lending. */
import { addDays, type Day } from '../src/domain/time.js'
import type { Param } from '../src/infra/db/sql.js'
import { pair } from './cast.js'
import type { Deed, Place } from './deeds.js'
import { timed } from './timed.js'

type Query = readonly [text: string, params: readonly Param[]]

function page(name: string, path: (place: Place) => string, queries: (place: Place) => readonly Query[]): Deed {
  return {
    name,
    ours: (place) => timed(() => place.desk.get(path(place))),
    bare: (place) =>
      timed(async () => {
        for (const [text, params] of queries(place)) await place.sql.all(text, params)
      }),
  }
}

const shown = `r.id, r.rented_at, r.due_on, r.returned_at, r.fee_won, t.title, t.book_no, m.name`
const joined = `FROM rentals r JOIN titles t ON t.book_id = r.book_id LEFT JOIN members m ON m.id = r.member_id`
const rows = (condition: string, order: string) =>
  `SELECT ${shown} ${joined} WHERE ${condition} ORDER BY ${order} LIMIT 51`

const someone = ({ members }: Place) => Math.floor(members / 2)
const weeks = 8

export const dashboardDeeds: readonly Deed[] = [
  page(
    'how the house stands, and eight weeks',
    () => `/dashboard?weeks=${weeks}`,
    ({ today }) => [
      [
        `SELECT COUNT(*), SUM(CASE WHEN open_due_on < ? THEN 1 ELSE 0 END), SUM(CASE WHEN open_due_on = ? THEN 1 ELSE 0 END)
         FROM rentals WHERE open_due_on IS NOT NULL`,
        [today, today],
      ],
      ['SELECT COUNT(*), SUM(balance_won), SUM(bonus_won) FROM wallets', []],
      ...daysOf(addDays(today, -7 * weeks)),
    ],
  ),
  page(
    'the board, the latest first',
    () => '/board?limit=50',
    () => [[rows('1 = 1', 'r.rented_at DESC, r.id DESC'), []]],
  ),
  page(
    'late books',
    () => '/board?status=late&sort=dueOn&limit=50',
    ({ today }) => [[rows('r.open_due_on < ?', 'r.open_due_on, r.id'), [today]]],
  ),
  page(
    'returned books, the latest first',
    () => '/board?status=returned&sort=-ended&limit=50',
    () => [[rows('r.returned_at IS NOT NULL', 'r.returned_at DESC, r.id DESC'), []]],
  ),
  page(
    'rentals by a part of the member’s name',
    (place) => `/board?limit=50&member=${encodeURIComponent(`원${someone(place)}`)}`,
    (place) => [[rows('INSTR(m.name, ?) > 0', 'r.rented_at DESC, r.id DESC'), [`원${someone(place)}`]]],
  ),
  page(
    'a member’s history',
    (place) => `/board/members/${pair(someone(place)).memberId}/history?limit=50`,
    (place) => [[rows('r.member_id = ?', 'r.rented_at DESC, r.id DESC'), [pair(someone(place)).memberId]]],
  ),
  page(
    'a copy’s history',
    (place) => `/board/copies/${pair(someone(place)).copyId}/history?limit=50`,
    (place) => [[rows('r.copy_id = ?', 'r.rented_at DESC, r.id DESC'), [pair(someone(place)).copyId]]],
  ),
  page(
    'members who are late, with what they were told',
    () => '/overdue?limit=50',
    ({ today }) => [
      [
        `SELECT r.member_id, MIN(r.open_due_on) AS since, COUNT(*) FROM rentals r WHERE r.open_due_on < ?
         GROUP BY r.member_id ORDER BY since, r.member_id LIMIT 51`,
        [today],
      ],
    ],
  ),
]

/** What happened from that day on, counted by the day. */
function daysOf(from: Day): Query[] {
  const by = (at: string) => `SUBSTR(${at}, 1, 10)`
  return [
    [`SELECT ${by('rented_at')}, COUNT(*) FROM rentals WHERE rented_at >= ? GROUP BY ${by('rented_at')}`, [from]],
    [`SELECT ${by('returned_at')}, COUNT(*) FROM rentals WHERE returned_at >= ? GROUP BY ${by('returned_at')}`, [from]],
    [
      `SELECT ${by('written_at')}, kind, SUM(amount_won) FROM ledger_lines WHERE written_at >= ?
       GROUP BY ${by('written_at')}, kind`,
      [from],
    ],
  ]
}
