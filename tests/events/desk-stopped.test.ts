/** Book management is stopped: no process has the desk, its tables are out of reach. Members notice nothing, and what it had said arrives. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { complaints } from '../support/audit.js'
import { engines, type TestDatabase } from '../support/empty-database.js'
import { emptyLibrary } from '../support/empty-library.js'
import { boss, caller, manager, openSecondDesk, type Caller } from '../support/librarian.js'
import { openLibrary, type Library, type Visitor } from '../support/library.js'
import { confirmed, land } from '../support/payment.js'
import { until } from '../support/until.js'

describe.each(engines)('book management stopped on %s', (engine) => {
  let database: TestDatabase
  let library: Library
  let visitor: Visitor
  let bookNo = 0
  const house = (roles: string) =>
    openLibrary(engine, {
      database,
      env: { ROLES: roles, ADMIN_EMAIL: boss.email, ADMIN_PASSWORD: boss.password },
    })
  beforeAll(async () => {
    database = await emptyLibrary(engine)
  })
  afterAll(async () => {
    await library.close()
    await database.drop()
  })

  /** All tables of book management, those of imports among them. */
  async function deskTables(): Promise<string[]> {
    const names = await library.rows<{ name: string }>(
      engine === 'sqlite'
        ? `SELECT name FROM sqlite_master WHERE type = 'table'`
        : `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()`,
    )
    return names.map(({ name }) => name).filter((name) => /^(away_)?(catalogue_|import)/.test(name))
  }
  async function go(): Promise<void> {
    for (const table of await deskTables()) await library.rows(`ALTER TABLE ${table} RENAME TO away_${table}`)
  }
  async function comeBack(): Promise<void> {
    for (const table of await deskTables())
      await library.rows(`ALTER TABLE ${table} RENAME TO ${table.replace('away_', '')}`)
  }
  const shelf = () =>
    library.rows<{ title: string; copy_no: number; state: string }>(
      `SELECT t.title, c.copy_no, c.state FROM titles t JOIN copies c ON c.book_id = t.book_id
       WHERE t.book_no = ? ORDER BY c.copy_no`,
      [bookNo],
    )
  const letters = () =>
    library.rows<{ id: string; state: string; attempts: number }>(
      `SELECT id, state, attempts FROM letters WHERE reaction = 'stock-shelf' ORDER BY id`,
    )

  /** A book that is registered, renamed twice, and gets a second copy, which is withdrawn; what the desk says then waits. */
  async function managesBooks(by: Caller): Promise<void> {
    const made = await by.ask('POST', '/books', {
      body: { title: '기다린 책', copies: [{ callNumber: null, barcode: 'W-1' }] },
    })
    expect(made.status).toBe(201)
    bookNo = made.body.bookNo
    const path = `/books/${bookNo}`
    for (const title of ['기다린 책 한 번', '기다린 책 두 번'])
      expect(await by.ask('PATCH', path, { body: { title }, ifMatch: (await by.get(path)).etag })).toMatchObject({
        status: 200,
      })
    const added = await by.ask('POST', `${path}/copies`, {
      body: { callNumber: null, barcode: 'W-2' },
      ifMatch: (await by.get(path)).etag,
    })
    expect(added.status).toBe(201)
    const ofBook = (await by.get(path)).body.copies.at(-1)
    const copyPath = `/copies/${ofBook.copyId}`
    const state = await by.ask('PUT', `${copyPath}/state`, {
      body: { state: 'withdrawn' },
      ifMatch: `"${ofBook.version}"`,
    })
    expect(state.status).toBe(200)
  }

  it('the desk says something, and stops before it is heard', async () => {
    library = await house('bot,desk,simulator')
    await library.book({ title: '소년이 온다', author: '한강', copies: 2 })
    await managesBooks(await manager(library))
    // its first try failed: it is told again in an hour, and what came after waits behind it
    const inAnHour = new Date(library.app.now().getTime() + 3_600_000).toISOString()
    await library.rows(`UPDATE letters SET due_at = ? WHERE state = 'waiting' AND reaction = 'stock-shelf'`, [inAnHour])
    await library.close()

    library = await house('bot,worker,simulator')
    await go()
    expect(await deskTables()).toEqual(expect.arrayContaining(['away_catalogue_books', 'away_catalogue_copies']))
    expect(await caller(library.url).get('/session')).toMatchObject({ status: 404 })
    await expect(library.rows('SELECT id FROM catalogue_books')).rejects.toThrow('catalogue_books')
  })

  it('and a member joins, puts money in, searches, rents, renews and returns', async () => {
    visitor = library.visitor('김하늘')
    await visitor.joins()
    const { back } = await confirmed(visitor, 10_000)
    expect(await land(back)).toMatchObject({ status: 200 })
    expect((await visitor.says('잔액')).text).toContain('10,000원')
    expect((await visitor.says('추천 도서')).outcome).toBe('ok')
    const card = await visitor.says('소년이 온다')
    expect(await visitor.taps(card, '대여하기')).toMatchObject({ intent: 'rent', outcome: 'ok' })
    expect(await visitor.says('소년이 온다 연장해줘')).toMatchObject({ intent: 'renew', outcome: 'ok' })
    const mine = await visitor.says('마이페이지')
    for (const fact of ['소년이 온다', '12월 12일']) expect(mine.text).toContain(fact)
    expect(await visitor.says('소년이 온다 반납')).toMatchObject({ intent: 'return', outcome: 'ok' })
    expect((await visitor.says('마이페이지')).text).not.toContain('12월 12일')
    expect((await visitor.says('기다린 책')).outcome).toBe('nothing-found')
    expect(await complaints(library)).toEqual([])
  })

  it('what was waiting comes over when the tables are back, once each and in order', async () => {
    const waiting = await letters()
    expect(waiting.filter(({ state }) => state === 'waiting')).toHaveLength(5)
    await comeBack()
    library.clock.advanceDays(1 / 12)
    await until('all is heard', async () => (await letters()).every(({ state }) => state === 'delivered'))
    expect((await letters()).map(({ id }) => id)).toEqual(waiting.map(({ id }) => id))
    const whole = [
      { title: '기다린 책 두 번', copy_no: 1, state: 'in-circulation' },
      { title: '기다린 책 두 번', copy_no: 2, state: 'withdrawn' },
    ]
    expect(await shelf()).toEqual(whole)
    const card = await visitor.says('기다린 책')
    expect(card.text).toContain('기다린 책 두 번')
    expect(await visitor.taps(card, '대여하기')).toMatchObject({ intent: 'rent', outcome: 'ok' })
  })

  it('and the desk goes on where it was', async () => {
    const desk = await openSecondDesk(database, library.app.now)
    const chief = caller(desk.url)
    await chief.signIn()
    const path = `/books/${bookNo}`
    const ifMatch = (await chief.get(path)).etag
    expect((await chief.ask('PATCH', path, { body: { title: '돌아온 책' }, ifMatch })).status).toBe(200)
    await until('it is heard', async () => (await shelf()).every(({ title }) => title === '돌아온 책'))
    await desk.close()
    expect(await complaints(library)).toEqual([])
  })
})
