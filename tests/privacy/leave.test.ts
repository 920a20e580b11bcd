/** Leaving: what is personal goes at once and whole, whatever else happens at that moment. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import type { BookId, MemberId } from '../../src/domain/ids.js'
import type { Refusal, Result } from '../../src/domain/result.js'
import { holdBook } from '../../src/usecases/hold-book.js'
import { rentBook } from '../../src/usecases/rent-book.js'
import { requestDeposit } from '../../src/usecases/request-deposit.js'
import type { Tx } from '../../src/usecases/tx.js'
import { complaints } from '../support/audit.js'
import { balanceOf, crowd, member, type Member } from '../support/crowd.js'
import { engines } from '../support/empty-database.js'
import { deliverAll } from '../support/happens.js'
import { memberWithAPast, spendsAll } from '../support/history.js'
import { openLibrary, saturdayNoon, type Library } from '../support/library.js'
import { bookOut, heldBy, inLine, kindsOf, rentalIn, valueOf } from '../support/lines.js'
import { confirmed, depositOf, land, openWindow, payCard } from '../support/payment.js'
import { storiesOn } from '../support/stories.js'
import { placesOf, tracesFrom } from '../support/traces.js'

describe.each(engines)('leaving on %s', (engine) => {
  let library: Library
  beforeAll(async () => {
    library = await openLibrary(engine)
  })
  beforeEach(() => library.clock.set(saturdayNoon))
  afterEach(async () => {
    expect(await complaints(library)).toEqual([])
    expect(await library.rows(`SELECT id FROM letters WHERE state = 'parked'`)).toEqual([])
  })
  afterAll(() => library.close())

  const leaves = async ({ memberId }: Pick<Member, 'memberId'>) => kindsOf(await library.app.leaveLibrary(memberId))
  async function giveBonus({ memberId }: Member, won: number): Promise<void> {
    const [wallet] = await library.rows<{ version: number; balance_won: number }>(
      'SELECT version, balance_won FROM wallets WHERE member_id = ?',
      [memberId],
    )
    const { version = 0, balance_won = 0 } = wallet ?? {}
    await library.rows(
      'UPDATE wallets SET balance_won = balance_won + ?, bonus_won = bonus_won + ?, version = version + 1 WHERE member_id = ?',
      [won, won, memberId],
    )
    await library.rows(
      `INSERT INTO ledger_lines (id, member_id, line_no, kind, amount_won, bonus_amount_won, balance_after_won,
         idempotency_key, written_at, reason) VALUES (?, ?, ?, 'bonus', ?, ?, ?, ?, ?, '개관 기념')`,
      [`b-${memberId.slice(2)}`, memberId, version + 1, won, won, balance_won + won, `gift:${memberId}`, saturdayNoon],
    )
  }
  async function refund({ memberId }: Member, state: string): Promise<void> {
    await library.rows(
      `INSERT INTO refunds (id, member_id, amount_won, state, version, requested_at) VALUES (?, ?, 500, ?, 1, ?)`,
      [`r-${memberId.slice(2)}`, memberId, state, saturdayNoon],
    )
  }

  it('leaves money and nothing else: no name, no number, no key, and no way to a book', async () => {
    const { reader, over } = await memberWithAPast(library)
    const { memberId, userKey, name } = reader
    for (const said of ['전화번호 바꾸기', '010-4321-0001']) await reader.says(said)
    await library.app.issueLinkCode(memberId)
    await library.rows('INSERT INTO link_tries (user_key, tries, since) VALUES (?, 3, ?)', [userKey, saturdayNoon])
    const [before] = await library.rows<{ phone_print: string; phone_sealed: string }>(
      'SELECT phone_print, phone_sealed FROM members WHERE id = ?',
      [memberId],
    )
    await spendsAll(library, reader, await balanceOf(library, memberId))
    await reader.says('아무 책')
    const lines = await library.rows('SELECT * FROM ledger_lines WHERE member_id = ? ORDER BY line_no', [memberId])
    expect(await leaves(reader)).toBe('ok')
    // the board hears of it by letter
    await deliverAll(library)

    expect(await placesOf(library, userKey, name, before?.phone_print ?? '?', before?.phone_sealed ?? '?')).toEqual([])
    expect(await placesOf(library, memberId)).toEqual([
      'deposits',
      'events',
      'former_members',
      'ledger_lines',
      // of coming and going
      'letters',
      'wallets',
    ])
    const after = await tracesFrom(library, memberId, userKey)
    expect(over.filter((id) => after.has(id))).toEqual([])
    const kept = await library.rows('SELECT * FROM ledger_lines WHERE member_id = ? ORDER BY line_no', [memberId])
    expect(kept).toEqual(lines)
    const types = await library.rows<{ type: string }>(
      'SELECT DISTINCT type FROM events WHERE body LIKE ? ORDER BY type',
      [`%${memberId}%`],
    )
    expect(types.map(({ type }) => type)).toEqual(['MemberJoined', 'MemberLeft'])
  })

  it('takes gifts with it, and nothing that was paid', async () => {
    const reader = await member(library, '선물이', 1_000)
    await giveBonus(reader, 700)
    expect(await leaves(reader)).toEqual(['points-to-refund'])
    await spendsAll(library, reader, 1_700)
    expect(await leaves(reader)).toBe('ok')

    const gifted = await member(library, '선물만이')
    await giveBonus(gifted, 700)
    expect(await leaves(gifted)).toBe('ok')
    const [line] = await library.rows(
      'SELECT kind, amount_won, bonus_amount_won, balance_after_won FROM ledger_lines WHERE member_id = ? ORDER BY line_no DESC',
      [gifted.memberId],
    )
    expect(line).toEqual({ kind: 'bonus-taken', amount_won: -700, bonus_amount_won: -700, balance_after_won: 0 })
  })

  it.each([['under-way'], ['parked'], ['at-desk']])('waits for a refund that is %s', async (state) => {
    const reader = await member(library, '받을이')
    await refund(reader, state)
    expect(await leaves(reader)).toEqual(['refund-not-over'])
    await library.rows(`UPDATE refunds SET state = 'done' WHERE member_id = ?`, [reader.memberId])
    expect(await leaves(reader)).toBe('ok')
    await library.rows('DELETE FROM refunds WHERE member_id = ?', [reader.memberId])
  })

  it('waits for a payment that KakaoPay is asked for, and closes every pay page nobody pays on', async () => {
    const reader = await member(library, '내던이')
    const [asked, open] = [await payCard(reader, 3_000), await payCard(reader, 4_000)]
    await openWindow(open)
    await library.rows(`UPDATE deposits SET state = 'approving' WHERE id = ?`, [(await depositOf(library, open)).id])
    expect(await leaves(reader)).toEqual(['payment-not-over'])
    await library.rows(`UPDATE deposits SET state = 'ready' WHERE id = ?`, [(await depositOf(library, open)).id])
    expect(await leaves(reader)).toBe('ok')

    for (const page of [asked, open]) {
      expect((await depositOf(library, page)).state).toBe('expired')
      expect(await openWindow(page)).toMatchObject({ window: null, landing: { title: '시간이 지난 결제예요' } })
    }
  })

  it('money that KakaoPay takes after all goes back whole, and is asked for again until it is', async () => {
    const reader = await member(library, '뒷돈이')
    const { page, back } = await confirmed(reader, 5_000)
    const { id, tid } = await depositOf(library, page)
    expect(await leaves(reader)).toBe('ok')
    expect((await land(back)).title).toBe('시간이 지난 결제예요')
    // a request of ours that arrives late
    const late = await fetch(`${library.url}/simulator/kakaopay/online/v1/payment/approve`, {
      method: 'POST',
      headers: { authorization: 'SECRET_KEY simulator', 'content-type': 'application/json' },
      body: JSON.stringify({
        cid: 'TC0ONETIME',
        tid,
        partner_order_id: id,
        partner_user_id: reader.memberId,
        pg_token: new URL(back).searchParams.get('pg_token'),
      }),
    })
    expect(late.status).toBe(200)

    const told = await Promise.all([1, 2, 3].map(() => library.app.settleDeposit(id)))
    expect(told.map(kindsOf)).toContainEqual(['member-left'])
    const paid = [...(library.simulator?.payments.values() ?? [])].filter(
      (payment) => payment.userId === reader.memberId,
    )
    expect(paid).toMatchObject([{ canceledWon: 5_000 }])
    expect((await depositOf(library, page)).state).toBe('failed')
    expect(await balanceOf(library, reader.memberId)).toBe(0)
  })

  it('hands the kept copy to the next in line, who is told', async () => {
    const out = await bookOut(library)
    const [first, second] = await inLine(library, out.bookId, 2)
    if (!first || !second) throw new Error('nobody waits')
    await out.givesBack()
    await deliverAll(library)
    await spendsAll(library, first, 10_000)
    expect(await leaves(first)).toBe('ok')
    expect(await library.rows(`SELECT member_id, state FROM holds WHERE book_id = ?`, [out.bookId])).toEqual([
      { member_id: second.memberId, state: 'ready' },
    ])
    await library.settle()
    expect(second.pushes().at(-1)?.text).toContain(out.title)
  })

  it('with messages on their way: none of them fails, and none is sent', async () => {
    library.clock.set('2026-11-28T13:00:00.000Z')
    const reader = await member(library, '한밤이', 1_000)
    const { bookId } = await library.book()
    const rentalId = await rentalIn(library, reader.memberId, bookId)
    valueOf(await library.app.claimReturn({ memberId: reader.memberId, rentalId }))
    valueOf(await library.app.settleClaim({ rentalId, isFound: true }))
    const waiting = () => library.rows(`SELECT id FROM letters WHERE state = 'waiting' AND reaction = 'send-notice'`)
    expect(await waiting()).toHaveLength(1)
    expect(await leaves(reader)).toBe('ok')
    expect((await tracesFrom(library, reader.memberId, reader.userKey)).has(bookId)).toBe(false)

    library.clock.set('2026-11-29T03:00:00.000Z')
    await library.settle()
    expect(await waiting()).toEqual([])
    expect(reader.pushes()).toEqual([])
    expect(await library.rows(`SELECT last_error FROM letters WHERE last_error IS NOT NULL`)).toEqual([])
  })

  it('ten times at once is once', async () => {
    const reader = await member(library, '성급이')
    const done = await Promise.all(Array.from({ length: 10 }, () => leaves(reader)))
    expect(done.filter((one) => one === 'ok')).toHaveLength(1)
    expect(done.filter((one) => one !== 'ok')).toEqual(Array.from({ length: 9 }, () => ['already-left']))
  })

  it.each<[string, (one: Member, bookId: string) => Promise<unknown>]>([
    ['rents', ({ memberId }, bookId) => library.app.rentBook({ memberId, bookId: bookId as never, commandKey: null })],
    ['asks to pay', ({ memberId }) => library.app.requestDeposit({ memberId, amountWon: 2_000, commandKey: null })],
    ['keeps the history', ({ memberId }) => library.app.chooseHistory({ memberId, isKept: true })],
    ['forgets the history', ({ memberId }) => library.app.forgetHistory(memberId)],
  ])('at the very moment at which the member %s: one of both is first, and all is in order', async (_what, act) => {
    const { bookId } = await library.book({ feeWon: 0, copies: 12 })
    const members = await crowd(library, 12)
    for (const { memberId } of members.slice(0, 6)) {
      const rentalId = await rentalIn(library, memberId, bookId)
      valueOf(await library.app.returnBook({ memberId, rentalId, commandKey: null }))
    }
    const done = await Promise.all(
      members.flatMap((one, index) =>
        index % 2 === 0 ? [leaves(one), act(one, bookId)] : [act(one, bookId), leaves(one)],
      ),
    )
    expect(done.filter((one) => one === undefined)).toEqual([])
    expect(await complaints(library)).toEqual([])
  })

  it('at the very moment at which the member gets in line, or it is their turn', async () => {
    const out = await bookOut(library)
    const members = await crowd(library, 8)
    await Promise.all(
      members.flatMap((one) => [
        leaves(one),
        library.app.holdBook({ memberId: one.memberId, bookId: out.bookId, commandKey: null }),
      ]),
    )
    expect(await complaints(library)).toEqual([])
    await Promise.all([out.givesBack(), ...members.map(leaves)])
    await library.settle()
    const held = await library.rows<{ member_id: MemberId }>('SELECT member_id FROM holds WHERE book_id = ?', [
      out.bookId,
    ])
    expect(held).toEqual([])
  })

  it.each<[string, (tx: Tx, one: Member, bookId: BookId) => Promise<Result<unknown, Refusal>>]>([
    ['rents', (tx, { memberId }, bookId) => rentBook(tx, { memberId, bookId, commandKey: null })],
    ['gets in line', (tx, { memberId }, bookId) => holdBook(tx, { memberId, bookId, commandKey: null })],
    ['asks to pay', (tx, { memberId }) => requestDeposit(tx, { memberId, amountWon: 2_000, commandKey: null })],
  ])('who %s was looked at as a member, and has left before it is written: it is refused', async (what, story) => {
    const one = await member(library, '틈새')
    const { bookId } = what === 'gets in line' ? await bookOut(library) : await library.book({ feeWon: 0 })
    let told = 0
    const { runInTx } = storiesOn(library.app.dataSource, library.app.now)
    const done = await runInTx(async (tx) => {
      const decided = await story(tx, one, bookId)
      told += 1
      if (told === 1) expect([decided.ok, await leaves(one)]).toEqual([true, 'ok'])
      return decided
    })
    expect([done.ok, told]).toEqual([false, 2])
  })

  it('at the very moment at which the member pays: the money is in the wallet, or was never taken', async () => {
    const members = await crowd(library, 6)
    const payments = []
    for (const one of members) payments.push({ one, ...(await confirmed(one, 2_000)) })
    await Promise.all(payments.flatMap(({ one, back }) => [land(back), leaves(one)]))
    for (const { one, page } of payments) {
      const taken = [...(library.simulator?.payments.values() ?? [])].filter(
        (payment) => payment.userId === one.memberId && payment.approvedAt,
      )
      expect([(await depositOf(library, page)).state, taken.length]).toEqual(
        taken.length > 0 ? ['paid', 1] : ['expired', 0],
      )
    }
  })

  it('and coming back at once makes a new member of the same person, who knows nothing of before', async () => {
    const reader = library.visitor('돌아온이')
    const memberId = await reader.joins()
    await heldBy(library, { memberId }, (await bookOut(library)).bookId)
    expect(await leaves({ memberId })).toBe('ok')
    const again = await reader.joins(5_000)
    expect(again).not.toBe(memberId)
    expect((await reader.says('내 예약')).outcome).toBe('nothing-held')
    expect(await balanceOf(library, again)).toBe(5_000)
  })
})
