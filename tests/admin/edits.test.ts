/** An edit names the version it was made on: what somebody else has changed meanwhile is never lost. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { etagOf, versionIn } from '../../admin/api/etag.js'
import { engines } from '../support/empty-database.js'
import { deliverAll } from '../support/happens.js'
import { librarian, manager, openDesk, type Caller } from '../support/librarian.js'
import type { Library } from '../support/library.js'

describe.each(engines)('an edit on %s', (engine) => {
  let library: Library
  let boss: Caller
  beforeAll(async () => {
    library = await openDesk(engine)
    boss = await manager(library)
  })
  afterAll(() => library.close())

  async function copy(): Promise<string> {
    const { bookNo } = await library.book()
    return (await boss.get(`/copies?bookNo=${bookNo}`)).body.items[0].copyId
  }

  /** [what, where it is read, how it is edited, two edits that differ]. */
  const edited = [
    ['the policy', async () => '/policy', 'PATCH', '', { loanDays: 14 }, { loanDays: 21 }],
    [
      'a day',
      async () => '/calendar/2026-12-30',
      'PUT',
      '',
      { name: '재고 조사', isClosed: true },
      { name: '정상 운영', isClosed: false },
    ],
    ['a copy', async () => `/copies/${await copy()}`, 'PUT', '/state', { state: 'damaged' }, { state: 'in-repair' }],
    [
      'a librarian',
      async () => `/librarians/${(await librarian(library, boss)).id}`,
      'PATCH',
      '',
      { name: '이사서' },
      { name: '박사서' },
    ],
  ] as const

  it.each(edited)('of %s goes on only from how it stands', async (_what, place, method, below, first, second) => {
    const path = await place()
    const edit = (body: unknown, ifMatch: string | null) => boss.ask(method, `${path}${below}`, { body, ifMatch })
    const { etag } = await boss.get(path)
    expect(etag).toMatch(/^"[^"]+"$/)
    expect((await edit(first, null)).status).toBe(428)
    const done = await edit(first, etag)
    expect(done.status).toBe(200)
    expect(done.etag).not.toBe(etag)
    expect((await boss.get(path)).etag).toBe(done.etag)
    const stale = await edit(second, etag)
    expect(stale).toMatchObject({ status: 412, body: { code: 'stale-edit' }, etag: done.etag })
    expect((await boss.get(path)).etag).toBe(done.etag)
    // as a proxy that compresses hands it on
    expect((await edit(second, `W/${done.etag}`)).status).toBe(200)
  })

  it.each(edited)('of %s, when many make one at once, is one', async (_what, place, method, below, first, second) => {
    const path = await place()
    const edit = (body: unknown, ifMatch: string | null) => boss.ask(method, `${path}${below}`, { body, ifMatch })
    const { etag } = await edit(first, (await boss.get(path)).etag)
    const answers = await Promise.all(Array.from({ length: 6 }, () => edit(second, etag)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412, 412, 412, 412, 412])
  })

  it('of the numbers keeps their bounds and what goes together, said in Korean', async () => {
    const { etag: ifMatch } = await boss.get('/policy')
    const patch = (body: unknown) => boss.ask('PATCH', '/policy', { body, ifMatch })
    expect(await patch({ loanDays: 0 })).toMatchObject({
      status: 400,
      body: { code: 'invalid-request', errors: [{ path: 'body.loanDays', message: expect.stringContaining('365') }] },
    })
    expect(await patch({ notices: { fromHour: 20, untilHour: 9 } })).toMatchObject({
      status: 422,
      body: { code: 'rules-contradict', first: 'notices.fromHour', detail: expect.stringContaining('작아야') },
    })
    const done = await patch({ renewal: { times: 3 }, closedDays: { weekdays: [1] } })
    expect(done.body.policy).toMatchObject({ renewal: { times: 3, days: 7 }, closedDays: { weekdays: [1] } })
    expect(library.app.rules().renewal.times).toBe(3)
    expect((await boss.get('/policy')).body).toMatchObject({ defaults: { renewal: { times: 1 } } })
    expect((await boss.get('/calendar')).body.closedWeekdays).toEqual([1])
  })

  it('of a day can take back what was said, but not a public holiday', async () => {
    await library.app.fillHolidays()
    const forget = async (day: string) =>
      boss.ask('DELETE', `/calendar/${day}`, { ifMatch: (await boss.get(`/calendar/${day}`)).etag })
    expect(await forget('2026-12-25')).toMatchObject({ status: 409, body: { code: 'public-holiday' } })
    const open = { name: '성탄절 운영', isClosed: false }
    const before = await boss.get('/calendar/2026-12-25')
    expect(before.body).toMatchObject({ isClosed: true, said: { source: 'public-holiday' } })
    await boss.ask('PUT', '/calendar/2026-12-25', { body: open, ifMatch: before.etag })
    expect((await boss.get('/calendar/2026-12-25')).body).toMatchObject({ isClosed: false, said: open })
    expect((await forget('2026-12-25')).status).toBe(204)
    expect((await boss.get('/calendar/2026-12-25')).body).toEqual(before.body)
    expect(await forget('2026-12-23')).toMatchObject({ status: 404, body: { code: 'nothing-said' } })
    const shown = (await boss.get('/calendar?from=2026-12-25&until=2026-12-25')).body.items
    expect(shown).toMatchObject([{ day: '2026-12-25', isClosed: true }])
  })

  it('of a copy is heard by lending', async () => {
    const path = `/copies/${await copy()}`
    const { etag: ifMatch } = await boss.get(path)
    await boss.ask('PUT', `${path}/state`, { body: { state: 'withdrawn' }, ifMatch })
    expect((await boss.get(path)).body).toMatchObject({ where: 'on-the-shelf', comesNext: 'withdrawn' })
    await deliverAll(library)
    expect((await boss.get(path)).body).toMatchObject({ where: 'withdrawn', comesNext: null })
  })

  it('never leaves the house without a manager, not even when two step down at once', async () => {
    const me = (await boss.get('/session')).body.librarian.id as string
    const steps = async (id: string, body: unknown) =>
      boss.ask('PATCH', `/librarians/${id}`, { body, ifMatch: (await boss.get(`/librarians/${id}`)).etag })
    for (const body of [{ role: 'librarian' }, { isClosed: true }])
      expect(await steps(me, body)).toMatchObject({ status: 409, body: { code: 'last-manager' } })
    const { id } = await librarian(library, boss)
    expect((await steps(id, { role: 'manager' })).body).toMatchObject({ role: 'manager' })
    const versions = await Promise.all([me, id].map(async (one) => (await boss.get(`/librarians/${one}`)).body.version))
    const signed = await Promise.all(
      [me, id].map((librarianId, index) =>
        library.app.by({ door: 'api', librarianId: me as never, requestId: null, command: null }).changeLibrarian({
          librarianId: librarianId as never,
          change: { role: 'librarian' },
          seen: String(versions[index]),
        }),
      ),
    )
    expect(signed.filter(({ ok }) => ok)).toHaveLength(1)
    const managers = (await library.app.librarians()).filter(({ role, isClosed }) => role === 'manager' && !isClosed)
    expect(managers).toHaveLength(1)
  })
})

it('any version goes through a header and back', () => {
  for (const version of ['1', 'library:closed:개관 "기념일" 100%', 'nothing']) {
    const etag = etagOf(version)
    expect(etag).toMatch(/^"[\x21\x23-\x7e]+"$/)
    expect([versionIn(etag), versionIn(`W/${etag}`)]).toEqual([version, version])
  }
  for (const none of [undefined, '', '*', 'abc', '"a", "b"', '"%"']) expect(versionIn(none)).toBeNull()
})
