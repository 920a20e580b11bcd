/** `적립금 …` at the desk: gifts, taking them back, and cash; what the member hears of it. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { complaints } from '../support/audit.js'
import { balanceOf, member, type Member } from '../support/crowd.js'
import { sayAtDesk } from '../support/desk.js'
import { engines } from '../support/empty-database.js'
import { openLibrary, saturdayNoon, type Library } from '../support/library.js'
import { valueOf } from '../support/lines.js'

describe.each(engines)('points at the desk on %s', (engine) => {
  let library: Library
  let haneul: Member
  let handle: string
  let round = 0
  beforeAll(async () => {
    library = await openLibrary(engine)
  })
  beforeEach(async () => {
    library.clock.set(saturdayNoon)
    haneul = await member(library, `받는이${++round}`)
    handle = haneul.memberId.slice(-8)
  })
  afterAll(async () => {
    expect(await complaints(library)).toEqual([])
    await library.close()
  })

  const desk = (line: string) => sayAtDesk(library, ...line.split(' '))
  const balance = () => balanceOf(library, haneul.memberId)
  const wallet = async () =>
    (
      await library.rows('SELECT balance_won, bonus_won, version FROM wallets WHERE member_id = ?', [haneul.memberId])
    )[0]

  it('gives with a reason, tells the member plainly, and shows it in their lines', async () => {
    const given = await desk(`적립금 선물 ${handle} 3,000 찢어진 책을 드려서`)
    expect(given.code).toBe(0)
    expect(given.out.join('\n')).toContain(
      `${haneul.name} (${handle}) · 3,000원을 드렸어요. 지금 잔액은 3,000원이에요.`,
    )
    expect(await wallet()).toEqual({ balance_won: 3_000, bonus_won: 3_000, version: 1 })

    await library.settle()
    const [push] = haneul.pushes()
    expect(push?.text).toBe(
      '적립금을 드렸어요\n도서관에서 적립금 3,000원을 드렸어요. (찢어진 책을 드려서) 지금 잔액은 3,000원이에요.\n드린 적립금은 대여료로 먼저 쓰이고, 돈으로 돌려받을 수는 없어요.',
    )
    expect((await haneul.says('적립금 내역')).text).toContain('선물 +3,000원 → 3,000원\n  찢어진 책을 드려서')
    expect((await haneul.says('알림 내역')).text).toContain('선물 적립금 3,000원')
  })

  it('gives once when the same line is typed twice on a day, and again on another or for another reason', async () => {
    const line = `적립금 선물 ${handle} 500 행사 참여`
    await Promise.all([desk(line), desk(line), desk(line)])
    expect(await balance()).toBe(500)
    const again = await desk(line)
    expect(again.code).toBe(0)
    expect(again.out.join('\n')).toContain(
      '오늘 같은 까닭으로 이미 드렸어요. 한 번 더 드리려면 까닭을 다르게 적어 주세요.',
    )
    await desk(`적립금 선물 ${handle} 500 행사 참여 2번째`)
    expect(await balance()).toBe(1_000)
    library.clock.advanceDays(1)
    await desk(line)
    expect(await balance()).toBe(1_500)
    expect(await library.rows(`SELECT id FROM notices WHERE member_id = ?`, [haneul.memberId])).toHaveLength(3)
  })

  it('takes back what it gave and no more, and not what was paid', async () => {
    await desk(`적립금 현금 ${handle} 10000 영수증 1`)
    await desk(`적립금 선물 ${handle} 2000 잘못 드림`)
    const tooMuch = await desk(`적립금 회수 ${handle} 2001 잘못 드려서`)
    expect(tooMuch.code).toBe(1)
    expect(tooMuch.err).toContain('되찾을 수 있는 선물은 2,000원까지예요. 회원이 낸 돈은 환불로만 돌려드려요.')
    const taken = await desk(`적립금 회수 ${handle} 2000 잘못 드려서`)
    expect(taken.out.join('\n')).toContain('2,000원을 되찾았어요. 지금 잔액은 10,000원이에요.')
    expect((await desk(`적립금 회수 ${handle} 2000 잘못 드려서`)).out.join('\n')).toContain('이미 되찾았어요')
    expect(await wallet()).toEqual({ balance_won: 10_000, bonus_won: 0, version: 3 })
    expect((await desk(`적립금 회수 ${handle} 1 더`)).err).toContain('되찾을 선물이 남아 있지 않아요')
    expect((await haneul.says('적립금 내역')).text).toContain('선물 회수 -2,000원 → 10,000원\n  잘못 드려서')
  })

  it('takes cash in with a receipt, once, and the member gets one, too', async () => {
    const without = await desk(`적립금 현금 ${handle} 10000`)
    expect(without.code).toBe(1)
    expect(without.err).toContain('영수증 번호를 적어 주세요')
    const line = `적립금 현금 ${handle} 10000원 영수증 27`
    const [one, other] = await Promise.all([desk(line), desk(line)])
    expect([one.code, other.code]).toEqual([0, 0])
    expect([one, other].filter(({ out }) => out.join('\n').includes('이미 충전했어요'))).toHaveLength(1)
    expect(await wallet()).toEqual({ balance_won: 10_000, bonus_won: 0, version: 1 })
    expect(
      await library.rows('SELECT state, paid_by, amount_won, tid FROM deposits WHERE member_id = ?', [haneul.memberId]),
    ).toEqual([{ state: 'paid', paid_by: 'desk', amount_won: 10_000, tid: null }])
    await library.settle()
    expect(haneul.pushes().map(({ text }) => text)).toEqual([
      '적립금을 충전했어요\n10,000원을 결제하셨어요. 지금 잔액은 10,000원이에요.',
    ])
  })

  it('keeps the limits of the house', async () => {
    expect((await desk(`적립금 현금 ${handle} 999 영수증`)).err).toContain('1,000원부터')
    expect((await desk(`적립금 현금 ${handle} 100001 영수증`)).err).toContain('한 번에 100,000원까지')
    await desk(`적립금 선물 ${handle} 499500 아주 큰 선물`)
    expect((await desk(`적립금 현금 ${handle} 1000 영수증`)).err).toContain('더 넣을 수 없어요')
    expect((await desk(`적립금 선물 ${handle} 501 조금 더`)).err).toContain('500원까지 더 넣을 수 있어요')
    expect(await balance()).toBe(499_500)
  })

  it('shows a wallet by phone number or by the end of the id, without titles', async () => {
    const nara = library.visitor('박나라')
    const joined = valueOf(
      await library.app.joinLibrary({
        userKey: nara.userKey,
        name: '박나라',
        phone: '01055551234',
        consentVersion: '1',
      }),
    )
    const ending = joined.id.slice(-8)
    await desk(`적립금 현금 ${ending} 10000 영수증 3`)
    const { title } = await library.book({ title: '몰라도 되는 책' })
    await nara.says(`${title} 빌려줘`)
    await desk(`적립금 선물 ${ending} 700 생일`)
    const byHandle = await desk(`적립금 보기 ${ending}`)
    expect(byHandle.out).toEqual([
      `박나라 (${ending}) · 잔액 9,700원 · 돌려드릴 수 있는 돈 9,000원 · 선물 700원`,
      '2026-11-28(토) · 선물 · +700원 · 잔액 9,700원 · 생일',
      '2026-11-28(토) · 대여료 · -1,000원 · 잔액 9,000원',
      '2026-11-28(토) · 충전 · +10,000원 · 잔액 10,000원 · 영수증 3',
    ])
    expect((await desk('적립금 보기 010-5555-1234')).out).toEqual(byHandle.out)
  })

  it('does nothing for what it cannot read', async () => {
    for (const [line, why] of [
      ['적립금 선물', '전화번호나 회원번호'],
      ['적립금 선물 누구 1000 까닭', '읽지 못했어요'],
      ['적립금 선물 00000000 1000 까닭', '그런 회원이 없어요'],
      ['적립금 선물 010-9999-0000 1000 까닭', '그런 회원이 없어요'],
      [`적립금 선물 ${handle}`, '금액을 적어'],
      [`적립금 선물 ${handle} 천원 까닭`, '금액을 읽지 못했어요'],
      [`적립금 선물 ${handle} -5 까닭`, '금액을 읽지 못했어요'],
      [`적립금 선물 ${handle} 0 까닭`, '1원 이상'],
      [`적립금 선물 ${handle} 1000`, '까닭을 적어'],
      [`적립금 회수 ${handle} 1000`, '까닭을 적어'],
      [`적립금 선물 ${handle} 1000 ${'가'.repeat(101)}`, '100자'],
    ] as const) {
      const said = await desk(line)
      expect([line, said.code]).toEqual([line, 1])
      expect(said.err).toContain(why)
    }
    expect(await wallet()).toEqual({ balance_won: 0, bonus_won: 0, version: 0 })
  })
})
