/** Members at the desk: found, registered, blocked, noted, and their money, over the API. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { complaints } from '../support/audit.js'
import { balanceOf, crowd, member } from '../support/crowd.js'
import { engines } from '../support/empty-database.js'
import { deliverAll } from '../support/happens.js'
import { manager, openDesk, type Caller } from '../support/librarian.js'
import { saturdayNoon, type Library } from '../support/library.js'
import { bookOut, copiesOf, inLine, kindsOf, rentalIn, standing, valueOf } from '../support/lines.js'

describe.each(engines)('members at the desk on %s', (engine) => {
  let library: Library
  let boss: Caller
  beforeAll(async () => {
    library = await openDesk(engine)
    boss = await manager(library)
  })
  afterAll(async () => {
    await deliverAll(library)
    expect(await complaints(library)).toEqual([])
    await library.close()
  })

  const shown = async (memberId: string) => boss.get(`/members/${memberId}`)
  async function block(memberId: string, until: string, reason = '책을 여러 번 찢음') {
    const ifMatch = (await shown(memberId)).etag
    return boss.ask('PUT', `/members/${memberId}/block`, { body: { until, reason }, ifMatch })
  }

  it('are registered, with a guardian under 14, and get a code for the chat', async () => {
    const guardian = { name: '김바다', phone: '010-8765-4321' }
    const body = { name: '김하늘', phone: '010 1234 5678', hasConsented: true, guardian }
    const made = await boss.ask('POST', '/members', { body })
    expect(made).toMatchObject({ status: 201, body: { name: '김하늘' } })
    const { memberId } = made.body
    expect((await shown(memberId)).body).toMatchObject({
      memberNumber: memberId.slice(-8),
      maskedPhone: '010-****-5678',
      guardian: { name: '김바다', maskedPhone: '010-****-4321' },
      consent: { version: 'desk-2026-11' },
      isLinked: false,
      channel: 'not-a-friend',
      limits: { rentals: 5, holds: 3 },
    })
    const code = await boss.ask('POST', `/members/${memberId}/link-code`)
    expect(code.body).toMatchObject({ code: expect.stringMatching(/^\d{6}$/), expiresAt: expect.any(String) })
    expect((await boss.ask('POST', '/members', { body })).body.code).toBe('phone-taken')
    for (const wrong of [{ phone: '12' }, { name: '1' }, { hasConsented: false }])
      expect(await boss.ask('POST', '/members', { body: { ...body, ...wrong } })).toMatchObject({ status: 400 })
  })

  it('are listed page by page, found by name, and by how they stand', async () => {
    const people = await crowd(library, 3)
    const { reader } = await bookOut(library)
    await block(people[0]?.memberId ?? '', '2026-12-24')
    const all: string[] = []
    for (let after = ''; ;) {
      const { items, next } = (await boss.get(`/members?limit=2${after}`)).body
      all.push(...items.map(({ memberId }: { memberId: string }) => memberId))
      if (next === null) break
      after = `&after=${next}`
    }
    const [row] = await library.rows<{ n: number }>('SELECT COUNT(*) AS n FROM members')
    expect([all.length, new Set(all).size]).toEqual([Number(row?.n), Number(row?.n)])
    const ids = async (query: string) =>
      (await boss.get(`/members?${query}`)).body.items.map(({ memberId }: { memberId: string }) => memberId)
    expect(await ids('standing=blocked')).toEqual([people[0]?.memberId])
    expect(await ids('standing=suspended')).toEqual([])
    expect(await ids(`search=${encodeURIComponent(people[1]?.name ?? '')}`)).toEqual([people[1]?.memberId])
    library.clock.set('2026-12-07T03:00:00.000Z')
    await boss.signIn()
    expect(await ids('standing=late')).toEqual([reader.memberId])
    library.clock.set(saturdayNoon)
    await boss.signIn()
  })

  it('are blocked: neither renting nor renewing nor holding, here and in the chat, until the day is over', async () => {
    const { bookId, reader, rentalId } = await bookOut(library)
    const [copy] = await copiesOf(library, bookId)
    const other = await library.book()
    const [free] = await copiesOf(library, other.bookId)
    expect(await block(reader.memberId, '2026-12-03')).toMatchObject({
      status: 200,
      body: { block: { reason: '책을 여러 번 찢음', librarianName: '관리자' } },
    })

    const { memberId } = reader
    const rent = await boss.ask('POST', '/counter/rent', { body: { memberId, copyId: free?.id } })
    expect(rent.body).toMatchObject({
      code: 'blocked',
      until: '2026-12-03',
      detail: expect.stringContaining('12월 3일(목)까지 이용이 막혀'),
    })
    expect((await boss.ask('POST', '/counter/renew', { body: { copyId: copy?.id } })).body.code).toBe('blocked')
    expect(kindsOf(await library.app.rentBook({ memberId, bookId: other.bookId, commandKey: null }))).toEqual([
      'blocked',
    ])
    expect(kindsOf(await library.app.renewRental({ memberId, rentalId, commandKey: null }))).toEqual(['blocked'])
    const out = await bookOut(library)
    expect(kindsOf(await library.app.holdBook({ memberId, bookId: out.bookId, commandKey: null }))).toEqual(['blocked'])
    const said = (await reader.says(`#${other.bookNo} 대여`)).text
    expect(said).toContain('12월 3일(목)까지는 대여, 연장, 예약을 할 수 없어요')
    expect(said).not.toContain('찢음')
    expect((await reader.says('마이페이지')).text).toContain('이용 정지')

    library.clock.set('2026-12-03T14:59:59.000Z')
    expect(kindsOf(await library.app.rentBook({ memberId, bookId: other.bookId, commandKey: null }))).toEqual([
      'blocked',
    ])
    library.clock.set('2026-12-03T15:00:00.000Z')
    expect(kindsOf(await library.app.rentBook({ memberId, bookId: other.bookId, commandKey: null }))).toBe('ok')
    await library.settle()
    expect(await library.rows('SELECT block_reason FROM members WHERE id = ?', [memberId])).toEqual([
      { block_reason: null },
    ])
    library.clock.set(saturdayNoon)
    await boss.signIn()
  })

  it('are passed over in line while they are blocked, and keep their place', async () => {
    const { bookId, givesBack } = await bookOut(library)
    const [first, second] = await inLine(library, bookId, 2)
    if (!first || !second) throw new Error('nobody in line')
    await block(first.memberId, '2026-12-24')
    await givesBack()
    expect(await standing(library, [first, second])).toEqual(['waiting 1', 'ready until 2026-12-01'])
  })

  it('are blocked by one librarian at a time, and let in again', async () => {
    const { memberId } = await member(library, '막힌이')
    const { etag } = await shown(memberId)
    expect((await block(memberId, '2026-12-10')).status).toBe(200)
    const stale = { body: { until: '2026-12-20', reason: '다른 까닭' }, ifMatch: etag }
    expect(await boss.ask('PUT', `/members/${memberId}/block`, stale)).toMatchObject({
      status: 412,
      body: { code: 'stale-edit' },
    })
    for (const until of ['2026-11-27', '2028-01-01'])
      expect((await block(memberId, until)).body.code).toBe('not-a-block-day')
    const ifMatch = (await shown(memberId)).etag
    expect(await boss.ask('DELETE', `/members/${memberId}/block`, { ifMatch })).toMatchObject({ status: 204 })
    expect((await shown(memberId)).body).toMatchObject({ block: null, blockedUntil: null })
    const none = { ifMatch: (await shown(memberId)).etag }
    expect((await boss.ask('DELETE', `/members/${memberId}/block`, none)).body.code).toBe('not-blocked')
  })

  it('are noted of, by whom and when, until the note is deleted or the member leaves', async () => {
    const { memberId } = await member(library, '적힌이')
    const path = `/members/${memberId}/notes`
    const first = await boss.ask('POST', path, { body: { note: '큰글자책을 찾으세요' } })
    await boss.ask('POST', path, { body: { note: '두 번째' } })
    expect((await shown(memberId)).body.notes).toMatchObject([
      { note: '두 번째' },
      { note: '큰글자책을 찾으세요', librarianName: '관리자' },
    ])
    expect(await boss.ask('DELETE', `${path}/${first.body.id}`)).toMatchObject({ status: 204 })
    expect((await boss.ask('DELETE', `${path}/${first.body.id}`)).body.code).toBe('unknown-note')
    const other = await member(library, '남이')
    const [left] = (await shown(memberId)).body.notes
    expect((await boss.ask('DELETE', `/members/${other.memberId}/notes/${left.id}`)).body.code).toBe('unknown-note')
    await block(memberId, '2026-12-10', '남지 않을 까닭')
    valueOf(await library.app.leaveLibrary(memberId))
    await deliverAll(library)
    expect(await library.rows('SELECT id FROM member_notes WHERE member_id = ?', [memberId])).toEqual([])
    expect((await boss.ask('POST', path, { body: { note: '늦은 메모' } })).body.code).toBe('unknown-member')
    expect((await shown(memberId)).status).toBe(404)
  })

  it('have numbers that are changed, and read whole only by who says why', async () => {
    const { memberId } = await member(library, '번호이')
    const put = (phone: string) => boss.ask('PUT', `/members/${memberId}/phone`, { body: { phone } })
    expect(await put('010-2222-3333')).toMatchObject({ status: 204 })
    expect((await put('01022223333')).body.code).toBe('same-phone')
    const read = await boss.ask('POST', `/members/${memberId}/phone-readings`, { body: { reason: '연체 안내' } })
    expect(read.body).toEqual({ phone: '01022223333' })
    const [log] = await library.rows('SELECT librarian, reason FROM phone_readings WHERE member_id = ?', [memberId])
    expect(log).toEqual({ librarian: '관리자', reason: '연체 안내' })
    expect((await boss.ask('POST', `/members/${memberId}/phone-readings`, { body: { reason: '' } })).status).toBe(400)
  })

  it('have wallets that are moved by hand, once, and looked into page by page', async () => {
    const { memberId } = await member(library, '지갑이')
    const by = (what: string, amountWon: number, key?: string) =>
      boss.ask('POST', `/members/${memberId}/points/${what}`, {
        body: { amountWon, reason: '영수증 7' },
        ...(key ? { key } : {}),
      })
    const key = 'cash-at-counter-1'
    expect((await by('cash', 5_000, key)).body).toEqual({ amountWon: 5_000, balanceAfterWon: 5_000 })
    expect((await by('cash', 5_000, key)).body).toEqual({ amountWon: 5_000, balanceAfterWon: 5_000 })
    expect((await by('give', 2_000)).body.balanceAfterWon).toBe(7_000)
    expect((await by('take-back', 3_000)).body).toMatchObject({
      code: 'more-than-given',
      detail: expect.stringContaining('2,000원까지'),
    })
    expect((await by('take-back', 500)).body.balanceAfterWon).toBe(6_500)
    expect((await by('cash', 200)).body).toMatchObject({
      code: 'amount-too-small',
      detail: expect.stringContaining('1,000원부터'),
    })
    const page = (await boss.get(`/members/${memberId}/ledger?limit=2`)).body
    expect(page.items.map(({ kind, amountWon }: { kind: string; amountWon: number }) => [kind, amountWon])).toEqual([
      ['bonus-taken', -500],
      ['bonus', 2_000],
    ])
    const rest = (await boss.get(`/members/${memberId}/ledger?limit=2&after=${page.next}`)).body
    expect(rest).toMatchObject({ items: [{ kind: 'deposit', reason: '영수증 7' }], next: null })
    expect((await boss.get('/members/no-one/ledger')).status).toBe(404)
  })

  it('get their money back: asked for, listed, put back, asked for again and paid out', async () => {
    const { memberId, name } = await member(library, '환불이', 8_000)
    const ask = async () =>
      (await boss.ask('POST', `/members/${memberId}/refunds`, { body: { amountWon: 'all' } })).body
    const { refundId } = await ask()
    await deliverAll(library)
    const [open] = (await boss.get('/refunds')).body.items
    expect(open).toMatchObject({ refundId, memberName: name, state: 'at-desk', atDeskWon: 8_000 })
    expect(await boss.ask('POST', `/refunds/${refundId}/put-back`)).toMatchObject({ body: { backWon: 8_000 } })
    const second = await ask()
    expect(second.refundId).not.toBe(refundId)
    await deliverAll(library)
    const pay = (note: string) => boss.ask('POST', `/refunds/${second.refundId}/pay-out`, { body: { note } })
    expect((await pay('국민 123-4567-8901')).body.code).toBe('note-holds-number')
    expect((await pay('현금')).body).toMatchObject({ paidWon: 8_000 })
    expect((await pay('현금')).body.code).toBe('refund-stands-otherwise')
    expect((await boss.get('/refunds')).body.items).toEqual([])
    expect(await balanceOf(library, memberId)).toBe(0)
    expect((await boss.ask('POST', `/members/${memberId}/refunds`, { body: { amountWon: 1_000 } })).body.code).toBe(
      'nothing-to-refund',
    )
  })

  it('are shown with what they have out and how late it is', async () => {
    const { memberId } = await member(library, '가진이', 2_000)
    const { bookId, bookNo, title } = await library.book()
    await rentalIn(library, memberId, bookId)
    library.clock.set('2026-12-07T03:00:00.000Z')
    await boss.signIn()
    expect((await shown(memberId)).body).toMatchObject({
      openBooks: 1,
      lateBooks: 1,
      balanceWon: 1_000,
      refundableWon: 1_000,
      rentals: [{ bookNo, copyNo: 1, title, daysLate: 2, renewalsLeft: 1 }],
    })
    library.clock.set(saturdayNoon)
    await boss.signIn()
  })
})
