/** Typed words charge for no guess: what is rented was named in full. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { labelsOf, rowsOf } from '../support/answer-parts.js'
import { engines } from '../support/empty-database.js'
import { openLibrary, type Library, type Visitor } from '../support/library.js'

describe.each(engines)('an order in words on %s', (engine) => {
  let library: Library
  let haneul: Visitor

  beforeAll(async () => {
    library = await openLibrary(engine)
    const shelf = [
      { title: '소년이 온다', author: '한강 지음', publisher: '창비' },
      { title: '어린 왕자', author: '생텍쥐페리', publisher: '열린책들' },
      { title: '어린 왕자의 여행', author: '누구', publisher: '어디' },
    ]
    for (const book of shelf) await library.book({ ...book, copies: 40 })
  })
  beforeEach(async () => {
    haneul = library.visitor()
    await haneul.joins(5_000)
  })
  afterAll(() => library.close())

  async function atHome(): Promise<string[]> {
    const rows = await library.rows<{ title: string }>(
      `SELECT t.title FROM rentals r JOIN titles t ON t.book_id = r.book_id JOIN members m ON m.id = r.member_id
       WHERE m.user_key = ? AND r.returned_at IS NULL`,
      [haneul.userKey],
    )
    return rows.map(({ title }) => title)
  }

  it.each([
    '소년이 온다 빌려줘',
    '소년이온다 대여할게요',
    '소년이 온다를 빌려 주세요',
    '소년이 온다 책 빌려줘',
    '한강 소년이 온다 빌려줘',
    '한강의 소년이 온다를 빌려줘',
    '소년이 온다 한강 대여',
    '소년이 온다 한 권 빌려줘',
    '빌려줘 소년이 온다',
    '‘소년이 온다’ 빌려주세용',
    '소년이 온다 빌려 주실 수 있나요?',
  ])('‘%s’ rents what it names', async (said) => {
    expect(await haneul.says(said)).toMatchObject({ intent: 'rent', outcome: 'ok' })
    expect(await atHome()).toEqual(['소년이 온다'])
  })

  it('asks which, when another edition of that name stands behind any number that are only called so with more words', async () => {
    await library.book({ title: '데미안', author: '헤르만 헤세', publisher: '민음사' })
    for (const number of [1, 2, 3, 4, 5, 6]) await library.book({ title: `데미안 : 특별판 ${number}`, author: '헤세' })
    await library.book({ title: '데미안', author: '전영애 옮김', publisher: '열린책들' })
    const answer = await haneul.says('데미안 빌려줘')
    expect(answer).toMatchObject({ intent: 'rent', outcome: 'ask' })
    expect(rowsOf(answer)).toEqual(['데미안', '데미안'])
    expect(await atHome()).toEqual([])
  })

  it.each([
    '소년 빌려줘',
    '소년이 빌려줘',
    '한강 빌려줘',
    '한강 책 빌려줘',
    '창비 소년이 온다 빌려줘',
    '온다 소년 대여',
    'thsusdl dhsek 빌려줘',
  ])('‘%s’ shows the book, and a tap rents it', async (said) => {
    const card = await haneul.says(said)
    expect(card).toMatchObject({ intent: 'rent', outcome: 'ask' })
    for (const fact of ['소년이 온다', '1,000원', '4,000원', '12월 5일(토)까지']) expect(card.text).toContain(fact)
    expect(await atHome()).toEqual([])
    expect(await haneul.taps(card, '대여하기')).toMatchObject({ intent: 'rent', outcome: 'ok' })
    expect(await atHome()).toEqual(['소년이 온다'])
  })

  it('of several books shows each before it rents one', async () => {
    const list = await haneul.says('어린 빌려줘')
    expect(list).toMatchObject({ intent: 'rent', outcome: 'ask' })
    expect(rowsOf(list).toSorted()).toEqual(['어린 왕자', '어린 왕자의 여행'])
    const card = await haneul.taps(list, '어린 왕자')
    expect(card).toMatchObject({ intent: 'book', outcome: 'ok' })
    expect(labelsOf(card)).toContain('대여하기')
    expect(await atHome()).toEqual([])
  })

  it('tells the reason at once when the one book cannot be rented', async () => {
    await library.book({ title: '아주 비싼 그림책', feeWon: 90_000 })
    const card = await haneul.says('비싼 그림책 빌려줘')
    expect(card).toMatchObject({ intent: 'rent', outcome: 'balance-too-low' })
    expect(labelsOf(card)).toContain('100,000원 충전')
  })
})
