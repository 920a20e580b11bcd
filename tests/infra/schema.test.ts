/** The tables as the migrations leave them: as the code knows them, and with a last guard against what must never be. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { DataSource } from 'typeorm'
import { openDataSource } from '../../src/infra/db/data-source.js'
import { emptyDatabase, engines, type TestDatabase } from '../support/empty-database.js'
import { emptyLibrary, statementsFor } from '../support/empty-library.js'

const at = '2026-11-28T03:00:00.000Z'
const wallet = (member: string, won: number) =>
  `INSERT INTO wallets (member_id, balance_won, version) VALUES ('${member}', ${won}, 0)`
const rental = (id: string, copy: string, more: { open?: boolean; command?: string } = {}) =>
  `INSERT INTO rentals (id, member_id, book_id, copy_id, open_copy_id, fee_won, rented_at, due_on, command_key)
   VALUES ('${id}', 'm', 'b', '${copy}', ${more.open === false ? 'NULL' : `'${copy}'`}, 1000, '${at}', '2026-12-05',
           ${more.command ? `'${more.command}'` : 'NULL'})`
const line = (id: string, no: number, key: string) =>
  `INSERT INTO ledger_lines (id, member_id, line_no, kind, amount_won, balance_after_won, idempotency_key, written_at)
   VALUES ('${id}', 'm', ${no}, 'deposit', 1, 1, '${key}', '${at}')`
const deposit = (id: string, token: string, more: { command?: string; tid?: string } = {}) =>
  `INSERT INTO deposits (id, member_id, amount_won, state, page_token, command_key, tid, version, requested_at)
   VALUES ('${id}', 'm', 1000, 'ready', '${token}', ${more.command ? `'${more.command}'` : 'NULL'},
           ${more.tid ? `'${more.tid}'` : 'NULL'}, 1, '${at}')`
const person = (id: string, key: string, phone: string) =>
  `INSERT INTO members (id, user_key, name, phone_sealed, phone_print, consent_version, consent_at, joined_at)
   VALUES ('${id}', '${key}', '이름', 'sealed', '${phone}', '1', '${at}', '${at}')`
const letter = (id: string, event: string, reaction: string) =>
  `INSERT INTO letters (id, event_id, reaction, state, due_at, attempts)
   VALUES ('${id}', '${event}', '${reaction}', 'waiting', '${at}', 0)`
const item = (rentalId: string, day: string, step: number) =>
  `INSERT INTO notice_items (rental_id, due_on, step, notice_id) VALUES ('${rentalId}', '${day}', ${step}, 'n')`
const said = (day: string, source: string) => `INSERT INTO closed_days VALUES ('${day}', '쉬는 날', 1, '${source}')`

const hold = (id: string, more: { open?: string; copy?: string; command?: string } = {}) =>
  `INSERT INTO holds (id, member_id, book_id, state, queued_at, open_key, open_copy_id, command_key, version)
   VALUES ('${id}', 'm', 'b', 'waiting', '${at}', ${[more.open, more.copy, more.command]
     .map((word) => (word ? `'${word}'` : 'NULL'))
     .join(', ')}, 1)`
const sending = (notice: string, channel: string) =>
  `INSERT INTO notice_sends (notice_id, channel, outcome, attempts, broken, sent_at)
   VALUES ('${notice}', '${channel}', 'sending', 1, 0, '${at}')`
const librarian = (id: string, email: string) =>
  `INSERT INTO librarians (id, email, name, role, password_hash, must_change_password, is_closed, version, added_at)
   VALUES ('${id}', '${email}', '이름', 'manager', 'hash', 0, 0, 1, '${at}')`
const command = (librarian: string, key: string) =>
  `INSERT INTO api_commands (librarian_id, command_key, print, outcome_sealed, expires_at)
   VALUES ('${librarian}', '${key}', 'print', 'sealed', '${at}')`
const news = (id: string) => `INSERT INTO channel_news (resource_id, heard_at) VALUES ('${id}', '${at}')`

/** What must never be, what may stand beside it, and the statement that would make it so. */
const guards: readonly [string, string[], string][] = [
  ['a wallet below zero', [wallet('w1', 0)], `UPDATE wallets SET balance_won = -1 WHERE member_id = 'w1'`],
  ['a wallet that begins below zero', [], wallet('w2', -1)],
  ['two wallets of one member', [wallet('w3', 0)], wallet('w3', 5)],
  ['two open rentals of one copy', [rental('r1', 'c1', { open: false }), rental('r2', 'c1')], rental('r3', 'c1')],
  ['two rentals by the same tap', [rental('r4', 'c2', { command: 'tap' })], rental('r5', 'c3', { command: 'tap' })],
  ['the same money twice in the ledger', [line('l1', 1, 'rental:1')], line('l2', 2, 'rental:1')],
  ['two ledger lines in one place', [line('l3', 3, 'rental:3')], line('l4', 3, 'rental:4')],
  ['two deposits by the same tap', [deposit('d1', 't1', { command: 'tap' })], deposit('d2', 't2', { command: 'tap' })],
  ['two deposits behind one page', [deposit('d3', 't3')], deposit('d4', 't3')],
  ['two deposits for one payment', [deposit('d5', 't5', { tid: 'T1' })], deposit('d6', 't6', { tid: 'T1' })],
  ['two members of one chat user', [person('p1', 'key-1', 'phone-1')], person('p2', 'key-1', 'phone-2')],
  ['two members of one phone number', [person('p3', 'key-3', 'phone-3')], person('p4', 'key-4', 'phone-3')],
  ['a day twice in the calendar', [said('2026-12-25', 'library')], said('2026-12-25', 'public-holiday')],
  [
    'a letter twice',
    [letter('x1', 'e1', 'send-notice'), letter('x2', 'e1', 'stock-shelf')],
    letter('x3', 'e1', 'send-notice'),
  ],
  [
    'a notice twice for a rental, due day and step',
    [
      item('r1', '2026-12-05', 1),
      item('r1', '2026-12-12', 1),
      item('r1', '2026-12-05', 2),
      item('r2', '2026-12-05', 1),
    ],
    item('r1', '2026-12-05', 1),
  ],
  [
    'two open holds of a member on one title',
    [hold('h1'), hold('h2'), hold('h3', { open: 'm:b' }), hold('h4', { open: 'm:c' })],
    hold('h5', { open: 'm:b' }),
  ],
  ['a copy set aside for two', [hold('h6', { copy: 'c1' }), hold('h7', { copy: 'c2' })], hold('h8', { copy: 'c1' })],
  ['two holds by the same tap', [hold('h9', { command: 'tap' })], hold('h10', { command: 'tap' })],
  [
    'a notice twice on one channel',
    [sending('n1', 'event-api'), sending('n1', 'alimtalk'), sending('n2', 'event-api')],
    sending('n1', 'event-api'),
  ],
  [
    'two librarians of one address',
    [librarian('u1', 'boss@library.kr'), librarian('u2', 'other@library.kr')],
    librarian('u3', 'boss@library.kr'),
  ],
  ['a command answered twice', [command('u1', 'k1'), command('u1', 'k2'), command('u2', 'k1')], command('u1', 'k1')],
  ['the same news of the channel twice', [news('1'), news('2')], news('1')],
]

