/** All books at once: a result for each. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { rowsOf } from '../support/answer-parts.js'
import { atHome, eventsOf } from '../support/at-home.js'
import { member, type Member } from '../support/crowd.js'
import { engines } from '../support/empty-database.js'
import { openLibrary, saturdayNoon, type Library } from '../support/library.js'

describe.each(engines)('renewing everything on %s', (engine) => {
  let library: Library
  let haneul: Member
  let members = 0

  beforeAll(async () => {
    library = await openLibrary(engine)
    for (const title of ['데미안', '파친코', '토지']) await library.book({ title, copies: 40 })
  })
  beforeEach(async () => {
    library.clock.set(saturdayNoon)
    haneul = await member(library, `모두${++members}`, 20_000)
  })
  afterAll(() => library.close())

  async function rents(...titles: string[]): Promise<void> {
    for (const title of titles) expect((await haneul.says(`${title} 빌려줘`)).outcome).toBe('ok')
  }

  it.each(['모두 연장', '다 연장해 주세요', '전부 연장', '빌린 책 모두 연장해줘'])(
    '‘%s’ renews each and tells until when',
    async (said) => {
      await rents('데미안', '파친코')
      const renewed = await haneul.says(said)
      expect(renewed).toMatchObject({ intent: 'renew', outcome: 'ok' })
      expect(renewed.text).toContain('2권을 연장했어요')
      expect(rowsOf(renewed)).toEqual(['데미안', '파친코'])
      expect(renewed.text).toContain('12월 12일(토)까지 · 더는 연장할 수 없어요')
      expect(await atHome(library, haneul.memberId)).toEqual(['데미안 2026-12-12', '파친코 2026-12-12'])
    },
  )

  it('tells every refusal with its reason beside what was renewed', async () => {
    await rents('데미안', '파친코', '토지')
    await haneul.says('파친코 연장')
    await haneul.says('토지 이미 반납했어요')
    const renewed = await haneul.says('모두 연장')
    expect(renewed).toMatchObject({ intent: 'renew', outcome: 'ok' })
    expect(rowsOf(renewed)).toEqual(['데미안'])
    expect(renewed.text).toContain('『파친코』, 1번까지 연장할 수 있는데 이미 하셨어요')
    expect(renewed.text).toContain('『토지』, 반납하셨다고 하셔서 도서관에서 찾아보고 있어요')
  })

  it('speaks of a lost book once, with the way to the desk, and leaves all as it was', async () => {
    await rents('데미안', '토지')
    const [book] = await library.rows<{ book_id: string }>(`SELECT book_id FROM titles WHERE title = '토지'`)
    const [now, bookId] = [library.app.now().toISOString(), book?.book_id ?? '']
    await library.rows('UPDATE rentals SET lost_at = ? WHERE member_id = ? AND book_id = ?', [
      now,
      haneul.memberId,
      bookId,
    ])
    const refused = await haneul.says('모두 연장')
    expect(refused).toMatchObject({ intent: 'renew', outcome: 'lost-blocks' })
    expect(refused.text.match(/『토지』/g)).toHaveLength(1)
    expect(refused.buttons.map(({ label }) => label)).toContain('상담원 연결')
    expect(await atHome(library, haneul.memberId)).toEqual(['데미안 2026-12-05', '토지 2026-12-05'])
  })

  it('is the first refusal when none could be renewed, said once when it is the same for all', async () => {
    await rents('데미안', '파친코')
    library.clock.advanceDays(8)
    const refused = await haneul.says('모두 연장')
    expect(refused).toMatchObject({ intent: 'renew', outcome: 'overdue-blocks' })
    expect(refused.text.match(/1일 지난 책이 있어요\. \(모두 2권\)/g)).toHaveLength(1)
    expect(await haneul.taps(refused, '반납하기')).toMatchObject({ intent: 'return', outcome: 'ask' })
    expect(await atHome(library, haneul.memberId)).toEqual(['데미안 2026-12-05', '파친코 2026-12-05'])
  })

  it('is one effect for the same tap, whenever and however often, with the same answer', async () => {
    await rents('데미안')
    library.clock.advanceDays(2)
    await rents('파친코')
    const page = await haneul.says('마이페이지')
    const answers = await Promise.all([1, 2, 3].map(() => haneul.taps(page, '모두 연장')))
    library.clock.advanceDays(1)
    answers.push(await haneul.taps(page, '모두 연장'))
    for (const answer of answers) expect(answer.response).toEqual(answers[0]?.response)
    expect(answers[0]?.outcome).toBe('ok')
    expect(await atHome(library, haneul.memberId)).toEqual(['데미안 2026-12-12', '파친코 2026-12-14'])
    expect(await eventsOf(library, 'RentalRenewed', haneul.memberId)).toBe(2)
    expect((await haneul.says('모두 연장')).outcome).toBe('renewal-limit-reached')
  })

  it('has nothing to do for somebody without books, and strangers join first', async () => {
    expect(await haneul.says('모두 연장')).toMatchObject({ intent: 'renew', outcome: 'nothing-to-renew' })
    expect(await library.visitor().says('모두 연장')).toMatchObject({ intent: 'renew', outcome: 'not-a-member' })
  })
})
