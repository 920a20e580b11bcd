/** 마이페이지: what a member has at home and in the wallet. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { labelsOf, rowsOf } from '../support/answer-parts.js'
import { engines } from '../support/empty-database.js'
import { openLibrary, type Library } from '../support/library.js'
import { copiesOf, deskSays } from '../support/lines.js'

describe.each(engines)('마이페이지 on %s', (engine) => {
  let library: Library
  beforeAll(async () => {
    library = await openLibrary(engine)
    for (const number of [1, 2, 3, 4, 5])
      await library.book({ title: `책 ${number}`, feeWon: number * 1_000, copies: 3 })
  })
  afterAll(() => library.close())

  it('of a new member shows an empty wallet and how to begin', async () => {
    const haneul = library.visitor('김하늘')
    await haneul.joins()
    const page = await haneul.says('마이페이지')
    expect(page).toMatchObject({ intent: 'mypage', outcome: 'ok' })
    expect(page.text).toContain('김하늘님의 마이페이지')
    expect(page.text).toContain('0원')
    expect(page.text).toContain('0권 (최대 5권)')
    expect(page.text).not.toContain('최근 적립금 내역')
    expect(labelsOf(page)).toEqual(expect.arrayContaining(['적립금 충전', '책 찾기']))
  })

  it('shows due dates, days left, the balance and the last lines of the ledger', async () => {
    const haneul = library.visitor()
    await haneul.joins(50_000)
    for (const number of [1, 2, 3]) await haneul.says(`책 ${number} 빌려줘`)
    library.clock.advanceDays(2)
    for (const number of [4, 5]) await haneul.says(`책 ${number} 빌려줘`)
    library.clock.advanceDays(5)
    await haneul.says('책 1 반납')

    const page = await haneul.says('마이페이지')
    expect(page.text).toContain('35,000원')
    expect(page.text).toContain('4권 (최대 5권)')
    expect(rowsOf(page)).toEqual(['책 2', '책 3', '책 4', '책 5'])
    expect(page.text).toContain('12월 5일(토)까지 · 오늘까지')
    expect(page.text).toContain('12월 7일(월)까지 · 2일 남음')
    const ledger = page.text.slice(page.text.indexOf('최근 적립금 내역')).split('\n').slice(1, 6)
    expect(ledger).toEqual([
      '11/30 대여료 -5,000원',
      '11/30 대여료 -4,000원',
      '11/28 대여료 -3,000원',
      '11/28 대여료 -2,000원',
      '11/28 대여료 -1,000원',
    ])

    library.clock.advanceDays(1)
    const late = await haneul.says('내 책')
    expect(late.text).toContain('12월 5일(토)까지 · 1일 지남')
    expect(late.text).toContain('연체\n2권')
    library.clock.advanceDays(-8)
  })

  it('leads to returning, topping up, and to each book', async () => {
    const haneul = library.visitor()
    await haneul.joins(10_000)
    await haneul.says('책 1 빌려줘')
    const page = await haneul.says('마이페이지')
    expect(page.text).toContain('11/28 대여료 -1,000원\n11/28 충전 +10,000원')
    expect(await haneul.taps(page, '책 1')).toMatchObject({ intent: 'book', outcome: 'already-yours' })
    expect(await haneul.taps(page, '적립금 충전')).toMatchObject({ intent: 'deposit', outcome: 'ask' })
    expect(await haneul.taps(page, '반납하기')).toMatchObject({ intent: 'return', outcome: 'ok' })
  })

  it('shows what one waits for with the place, also beside full rows and a ledger', async () => {
    const reader = library.visitor()
    await reader.joins(10_000)
    const haneul = library.visitor()
    await haneul.joins(50_000)
    for (const number of [1, 2, 3, 4, 5]) await haneul.says(`책 ${number} 빌려줘`)
    await library.book({ title: '나간 책' })
    await reader.says('나간 책 빌려줘')
    await haneul.says('나간 책 예약해줘')

    const page = await haneul.says('마이페이지')
    expect(page.text).toContain('예약\n1권 (최대 3권)')
    expect(rowsOf(page)).toEqual(['책 1', '책 2', '책 3', '책 4', '책 5', '나간 책'])
    expect(page.text).toContain('나간 책\n내 순서 1번째 · 12월 5일(토)쯤')
    expect(page.text).toContain('최근 적립금 내역')
    expect(page.text).toContain('12월 5일(토)까지 · 7일 남음 · 연장 1번 남음')
    expect(await haneul.taps(page, '예약')).toMatchObject({ intent: 'hold', outcome: 'ok' })
    expect(await haneul.taps(page, '모두 연장')).toMatchObject({ intent: 'renew', outcome: 'ok' })
    const renewed = await haneul.says('마이페이지')
    expect(renewed.text).not.toContain('번 남음')
    expect(labelsOf(renewed)).not.toContain('모두 연장')

    await reader.says('나간 책 반납')
    expect((await haneul.says('마이페이지')).text).toContain('나간 책\n12월 1일(화)까지 대여하세요')
  })

  it('offers to renew only where it can work', async () => {
    const haneul = library.visitor()
    await haneul.joins(10_000)
    expect(labelsOf(await haneul.says('마이페이지'))).not.toContain('연장하기')
    await haneul.says('책 1 빌려줘')
    expect(labelsOf(await haneul.says('마이페이지'))).toContain('연장하기')
    await haneul.says('책 2 빌려줘')
    expect(labelsOf(await haneul.says('마이페이지'))).toContain('모두 연장')
    library.clock.advanceDays(3)
    await haneul.says('책 3 빌려줘')
    library.clock.advanceDays(5)
    const late = labelsOf(await haneul.says('마이페이지'))
    for (const label of ['모두 연장', '연장하기']) expect(late).not.toContain(label)
    library.clock.advanceDays(-8)
  })

  it('counts a lost book apart from the late ones, and the no to the next one leads to the desk', async () => {
    const haneul = library.visitor()
    await haneul.joins(10_000)
    const { title, bookId } = await library.book({ title: '물에 빠진 책' })
    await haneul.says(`${title} 빌려줘`)
    await haneul.says('책 1 빌려줘')
    await deskSays(library, (await copiesOf(library, bookId))[0]?.id, 'lost')
    library.clock.advanceDays(8)
    const page = await haneul.says('마이페이지')
    expect(page.text).toContain('연체\n1권')
    expect(page.text).toContain('분실 처리\n1권')
    library.clock.advanceDays(-8)
    expect((await haneul.says('마이페이지')).text).not.toContain('연체')
    expect(labelsOf(await haneul.says('마이페이지'))).not.toContain('연장하기')
    const other = await library.book({ title: '마른 책' })
    const refused = await haneul.says(`${other.title} 빌려줘`)
    expect(refused).toMatchObject({ intent: 'rent', outcome: 'lost-blocks' })
    expect(refused.text).toContain('『물에 빠진 책』, 분실 처리된 책이에요. 도서관에 문의해 주')
    expect(labelsOf(refused)).toContain('상담원 연결')
  })

  it('is for members', async () => {
    const page = await library.visitor().says('마이페이지')
    expect(page).toMatchObject({ intent: 'mypage', outcome: 'not-a-member' })
    expect(labelsOf(page)).toContain('회원가입')
  })
})
