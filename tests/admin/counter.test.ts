/** The counter: this very copy goes out and comes back, by the rules of the chat, said in the words of the desk. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { complaints } from '../support/audit.js'
import { balanceOf, crowd, member } from '../support/crowd.js'
import { engines } from '../support/empty-database.js'
import { deliverAll } from '../support/happens.js'
import { manager, openDesk, type Caller } from '../support/librarian.js'
import { saturdayNoon, type Library } from '../support/library.js'
import { bookOut, copiesOf, deskSays, heldBy, inLine, rentalIn, standing, valueOf } from '../support/lines.js'

describe.each(engines)('at the counter on %s', (engine) => {
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

  const post = (path: string, body: object, key?: string) =>
    boss.ask('POST', `/counter/${path}`, { body, ...(key ? { key } : {}) })
  const scan = async (code: string) => (await boss.get(`/counter/scan?code=${encodeURIComponent(code)}`)).body
  async function shelf(copies = 1) {
    const book = await library.book({ copies })
    const ids = (await copiesOf(library, book.bookId)).map(({ id }) => id)
    return { ...book, ids, copyId: ids[0] ?? '' }
  }
  async function onDay(day: string, act: () => Promise<void>): Promise<void> {
    library.clock.set(`${day}T03:00:00.000Z`)
    await boss.signIn()
    await act()
    library.clock.set(saturdayNoon)
    await boss.signIn()
  }

  it('knows a book by barcode, ISBN, number and copy number, and a member by phone, number and name', async () => {
    const marks = [
      { callNumber: '813.7', barcode: 'EM0001' },
      { callNumber: '813.7=2', barcode: 'EM0002' },
    ]
    const { bookNo } = await library.book({ isbn13: '9788936434120', copies: 2, marks })
    const copyNos = async (code: string) =>
      (await scan(code)).copies.map((copy: { bookNo: number; copyNo: number }) => [copy.bookNo, copy.copyNo])
    expect(await copyNos('EM0002')).toEqual([[bookNo, 2]])
    expect(await copyNos('978-89-364-3412-0')).toEqual([
      [bookNo, 1],
      [bookNo, 2],
    ])
    expect(await copyNos(`#${bookNo}`)).toHaveLength(2)
    expect(await copyNos(`${bookNo}-1`)).toEqual([[bookNo, 1]])
    expect(await copyNos('EM9999')).toEqual([])

    const { body } = await boss.ask('POST', '/members', {
      body: { name: '찾는이', phone: '010-4444-0001', hasConsented: true, guardian: null },
    })
    const names = async (code: string) => (await scan(code)).members.map(({ name }: { name: string }) => name)
    expect(await names(String(body.memberNumber).toUpperCase())).toEqual(['찾는이'])
    expect(await names('찾는')).toEqual(['찾는이'])
    expect(await names('01044440001')).toEqual(['찾는이'])
    expect(await names('010-9999-9999')).toEqual([])
  })

  it('rents that copy once, however often it is asked, and takes the fee with it', async () => {
    const { memberId, name } = await member(library, '빌린이', 3_000)
    const { copyId, title } = await shelf(1)
    const key = 'rent-at-counter-1'
    const rented = await post('rent', { memberId, copyId }, key)
    expect(rented).toMatchObject({
      status: 200,
      body: { title, memberName: name, dueOn: '2026-12-05', feeWon: 1_000, balanceWon: 2_000 },
    })
    expect((await post('rent', { memberId, copyId }, key)).body).toEqual(rented.body)
    expect(await balanceOf(library, memberId)).toBe(2_000)
    expect(await library.rows('SELECT id FROM rentals WHERE member_id = ?', [memberId])).toHaveLength(1)
    expect((await scan(`${rented.body.bookNo}-1`)).copies).toMatchObject([{ rental: { memberName: name } }])
  })

  it('takes the copy that lies there and no other', async () => {
    const { memberId } = await member(library, '고른이', 3_000)
    const { ids, bookId } = await shelf(3)
    expect(await post('rent', { memberId, copyId: ids[2] })).toMatchObject({ status: 200, body: { copyNo: 3 } })
    const out = await library.rows<{ copy_id: string }>(
      'SELECT copy_id FROM rentals WHERE book_id = ? AND member_id = ?',
      [bookId, memberId],
    )
    expect(out).toEqual([{ copy_id: ids[2] }])
  })

  it('says to the librarian why not, each reason in its own words', async () => {
    const poor = await member(library, '가난이', 400)
    const { copyId, bookId } = await shelf()
    expect(await post('rent', { memberId: poor.memberId, copyId })).toMatchObject({
      status: 409,
      body: {
        code: 'balance-too-low',
        missingWon: 600,
        detail: '적립금이 600원 모자라요. 대여료는 1,000원, 잔액은 400원이에요.',
      },
    })
    const full = await member(library, '많이', 10_000)
    for (let books = 0; books < 5; books += 1) await rentalIn(library, full.memberId, (await library.book()).bookId)
    const over = await post('rent', { memberId: full.memberId, copyId })
    expect(over.body).toMatchObject({ code: 'rental-limit-reached', detail: expect.stringContaining('이미 5권') })

    await rentalIn(library, (await member(library, '먼저', 1_000)).memberId, bookId)
    const other = await member(library, '나중', 1_000)
    const out = await post('rent', { memberId: other.memberId, copyId })
    expect(out.body).toMatchObject({ code: 'copy-is-out', detail: expect.stringContaining('먼저 님이 빌린') })

    const broken = await shelf()
    await deskSays(library, broken.copyId as never, 'damaged')
    const damaged = await post('rent', { memberId: other.memberId, copyId: broken.copyId })
    expect(damaged.body).toMatchObject({ code: 'copy-not-lendable', detail: expect.stringContaining('파손') })
    expect((await post('rent', { memberId: other.memberId, copyId: 'no-copy' })).body.code).toBe('unknown-copy')
    expect((await post('rent', { memberId: 'no-one', copyId: (await shelf()).copyId })).body.code).toBe(
      'unknown-member',
    )
    expect(await balanceOf(library, other.memberId)).toBe(1_000)
  })

  it('gives a copy set aside to nobody but whom it is for', async () => {
    const { bookId, givesBack } = await bookOut(library)
    const [first] = await inLine(library, bookId, 1)
    await givesBack()
    const [copy] = await copiesOf(library, bookId)
    const [stranger] = await crowd(library, 1, 5_000)
    expect((await post('rent', { memberId: stranger?.memberId, copyId: copy?.id })).body).toMatchObject({
      code: 'copy-set-aside',
      detail: expect.stringContaining('12월 1일(화)까지 따로 두세요'),
    })
    expect(await post('rent', { memberId: first?.memberId, copyId: copy?.id })).toMatchObject({ status: 200 })
    expect(await standing(library, first ? [first] : [])).toEqual(['collected'])
  })

  it('frees the copy set aside for whoever takes another one, for the next in line', async () => {
    const { bookId, givesBack } = await bookOut(library, 2)
    const [first] = await inLine(library, bookId, 1)
    await givesBack(0)
    await givesBack(1)
    const copies = await copiesOf(library, bookId)
    const [held] = await library.rows<{ copy_id: string }>('SELECT copy_id FROM holds WHERE id = ?', [
      first?.holdId ?? '',
    ])
    const free = copies.find(({ id }) => id !== held?.copy_id)
    expect(await post('rent', { memberId: first?.memberId, copyId: free?.id })).toMatchObject({ status: 200 })
    const stands = await library.rows<{ hold_id: string | null }>('SELECT hold_id FROM copies WHERE book_id = ?', [
      bookId,
    ])
    expect(stands.map(({ hold_id }) => hold_id)).toEqual([null, null])
  })

  it('takes a book back from whoever has it, and says for whom to put it aside', async () => {
    const { bookId, reader } = await bookOut(library)
    const [next] = await inLine(library, bookId, 1)
    const [copy] = await copiesOf(library, bookId)
    const back = await post('return', { copyId: copy?.id })
    expect(back).toMatchObject({
      status: 200,
      body: {
        rental: { memberId: reader.memberId, returnedOn: '2026-11-28', daysLate: 0, suspendedUntil: null },
        setAside: { memberName: next?.name, pickupUntil: '2026-12-01' },
      },
    })
    const again = await post('return', { copyId: copy?.id })
    expect(again.body).toMatchObject({ rental: null, setAside: { memberName: next?.name } })
  })

  it('dates a return back as far as the house allows, and never before the rental', async () => {
    const one = await bookOut(library)
    const [copy] = await copiesOf(library, one.bookId)
    await onDay('2026-12-10', async () => {
      for (const day of ['2026-12-11', '2026-12-02', '2026-11-27'])
        expect(await post('return', { copyId: copy?.id, returnedOn: day })).toMatchObject({
          status: 422,
          body: { code: 'not-a-return-day', earliest: '2026-12-03', latest: '2026-12-10' },
        })
      const back = await post('return', { copyId: copy?.id, returnedOn: '2026-12-05' })
      expect(back.body.rental).toMatchObject({ returnedOn: '2026-12-05', daysLate: 0 })
      const [row] = await library.rows<{ returned_at: string }>('SELECT returned_at FROM rentals WHERE id = ?', [
        one.rentalId,
      ])
      expect(row?.returned_at).toBe('2026-12-05T14:59:59.999Z')
    })
    const fresh = await bookOut(library)
    const [young] = await copiesOf(library, fresh.bookId)
    expect((await post('return', { copyId: young?.id, returnedOn: '2026-11-27' })).body).toMatchObject({
      code: 'not-a-return-day',
      detail: '반납일은 오늘(11월 28일(토))만 적을 수 있어요.',
    })
  })

  it('reckons lateness and suspension by the day of the return', async () => {
    const house = { ifMatch: (await boss.get('/policy')).etag, body: { suspensionDaysPerLateDay: 1 } }
    expect((await boss.ask('PATCH', '/policy', house)).status).toBe(200)
    const [early, late] = [await bookOut(library), await bookOut(library)]
    await onDay('2026-12-09', async () => {
      const returned = async ({ bookId }: typeof early, returnedOn?: string) => {
        const [copy] = await copiesOf(library, bookId)
        return (await post('return', { copyId: copy?.id, ...(returnedOn ? { returnedOn } : {}) })).body.rental
      }
      expect(await returned(early, '2026-12-06')).toMatchObject({ daysLate: 1, suspendedUntil: null })
      expect(await returned(late)).toMatchObject({ daysLate: 4, suspendedUntil: '2026-12-13' })
      const { copyId } = await shelf()
      expect((await post('rent', { memberId: late.reader.memberId, copyId })).body.code).toBe('suspended')
      expect(await post('rent', { memberId: early.reader.memberId, copyId })).toMatchObject({ status: 200 })
    })
    const back = { ifMatch: (await boss.get('/policy')).etag, body: { suspensionDaysPerLateDay: 0 } }
    await boss.ask('PATCH', '/policy', back)
  })

  it('finds a book that its member said was back: it was, since then', async () => {
    const { bookId, reader, rentalId } = await bookOut(library)
    valueOf(await library.app.claimReturn({ memberId: reader.memberId, rentalId }))
    await onDay('2026-12-08', async () => {
      const [copy] = await copiesOf(library, bookId)
      const back = await post('return', { copyId: copy?.id })
      expect(back.body.rental).toMatchObject({ returnedOn: '2026-11-28', daysLate: 0 })
      expect((await boss.get('/claims')).body.items).toEqual([])
    })
  })

  it('renews for whoever has it, and says why not', async () => {
    const { bookId, reader } = await bookOut(library)
    const [copy] = await copiesOf(library, bookId)
    expect((await post('renew', { copyId: copy?.id })).body).toMatchObject({
      memberName: reader.name,
      dueBeforeOn: '2026-12-05',
      dueOn: '2026-12-12',
    })
    expect((await post('renew', { copyId: copy?.id })).body).toMatchObject({
      code: 'renewal-limit-reached',
      detail: expect.stringContaining('1번까지만'),
    })
    await heldBy(library, await member(library, '기다림', 1_000), bookId)
    await post('return', { copyId: copy?.id })
    expect((await post('renew', { copyId: copy?.id })).body.code).toBe('copy-not-out')
  })
})
