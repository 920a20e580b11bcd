/** Whatever is done at the desk leaves a line: who, what, when, before and after, in the transaction of what was done. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { routes } from '../../admin/api/routes.js'
import type { Deed } from '../../src/domain/deed.js'
import type { LibrarianId } from '../../src/domain/ids.js'
import { ok } from '../../src/domain/result.js'
import { engines, type TestDatabase } from '../support/empty-database.js'
import { emptyLibrary } from '../support/empty-library.js'
import { typeAtDesk } from '../support/desk.js'
import { deliverAll, happens, newId, bookFacts } from '../support/happens.js'
import { boss as chief, caller, librarian, manager, openDesk, type Caller } from '../support/librarian.js'
import type { Library } from '../support/library.js'
import { bookOut, deskSays, copiesOf, valueOf } from '../support/lines.js'
import { storiesOn } from '../support/stories.js'
import type { BookId, LetterId } from '../../src/domain/ids.js'
import { fields } from '../../admin/panel/audit/words.js'
import { bookWrites } from './book-writes.js'
import { importWrites } from './import-writes.js'
import { memberWrites } from './member-writes.js'
import type { Writes } from './write.js'

describe.each(engines)('the audit log on %s', (engine) => {
  let database: TestDatabase
  let library: Library
  let boss: Caller
  const dataDir = mkdtempSync(join(tmpdir(), 'audited-'))
  beforeAll(async () => {
    database = await emptyLibrary(engine)
    library = await openDesk(engine, { database, env: { DATA_DIR: dataDir } })
    boss = await manager(library)
  })
  afterAll(async () => {
    await library.close()
    await database.drop()
    rmSync(dataDir, { recursive: true })
  })

  const lines = async (query = '') => (await boss.get(`/audit?${query}`)).body.items
  const myId = async () => (await boss.get('/session')).body.librarian.id as LibrarianId

  async function parkedLetter(): Promise<LetterId> {
    const bookId = newId<BookId>()
    await happens(library, { type: 'BookRegistered', bookId, version: 1, book: bookFacts(9_000, '책'), copies: [] })
    const [letter] = await library.rows<{ id: LetterId }>(`SELECT id FROM letters WHERE aggregate_id = ?`, [bookId])
    await library.rows(`UPDATE letters SET state = 'parked' WHERE aggregate_id = ?`, [bookId])
    return letter?.id ?? ('' as LetterId)
  }

  /** Every route that writes: where it is asked now, with what, and the line it leaves. */
  const writes: Writes = {
    ...bookWrites({ library: () => library, boss: () => boss }),
    ...importWrites(() => library),
    ...memberWrites({ library: () => library, boss: () => boss }),
    'POST /session': async () => ({
      path: '/session',
      by: caller(library.url),
      ask: { body: chief },
      line: { action: 'signed-in', subject: await myId() },
    }),
    'DELETE /session': async () => ({
      path: '/session',
      by: await manager(library),
      ask: {},
      line: { action: 'signed-out', subject: await myId() },
    }),
    'DELETE /sessions': async () => {
      const one = await librarian(library, boss)
      return {
        path: '/sessions',
        by: one,
        ask: {},
        line: { action: 'signed-out-everywhere', subject: one.id, librarian: { id: one.id, name: '김사서' } },
      }
    },
    'PUT /session/password': async () => {
      const one = await librarian(library, boss)
      const body = { current: one.password, next: 'another-one-1' }
      return {
        path: '/session/password',
        by: one,
        ask: { body },
        line: { action: 'password-changed', subject: one.id, before: null, after: null },
      }
    },
    'POST /librarians': async () => {
      const body = { email: 'audited@library.kr', name: '새사서', role: 'librarian', password: 'given-by-boss-1' }
      const { password: _secret, ...shown } = body
      return { path: '/librarians', ask: { body }, line: { action: 'librarian-added', before: null, after: shown } }
    },
    'PATCH /librarians/{librarianId}': async () => {
      const { id } = await librarian(library, boss)
      const ifMatch = (await boss.get(`/librarians/${id}`)).etag
      const line = {
        action: 'librarian-changed',
        subject: id,
        before: { name: '김사서', isClosed: false },
        after: { name: '김사서', isClosed: true },
      }
      return { path: `/librarians/${id}`, ask: { body: { isClosed: true }, ifMatch }, line }
    },
    'PUT /librarians/{librarianId}/password': async () => {
      const { id } = await librarian(library, boss)
      const ask = { body: { password: 'again-by-boss-1' } }
      const line = { action: 'librarian-password-set', subject: id, before: null, after: null }
      return { path: `/librarians/${id}/password`, ask, line }
    },
    'PATCH /policy': async () => ({
      path: '/policy',
      ask: { body: { loanDays: 10 }, ifMatch: (await boss.get('/policy')).etag },
      line: { action: 'policy-changed', subject: 'policy', before: { loanDays: 7 }, after: { loanDays: 10 } },
    }),
    'PUT /calendar/{day}': async () => ({
      path: '/calendar/2026-12-31',
      ask: { body: { name: '송년', isClosed: true }, ifMatch: '"nothing"' },
      line: { action: 'day-set', subject: '2026-12-31', before: null, after: { name: '송년', isClosed: true } },
    }),
    'DELETE /calendar/{day}': async () => {
      await library.app.setDay({ day: '2026-12-29', name: '쉼', isClosed: true })
      const ifMatch = (await boss.get('/calendar/2026-12-29')).etag
      const line = { action: 'day-forgotten', subject: '2026-12-29', before: { name: '쉼' }, after: null }
      return { path: '/calendar/2026-12-29', ask: { ifMatch }, line }
    },
    'POST /overdue/{memberId}/remind': async () => {
      const { memberId } = (await bookOut(library)).reader
      const due = '2026-11-20'
      await library.rows('UPDATE rentals SET due_on = ?, open_due_on = ? WHERE member_id = ?', [due, due, memberId])
      const line = { action: 'overdue-told-again', before: null, after: { books: 1, number: 1 } }
      return { path: `/overdue/${memberId}/remind`, ask: {}, line }
    },
    'PUT /copies/{copyId}/state': async () => {
      const { bookNo } = await library.book()
      const [{ copyId, version }] = (await boss.get(`/copies?bookNo=${bookNo}`)).body.items
      return {
        path: `/copies/${copyId}/state`,
        ask: { body: { state: 'lost' }, ifMatch: `"${version}"` },
        line: {
          action: 'copy-state-changed',
          subject: copyId,
          before: { state: 'in-circulation' },
          after: { state: 'lost' },
        },
      }
    },
    'POST /claims/{rentalId}/settle': async () => {
      const { reader, rentalId, bookId } = await bookOut(library)
      valueOf(await library.app.claimReturn({ memberId: reader.memberId, rentalId }))
      const [copy] = await copiesOf(library, bookId)
      return {
        path: `/claims/${rentalId}/settle`,
        ask: { body: { isFound: true } },
        line: { action: 'claim-settled', subject: copy?.id, after: { isFound: true } },
      }
    },
    'POST /losses/{rentalId}/settle': async () => {
      const { rentalId, bookId } = await bookOut(library)
      const [copy] = await copiesOf(library, bookId)
      await deskSays(library, copy?.id, 'lost')
      return {
        path: `/losses/${rentalId}/settle`,
        ask: { body: { isFound: false } },
        line: { action: 'loss-settled', subject: copy?.id, after: { isFound: false } },
      }
    },
    'POST /letters/{letterId}/resend': async () => {
      const letterId = await parkedLetter()
      const line = { action: 'letters-resent', subject: letterId, before: { state: 'parked' } }
      return { path: `/letters/${letterId}/resend`, ask: {}, line }
    },
    'POST /letters/resend': async () => {
      const letterId = await parkedLetter()
      const line = { action: 'letters-resent', subject: letterId, before: { state: 'parked' } }
      return { path: '/letters/resend', ask: { body: { letterIds: [letterId, newId()] } }, line }
    },
  }

  /** A file waits on the disk and is looked at: nothing is done to the house by that. */
  const writesNothing = ['POST /uploads', 'POST /uploads/{uploadId}/preview']

  it('knows of every route that writes', () => {
    const named = routes
      .filter(({ method }) => method !== 'get')
      .map(({ method, path }) => `${method.toUpperCase()} ${path}`)
      .filter((name) => !writesNothing.includes(name))
    expect(Object.keys(writes).toSorted()).toEqual(named.toSorted())
  })

  it.each(Object.keys(writes))('keeps a line of %s', async (name) => {
    const asked = await writes[name]?.()
    if (!asked) throw new Error(`nothing is known of ${name}`)
    const { path, by = boss, ask, line } = asked
    const counted = async () => {
      const rows = await library.rows<{ n: number }>('SELECT COUNT(*) AS n FROM audit_log WHERE action = ?', [
        line.action,
      ])
      return Number(rows[0]?.n)
    }
    const before = await counted()
    const answer = await by.ask(name.split(' ')[0] ?? '', path, ask)
    expect(answer.status).toBeLessThan(300)
    const [newest] = await lines(`limit=1&action=${line.action}`)
    expect(newest).toMatchObject({
      door: 'api',
      librarian: { name: expect.stringMatching(/관리자|김사서/) },
      happenedAt: library.app.now().toISOString(),
      requestId: answer.headers.get('x-request-id'),
      ...line,
    })
    expect(await counted()).toBe(before + 1)
    await deliverAll(library)
  })

  it('has words in the panel for every field it keeps', async () => {
    const rows = await library.rows<{ before_json: string | null; after_json: string | null }>(
      `SELECT before_json, after_json FROM audit_log WHERE action <> 'policy-changed'`,
    )
    const states = rows.flatMap((row) => [row.before_json, row.after_json]).map((state) => JSON.parse(state ?? '{}'))
    const kept = new Set(states.flatMap((state: object) => Object.keys(state)))
    expect(kept.size).toBeGreaterThan(20)
    expect([...kept].filter((field) => !(field in fields))).toEqual([])
  })

  it('keeps no line of what was refused or changed nothing', async () => {
    const { bookNo } = await library.book()
    const [{ copyId, version }] = (await boss.get(`/copies?bookNo=${bookNo}`)).body.items
    const [{ id }] = await lines('limit=1')
    const ask = { body: { state: 'in-circulation' }, ifMatch: `"${version}"` }
    expect((await boss.ask('PUT', `/copies/${copyId}/state`, ask)).body).toMatchObject({ isNew: false })
    expect((await boss.ask('POST', `/claims/${newId()}/settle`, { body: { isFound: true } })).status).toBe(409)
    expect((await lines('limit=1'))[0].id).toBe(id)
  })

  it('names no member, no phone number and no password, and tells of no book which member had it', async () => {
    const kept = await library.rows<{ subject: string }>('SELECT * FROM audit_log')
    const all = JSON.stringify(kept)
    const members = await library.rows<{ id: string; name: string }>('SELECT id, name FROM members')
    expect(members.length).toBeGreaterThan(1)
    const ofMembers = members.map(({ id }) => id)
    const others = JSON.stringify(kept.filter(({ subject }) => !ofMembers.includes(subject)))
    const about = JSON.stringify(kept.filter(({ subject }) => ofMembers.includes(subject)))
    const copies = await library.rows<{ id: string; book_id: string }>('SELECT id, book_id FROM copies')
    for (const { id, name } of members) {
      expect(all).not.toContain(name)
      expect(others).not.toContain(id)
    }
    for (const { id, book_id } of copies) for (const word of [id, book_id]) expect(about).not.toContain(word)
    expect(all).not.toMatch(/(?<![\w-])010-?\d|argon2|given-by-boss|another-one|again-by-boss/)
  })

  it('lets nothing be written under a name of which nothing is recorded', async () => {
    const { runInTx } = storiesOn(library.app.dataSource, library.app.now)
    const deed: Deed = { door: 'api', librarianId: await myId(), requestId: null, command: null }
    const silent = runInTx(async (tx) => {
      tx.calendar.put({ day: '2027-05-05', name: '몰래', isClosed: true, source: 'library' }, null)
      return ok(null)
    }, deed)
    await expect(silent).rejects.toThrow('audit log knows nothing')
    expect(await library.app.views.closedDays('2027-05-05', '2027-05-05')).toEqual([])
  })

  it('knows what was typed at the command line, and what the house did at its first start', async () => {
    const typed = await typeAtDesk(database, '휴관일 닫기 2027-01-02 정리')
    expect(typed).toMatchObject({ code: 0 })
    expect(await lines('door=command-line')).toMatchObject([
      { librarian: null, action: 'day-set', subject: '2027-01-02', after: { name: '정리' } },
    ])
    expect(await lines('door=start')).toMatchObject([{ action: 'librarian-added', after: { email: chief.email } }])
  })

  it('can be asked by who, what, which and when, in either order, page by page', async () => {
    const me = await myId()
    const one = await librarian(library, boss)
    library.clock.advanceDays(40)
    await one.signIn(one.email, one.password)
    await boss.signIn()
    const [latest] = await lines(`librarianId=${one.id}`)
    expect(latest).toMatchObject({ action: 'signed-in', librarian: { id: one.id } })
    expect((await lines(`librarianId=${me}&action=policy-changed`)).length).toBe(1)
    expect((await lines('subject=2026-12-31')).map(({ action }: { action: string }) => action)).toEqual(['day-set'])
    expect(await lines('from=2027-01-07&until=2027-01-07')).toHaveLength(2)
    expect(await lines('from=2027-01-08')).toHaveLength(0)
    const everything = (await lines('limit=200')).map(({ id }: { id: string }) => id) as string[]
    expect((await lines('limit=200&sort=happenedAt')).map(({ id }: { id: string }) => id)).toEqual(
      everything.toReversed(),
    )
    for (const sort of ['-happenedAt', 'happenedAt']) {
      const read: string[] = []
      for (let after = ''; ;) {
        const { items, next } = (await boss.get(`/audit?limit=7&sort=${sort}${after}`)).body
        read.push(...items.map(({ id }: { id: string }) => id))
        if (next === null) break
        after = `&after=${next}`
      }
      expect(read).toEqual(sort === 'happenedAt' ? everything.toReversed() : everything)
    }
    expect(await boss.get('/audit?action=danced')).toMatchObject({ status: 400, body: { code: 'invalid-request' } })
  })
})
