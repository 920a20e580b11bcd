/** Why a book cannot be rented, and what can be done about it. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { labelsOf } from '../support/answer-parts.js'
import { engines } from '../support/empty-database.js'
import { openLibrary, type Answer, type Library, type Visitor } from '../support/library.js'

describe.each(engines)('no rental on %s', (engine) => {
  let library: Library

  beforeAll(async () => {
    library = await openLibrary(engine)
    for (const number of [1, 2, 3, 4, 5, 6, 7]) await library.book({ title: `넉넉한 책 ${number}`, copies: 20 })
  })
  afterAll(() => library.close())

  async function member(balanceWon: number): Promise<Visitor> {
    const visitor = library.visitor()
    await visitor.joins(balanceWon)
    return visitor
  }

  /** The same no on the book's card and for the typed order. */
  async function refused(visitor: Visitor, title: string): Promise<{ card: Answer; typed: Answer }> {
    const card = await visitor.says(title)
    const typed = await visitor.says(`${title} 빌려줘`)
    expect(card.intent).toBe('book')
    expect(typed.intent).toBe('rent')
    expect(typed.outcome).toBe(card.outcome)
    expect(labelsOf(card)).not.toContain('대여하기')
    for (const line of typed.text.split('\n')) expect(card.text).toContain(line)
    return { card, typed }
  }

  it('without being a member: join first', async () => {
    const stranger = library.visitor()
    const refused = await stranger.taps(await stranger.says('넉넉한 책 1'), '대여하기')
    expect(refused).toMatchObject({ intent: 'rent', outcome: 'not-a-member' })
    expect(labelsOf(refused)).toContain('회원가입')
    expect(await stranger.says('넉넉한 책 1 빌려줘')).toMatchObject({ intent: 'rent', outcome: 'not-a-member' })
  })

  it('with one won too little: by how much, and a button that puts in at least that', async () => {
    await library.book({ title: '조금 비싼 책', feeWon: 2_001, copies: 3 })
    const haneul = await member(2_000)
    const { card, typed } = await refused(haneul, '조금 비싼 책')
    expect(typed.outcome).toBe('balance-too-low')
    expect(typed.text).toContain('1원 모자라요')
    expect(typed.text).toContain('대여료 2,001원')
    expect(typed.text).toContain('잔액 2,000원')
    expect(labelsOf(card)).toContain('1,000원 충전')
    expect(await haneul.taps(typed, '1,000원 충전')).toMatchObject({ intent: 'deposit', outcome: 'ok' })
  })

  it('but with exactly the fee, yes', async () => {
    const haneul = await member(2_001)
    const rented = await haneul.taps(await haneul.says('조금 비싼 책'), '대여하기')
    expect(rented).toMatchObject({ intent: 'rent', outcome: 'ok' })
    expect(rented.text).toContain('잔액\n0원')
  })

  it.each([
    [1_000, '1,000원 충전'],
    [1_001, '5,000원 충전'],
    [7_000, '10,000원 충전'],
    [60_000, '100,000원 충전'],
  ])('with %d won missing offers the next usual amount', async (missingWon, label) => {
    await library.book({ title: `값이 ${missingWon}원인 책`, feeWon: missingWon })
    const haneul = await member(0)
    expect(labelsOf(await haneul.says(`값이 ${missingWon}원인 책`))).toContain(label)
  })

  it('when all copies are out: when the first one is due', async () => {
    await library.book({ title: '두 권뿐인 책', copies: 2 })
    await (await member(1_000)).says('두 권뿐인 책 빌려줘')
    library.clock.advanceDays(2)
    await (await member(1_000)).says('두 권뿐인 책 빌려줘')
    const { typed } = await refused(await member(1_000), '두 권뿐인 책')
    expect(typed.outcome).toBe('already-rented')
    expect(typed.text).toContain('12월 5일(토)')
    library.clock.advanceDays(7)
    const late = await refused(await member(1_000), '두 권뿐인 책')
    expect(late.typed.text).not.toContain('12월 5일')
    library.clock.advanceDays(-9)
  })

  it('when it is theirs already: the due date, and giving it back', async () => {
    const haneul = await member(5_000)
    await haneul.says('넉넉한 책 1 빌려줘')
    const { card, typed } = await refused(haneul, '넉넉한 책 1')
    expect(typed.outcome).toBe('already-yours')
    expect(typed.text).toContain('12월 5일(토)')
    expect(await haneul.taps(card, '반납하기')).toMatchObject({ intent: 'return', outcome: 'ok' })
  })

  it('with five books at home: the limit, and giving one back', async () => {
    const haneul = await member(10_000)
    for (const number of [1, 2, 3, 4, 5]) expect((await haneul.says(`넉넉한 책 ${number} 빌려줘`)).outcome).toBe('ok')
    const { typed } = await refused(haneul, '넉넉한 책 6')
    expect(typed.outcome).toBe('rental-limit-reached')
    expect(typed.text).toContain('5권까지')
    expect(await haneul.taps(typed, '반납하기')).toMatchObject({ intent: 'return', outcome: 'ask' })
    await haneul.says('넉넉한 책 3 반납')
    expect((await haneul.says('넉넉한 책 6 빌려줘')).outcome).toBe('ok')
  })

  it('with an overdue book, from midnight in Seoul on, until it is back', async () => {
    const haneul = await member(10_000)
    await haneul.says('넉넉한 책 1 빌려줘')
    library.clock.set('2026-12-05T14:59:59.999Z')
    expect((await haneul.says('넉넉한 책 2')).outcome).toBe('ok')
    library.clock.set('2026-12-05T15:00:00.000Z')
    const { typed } = await refused(haneul, '넉넉한 책 2')
    expect(typed.outcome).toBe('overdue-blocks')
    expect(typed.text).toContain('1일 지난')
    expect(await haneul.taps(typed, '반납하기')).toMatchObject({ intent: 'return', outcome: 'ok' })
    expect((await haneul.says('넉넉한 책 2 빌려줘')).outcome).toBe('ok')
    library.clock.set('2026-11-28T03:00:00.000Z')
  })

  it('of a book that was withdrawn', async () => {
    const { bookId, title } = await library.book({ title: '거두어들인 책' })
    const haneul = await member(5_000)
    const card = await haneul.says(title)
    await library.rows(`UPDATE titles SET state = 'withdrawn' WHERE book_id = ?`, [bookId])
    expect(await haneul.taps(card, '대여하기')).toMatchObject({ intent: 'rent', outcome: 'book-withdrawn' })
    expect(await haneul.says(`${title} 빌려줘`)).toMatchObject({ intent: 'rent', outcome: 'unknown-book' })
  })

  it('tells a member who has the withdrawn book at home how to give it back', async () => {
    const { bookId, title } = await library.book({ title: '빌린 뒤 거둔 책' })
    const haneul = await member(5_000)
    await haneul.says(`${title} 빌려줘`)
    await library.rows(`UPDATE titles SET state = 'withdrawn' WHERE book_id = ?`, [bookId])
    const row = await haneul.taps(await haneul.says('마이페이지'), title)
    expect(row).toMatchObject({ intent: 'book', outcome: 'already-yours' })
    expect(await haneul.taps(row, '반납하기')).toMatchObject({ intent: 'return', outcome: 'ok' })
  })

  it('for several reasons tells them together, the most important first, with a button for each', async () => {
    await library.book({ title: '모두 나가고 비싼 책', feeWon: 9_000 })
    await (await member(9_000)).says('모두 나가고 비싼 책 빌려줘')
    const haneul = await member(5_000)
    for (const number of [1, 2, 3, 4, 5]) await haneul.says(`넉넉한 책 ${number} 빌려줘`)
    library.clock.advanceDays(9)
    const { card, typed } = await refused(haneul, '모두 나가고 비싼 책')
    expect(typed.outcome).toBe('already-rented')
    const told = typed.text.split('\n')
    expect(told).toHaveLength(4)
    expect(told[0]).toContain('모두 대여 중')
    expect(told[1]).toContain('2일 지난 책이 있어요. (모두 5권)')
    expect(told[2]).toContain('5권까지')
    expect(told[3]).toContain('9,000원 모자라요')
    expect(labelsOf(card).filter((label) => label === '반납하기')).toHaveLength(1)
    expect(labelsOf(card)).toContain('10,000원 충전')
    library.clock.advanceDays(-9)
  })
})
