/**
 * A library that has been open for three years, filled in bulk past the stories: twenty rentals for every member and every
 * title, one of them open. The statements make the rows themselves, so that a million take a minute and not an hour.
 */
import type { Sql, Write } from '../src/infra/db/sql.js'
import type { Day } from '../src/domain/time.js'
import { feeWon } from './cast.js'

/** Rentals of each member and of each title. */
export const rentalsEach = 20
/** So many are late, however many there are. */
export const lateRentals = 200

const atATime = 40_000

/** From so many rentals to so many: each a whole number of `rentalsEach`. */
export async function fill(sql: Sql, from: number, to: number, today: Day): Promise<void> {
  const speak = sql.dialect === 'sqlite' ? sqlite : mariadb
  const [first, end] = [from / rentalsEach, to / rentalsEach]
  for (const [table, rows] of perMember(speak)) await inPortions(sql, speak, table, rows, first, end)
  for (const [table, rows] of perRental(speak, today, first, end - first))
    await inPortions(sql, speak, table, rows, from, to)
  await sql.carryOut([
    bulk('DELETE FROM board_days'),
    bulk(`INSERT INTO board_days (day, rentals, returns, kakao_pay_won, cash_won, fees_won, refunds_won)
          SELECT SUBSTR(began_at, 1, 10), COUNT(*), COUNT(*), 0, 0, COUNT(*) * ${feeWon}, 0 FROM board_rows
          GROUP BY SUBSTR(began_at, 1, 10)`),
  ])
  const filled = [
    ...['members', 'wallets', 'titles', 'copies', 'catalogue_books', 'catalogue_copies', 'rentals', 'ledger_lines'],
    ...['board_rows', 'board_members', 'board_books', 'board_copies'],
  ].join(', ')
  if (sql.dialect === 'sqlite') await sql.carryOut([bulk('ANALYZE')])
  else await sql.all(`ANALYZE TABLE ${filled}`)
}

/** Columns by what stands in them, in words of SQL; `n` is the number of the row. */
type Rows = Readonly<Record<string, string>>

function perMember({ id, wide }: Speech): [table: string, rows: Rows][] {
  const [member, book, copy] = [id('a', 'n'), id('c', 'n'), id('d', 'n')]
  const title = `CONCAT('이름 없는 책 ', n + 1)`
  const bookFields = { book_id: book, book_no: 'n + 1', title, title_norm: `CONCAT('이름없는책', n + 1)`, version: '1' }
  const isOut = { rental_id: id('f', `n * ${rentalsEach}`) }
  const copyFields = { book_id: book, copy_no: '1', state: `'in-circulation'`, version: '1' }
  return [
    [
      'members',
      {
        ...{ id: member, user_key: wide('n', 66), name: `CONCAT('회원', n)`, phone_sealed: `''`, phone_print: member },
        ...{ consent_version: `'1'`, consent_at: openedAt, joined_at: openedAt, channel: `'friend'` },
        // or the clock would begin to forget three years of it
        keeps_history: '1',
      },
    ],
    ['wallets', { member_id: member, balance_won: '10000', version: `${rentalsEach + 1}` }],
    [
      'titles',
      {
        ...{ ...bookFields, author: `'지은이'`, publisher: `'펴낸곳'`, published_year: '2020', fee_won: `${feeWon}` },
        ...{ popularity: 'n % 1000', state: `'in-circulation'`, author_norm: `'지은이'`, search_text: title },
      },
    ],
    ['copies', { id: copy, ...copyFields, ...isOut }],
    [
      'catalogue_books',
      {
        ...{
          id: book,
          book_no: 'n + 1',
          book_key: `CONCAT('bench:', n)`,
          title,
          author: `'지은이'`,
          publisher: `'펴낸곳'`,
        },
        ...{ published_year: '2020', popularity: 'n % 1000', state: `'kept'`, version: '1', search_text: title },
      },
    ],
    ['catalogue_copies', { id: copy, ...copyFields, state: `'kept'` }],
    ['board_members', { member_id: member, name: `CONCAT('회원', n)`, balance_won: '10000', bonus_won: '0' }],
    ['board_books', bookFields],
    ['board_copies', { copy_id: copy, ...copyFields }],
  ]
}

const openedAt = `'2023-11-01T00:00:00.000Z'`

