/** 환불 in the chat: what can be given back and where to, asked first and then done by a tap. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { noMischief } from '../../src/simulator/mischief.js'
import { labelsOf } from '../support/answer-parts.js'
import { complaints } from '../support/audit.js'
import { balanceOf, member, wait, type Member } from '../support/crowd.js'
import { engines } from '../support/empty-database.js'
import { openLibrary, type Library } from '../support/library.js'
import { ask, utterance } from '../support/skill-call.js'
import { kakaoBooks, pays, refundIdOf, refundsOf } from '../support/refunds.js'

describe.each(engines)('asking for money back on %s', (engine) => {
  let library: Library
  let haneul: Member
  let round = 0
  beforeAll(async () => {
    library = await openLibrary(engine, { env: { LIBRARY_PHONE: '02-123-4567' } })
  })
  beforeEach(async () => {
    haneul = await member(library, `하늘이${++round}`)
  })
  afterEach(async () => {
    Object.assign(simulator().mischief, noMischief())
    wait(library, 120)
    await library.settle()
    expect(await complaints(library)).toEqual([])
  })
  afterAll(() => library.close())

  function simulator() {
    if (!library.simulator) throw new Error('no simulator')
    return library.simulator
  }
  const balance = () => balanceOf(library, haneul.memberId)
  const lastPush = () => haneul.pushes().at(-1)?.text ?? ''

  it('shows how much and where it goes, and does it by a tap', async () => {
    await pays(library, haneul, 12_000)
    const card = await haneul.says('환불')
    expect(card).toMatchObject({ intent: 'refund', outcome: 'ask' })
    for (const fact of ['12,000원', '12,000원 결제 취소', '선물로 받으신 적립금은 환불되지 않아요'])
      expect(card.text).toContain(fact)
    expect(labelsOf(card)).toEqual(expect.arrayContaining(['12,000원 환불', '취소', '마이페이지']))
    expect(await balance()).toBe(12_000)

    const done = await haneul.taps(card, '12,000원 환불')
    expect(done).toMatchObject({ intent: 'refund', outcome: 'ok' })
    expect(done.text).toContain('12,000원 환불을 신청했어요')
    expect(await balance()).toBe(0)
    await library.settle()
    expect(kakaoBooks(simulator(), haneul)).toEqual(['12000-12000'])
    expect(lastPush()).toContain('12,000원을 돌려드렸어요')
    expect((await haneul.says('알림 내역')).text).toContain('환불 진행 12,000원')
    expect((await haneul.says('마이페이지')).text).toContain('환불 -12,000원')
  })

  it('tapped again says the same and gives nothing back again', async () => {
    await pays(library, haneul, 10_000)
    const card = await haneul.says('4천원 환불')
    const taps = await Promise.all([1, 2, 3].map(() => haneul.taps(card, '4,000원 환불')))
    await library.settle()
    taps.push(await haneul.taps(card, '4,000원 환불'))
    expect(taps.map(({ outcome }) => outcome)).toEqual(['ok', 'ok', 'ok', 'ok'])
    expect([await balance(), kakaoBooks(simulator(), haneul)]).toEqual([6_000, ['10000-4000']])
  })

  it('typed as the button says it does the same; said in any other way it asks first', async () => {
    await pays(library, haneul, 10_000)
    const said = ['만원 환불', '전액 환불', '적립금 돌려줘', '만원 환불해 주세요', '환불 만원', '10,000원 환불']
    for (const one of said) {
      const card = await haneul.says(one)
      expect([one, card.outcome]).toEqual([one, 'ask'])
      expect(card.buttons.find(({ label }) => label === '10,000원 환불')?.messageText).toBe('10,000원 환불 신청')
    }
    expect(await balance()).toBe(10_000)
    expect(await haneul.says('10,000원 환불 신청')).toMatchObject({ intent: 'refund', outcome: 'ok' })
    expect(await balance()).toBe(0)
  })

  it('of a part shows what is left, and leads to all of it', async () => {
    await pays(library, haneul, 10_000)
    const card = await haneul.says('3천원 환불')
    expect(card.text).toContain('남는 적립금\n7,000원')
    expect((await haneul.taps(card, '전액 환불')).text).toContain('10,000원 결제 취소')
    expect(await haneul.taps(card, '취소')).toMatchObject({ intent: 'help', outcome: 'ok' })
    expect(await balance()).toBe(10_000)
  })

  it('of cash says that the desk hands it out, and tells it again when asked again', async () => {
    haneul = await member(library, `현금${round}`, 3_000)
    const card = await haneul.says('환불')
    expect(card.text).toContain('도서관\n3,000원 직접 드려요')
    const done = await haneul.taps(card, '3,000원 환불')
    expect(done.text).toContain('3,000원은 도서관에서 받으실 수 있어요')
    expect(labelsOf(done)).toContain('전화하기')
    const again = await haneul.says('환불')
    expect(again).toMatchObject({ intent: 'refund', outcome: 'nothing-to-refund' })
    expect(again.text).toContain('3,000원은 도서관에서 받으실 수 있어요')
    await pays(library, haneul, 1_000)
    expect((await haneul.says('환불')).text).toContain('앞서 신청하신 3,000원은 도서관에서')
    await library.app.putBackRefund({ refundId: await refundIdOf(library, haneul) })
    await library.settle()
    expect(lastPush()).toContain('3,000원을 적립금에 다시 넣었어요')
    expect(await balance()).toBe(4_000)
  })

  it('tells how it stands while KakaoPay is away, and while a person looks', async () => {
    await pays(library, haneul, 10_000)
    simulator().mischief.kakaoPay.cancel = '500'
    await haneul.says('4,000원 환불 신청')
    await library.settle()
    const waiting = await haneul.says('환불')
    expect(waiting.outcome).toBe('refund-under-way')
    expect(waiting.text).toContain('4,000원 환불을 카카오페이에서 처리하고 있어요')

    simulator().mischief.kakaoPay.cancel = 'wrong-amount'
    wait(library, 120)
    await library.settle()
    const parked = await haneul.says('환불')
    expect(parked.text).toContain('4,000원 환불을 도서관에서 확인하고 있어요')
    expect(labelsOf(parked)).toContain('전화하기')
    expect(await refundsOf(library, haneul)).toEqual(['parked: 4000 cancelling'])
  })

  it('is refused kindly, with a way on: nothing there, too much, no sum', async () => {
    const nothing = await haneul.says('환불')
    expect(nothing).toMatchObject({ intent: 'refund', outcome: 'nothing-to-refund' })
    expect(nothing.text).toContain('지금은 환불해 드릴 적립금이 없어요')
    expect(labelsOf(nothing)).toContain('적립금 충전')

    await pays(library, haneul, 5_000)
    const tooMuch = await haneul.says('만원 환불')
    expect(tooMuch).toMatchObject({ intent: 'refund', outcome: 'refund-too-large' })
    expect(tooMuch.text).toContain('5,000원까지 환불할 수 있어요')
    expect(await haneul.taps(tooMuch, '전액 환불')).toMatchObject({ outcome: 'ask' })
    expect((await haneul.says('0원 환불')).outcome).toBe('refund-too-small')
    expect((await haneul.says('10,000원 환불 신청')).outcome).toBe('refund-too-large')
    expect(await balance()).toBe(5_000)
  })

  it('of gifts is none: they stay to be used', async () => {
    await library.rows('UPDATE wallets SET balance_won = 700, bonus_won = 700, version = 1 WHERE member_id = ?', [
      haneul.memberId,
    ])
    await library.rows(
      `INSERT INTO ledger_lines (id, member_id, line_no, kind, amount_won, bonus_amount_won, balance_after_won,
         idempotency_key, written_at) VALUES (?, ?, 1, 'bonus', 700, 700, 700, ?, ?)`,
      [`gift-${round}`, haneul.memberId, `gift-${round}`, library.app.now().toISOString()],
    )
    const none = await haneul.says('전액 환불')
    expect(none.outcome).toBe('nothing-to-refund')
    expect(none.text).toContain('700원은 선물로 받으신 적립금이라 환불되지 않지만')
  })

  it('by somebody who has not joined leads to joining', async () => {
    expect(await library.visitor().says('환불')).toMatchObject({ intent: 'refund', outcome: 'not-a-member' })
    expect(await library.visitor().says('만원 환불 신청')).toMatchObject({ intent: 'refund', outcome: 'not-a-member' })
  })

  it.each(['환불 안 할래요', '환불하지 마세요', '환불 취소해 주세요', '환불하고 싶지 않아요'])(
    '‘%s’ gives nothing back',
    async (said) => {
      await pays(library, haneul, 10_000)
      const answer = await haneul.says(said)
      expect(answer).toMatchObject({ intent: 'help', outcome: 'ok' })
      expect(answer.text).toContain('환불하지 않을게요')
      expect(await balance()).toBe(10_000)
    },
  )

  it('draws the message late as it is by then', async () => {
    await pays(library, haneul, 10_000)
    simulator().mischief.kakaoPay.cancel = 'refused'
    await haneul.says('4,000원 환불 신청')
    await library.settle()
    expect(lastPush()).toContain('4,000원은 도서관에서 받으실 수 있어요')
    await library.app.payOutRefund({ refundId: await refundIdOf(library, haneul), note: '현금' })
    await library.settle()
    expect(lastPush()).toContain('도서관에서 4,000원을 돌려드렸어요')
    const [through] = await library.rows<{ id: string }>(
      `SELECT id FROM notices WHERE member_id = ? AND kind = 'refund-settled' ORDER BY id LIMIT 1`,
      [haneul.memberId],
    )
    const body = utterance(haneul.userKey, 'refund_notice')
    Object.assign(body.userRequest.user.properties, { noticeId: through?.id })
    const late = await ask(library, body, { skill: 'notice' })
    expect(late).toMatchObject({ intent: 'notice', outcome: 'ok' })
    expect(late.text).toContain('4,000원은 도서관에서 처리해 드렸어요')
    expect(late.text).not.toContain('받으실 수 있어요')
  })
})
