/** 마이페이지: what a member has at home and in the wallet. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { labelsOf, rowsOf } from '../support/answer-parts.js'
import { engines } from '../support/empty-database.js'
import { openLibrary, type Library } from '../support/library.js'

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

  it('is for members', async () => {
    const page = await library.visitor().says('마이페이지')
    expect(page).toMatchObject({ intent: 'mypage', outcome: 'not-a-member' })
    expect(labelsOf(page)).toContain('회원가입')
  })
})
