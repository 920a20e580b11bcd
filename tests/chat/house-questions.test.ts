/** Questions about the house are answered, not looked up among the books. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { labelsOf } from '../support/answer-parts.js'
import { engines } from '../support/empty-database.js'
import { openLibrary, type Library, type Visitor } from '../support/library.js'

describe.each(engines)('a question about the house on %s', (engine) => {
  let library: Library
  let haneul: Visitor

  beforeAll(async () => {
    library = await openLibrary(engine)
    await library.book({ title: '소년이 온다', author: '한강', publisher: '창비' })
    await library.book({ title: '채식주의자', author: '한강', publisher: '창비' })
    await library.book({ title: '연체료 없는 도서관', author: '사서' })
    haneul = library.visitor()
    await haneul.joins(5_000)
  })
  afterAll(() => library.close())

  it.each([
    '연체료 있어요?',
    '연체료 얼마예요',
    '연체하면 어떻게 돼요?',
    '며칠 빌릴 수 있어요?',
    '얼마 동안 빌릴 수 있나요',
    '대여 기간이 어떻게 돼요?',
    '몇 권까지 빌려요?',
    '한 번에 몇 권 빌릴 수 있어요?',
    '대여료 얼마예요',
    '책 빌리는 데 얼마예요?',
    '왜 못 빌려요?',
    '연장은 어떻게 해요?',
    '연장 몇 번까지 돼요?',
    '연장할 수 있어요?',
    '예약은 어떻게 해요?',
    '예약 몇 권까지 돼요?',
    '예약 가능한가요?',
  ])('tells the rules when asked ‘%s’', async (said) => {
    const rules = await haneul.says(said)
    expect(rules).toMatchObject({ intent: 'help', outcome: 'ok' })
    for (const rule of [
      '7일',
      '5권',
      '1,000원',
      '연체료는 없어요',
      '반납 1일 전, 연체 1·3·7·14일째와 그 뒤 7일마다',
      '연체 알림은 모두 6번까지',
      '새로 빌릴 수 없어요',
      '1번, 7일씩',
      '3권까지',
    ])
      expect(rules.text).toContain(rule)
  })

  it.each([
    ['책을 잃어버렸어요', 'contact'],
    ['책이 찢어졌어요', 'contact'],
    ['결제가 안 돼요', 'contact'],
    ['결제 오류가 나요', 'contact'],
    ['충전했는데 안 들어왔어요', 'contact'],
    ['반납이 안 돼요', 'contact'],
    ['주소가 어디예요', 'contact'],
    ['도서관 어디에 있어요?', 'contact'],
    ['오늘 문 열어요?', 'hours'],
    ['일요일에도 열어요?', 'hours'],
    ['반납 언제까지 해야 해요', 'mypage'],
    ['소년이 온다 연장 가능해요?', 'mypage'],
    ['연장됐나요?', 'mypage'],
    ['베스트셀러 뭐야', 'recommend'],
    ['재미있는 책', 'recommend'],
    ['알림 그만', 'contact'],
    ['알림 꺼줘', 'contact'],
    ['연체 알림 보내지 마', 'contact'],
  ])('‘%s’ is about %s', async (said, intent) => {
    expect(await haneul.says(said)).toMatchObject({ intent, outcome: 'ok' })
  })

  it.each([['내 개인정보 지워줘'], ['개인정보 삭제해 주세요']])(
    '‘%s’ is about leaving, which is asked about first',
    async (said) => {
      expect(await haneul.says(said)).toMatchObject({
        intent: 'leave',
        outcome: expect.stringMatching(/^(ask|points-to-refund)$/),
      })
    },
  )

  it.each(['돈 돌려줘', '충전한 돈 돌려주세요', '결제 취소해 주세요', '환불 되나요?'])(
    '‘%s’ asks how much is to be given back',
    async (said) => {
      expect(await haneul.says(said)).toMatchObject({ intent: 'refund', outcome: 'ask' })
    },
  )

  it('says honestly that notices belong to lending, how they stop all the same, and whom to ask', async () => {
    const answer = await haneul.says('알림 꺼줘')
    for (const fact of ['따로 끌 수 없어요', '채널을 차단', '반납일은 직접']) expect(answer.text).toContain(fact)
    expect(labelsOf(answer)).toContain('도서관 문의')
  })

  it('still finds a book that is called like a question', async () => {
    await library.book({ title: '알림 그만' })
    expect(await haneul.says('알림 그만')).toMatchObject({ intent: 'book', outcome: 'ok' })
    expect(await haneul.says('연체료 없는 도서관')).toMatchObject({ intent: 'book', outcome: 'ok' })
  })

  it.each([
    ['창비에서 나온 책', 'search', 'ok'],
    ['소년이 온다 몇 권 있어?', 'book', 'ok'],
    ['3권 빌리고 싶어', 'rent', 'ask'],
    ['1번', 'search', 'ask'],
    ['네', 'help', 'ok'],
    ['반납할게요 소년이 온다', 'return', 'nothing-to-return'],
    ['소년이 온다 예약할 수 있어요?', 'book', 'ok'],
    ['소년이 온다 예약 가능해요?', 'book', 'ok'],
    ['내 예약 보여줘', 'hold', 'nothing-held'],
    ['예약한 책 언제 와요?', 'hold', 'nothing-held'],
    ['예약됐어요?', 'hold', 'nothing-held'],
    ['내 차례 언제예요', 'hold', 'nothing-held'],
    ['알림 뭐 왔어요?', 'mypage', 'ok'],
  ])('‘%s’ is understood', async (said, intent, outcome) => {
    expect(await haneul.says(said)).toMatchObject({ intent, outcome })
  })

  it('leads on to the desk when nothing was found', async () => {
    for (const said of ['뷁뷁', '뷁뷁 빌려줘', '#999999999'])
      expect(labelsOf(await haneul.says(said))).toContain('도서관 문의')
  })

  it.each(['010-1234-5678', '01012345678', '010 1234 5678이에요', '010-123-4567', '02-123-4567'])(
    'neither looks up nor repeats the number ‘%s’',
    async (said) => {
      const stranger = library.visitor()
      const asked = await stranger.says(said)
      expect(asked).toMatchObject({ intent: 'signup', outcome: 'ask' })
      expect(labelsOf(asked)).toContain('회원가입')
      expect(await haneul.says(said)).toMatchObject({ intent: 'signup', outcome: 'already-a-member' })
      expect(JSON.stringify(asked.response)).not.toMatch(/123/)
    },
  )

  it('says how to reach the desk without a telephone', async () => {
    for (const said of ['도서관 문의', '운영 시간']) {
      const desk = await haneul.says(said)
      expect(desk.text).toContain('도서관에 들러')
      expect(labelsOf(desk)).toContain('상담원 연결')
    }
  })

  it('gives a book back by the number on its button', async () => {
    const { title, bookNo } = await library.book({ title: '단추의 책', feeWon: 0 })
    await haneul.says(`${title} 빌려줘`)
    for (const answer of [await haneul.says(title), await haneul.says(`${title} 빌려줘`)]) {
      const button = answer.buttons.find(({ label }) => label === '반납하기')
      expect(button?.messageText).toBe(`${title} #${bookNo} 반납하기`)
    }
  })
})
