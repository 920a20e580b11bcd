/** Greeting, blocks of the shop's own, and what the bot leaves to the desk. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { labelsOf } from '../support/answer-parts.js'
import { engines } from '../support/empty-database.js'
import { openLibrary, type Library, type Visitor } from '../support/library.js'
import { copiesOf, deskSays } from '../support/lines.js'
import { ask, post, utterance } from '../support/skill-call.js'

describe.each(engines)('the way around on %s', (engine) => {
  let library: Library
  let haneul: Visitor
  let stranger: Visitor

  beforeAll(async () => {
    library = await openLibrary(engine, { env: { LIBRARY_NAME: '책나라', LIBRARY_PHONE: '02-123-4567' } })
    await library.book({ title: '소년이 온다', author: '한강', popularity: 9 })
    await library.book({ title: '채식주의자', author: '한강' })
    haneul = library.visitor('김하늘')
    stranger = library.visitor()
    await haneul.joins(5_000)
  })
  afterAll(() => library.close())

  it('greets a stranger with everything there is to do', async () => {
    const greeting = await stranger.says('안녕하세요')
    expect(greeting).toMatchObject({ intent: 'help', outcome: 'ok' })
    expect(greeting.text).toContain('책나라예요')
    expect(labelsOf(greeting)).toEqual([
      '회원가입',
      '책 찾기',
      '마이페이지',
      '적립금 충전',
      '반납하기',
      '연장하기',
      '내 예약',
      '추천 도서',
      '운영 시간',
      '도서관 문의',
    ])
  })

  it('greets a member by name, and does not ask to join', async () => {
    const greeting = await haneul.says('도움말')
    expect(greeting.text).toContain('김하늘님, 안녕하세요')
    expect(labelsOf(greeting)).not.toContain('회원가입')
  })

  it('knows each of its quick replies', async () => {
    const answers = new Map<string, string>()
    const greeting = await stranger.says('처음으로')
    for (const label of labelsOf(greeting)) answers.set(label, (await stranger.taps(greeting, label)).intent)
    expect(Object.fromEntries(answers)).toEqual({
      회원가입: 'signup',
      '책 찾기': 'search',
      마이페이지: 'mypage',
      '적립금 충전': 'deposit',
      반납하기: 'return',
      연장하기: 'renew',
      '내 예약': 'hold',
      '추천 도서': 'recommend',
      '운영 시간': 'hours',
      '도서관 문의': 'contact',
    })
  })

  it.each(['asdf', '오늘 날씨 어때?', '🍎', 'ㅋㅋㅋ', '1', '이게 뭐야 도대체'])(
    'has a next step for ‘%s’',
    async (said) => {
      const answer = await stranger.says(said)
      expect(['help', 'search']).toContain(answer.intent)
      expect(labelsOf(answer)).toContain('책 찾기')
    },
  )

  it('answers the welcome block with the greeting', async () => {
    const { botUserKey } = library.simulator?.person('처음 온 사람') ?? {}
    const body = { intent: { name: '웰컴 블록' }, ...utterance(botUserKey ?? '', '웰컴') }
    expect(await ask(library, body)).toMatchObject({ intent: 'help', outcome: 'ok' })
  })

  it.each([
    ['회원가입', '회원 가입', 'signup'],
    ['도서 검색', '소년이 온다', 'book'],
    ['도서 검색', '한강', 'search'],
    ['도서검색', '', 'search'],
    ['대여', '소년이 온다', 'rent'],
    [' 반납 ', '아무 말', 'return'],
    ['적립금 충전', '삼만원', 'deposit'],
    ['마이페이지', '내 정보 보여줘', 'mypage'],
    ['연장', '소년이 온다', 'renew'],
    ['연장', '모두 연장', 'renew'],
    ['예약', '소년이 온다', 'hold'],
    ['예약', '예약 취소할래요', 'hold-cancel'],
    ['예약 취소', '소년이 온다', 'hold-cancel'],
    ['알림 내역', '나한테 뭐라고 했어', 'mypage'],
    ['적립금 내역', '내 돈이 얼마나 있나', 'mypage'],
    ['폴백 블록', '마이페이지', 'mypage'],
    ['우리 가게 블록', '한강', 'search'],
    ['valueOf', '한강', 'search'],
    ['__proto__', '한강', 'search'],
  ])('takes what is said to the block ‘%s’ as its matter: ‘%s’', async (name, said, intent) => {
    const newcomer = library.visitor()
    const body = { intent: { name }, ...utterance(newcomer.userKey, said) }
    expect((await ask(library, body)).intent).toBe(intent)
  })

  it.each([
    ['help', '아무 말', 'help', 'ok'],
    ['signup', '아무 말', 'signup', 'already-a-member'],
    ['search', '소년이 온다', 'book', 'ok'],
    ['search', '', 'search', 'ask'],
    ['search', '더보기', 'search', 'ask'],
    ['book', '소년이 온다', 'book', 'ok'],
    ['rent', '', 'rent', 'ask'],
    ['rent', '없는 책', 'rent', 'unknown-book'],
    ['return', '', 'return', 'nothing-to-return'],
    ['return', '이미 반납했어요', 'return', 'nothing-to-return'],
    ['renew', '소년이 온다 연장', 'renew', 'nothing-to-renew'],
    ['renew', '모두 연장', 'renew', 'nothing-to-renew'],
    ['hold', '', 'hold', 'ask'],
    ['hold', '소년이 온다', 'hold', 'copies-free'],
    ['hold', '내 예약', 'hold', 'nothing-held'],
    ['hold', '예약 취소', 'hold-cancel', 'nothing-held'],
    ['hold-cancel', '', 'hold-cancel', 'nothing-held'],
    ['deposit', '', 'deposit', 'ask'],
    ['deposit', '만원', 'deposit', 'ok'],
    ['mypage', '', 'mypage', 'ok'],
    ['mypage', '알림 내역', 'mypage', 'ok'],
    ['mypage', '적립금 내역', 'mypage', 'ok'],
    ['refund', '', 'refund', 'ask'],
    ['refund', '천원', 'refund', 'ask'],
    ['deposit', '천원 환불', 'refund', 'ask'],
    ['leave', '', 'leave', 'points-to-refund'],
    ['contact', '', 'contact', 'ok'],
    ['hours', '', 'hours', 'ok'],
    ['recommend', '', 'recommend', 'ok'],
    ['notice', 'deposit_receipt', 'notice', 'ok'],
    ['dialog', '', 'help', 'ok'],
    ['no-such-skill', '소년이 온다', 'book', 'ok'],
    ['deep/down', '도움말', 'help', 'ok'],
  ])('has a skill for %s (‘%s’)', async (skill, said, intent, outcome) => {
    expect(await ask(library, utterance(haneul.userKey, said), { skill })).toMatchObject({ intent, outcome })
  })

  it('rents by the skill for renting', async () => {
    const answer = await ask(library, utterance(haneul.userKey, '채식주의자'), { skill: 'rent' })
    expect(answer).toMatchObject({ intent: 'rent', outcome: 'ok' })
    expect(await ask(library, utterance(haneul.userKey, '채식주의자'), { skill: 'return' })).toMatchObject({
      intent: 'return',
      outcome: 'ok',
    })
  })

  it('lets a button say more than the block it was tapped in', async () => {
    const extra = { v: 1, do: 'deposit', amountWon: 5_000, nonce: 'in-a-block' }
    const answer = await ask(library, utterance(haneul.userKey, '5,000원 충전', extra), { skill: 'rent' })
    expect(answer).toMatchObject({ intent: 'deposit', outcome: 'ok' })
  })

  it.each([
    ['전화번호 알려줘', 'contact', 'ok'],
    ['운영 시간', 'hours', 'ok'],
  ])('sends ‘%s’ to the desk', async (said, intent, outcome) => {
    const answer = await haneul.says(said)
    expect(answer).toMatchObject({ intent, outcome })
    expect(JSON.stringify(answer.response)).toContain('02-123-4567')
  })

  it('shows what came last, the last one first', async () => {
    await library.book({ title: '어제 온 책', author: '모름' })
    await library.book({ title: '오늘 온 책', author: '모름' })
    const { bookId } = await library.book({ title: '잃어버린 책', author: '모름' })
    await deskSays(library, (await copiesOf(library, bookId))[0]?.id, 'lost')
    const answer = await haneul.says('새로 들어온 책')
    expect(answer).toMatchObject({ intent: 'recommend', outcome: 'ok' })
    expect(answer.text).toMatch(/오늘 온 책[\s\S]*어제 온 책/)
    expect(answer.text).not.toContain('잃어버린 책')
    expect(labelsOf(answer)).toContain('인기 도서')
  })

  it('recommends what is asked for most and can be taken home today', async () => {
    const before = await haneul.says('추천해줘')
    expect(before.text).toContain('소년이 온다')
    await haneul.says('소년이 온다 빌려줘')
    const after = await haneul.says('추천 도서')
    expect(after.text).not.toContain('소년이 온다')
    expect(after.text).toContain('채식주의자')
    await haneul.says('반납')
  })

  it('is POST only', async () => {
    expect((await fetch(`${library.url}/skills/dialog`)).status).toBe(404)
    expect((await post(library, {})).headers.get('content-type')).toContain('application/json')
  })
})
