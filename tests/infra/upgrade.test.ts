/** A house that was running before there were holds and renewals: everything it had is there, and goes on. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { DataSource } from 'typeorm'
import type { BookId, MemberId, NoticeId, RentalId } from '../../src/domain/ids.js'
import { FirstShelves1732200000001 } from '../../src/infra/db/migrations/0001-first-shelves.js'
import { AgendaJobs1732200000002 } from '../../src/infra/db/migrations/0002-agenda-jobs.js'
import { openPrivacy } from '../../src/infra/privacy.js'
import { complaints } from '../support/audit.js'
import { emptyDatabase, engines, type Engine, type TestDatabase } from '../support/empty-database.js'
import { openLibrary, type Library } from '../support/library.js'
import { kindsOf, valueOf } from '../support/lines.js'

const at = '2026-11-20T03:00:00.000Z'
const now = '2026-12-01T03:00:00.000Z'
const [memberId, bookId, rentalId] = ['member-1' as MemberId, 'book-1' as BookId, 'rental-late' as RentalId]
/** Ids are as long as they are in life. */
const copyId = (number: number) => `copy-${number}`.padEnd(36, '-')

type Value = string | number | null

async function openAsBefore(engine: Engine, { url }: TestDatabase): Promise<DataSource> {
  const migrations = [FirstShelves1732200000001, AgendaJobs1732200000002]
  const dataSource = new DataSource(
    engine === 'sqlite'
      ? { type: 'better-sqlite3', database: url.slice('sqlite:'.length), migrations }
      : { type: 'mariadb', url, migrations },
  )
  await dataSource.initialize()
  await dataSource.runMigrations({ transaction: engine === 'sqlite' ? 'all' : 'none' })
  return dataSource
}

const happened = (id: string, type: string, aggregateId: string, body: object) => ({
  ...{ id, type, version: 1, aggregate_id: aggregateId },
  body: JSON.stringify({ type, ...body }),
  happened_at: at,
})

/** What the house had written by then, table by table. */
function rowsOfThen(): Record<string, Record<string, Value>[]> {
  const privacy = openPrivacy([{ id: '', key: Buffer.alloc(32, 7) }])
  const book = {
    book_no: 1,
    isbn13: null,
    title: '옛 책',
    author: '지은이',
    publisher: '펴낸곳',
    published_year: 2_020,
  }
  const more = { kdc: null, popularity: 0, state: 'in-circulation', version: 1 }
  const rental = { member_id: memberId, book_id: bookId, fee_won: 1_000, rented_at: at, return_key: null }
  const overdue = (of: string) => JSON.stringify({ kind: 'overdue', items: [{ rentalId: of, dueOn: '2026-11-27' }] })
  const toldOf = (of: string) => ({ body: overdue(of), version: 2, created_at: at, told_at: null })
  const notice = { member_id: memberId, kind: 'overdue', ...toldOf('rental-over') }
  const rentedThen = { memberId, bookId, feeWon: 1_000, dueOn: '2026-11-27' }
  const line = { member_id: memberId, balance_after_won: 0, deposit_id: null, written_at: at }
  return {
    catalogue_books: [{ id: bookId, book_key: 'old', fee_won: null, ...book, ...more }],
    catalogue_copies: [1, 2, 3].map((no) => ({
      id: copyId(no),
      book_id: bookId,
      copy_no: no,
      state: 'in-circulation',
      version: 1,
    })),
    titles: [
      {
        book_id: bookId,
        fee_won: 1_000,
        ...book,
        ...more,
        title_norm: '옛책',
        author_norm: '지은이',
        search_text: '옛책 지은이',
      },
    ],
    copies: [1, 2, 3].map((no) => ({
      id: copyId(no),
      book_id: bookId,
      copy_no: no,
      state: 'in-circulation',
      rental_id: no === 1 ? rentalId : null,
      version: 1,
    })),
    members: [
      {
        id: memberId,
        user_key: 'key-of-then',
        name: '옛사람',
        phone_sealed: privacy.seal('01012345678'),
        phone_print: privacy.print('01012345678'),
        consent_version: '1',
        consent_at: at,
        joined_at: at,
      },
    ],
    wallets: [{ member_id: memberId, balance_won: 3_000, version: 3 }],
    deposits: [
      {
        id: 'd-1',
        member_id: memberId,
        amount_won: 5_000,
        state: 'paid',
        page_token: 'page-of-then',
        version: 4,
        requested_at: at,
        settled_at: at,
      },
    ],
    ledger_lines: [
      {
        ...line,
        id: 'l-1',
        line_no: 1,
        kind: 'deposit',
        amount_won: 5_000,
        balance_after_won: 5_000,
        rental_id: null,
        deposit_id: 'd-1',
      },
      {
        ...line,
        id: 'l-2',
        line_no: 2,
        kind: 'rental-fee',
        amount_won: -1_000,
        balance_after_won: 4_000,
        rental_id: rentalId,
      },
      {
        ...line,
        id: 'l-3',
        line_no: 3,
        kind: 'rental-fee',
        amount_won: -1_000,
        balance_after_won: 3_000,
        rental_id: 'rental-over',
      },
    ].map((one) => ({ ...one, idempotency_key: one.rental_id ? `rental:${one.rental_id}` : one.id })),
    rentals: [
      {
        ...rental,
        id: rentalId,
        copy_id: copyId(1),
        open_copy_id: copyId(1),
        open_due_on: '2026-11-27',
        due_on: '2026-11-27',
        returned_at: null,
        command_key: 'tap',
      },
      {
        ...rental,
        id: 'rental-over',
        copy_id: copyId(2),
        open_copy_id: null,
        open_due_on: null,
        due_on: '2026-11-27',
        returned_at: at,
        command_key: null,
      },
    ],
    notices: [
      {
        ...{ ...notice, ...toldOf(rentalId), id: 'notice-waiting', state: 'waiting', version: 1 },
        ...{ task_id: null, sent_at: null, drawn_at: null },
      },
      { ...notice, id: 'notice-accepted', state: 'accepted', task_id: 'task-1', sent_at: at, drawn_at: null },
      { ...notice, id: 'notice-failed', state: 'failed', task_id: 'task-2', sent_at: at, drawn_at: null },
    ],
    notice_items: [
      { notice_id: 'notice-waiting', rental_id: rentalId, due_on: '2026-11-27', step: 1 },
      { notice_id: 'notice-accepted', rental_id: 'rental-over', due_on: '2026-11-27', step: 1 },
      { notice_id: 'notice-failed', rental_id: 'rental-over', due_on: '2026-11-27', step: 2 },
    ],
    events: [
      happened('event-1', 'BookRented', rentalId, { ...rentedThen, rentalId, copyId: copyId(1) }),
      happened('event-2', 'BookRented', 'rental-over', { ...rentedThen, rentalId: 'rental-over', copyId: copyId(2) }),
      happened('event-3', 'BookReturned', 'rental-over', {
        rentalId: 'rental-over',
        memberId,
        bookId,
        copyId: copyId(2),
        returnedOn: '2026-11-20',
      }),
      happened('event-4', 'OverdueFound', memberId, { memberId, rentalIds: [rentalId], noticeId: 'notice-waiting' }),
    ],
    letters: [
      {
        id: 'letter-1',
        event_id: 'event-4',
        reaction: 'send-notice',
        state: 'waiting',
        due_at: at,
        attempts: 2,
        holder: null,
        held_until: null,
        last_error: 'Kakao was away',
      },
    ],
    settings: [{ name: 'kept', value: 'as it was' }],
  }
}