describe.each(engines)('the tables on %s', (engine) => {
  let database: TestDatabase
  let dataSource: DataSource
  beforeAll(async () => {
    database = await emptyDatabase(engine)
    dataSource = await openDataSource(database.url)
  })
  afterAll(async () => {
    await dataSource.destroy()
    await database.drop()
  })

  it('are what the code believes they are', async () => {
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log()
    expect(upQueries.map(({ query }) => query)).toEqual([])
  })

  it.each(guards)('refuse %s', async (_what, before, never) => {
    for (const statement of before) await dataSource.query(statement)
    await expect(dataSource.query(never)).rejects.toMatchObject({
      message: expect.stringMatching(/unique|duplicate|check|constraint/i),
    })
  })

  it('keep many closed rentals of one copy, and many rentals and deposits that no tap made', async () => {
    for (const id of ['q1', 'q2', 'q3']) await dataSource.query(rental(id, 'c9', { open: false }))
    for (const id of ['q4', 'q5']) await dataSource.query(deposit(id, `token-${id}`))
    expect(await dataSource.query(`SELECT id FROM rentals WHERE copy_id = 'c9'`)).toHaveLength(3)
  })

  it('opened again by the next process are left as they are', async () => {
    const again = await openDataSource(database.url)
    expect(await again.query('SELECT COUNT(*) AS n FROM migrations')).toEqual(
      await dataSource.query('SELECT COUNT(*) AS n FROM migrations'),
    )
    await again.destroy()
  })

  it('can be taken down and put up again', async () => {
    const other = await emptyDatabase(engine)
    const again = await openDataSource(other.url)
    for (let left = again.migrations.length; left > 0; left -= 1) await again.undoLastMigration({ transaction: 'none' })
    await again.runMigrations({ transaction: engine === 'sqlite' ? 'all' : 'none' })
    expect((await again.driver.createSchemaBuilder().log()).upQueries).toEqual([])
    await again.destroy()
    await other.drop()
  })
})

