/** 탈퇴: what is open is said with the way to settle it, and only a plain yes does it. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { labelsOf } from '../support/answer-parts.js'
import { complaints } from '../support/audit.js'
import { engines } from '../support/empty-database.js'
import { openLibrary, saturdayNoon, type Library, type Visitor } from '../support/library.js'

describe.each(engines)('탈퇴 on %s', (engine) => {
  let library: Library
  let haneul: Visitor
  beforeAll(async () => {
    library = await openLibrary(engine)
    for (const title of ['빌린 책', '또 빌린 책']) await library.book({ title, copies: 9 })
  })
  beforeEach(() => {
    library.clock.set(saturdayNoon)
    haneul = library.visitor()
  })
  afterEach(async () => {
    expect(await complaints(library)).toEqual([])
  })
  afterAll(() => library.close())

  const isMember = async () =>
    (await library.rows('SELECT id FROM members WHERE user_key = ?', [haneul.userKey])).length === 1

  it('says which books and how much money are left, with a button for each', async () => {
    await haneul.joins(10_000)
    await haneul.says('빌린 책 빌려줘')
    await haneul.says('또 빌린 책 빌려줘')
    const answer = await haneul.says('탈퇴')
    expect(answer).toMatchObject({ intent: 'leave', outcome: 'books-to-return' })
    expect(answer.text).toContain('『빌린 책』, 『또 빌린 책』')
    expect(answer.text).toContain('적립금 8,000원')
    expect(labelsOf(answer)).toEqual(expect.arrayContaining(['반납하기', '환불받기', '마이페이지']))
    expect((await haneul.taps(answer, '반납하기')).intent).toBe('return')
    expect((await haneul.taps(answer, '환불받기')).intent).toBe('refund')
    expect((await haneul.says('모두 확인했고 탈퇴할게요')).outcome).toBe('books-to-return')
    expect(await isMember()).toBe(true)
  })

  it('a book that is looked for leads to the desk', async () => {
    await haneul.joins(1_000)
    await haneul.says('빌린 책 빌려줘')
    await haneul.says('빌린 책 이미 반납했어요')
    const answer = await haneul.says('탈퇴할래요')
    expect(answer.text).toContain('『빌린 책』 (반납 확인 중)')
    expect(labelsOf(answer)).toContain('상담원 연결')
    expect(labelsOf(answer)).not.toContain('반납하기')
  })

  it('money on its way, or waiting at the desk, is said with when', async () => {
    const id = await haneul.joins()
    const refund = (state: string) =>
      library.rows(
        `INSERT INTO refunds (id, member_id, amount_won, state, version, requested_at) VALUES (?, ?, 3000, ?, 1, ?)`,
        [`r-${id.slice(2)}`, id, state, saturdayNoon],
      )
    await refund('under-way')
    expect((await haneul.says('탈퇴')).text).toContain('3,000원 환불이 아직 끝나지 않았어요. 보통 몇 분이면')
    await library.rows(`UPDATE refunds SET state = 'at-desk'`)
    const waiting = await haneul.says('탈퇴')
    expect(waiting).toMatchObject({ outcome: 'refund-not-over' })
    expect(waiting.text).toContain('도서관에서 받으신 뒤에')
    expect(labelsOf(waiting)).toContain('상담원 연결')
    await library.rows('DELETE FROM refunds')
  })

  it('tells what goes and what stays, and leaves at the tap, kindly; the second tap finds nobody', async () => {
    await haneul.joins()
    const card = await haneul.says('탈퇴')
    expect(card).toMatchObject({ intent: 'leave', outcome: 'ask' })
    for (const said of ['바로 지워요', '적립금 거래 기록', '5년', '되돌릴 수 없어요']) expect(card.text).toContain(said)
    expect(card.text).not.toContain('선물')
    const goodbye = await haneul.taps(card, '탈퇴하기')
    expect(goodbye).toMatchObject({ intent: 'leave', outcome: 'ok' })
    expect(goodbye.text).toContain('고마웠어요')
    expect(await isMember()).toBe(false)
    expect(await haneul.taps(card, '탈퇴하기')).toMatchObject({ intent: 'leave', outcome: 'not-a-member' })
    expect((await haneul.says('마이페이지')).outcome).toBe('not-a-member')
  })

  it('works by the same words typed, and stops at 그만두기', async () => {
    await haneul.joins()
    const card = await haneul.says('회원 탈퇴하고 싶어요')
    expect((await haneul.taps(card, '그만두기')).outcome).toBe('ok')
    expect(await isMember()).toBe(true)
    expect((await haneul.says('모두 확인했고 탈퇴할게요')).outcome).toBe('ok')
    expect(await isMember()).toBe(false)
  })

  it.each([
    '탈퇴',
    '탈퇴할게요',
    '탈퇴할게요 탈퇴',
    '탈퇴 안 할래요',
    '내 개인정보 지워줘',
    '네',
    '동의',
    '반납 말고 모두 확인했고 탈퇴할게요',
  ])('never by ‘%s’', async (said) => {
    await haneul.joins()
    await haneul.says('탈퇴')
    await haneul.says(said)
    expect(await isMember()).toBe(true)
  })

  it('an old button asks again: of the day before, and of the membership before', async () => {
    await haneul.joins()
    const card = await haneul.says('탈퇴')
    library.clock.advanceDays(1)
    expect(await haneul.taps(card, '탈퇴하기')).toMatchObject({ outcome: 'ask' })
    const fresh = await haneul.says('탈퇴')
    await haneul.taps(fresh, '탈퇴하기')
    await haneul.joins()
    expect(await haneul.taps(fresh, '탈퇴하기')).toMatchObject({ outcome: 'ask' })
    expect(await isMember()).toBe(true)
  })

  it('speaks of the holds and gifts that go with it', async () => {
    const id = await haneul.joins()
    await library.rows('UPDATE wallets SET balance_won = 500, bonus_won = 500, version = 1 WHERE member_id = ?', [id])
    await library.rows(
      `INSERT INTO ledger_lines (id, member_id, line_no, kind, amount_won, bonus_amount_won, balance_after_won,
         idempotency_key, written_at) VALUES (?, ?, 1, 'bonus', 500, 500, 500, ?, ?)`,
      [id, id, `gift:${id}`, saturdayNoon],
    )
    const reader = library.visitor()
    await reader.joins(1_000)
    const { title } = await library.book()
    await reader.says(`${title} 빌려줘`)
    await haneul.says(`${title} 예약해줘`)
    const card = await haneul.says('탈퇴')
    expect(card.text).toContain('예약 1건은 취소')
    expect(card.text).toContain('선물로 받은 적립금 500원')
    expect((await haneul.taps(card, '탈퇴하기')).outcome).toBe('ok')
  })

  it('whoever takes the consent back is told that membership rests on it', async () => {
    await haneul.joins()
    const answer = await haneul.says('개인정보 동의 철회할게요')
    expect(answer).toMatchObject({ intent: 'leave', outcome: 'consent' })
    expect((await haneul.taps(answer, '탈퇴')).outcome).toBe('ask')
  })

  it('coming back is joining anew, with the same number', async () => {
    const before = await haneul.joins()
    await haneul.says('모두 확인했고 탈퇴할게요')
    expect(await haneul.joins()).not.toBe(before)
  })

  it('is for members', async () => {
    expect(await haneul.says('탈퇴')).toMatchObject({ intent: 'leave', outcome: 'not-a-member' })
    expect(await haneul.says('모두 확인했고 탈퇴할게요')).toMatchObject({ intent: 'leave', outcome: 'not-a-member' })
  })
})