/** The twentieth rental of a title is the one that is open. `first`, `count`: the members and titles of these rentals. */
function perRental({ id, divided, daysFrom }: Speech, today: Day, first: number, count: number): [string, Rows][] {
  const nth = `(n % ${rentalsEach})`
  const bookNumber = divided('n', rentalsEach)
  const isOpen = `n % ${rentalsEach} = 0`
  const memberNumber = `(${first} + (${bookNumber} - ${first} + ${nth} * 37) % ${count})`
  const [rental, member] = [id('f', 'n'), id('a', memberNumber)]
  const [book, copy] = [id('c', bookNumber), id('d', bookNumber)]
  const isLate = `n < ${lateRentals * rentalsEach}`
  const daysOut = `CASE WHEN ${isLate} THEN 8 ELSE 1 + ${bookNumber} % 6 END`
  const daysAgo = `CASE WHEN ${isOpen} THEN ${daysOut} ELSE ${nth} * 50 + ${bookNumber} % 40 END`
  const at = (day: string) => `CONCAT(${day}, 'T03:00:00.000Z')`
  const rentedOn = daysFrom(today, `-(${daysAgo})`)
  const dueOn = daysFrom(today, `7 - (${daysAgo})`)
  const returnedAt = at(daysFrom(today, `6 - (${daysAgo})`))
  const when = (open: string, closed: string) => `CASE WHEN ${isOpen} THEN ${open} ELSE ${closed} END`
  const whose = { member_id: member, book_id: book, copy_id: copy }
  return [
    [
      'rentals',
      {
        ...{ id: rental, ...whose, open_copy_id: when(copy, 'NULL'), open_due_on: when(dueOn, 'NULL') },
        ...{ fee_won: `${feeWon}`, rented_at: at(rentedOn), due_on: dueOn, returned_at: when('NULL', returnedAt) },
        // the one renewal that the usual rules allow
        renewals: when('1', '0'),
      },
    ],
    [
      'ledger_lines',
      {
        ...{
          id: id('b', 'n'),
          member_id: member,
          line_no: `2 + ${nth}`,
          kind: `'rental-fee'`,
          amount_won: `-${feeWon}`,
        },
        ...{ balance_after_won: '10000', rental_id: rental, idempotency_key: `CONCAT('rental:', ${rental})` },
        written_at: at(rentedOn),
      },
    ],
    [
      'board_rows',
      {
        ...{ id: rental, kind: `'rental'`, state: when(`'open'`, `'returned'`), ...whose, began_at: at(rentedOn) },
        ...{ due_on: dueOn, ended_at: when(`''`, returnedAt), renewals: when('1', '0'), fee_won: `${feeWon}` },
      },
    ],
  ]
}

async function inPortions(sql: Sql, speak: Speech, table: string, rows: Rows, from: number, to: number): Promise<void> {
  for (let begin = from; begin < to; begin += atATime) {
    const numbers = speak.numbers(begin, Math.min(begin + atATime, to))
    const columns = Object.keys(rows).join(', ')
    await sql.carryOut([
      bulk(`INSERT INTO ${table} (${columns}) SELECT ${Object.values(rows).join(', ')} FROM ${numbers}`),
    ])
  }
}

function bulk(text: string): Write {
  return { sql: text, params: [], isBulk: true }
}

/** What the engines do not say in the same words. */
type Speech = {
  /** A number in hexadecimal digits, so many of them. */
  wide(number: string, digits: number): string
  /** As `pair` makes them. */
  id(kind: string, number: string): string
  divided(number: string, by: number): string
  daysFrom(day: Day, days: string): string
  /** A table of one column `n`, the end not included. */
  numbers(from: number, to: number): string
}

const speech = (engine: Omit<Speech, 'id'>): Speech => ({
  ...engine,
  id: (kind, number) => `CONCAT('01930000-000${kind}-7000-8000-', ${engine.wide(number, 12)})`,
})
const mariadb = speech({
  wide: (number, digits) => `LPAD(LOWER(HEX(${number})), ${digits}, '0')`,
  divided: (number, by) => `(${number} DIV ${by})`,
  daysFrom: (day, days) => `DATE_FORMAT(DATE_ADD('${day}', INTERVAL ${days} DAY), '%Y-%m-%d')`,
  numbers: (from, to) => `(SELECT seq AS n FROM seq_${from}_to_${to - 1}) numbers`,
})
const sqlite = speech({
  wide: (number, digits) => `PRINTF('%0${digits}x', ${number})`,
  divided: (number, by) => `(${number} / ${by})`,
  daysFrom: (day, days) => `DATE('${day}', CONCAT(${days}, ' days'))`,
  numbers: (from, to) =>
    `(WITH RECURSIVE numbers(n) AS (SELECT ${from} UNION ALL SELECT n + 1 FROM numbers WHERE n < ${to - 1}) SELECT n FROM numbers)`,
})