describe.each(engines)('a house of before on %s', (engine) => {
  let database: TestDatabase
  let library: Library
  const then = rowsOfThen()
  beforeAll(async () => {
    database = await emptyDatabase(engine)
    const before = await openAsBefore(engine, database)
    for (const [table, rows] of Object.entries(then))
      for (const row of rows) {
        const marks = Object.keys(row).map(() => '?')
        const text = `INSERT INTO ${table} (${Object.keys(row).join(', ')}) VALUES (${marks.join(', ')})`
        await before.query(text, Object.values(row))
      }
    await before.destroy()
    library = await openLibrary(engine, { database, at: now })
    library.simulator?.person('옛사람')
  })
  afterAll(async () => {
    await library.close()
    await database.drop()
  })

  it('finds the books it had, under the keys that came later', async () => {
    expect(await library.app.views.find('옛')).toEqual([bookId])
    expect(await library.app.views.find('ㅇㅊ')).toEqual([bookId])
  })

  it('keeps every row of every table, and says of notices by which way they went', async () => {
    const isKept = async (table: string, row: Record<string, Value>) => {
      const [key = 'id'] = Object.keys(row)
      const where = `${'id' in row ? 'id' : key} = ?`
      const [found] = await library.rows(`SELECT * FROM ${table} WHERE ${where}`, [row['id'] ?? row[key] ?? null])
      expect(found).toMatchObject(row['state'] === 'failed' ? { ...row, state: 'unreachable' } : row)
    }
    for (const [table, rows] of Object.entries(then)) for (const row of rows) await isKept(table, row)
    expect(await library.rows('SELECT renewals, claimed_at, lost_at FROM rentals')).toEqual([
      { renewals: 0, claimed_at: null, lost_at: null },
      { renewals: 0, claimed_at: null, lost_at: null },
    ])
    expect(await library.rows('SELECT notice_id, channel, outcome FROM notice_sends ORDER BY notice_id')).toEqual([
      { notice_id: 'notice-accepted', channel: 'event-api', outcome: 'accepted' },
      { notice_id: 'notice-failed', channel: 'event-api', outcome: 'failed' },
    ])
    expect(await complaints(library)).toEqual([])
  })

  it('goes on where it was: the waiting notice is sent as the first, the next one follows, books go out and come back', async () => {
    const { app } = library
    expect(await app.views.notice('notice-waiting' as NoticeId)).toMatchObject({ notice: { body: { number: 1 } } })
    await library.rows(`UPDATE members SET user_key = ? WHERE id = ?`, [
      library.simulator?.person('옛사람').botUserKey ?? '',
      memberId,
    ])
    await library.settle()
    const notices = await library.rows<{ id: string; state: string; channel: string | null }>(
      'SELECT id, state, channel FROM notices ORDER BY created_at, id',
    )
    expect(notices).toContainEqual({ id: 'notice-waiting', state: 'accepted', channel: 'event-api' })
    expect(await library.rows('SELECT step FROM notice_items WHERE rental_id = ? ORDER BY step', [rentalId])).toEqual([
      { step: 1 },
      { step: 2 },
    ])

    const rent = () => app.rentBook({ memberId, bookId, commandKey: null })
    expect(kindsOf(await rent())).toEqual(['already-yours'])
    valueOf(await app.returnBook({ memberId, rentalId, commandKey: null }))
    expect(kindsOf(await rent())).toBe('ok')
    const [{ rentalId: again } = {}] = await app.views.rentals(memberId)
    expect(kindsOf(await app.renewRental({ memberId, rentalId: again ?? rentalId, commandKey: null }))).toBe('ok')
    expect(await complaints(library)).toEqual([])
  })
})
