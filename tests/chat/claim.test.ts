/** "I have returned it already": the desk looks for the book, and nobody reminds meanwhile. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import type { RentalId } from '../../src/domain/ids.js'
import { labelsOf, rowsOf } from '../support/answer-parts.js'
import { eventsOf } from '../support/at-home.js'
import { member, type Member } from '../support/crowd.js'
import { engines } from '../support/empty-database.js'
import { openLibrary, saturdayNoon, type Library } from '../support/library.js'
import { ask, utterance } from '../support/skill-call.js'

describe.each(engines)('a claim on %s', (engine) => {
  let library: Library
  let haneul: Member
  let bookNo: number
  let round = 0

  beforeAll(async () => {
    library = await openLibrary(engine)
    bookNo = (await library.book({ title: '소년이 온다', author: '한강', copies: 60 })).bookNo
    await library.book({ title: '채식주의자', author: '한강', copies: 60 })
  })
  beforeEach(async () => {
    library.clock.set(saturdayNoon)
    haneul = await member(library, `돌려준${++round}`, 20_000)
  })
  afterAll(() => library.close())

  async function rents(...titles: string[]): Promise<void> {
    for (const title of titles) expect((await haneul.says(`${title} 빌려줘`)).outcome).toBe('ok')
  }
  async function claimed(): Promise<string[]> {
    const rows = await library.rows<{ title: string }>(
      `SELECT t.title FROM rentals r JOIN titles t ON t.book_id = r.book_id
       WHERE r.member_id = ? AND r.claimed_at IS NOT NULL AND r.returned_at IS NULL ORDER BY t.title`,
      [haneul.memberId],
    )
    return rows.map(({ title }) => title)
  }

  it.each([
    '이미 반납했어요',
    '벌써 반납했는데요',
    '어제 반납했어요',
    '소년이 온다 이미 반납했어요',
    '소년이 온다는 벌써 돌려드렸는데요',
    '반납했는데 왜 연체예요?',
    '반납함에 넣었는데요',
    '반납함에 넣었어요',
    '도서관에 두고 왔어요',
    '소년이 온다 반납함에 넣었어요',
  ])('‘%s’ is written down: who looks for the book, and how to reach them', async (said) => {
    await rents('소년이 온다')
    const answer = await haneul.says(said)
    expect(answer).toMatchObject({ intent: 'return', outcome: 'claimed' })
    for (const fact of ['소년이 온다', '도서관에서 찾아보고', '연체 안내는 보내지 않아요'])
      expect(answer.text).toContain(fact)
    expect(labelsOf(answer)).toContain('상담원 연결')
    expect(await claimed()).toEqual(['소년이 온다'])
  })

  it.each(['반납했어요', '소년이 온다 반납했어요', '반납 완료'])(
    '‘%s’ is none: it gives the book back',
    async (said) => {
      await rents('소년이 온다')
      expect(await haneul.says(said)).toMatchObject({ intent: 'return', outcome: 'ok' })
      expect(await claimed()).toEqual([])
    },
  )

  it('is asked for when there are several, and made of the chosen one', async () => {
    await rents('소년이 온다', '채식주의자')
    const choice = await haneul.says('이미 반납했어요')
    expect(choice).toMatchObject({ intent: 'return', outcome: 'ask' })
    expect(choice.text).toContain('어떤 책을 이미 반납하셨어요?')
    expect(rowsOf(choice).toSorted()).toEqual(['소년이 온다', '채식주의자'])
    expect(await claimed()).toEqual([])
    expect(await haneul.taps(choice, '채식주의자')).toMatchObject({ intent: 'return', outcome: 'claimed' })
    expect(await claimed()).toEqual(['채식주의자'])
  })

  it('takes the number of a book, typed as the button says it', async () => {
    await rents('소년이 온다', '채식주의자')
    expect((await haneul.says(`소년이 온다 #${bookNo} 이미 반납했어요`)).outcome).toBe('claimed')
    expect(await claimed()).toEqual(['소년이 온다'])
  })

  it('is asked about first when it may be about a book that did come back', async () => {
    await rents('소년이 온다', '채식주의자')
    await haneul.says('채식주의자 반납')
    const choice = await haneul.says('이미 반납했어요')
    expect(choice).toMatchObject({ intent: 'return', outcome: 'ask' })
    expect(rowsOf(choice)).toEqual(['소년이 온다'])
    expect(await haneul.says('채식주의자 이미 반납했어요')).toMatchObject({
      intent: 'return',
      outcome: 'already-returned',
    })
    expect(await claimed()).toEqual([])
  })

  it('is made once, however often it is said, with the same answer', async () => {
    await rents('소년이 온다', '채식주의자')
    const choice = await haneul.says('이미 반납했어요')
    const answers = await Promise.all([1, 2, 3].map(() => haneul.taps(choice, '소년이 온다')))
    answers.push(await haneul.says('소년이 온다 이미 반납했어요'))
    for (const answer of answers) expect(answer.response).toEqual(answers[0]?.response)
    expect(answers[0]?.outcome).toBe('claimed')
    expect(await eventsOf(library, 'ReturnClaimed', haneul.memberId)).toBe(1)
  })

  it('blocks nothing, and is shown on 마이페이지', async () => {
    await rents('소년이 온다')
    library.clock.advanceDays(9)
    expect((await haneul.says('채식주의자 빌려줘')).outcome).toBe('overdue-blocks')
    await haneul.says('이미 반납했어요')
    await library.settle()
    expect(haneul.pushes()).toEqual([])
    const page = await haneul.says('마이페이지')
    expect(page.text).toContain('12월 5일(토)까지 · 반납 확인 중')
    expect(page.text).not.toContain('연체\n')
    expect((await haneul.says('채식주의자 빌려줘')).outcome).toBe('ok')
  })

  it('can be taken back by returning the book after all', async () => {
    await rents('소년이 온다')
    await haneul.says('이미 반납했어요')
    expect(await haneul.says('소년이 온다 반납')).toMatchObject({ intent: 'return', outcome: 'ok' })
    expect((await haneul.says('마이페이지')).text).not.toContain('반납 확인 중')
  })

  it('is refused when the desk has looked for the book before, or counts it as lost: the desk', async () => {
    await rents('소년이 온다')
    await haneul.says('이미 반납했어요')
    const [rental] = await library.rows<{ id: RentalId }>('SELECT id FROM rentals WHERE member_id = ?', [
      haneul.memberId,
    ])
    if (!rental) throw new Error('nothing rented')
    expect((await library.app.settleClaim({ rentalId: rental.id, isFound: false })).ok).toBe(true)
    const again = await haneul.says('이미 반납했어요')
    expect(again).toMatchObject({ intent: 'return', outcome: 'claim-was-checked' })
    expect(labelsOf(again)).toContain('상담원 연결')
    await library.rows('UPDATE rentals SET lost_at = ? WHERE id = ?', [library.app.now().toISOString(), rental.id])
    const lost = await haneul.says('소년이 온다 이미 반납했어요')
    expect(lost).toMatchObject({ intent: 'return', outcome: 'rental-in-question' })
    expect(lost.text).toContain('분실')
    expect((await haneul.says('마이페이지')).text).toContain('분실 처리')
  })

  it('has nothing to be about: nothing at home, the rental of another, no member', async () => {
    expect(await haneul.says('이미 반납했어요')).toMatchObject({ intent: 'return', outcome: 'nothing-to-return' })
    expect(await library.visitor().says('이미 반납했어요')).toMatchObject({ intent: 'return', outcome: 'not-a-member' })
    await rents('소년이 온다')
    const [rental] = await library.rows<{ id: string }>('SELECT id FROM rentals WHERE member_id = ?', [haneul.memberId])
    const seojun = await member(library, `남${round}`)
    const extra = { v: 1, do: 'claim', rentalId: rental?.id }
    const refused = await ask(library, utterance(seojun.userKey, '이미 반납했어요', extra))
    expect(refused).toMatchObject({ intent: 'return', outcome: 'unknown-rental' })
    expect(refused.text).not.toContain('소년이 온다')
    await haneul.says('반납')
    expect(await haneul.says('이미 반납했어요')).toMatchObject({ intent: 'return', outcome: 'already-returned' })
  })
})
