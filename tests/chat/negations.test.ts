/** What a member does not want, has not done or takes back: nothing changes. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { labelsOf } from '../support/answer-parts.js'
import { engines } from '../support/empty-database.js'
import { openLibrary, type Library, type Visitor } from '../support/library.js'

describe.each(engines)('a no on %s', (engine) => {
  let library: Library
  let haneul: Visitor
  let demianNo: number

  beforeAll(async () => {
    library = await openLibrary(engine)
    demianNo = (await library.book({ title: '데미안', author: '헤르만 헤세' })).bookNo
    await library.book({ title: '소년이 온다', author: '한강' })
    await library.book({ title: '반납하지 못한 책', author: '늦은이' })
    await library.book({ title: '아직도 가야 할 길', author: '스캇 펙' })
    haneul = library.visitor()
    await haneul.joins(10_000)
    await haneul.says('데미안 빌려줘')
  })
  afterAll(() => library.close())

  const shelf = () =>
    Promise.all([
      library.rows('SELECT id, returned_at, due_on, claimed_at FROM rentals ORDER BY id'),
      library.rows('SELECT id, state FROM holds ORDER BY id'),
      library.rows('SELECT balance_won FROM wallets ORDER BY member_id'),
      library.rows('SELECT id FROM deposits ORDER BY id'),
    ])

  it.each([
    ['안 반납했어요', '반납하기'],
    ['반납 안 했어요', '반납하기'],
    ['반납 못 했어요', '반납하기'],
    ['아직 반납 못했어요', '반납하기'],
    ['아직 안 읽었어요', '반납하기'],
    ['아직 읽고 있어요', '반납하기'],
    ['반납하지 마세요', '반납하기'],
    ['반납하지 않을래요', '반납하기'],
    ['반납하고 싶지 않아요', '반납하기'],
    ['반납하기 싫어', '반납하기'],
    ['반납 취소', '도서관 문의'],
    ['반납 취소해 주세요', '도서관 문의'],
    ['데미안 안 반납할래요', '반납하기'],
    ['데미안 반납 안 해요', '반납하기'],
    ['데미안 반납 취소', '반납하기'],
    ['데미안 말고 반납할게요', '반납하기'],
    ['안 빌릴래', '책 찾기'],
    ['소년이 온다 안 빌릴래', '책 찾기'],
    ['소년이 온다 빌리지 않을래요', '책 찾기'],
    ['소년이 온다 대여 취소해줘', '책 찾기'],
    ['만원 충전 취소', '환불'],
    ['충전 안 할래요', '환불'],
    ['연장 안 할래요', '마이페이지'],
    ['데미안 연장하지 마세요', '마이페이지'],
    ['데미안 연장하고 싶지 않아요', '마이페이지'],
    ['연장 취소해 주세요', '마이페이지'],
    ['예약 안 할래요', '내 예약'],
    ['소년이 온다 예약하지 않을게요', '내 예약'],
    ['예약 취소 안 할래요', '내 예약'],
    ['예약 취소하지 마세요', '내 예약'],
    ['이미 반납하지 않았어요', '반납하기'],
    ['아직 반납 안 했는데요', '반납하기'],
    ['만원 충전하지 마', '환불'],
    ['환불 안 할래요', '마이페이지'],
    ['만원 환불 취소', '마이페이지'],
  ])('‘%s’ changes nothing, and shows the way on', async (said, way) => {
    const before = await shelf()
    const answer = await haneul.says(said)
    expect(answer).toMatchObject({ intent: 'help', outcome: 'ok' })
    expect(labelsOf(answer)).toContain(way)
    expect(await shelf()).toEqual(before)
  })

  it('to one book and a yes to another shows the other, and lends nothing', async () => {
    const before = await shelf()
    const answer = await haneul.says('데미안 말고 소년이 온다 빌려줘')
    expect(answer).toMatchObject({ intent: 'book', outcome: 'ok' })
    expect(answer.text).toContain('소년이 온다')
    expect(labelsOf(answer)).toContain('대여하기')
    expect(await shelf()).toEqual(before)
  })

  it.each([
    ['소년이 온다 예약하거나 빌려줘', ['예약하기', '대여하기']],
    ['데미안 반납할까 연장할까', ['반납하기', '연장하기']],
  ])('is not needed where ‘%s’ leaves it open: it is asked which, and nothing is done', async (said, deeds) => {
    const before = await shelf()
    const answer = await haneul.says(said)
    expect(answer).toMatchObject({ intent: 'help', outcome: 'ask' })
    expect(answer.text).toContain('어느 쪽을 도와드릴까요?')
    expect(labelsOf(answer)).toEqual(expect.arrayContaining(deeds))
    expect(await shelf()).toEqual(before)
  })

  it('counts behind the number of a book, too', async () => {
    const before = await shelf()
    expect(await haneul.says(`데미안 #${demianNo} 안 반납했어요`)).toMatchObject({ intent: 'help', outcome: 'ok' })
    expect(await shelf()).toEqual(before)
  })

  it.each([
    ['반납하지 못한 책', 'book', 'ok'],
    ['반납하지 못한 책 있어요?', 'book', 'ok'],
    ['아직도 가야 할 길 있어요?', 'book', 'ok'],
    ['예약 취소해 주세요', 'hold-cancel', 'nothing-held'],
    ['소년이 온다 예약 취소', 'hold-cancel', 'nothing-held'],
    ['반납 말고 연장해줘', 'renew', 'ok'],
    ['아직 반납 안 했는데 연장해 주세요', 'renew', 'renewal-limit-reached'],
    ['데미안 반납했어요?', 'mypage', 'ok'],
    ['데미안 반납됐나요', 'mypage', 'ok'],
  ])('is not heard in ‘%s’', async (said, intent, outcome) => {
    expect(await haneul.says(said)).toMatchObject({ intent, outcome })
  })

  it('leaves the book with whoever says one letter of its name', async () => {
    const before = await shelf()
    for (const said of ['안 반납', '데 반납할게요', '미 반납']) {
      await haneul.says(said)
      expect(await shelf()).toEqual(before)
    }
    expect(await haneul.says('미 반납')).toMatchObject({ intent: 'return', outcome: 'ask' })
  })

  it('takes a book called by one letter, by that letter', async () => {
    await library.book({ title: '흰', author: '한강' })
    const seojun = library.visitor()
    await seojun.joins(1_000)
    expect((await seojun.says('흰 빌려줘')).outcome).toBe('ok')
    expect(await seojun.says('흰 반납')).toMatchObject({ intent: 'return', outcome: 'ok' })
  })
})
