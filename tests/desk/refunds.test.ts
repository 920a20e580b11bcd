/** Refunds at the desk: money that KakaoPay cannot give back is handed out, put back, or looked into. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { noMischief } from '../../src/simulator/mischief.js'
import { complaints } from '../support/audit.js'
import { balanceOf, member, wait, type Member } from '../support/crowd.js'
import { sayAtDesk, typeAtDesk } from '../support/desk.js'
import { engines, type TestDatabase } from '../support/empty-database.js'
import { emptyLibrary } from '../support/empty-library.js'
import { openLibrary, saturdayNoon, type Library } from '../support/library.js'
import { kakaoBooks, pays, refundIdOf, refundsOf } from '../support/refunds.js'

describe.each(engines)('a refund at the desk, on %s', (engine) => {
  let database: TestDatabase
  let library: Library
  let owners = 0
  beforeAll(async () => {
    database = await emptyLibrary(engine)
    library = await openLibrary(engine, { database })
  })
  afterEach(async () => {
    Object.assign(simulator().mischief, noMischief())
    wait(library, 120)
    await library.settle()
    expect(await complaints(library)).toEqual([])
    for (const { refund } of await library.app.openRefunds(99)) {
      if (refund.state === 'parked') await library.app.settleParkedRefund({ refundId: refund.id, isCancelled: false })
      await library.settle()
      await library.app.payOutRefund({ refundId: refund.id, note: '현금' })
    }
    library.clock.set(saturdayNoon)
  })
  afterAll(async () => {
    await library.close()
    await database.drop()
  })

  function simulator() {
    if (!library.simulator) throw new Error('no simulator')
    return library.simulator
  }
  const desk = (...words: string[]) => sayAtDesk(library, ...words)
  const list = () => desk('환불 목록')
  const lastPush = (who: Member) => who.pushes().at(-1)?.text ?? ''

  /** Somebody who paid so much in cash and wants it back. */
  async function wantsCash(won = 3_000) {
    const owner = await member(library, `현금이${++owners}`, won)
    return asksFor(owner, won)
  }
  /** Somebody whose refund KakaoPay treats like that. */
  async function wantsOfKakaoPay(how: 'refused' | 'wrong-amount' | '500') {
    const owner = await member(library, `카드이${++owners}`)
    await pays(library, owner, 10_000)
    simulator().mischief.kakaoPay.cancel = how
    const asked = await asksFor(owner, 4_000)
    simulator().mischief.kakaoPay.cancel = 'ok'
    return asked
  }
  async function asksFor(owner: Member, amountWon: number) {
    await library.app.requestRefund({ memberId: owner.memberId, amountWon, commandKey: null })
    await library.settle()
    return { owner, handle: (await refundIdOf(library, owner)).slice(-8) }
  }

  it('none waits: so it is said', async () => {
    expect(await list()).toEqual({ code: 0, out: ['끝나지 않은 환불이 없어요.'], err: '' })
  })

  it('is listed by what is to be done, with the member, the sum, why and since when, in Korean and in English', async () => {
    const cash = await wantsCash()
    wait(library, 3_600)
    const refused = await wantsOfKakaoPay('refused')
    const parked = await wantsOfKakaoPay('wrong-amount')
    const hanging = await wantsOfKakaoPay('500')
    const listed = await list()
    expect(listed.out).toEqual([
      '도서관에서 드릴 환불이에요. 오래된 것부터예요.',
      `${cash.handle} · ${cash.owner.name} · 3,000원 · 드릴 돈 3,000원 · 도서관에서 낸 돈 · 2026-11-28(토) 12시부터`,
      `${refused.handle} · ${refused.owner.name} · 4,000원 · 드릴 돈 4,000원 · 카카오페이에서 취소하지 못한 돈 · 2026-11-28(토) 13시부터`,
      '카카오페이 가맹점 화면에서 확인할 환불이에요.',
      `${parked.handle} · ${parked.owner.name} · 4,000원 · 확인할 돈 4,000원 · 2026-11-28(토) 13시에 취소를 요청 · 2026-11-28(토) 13시부터`,
      '카카오페이에서 취소하고 있어요. 기다리시면 돼요.',
      `${hanging.handle} · ${hanging.owner.name} · 4,000원 · 카카오페이 4,000원 · 2026-11-28(토) 13시부터`,
      '드렸으면 ‘환불 지급’, 드리지 않게 되면 ‘환불 되돌리기’, 확인했으면 ‘환불 확인’ 뒤에 맨 앞의 번호를 적어 주세요.',
    ])
    expect(await typeAtDesk(database, 'refunds', 'list')).toEqual(listed)
  })

  it('that was handed out is over, and its member hears of it', async () => {
    const { owner, handle } = await wantsCash()
    expect(await desk('환불 지급', handle, '계좌이체')).toEqual({
      code: 0,
      out: [
        `드렸다고 적었어요. ${handle} · ${owner.name} · 3,000원 가운데 도서관에서 드린 돈은 3,000원이에요.`,
        '회원에게 곧 알려 드려요.',
      ],
      err: '',
    })
    await library.settle()
    expect(lastPush(owner)).toContain('도서관에서 3,000원을 돌려드렸어요')
    expect(await refundsOf(library, owner)).toEqual(['done: 3000 paid-back by desk'])
    expect(await balanceOf(library, owner.memberId)).toBe(0)
    expect(
      await library.rows('SELECT note FROM refund_parts p JOIN refunds r ON r.id = p.refund_id WHERE r.member_id = ?', [
        owner.memberId,
      ]),
    ).toEqual([{ note: '계좌이체' }])
  })

  it('that cannot be handed out goes into the wallet again, and can be asked for once more', async () => {
    const { owner, handle } = await wantsOfKakaoPay('refused')
    expect(await desk('환불 되돌리기', handle)).toEqual({
      code: 0,
      out: [
        `되돌렸어요. ${handle} · ${owner.name} · 4,000원 가운데 4,000원을 적립금에 다시 넣었어요. 지금 적립금은 10,000원이에요.`,
        '회원에게 곧 알려 드려요.',
      ],
      err: '',
    })
    await library.settle()
    expect(lastPush(owner)).toContain('4,000원을 적립금에 다시 넣었어요')
    await asksFor(owner, 10_000)
    expect([await refundsOf(library, owner), kakaoBooks(simulator(), owner)]).toEqual([
      ['done: 4000 returned', 'done: 10000 paid-back by kakao-pay'],
      ['10000-10000'],
    ])
  })

  it('that KakaoPay could not account for is settled by what the librarian saw there', async () => {
    const gone = await wantsOfKakaoPay('wrong-amount')
    expect((await desk('환불 지급', gone.handle, '현금')).err).toContain('‘환불 확인’을 적어 주세요')
    expect((await desk('환불 확인', gone.handle, '취소됨')).out).toEqual([
      `확인했다고 적었어요. ${gone.handle} · ${gone.owner.name} · 4,000원 환불이 이어져요.`,
      '회원에게 곧 알려 드려요.',
    ])
    await library.settle()
    expect(await refundsOf(library, gone.owner)).toEqual(['done: 4000 paid-back by kakao-pay'])

    const kept = await wantsOfKakaoPay('wrong-amount')
    expect((await desk('환불 확인', kept.handle, '안됨')).out).toEqual([
      `확인했다고 적었어요. ${kept.handle} · ${kept.owner.name} · 4,000원 환불이 이어져요.`,
      '카카오페이에서 취소되지 않은 돈은 도서관에서 드려요.',
      '도서관에서 드릴 돈은 4,000원이에요.',
      '회원에게 곧 알려 드려요.',
    ])
    expect((await desk('환불 지급', kept.handle, '현금')).code).toBe(0)
  })

  it('is settled once, whoever says it again and however', async () => {
    const { owner, handle } = await wantsCash()
    const said = await Promise.all([
      desk('환불 지급', handle, '현금'),
      desk('환불 되돌리기', handle),
      desk('환불 지급', handle.toUpperCase(), '계좌이체'),
    ])
    expect(said.map(({ code }) => code).toSorted()).toEqual([0, 1, 1])
    expect((await desk('환불 지급', handle, '현금')).err).toContain(`${handle} 환불은 없거나 이미 끝났어요`)
    await library.settle()
    expect([0, 3_000]).toContain(await balanceOf(library, owner.memberId))
  })

  it('of somebody who has left is handed out and told to nobody; it cannot be put back', async () => {
    const { owner, handle } = await wantsCash()
    await library.rows('UPDATE wallets SET closed_at = ? WHERE member_id = ?', [saturdayNoon, owner.memberId])
    await library.rows('DELETE FROM members WHERE id = ?', [owner.memberId])
    await library.rows('INSERT INTO former_members (member_id, left_at) VALUES (?, ?)', [owner.memberId, saturdayNoon])
    const pushes = owner.pushes().length
    expect((await list()).out[1]).toContain('탈퇴한 회원')
    expect((await desk('환불 되돌리기', handle)).err).toContain('탈퇴한 회원이라')
    expect((await desk('환불 지급', handle, '현금')).out).toHaveLength(1)
    await library.settle()
    expect(owner.pushes()).toHaveLength(pushes)
    expect(await library.rows(`SELECT id FROM notices WHERE member_id = ?`, [owner.memberId])).toEqual([])
  })

  it.each([
    ['지급', [], '어느 환불인지 환불 번호를 적어 주세요'],
    ['지급', ['1234', '현금'], '‘1234’에서 환불 번호를 읽지 못했어요'],
    ['지급', ['zz%zz_zz', '현금'], '‘zz%zz_zz’에서 환불 번호를 읽지 못했어요'],
    ['지급', ['00000000', '현금'], '00000000 환불은 없거나 이미 끝났어요'],
    ['되돌리기', ['00000000', '11111111'], '한 번에 한 건씩 적어 주세요'],
    ['확인', ['00000000', '취소됨'], '00000000 환불은 없거나 이미 끝났어요'],
  ])('환불 %s %j does nothing: %s', async (deed, words, sentence) => {
    const { handle } = await wantsCash()
    const said = await desk(`환불 ${deed}`, ...words)
    expect(said).toMatchObject({ code: 1, out: [] })
    expect(said.err).toContain(sentence)
    expect((await list()).out[1]).toContain(handle)
  })

  it.each([
    ['지급', [], '어떻게 드렸는지 번호 뒤에 적어 주세요'],
    ['지급', ['국민', '123-456-789012'], '계좌번호나 전화번호는 적지 않아요'],
    ['확인', [], '‘취소됨’, 취소되지 않았으면 ‘안됨’'],
    ['확인', ['모름'], '‘취소됨’, 취소되지 않았으면 ‘안됨’'],
    ['확인', ['취소됨'], '확인할 것이 없어요'],
  ])('환불 %s NUMBER %j does nothing: %s', async (deed, words, sentence) => {
    const { handle } = await wantsCash()
    const said = await desk(`환불 ${deed}`, handle, ...words)
    expect(said).toMatchObject({ code: 1, out: [] })
    expect(said.err).toContain(sentence)
    expect((await list()).out[1]).toContain(handle)
  })
})
