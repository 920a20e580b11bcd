/** Renting by chat, tapped and typed. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import type { MemberId } from '../../src/domain/ids.js'
import { engines } from '../support/empty-database.js'
import { openLibrary, type Library, type Visitor } from '../support/library.js'
import { rowsOf } from '../support/answer-parts.js'
import { ask, utterance } from '../support/skill-call.js'

describe.each(engines)('renting on %s', (engine) => {
  let library: Library
  let haneul: Visitor
  let haneulId: MemberId

  beforeAll(async () => {
    library = await openLibrary(engine)
  })
  beforeEach(async () => {
    haneul = library.visitor()
    haneulId = await haneul.joins(10_000)
  })
  afterAll(() => library.close())

  async function balanceOf(memberId: MemberId): Promise<number> {
    const [row] = await library.rows<{ balance_won: number }>('SELECT balance_won FROM wallets WHERE member_id = ?', [
      memberId,
    ])
    return row?.balance_won ?? Number.NaN
  }
  const openRentals = (memberId: MemberId) =>
    library.rows<{ book_id: string; fee_won: number; due_on: string }>(
      'SELECT book_id, fee_won, due_on FROM rentals WHERE member_id = ? AND returned_at IS NULL',
      [memberId],
    )

  it('shows on the card what it costs, what is left, and until when', async () => {
    await library.book({ title: '카드의 책', author: '한강', publisher: '창비', publishedYear: 2014, feeWon: 1_500 })
    const card = await haneul.says('카드의 책')
    expect(card).toMatchObject({ intent: 'book', outcome: 'ok' })
    for (const fact of [
      '카드의 책',
      '한강',
      '창비, 2014',
      '1,500원',
      '10,000원',
      '8,500원',
      '12월 5일(토)까지',
      '대여 가능 · 1권',
    ])
      expect(card.text).toContain(fact)
  })

  it('shows a long title in full', async () => {
    const { title } = await library.book({ title: '스물다섯 자보다 훨씬 길어서 한 줄에 다 보이지 않는 책' })
    expect((await haneul.says(title)).text).toContain(title)
  })

  it('takes one tap: what, until when, the fee, the balance', async () => {
    const { title, bookId } = await library.book({ title: '한 번 눌러 빌린 책', feeWon: 1_500, copies: 2 })
    const rented = await haneul.taps(await haneul.says(title), '대여하기')
    expect(rented).toMatchObject({ intent: 'rent', outcome: 'ok' })
    for (const fact of [title, '12월 5일(토)까지', '1,500원', '8,500원']) expect(rented.text).toContain(fact)
    expect(await balanceOf(haneulId)).toBe(8_500)
    expect(await openRentals(haneulId)).toEqual([{ book_id: bookId, fee_won: 1_500, due_on: '2026-12-05' }])
    expect((await haneul.says('마이페이지')).text).toContain(title)
    expect((await library.visitor().says(title)).text).toContain('대여 가능 · 1권')
  })

  it('takes a sentence that names the book in full', async () => {
    await library.book({ title: '이름을 다 부른 책' })
    await library.book({ title: '이름을 다 부른 책 2' })
    expect(await haneul.says('이름을 다 부른 책 빌려줘')).toMatchObject({ intent: 'rent', outcome: 'ok' })
    expect((await haneul.says('이름을다부른책2 대여할게요')).outcome).toBe('ok')
    expect(await balanceOf(haneulId)).toBe(8_000)
  })

  it('takes a sentence that fits one book only, with particles and in any order', async () => {
    await library.book({ title: '하나뿐인 이야기', author: '문은이' })
    expect((await haneul.says('문은이의 하나뿐인 이야기를 빌려 주세요')).text).toContain('하나뿐인 이야기')
    expect(await openRentals(haneulId)).toHaveLength(1)
  })

  it('lets one choose among several editions, and charges nothing before', async () => {
    await library.book({ title: '논어', author: '공자', publisher: '현대지성' })
    const { bookId } = await library.book({ title: '논어', author: '공자', publisher: '홍익', feeWon: 2_000 })
    await library.book({ title: '논어 강의', author: '누구' })
    const choice = await haneul.says('논어 빌려줘')
    expect(choice).toMatchObject({ intent: 'rent', outcome: 'ask' })
    expect(choice.text).toContain('현대지성')
    expect(choice.text).not.toContain('강의')
    expect(await balanceOf(haneulId)).toBe(10_000)
    expect(rowsOf(await haneul.taps(choice, '모두 보기'))).toContain('논어 강의')
    const tapped = choice.buttons.filter(({ label }) => label === '논어')[1]
    if (!tapped) throw new Error('only one edition to choose')
    const rented = await haneul.taps({ ...choice, buttons: [tapped] }, '논어')
    expect(rented).toMatchObject({ intent: 'rent', outcome: 'ok' })
    expect(await openRentals(haneulId)).toMatchObject([{ book_id: bookId, fee_won: 2_000 }])
  })

  it('rents nothing for a single letter', async () => {
    await library.book({ title: '뷁뷁한 하루' })
    expect(await haneul.says('뷁 빌려줘')).toMatchObject({ intent: 'rent', outcome: 'ask' })
    expect(await openRentals(haneulId)).toEqual([])
  })

  it('takes the number of a book, typed', async () => {
    const { bookNo, title } = await library.book({ title: '자전거 대여' })
    expect(await haneul.says(`#${bookNo}`)).toMatchObject({ intent: 'book', outcome: 'ok' })
    expect(await haneul.says(`${title} #${bookNo}`)).toMatchObject({ intent: 'book', outcome: 'ok' })
    expect(await haneul.says('자전거 대여')).toMatchObject({ intent: 'book', outcome: 'ok' })
    expect(await openRentals(haneulId)).toEqual([])
    expect(await haneul.says(`#${bookNo} 빌려줘`)).toMatchObject({ intent: 'rent', outcome: 'ok' })
    expect(await haneul.says(`${title} #${bookNo} 대여하기`)).toMatchObject({
      intent: 'rent',
      outcome: 'already-yours',
    })
  })

  it('asks which book when none was named', async () => {
    for (const said of ['대여', '책 빌려줘', '이 책 빌려줘'])
      expect(await haneul.says(said)).toMatchObject({ intent: 'rent', outcome: 'ask' })
  })

  it.each(['없는 책 빌려줘', '#999999999 빌려줘', '#999999999'])('knows no book by ‘%s’', async (said) => {
    expect((await haneul.says(said)).outcome).toBe('unknown-book')
  })

  it('gives the same answer and one rental for the same tap twice', async () => {
    const { title } = await library.book({ title: '두 번 눌린 책', copies: 3 })
    const card = await haneul.says(title)
    const first = await haneul.taps(card, '대여하기')
    const second = await haneul.taps(card, '대여하기')
    expect(second.response).toEqual(first.response)
    expect(await openRentals(haneulId)).toHaveLength(1)
    expect(await balanceOf(haneulId)).toBe(9_000)
  })

  it('gives the same answer and one rental for the same tap at the same moment', async () => {
    const { title } = await library.book({ title: '한꺼번에 눌린 책', copies: 3 })
    const card = await haneul.says(title)
    const answers = await Promise.all([1, 2, 3, 4].map(() => haneul.taps(card, '대여하기')))
    for (const answer of answers) expect(answer.response).toEqual(answers[0]?.response)
    expect(answers[0]?.outcome).toBe('ok')
    expect(await openRentals(haneulId)).toHaveLength(1)
    expect(await balanceOf(haneulId)).toBe(9_000)
  })

  it('does not rent again by the button of last month', async () => {
    const { title } = await library.book({ title: '지난달의 책' })
    const card = await haneul.says(title)
    await haneul.taps(card, '대여하기')
    await haneul.says('반납')
    library.clock.advanceDays(30)
    const used = await haneul.taps(card, '대여하기')
    expect(used).toMatchObject({ intent: 'rent', outcome: 'button-used' })
    expect(await openRentals(haneulId)).toEqual([])
    expect(await balanceOf(haneulId)).toBe(9_000)
    const again = await haneul.taps(await haneul.taps(used, '책 다시 보기'), '대여하기')
    expect(again).toMatchObject({ intent: 'rent', outcome: 'ok' })
    expect(again.text).toContain('1월 4일(월)까지')
    library.clock.advanceDays(-30)
  })

  it('gives a copy to one of twenty who tap at once', async () => {
    const { title, bookId } = await library.book({ title: '모두가 원하는 책' })
    const visitors = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const visitor = library.visitor()
        await visitor.joins(1_000)
        return { visitor, card: await visitor.says(title) }
      }),
    )
    const answers = await Promise.all(visitors.map(({ visitor, card }) => visitor.taps(card, '대여하기')))
    const outcomes = answers.map(({ outcome }) => outcome).toSorted()
    expect(outcomes).toEqual([...Array.from({ length: 19 }, () => 'already-rented'), 'ok'])
    const held = await library.rows('SELECT id FROM rentals WHERE book_id = ? AND returned_at IS NULL', [bookId])
    expect(held).toHaveLength(1)
  })

  it('takes price and due date from nobody but the library', async () => {
    const { title, bookId } = await library.book({ title: '값을 부른 책', feeWon: 3_000 })
    const forged = { v: 1, do: 'rent', bookId, nonce: 'n-1', feeWon: 1, price: 0, dueOn: '2099-12-31', memberId: 'x' }
    const rented = await ask(library, utterance(haneul.userKey, `${title} 1원에 대여하기`, forged))
    expect(rented).toMatchObject({ intent: 'rent', outcome: 'ok' })
    expect(await openRentals(haneulId)).toEqual([{ book_id: bookId, fee_won: 3_000, due_on: '2026-12-05' }])
    expect(await balanceOf(haneulId)).toBe(7_000)
  })

  it.each([
    [{ v: 1, do: 'rent', bookId: '00000000-0000-7000-8000-000000000000', nonce: 'n' }, 'unknown-book'],
    [{ v: 1, do: 'rent', bookId: "' OR 1=1 --", nonce: 'n' }, 'stale-button'],
    [{ v: 1, do: 'rent', bookId: 12, nonce: 'n' }, 'stale-button'],
    [{ v: 1, do: 'rent' }, 'stale-button'],
    [{ v: 0, do: 'rent', bookId: 'b', nonce: 'n' }, 'stale-button'],
    [{ v: 99, do: 'rent', bookId: 'b', nonce: 'n' }, 'stale-button'],
    [{ v: '1', do: 'rent', bookId: 'b', nonce: 'n' }, 'stale-button'],
    [{ do: 'fly' }, 'stale-button'],
  ])('rents nothing for the extra %j', async (extra, outcome) => {
    expect((await ask(library, utterance(haneul.userKey, '대여하기', extra))).outcome).toBe(outcome)
    expect(await openRentals(haneulId)).toEqual([])
  })

  it('listens to the words when the extra is not ours', async () => {
    const { title } = await library.book({ title: '남의 단추 책' })
    const answer = await ask(library, utterance(haneul.userKey, title, { shop: 'coupon', id: 7 }))
    expect(answer).toMatchObject({ intent: 'book', outcome: 'ok' })
  })
})
