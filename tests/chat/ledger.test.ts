/** 적립금 내역: every movement of a member's money, a page at a time, none twice and none left out. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { labelsOf } from '../support/answer-parts.js'
import { complaints } from '../support/audit.js'
import { member, type Member } from '../support/crowd.js'
import { understand } from '../../src/skills/understand.js'
import { engines } from '../support/empty-database.js'
import { openLibrary, type Answer, type Library } from '../support/library.js'
import { valueOf } from '../support/lines.js'
import { ask, utterance } from '../support/skill-call.js'

describe.each(engines)('적립금 내역 on %s', (engine) => {
  let library: Library
  let haneul: Member
  let round = 0
  let gifts = 0
  beforeAll(async () => {
    library = await openLibrary(engine)
  })
  beforeEach(async () => {
    library.clock.set('2026-11-28T03:00:00.000Z')
    haneul = await member(library, `내역이${++round}`)
  })
  afterAll(async () => {
    expect(await complaints(library)).toEqual([])
    await library.close()
  })

  const gives = async (amountWon: number, reason: string) =>
    valueOf(
      await library.app.givePoints({
        memberId: haneul.memberId,
        amountWon,
        reason,
        commandKey: `${haneul.memberId}-${++gifts}`,
      }),
    )
  const linesOf = ({ text }: Answer) => text.split('\n').filter((line) => line.includes(' → '))

  it('shows when, what, how much, what was left, and why, the latest first', async () => {
    const { memberId } = haneul
    valueOf(
      await library.app.takeCash({ memberId, amountWon: 10_000, reason: '영수증 27', commandKey: `${memberId}-27` }),
    )
    library.clock.set('2026-11-28T15:05:00.000Z')
    await gives(1_500, '찢어진 책을 드려서')
    const { title } = await library.book({ title: '값진 책', feeWon: 2_000 })
    library.clock.set('2026-11-30T00:09:00.000Z')
    await haneul.says(`${title} 빌려줘`)

    const answer = await haneul.says('적립금 내역')
    expect(answer).toMatchObject({ intent: 'mypage', outcome: 'ok' })
    expect(answer.text.split('\n')).toEqual([
      '적립금 9,500원 · 돌려받을 수 있는 돈 9,500원',
      '11/30 09:09 대여료 -2,000원 (선물 1,500원) → 9,500원',
      '  『값진 책』',
      '11/29 00:05 선물 +1,500원 → 11,500원',
      '  찢어진 책을 드려서',
      '11/28 12:00 충전 +10,000원 → 10,000원',
      '  영수증 27',
    ])
    await gives(300, '한 번 더')
    expect((await haneul.says('돈 어디 썼지?')).text).toContain(
      '적립금 9,800원 · 돌려받을 수 있는 돈 9,500원 · 선물 300원',
    )
  })

  it('says nothing of what was read once the rental does not lead to the member any more', async () => {
    await gives(5_000, '잊힐 선물')
    const { title, bookId } = await library.book({ title: '잊힐 책' })
    await haneul.says(`${title} 빌려줘`)
    await haneul.says(`${title} 반납`)
    expect((await haneul.says('적립금 내역')).text).toContain('『잊힐 책』')
    await library.rows(`UPDATE rentals SET member_id = '' WHERE book_id = ?`, [bookId])
    const forgotten = await haneul.says('적립금 내역')
    await library.rows('UPDATE rentals SET member_id = ? WHERE book_id = ?', [haneul.memberId, bookId])
    expect(forgotten.text).not.toContain('잊힐 책')
    expect(linesOf(forgotten)[0]).toMatch(/대여료 -1,000원 \(선물 1,000원\) → 4,000원$/)
  })

  it('offers no page that nobody could ask for by hand', async () => {
    for (let number = 1; number <= 17; number += 1) await gives(number, `${number}번째 선물`)
    const tapOn = (page: number) =>
      ask(library, utterance(haneul.userKey, `적립금 내역 ${page}쪽`, { v: 1, do: 'ledger', page, before: 18 }))
    expect(labelsOf(await tapOn(998))).toContain('더 보기')
    expect(labelsOf(await tapOn(999))).not.toContain('더 보기')
    expect((await tapOn(1_000)).outcome).toBe('stale-button')
  })

  it('goes on where the page before ended, also when something is added meanwhile', async () => {
    for (let number = 1; number <= 19; number += 1) await gives(number, `${number}번째 선물`)
    const first = await haneul.says('적립금 내역')
    await gives(20, '사이에 온 선물')
    const second = await haneul.taps(first, '더 보기')
    const third = await haneul.taps(second, '더 보기')
    const amounts = [first, second, third].flatMap((page) =>
      linesOf(page).map((line) => Number(/\+(\d+)원/.exec(line)?.[1])),
    )
    expect(amounts).toEqual(Array.from({ length: 19 }, (_, index) => 19 - index))
    expect(second.text).toContain('2쪽')
    expect(labelsOf(third)).not.toContain('더 보기')
  })

  it('can be asked for page by page by hand, and ends', async () => {
    for (let number = 1; number <= 9; number += 1) await gives(number, `${number}번째`)
    const second = await haneul.says('적립금 내역 2쪽')
    expect(linesOf(second)).toHaveLength(1)
    expect(linesOf(second)[0]).toContain('+1원')
    const beyond = await haneul.says('적립금 내역 3쪽')
    expect(beyond).toMatchObject({ outcome: 'no-more-lines' })
    expect(beyond.text).toContain('더 없어요')
    expect(await haneul.says('적립금 내역 999쪽')).toMatchObject({ outcome: 'no-more-lines' })
  })

  it('fits one bubble, however long titles and reasons are', async () => {
    for (let number = 1; number <= 9; number += 1) await gives(10_000, `${number} ${'긴 까닭 '.repeat(19)}`)
    const answer = await haneul.says('적립금 내역')
    expect(linesOf(answer)).toHaveLength(8)
    expect(answer.breaches).toEqual([])
  })

  it('is empty for somebody new, a tap away from 마이페이지, and for members only', async () => {
    const empty = await haneul.taps(await haneul.says('마이페이지'), '적립금 내역')
    expect(empty).toMatchObject({ intent: 'mypage', outcome: 'no-lines' })
    expect(empty.text).toBe('적립금 0원 · 돌려받을 수 있는 돈 0원\n아직 내역이 없어요.')
    const stranger = await library.visitor().says('적립금 내역')
    expect(stranger).toMatchObject({ intent: 'mypage', outcome: 'not-a-member' })
  })

  it('shows nobody the lines of another', async () => {
    await gives(7_777, '하늘이에게만')
    const other = await member(library, `남이${round}`)
    expect((await other.says('적립금 내역')).text).not.toContain('7,777')
  })
})

describe('to see where the money went', () => {
  it.each([
    '적립금 내역',
    '적립금내역',
    '적립금 내역 보여줘',
    '적립금 사용 내역',
    '포인트 내역',
    '포인트 내역 알려주세요',
    '충전 내역',
    '충전 내역 보여 주세요',
    '사용 내역',
    '사용 내역 확인',
    '결제 내역',
    '결제 내역 조회',
    '돈 어디 썼지',
    '돈 어디에 썼어?',
    '내 돈 어디 갔어',
    '적립금 어디에 쓴 거예요?',
    '포인트 왜 줄었어요?',
    '적립금이 언제 빠졌지',
  ])('‘%s’ is understood', (said) => expect(understand(said).want).toBe('ledger'))

  it.each([
    '돈',
    '돈으로 살 수 없는 것들',
    '내역서',
    '적립금 만원 충전',
    '적립금 얼마 남았어?',
    '대여 내역',
    '알림 내역',
  ])('‘%s’ is something else', (said) => expect(understand(said).want).not.toBe('ledger'))
})