describe('MariaDB', () => {
  it('reads only what is committed, on every connection of the pool', async () => {
    const database = await emptyDatabase('mariadb')
    const dataSource = await openDataSource(database.url)
    const level = dataSource.options.type === 'mysql' ? '@@transaction_isolation' : '@@tx_isolation'
    const seen = await Promise.all(
      Array.from({ length: 40 }, () =>
        dataSource.query<{ id: number; level: string }[]>(
          `SELECT CONNECTION_ID() AS id, ${level} AS level, SLEEP(0.02)`,
        ),
      ),
    )
    expect(new Set(seen.flat().map(({ id }) => id)).size).toBeGreaterThan(8)
    expect([...new Set(seen.flat().map(({ level }) => level))]).toEqual(['READ-COMMITTED'])
    await dataSource.destroy()
    await database.drop()
  })

  it('on every connection of the pool, reads wait for what other nodes of a cluster have committed', async () => {
    const database = await emptyDatabase('mariadb')
    const dataSource = await openDataSource(database.url)
    const seen = await Promise.all(
      Array.from({ length: 40 }, () =>
        dataSource.query<{ id: number; wait: number }[]>(
          'SELECT CONNECTION_ID() AS id, @@wsrep_sync_wait AS wait, SLEEP(0.02)',
        ),
      ),
    )
    expect(new Set(seen.flat().map(({ id }) => id)).size).toBeGreaterThan(8)
    expect([...new Set(seen.flat().map(({ wait }) => Number(wait)))]).toEqual([1])
    await dataSource.destroy()
    await database.drop()
  })

  it('has in an empty library of the tests what the migrations make', async () => {
    const [migrated, copied] = [await emptyDatabase('mariadb'), await emptyLibrary('mariadb')]
    await (await openDataSource(migrated.url)).destroy()
    expect(await statementsFor(copied.url)).toEqual(await statementsFor(migrated.url))
    await migrated.drop()
    await copied.drop()
  })

  it('five who open an empty database at once put up its tables once', async () => {
    const database = await emptyDatabase('mariadb')
    const five = await Promise.all(Array.from({ length: 5 }, () => openDataSource(database.url)))
    const [first] = five
    expect(await first?.query('SELECT name FROM migrations')).toHaveLength(first?.migrations.length ?? 0)
    expect((await first?.driver.createSchemaBuilder().log())?.upQueries).toEqual([])
    for (const dataSource of five) await dataSource.destroy()
    await database.drop()
  })
})
