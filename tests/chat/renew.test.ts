/** Keeping a book longer, tapped and typed, and why not. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { defaultPolicy } from '../../src/domain/policy.js'
import { labelsOf, rowsOf } from '../support/answer-parts.js'
import { atHome, eventsOf } from '../support/at-home.js'
import { member, wait, type Member } from '../support/crowd.js'
import { engines } from '../support/empty-database.js'
import { openLibrary, saturdayNoon, type Library } from '../support/library.js'
import { ask, utterance } from '../support/skill-call.js'

describe.each(engines)('renewing on %s', (engine) => {
  let library: Library
  let haneul: Member
  let members = 0
  const bookNos = new Map<string, number>()

  beforeAll(async () => {
    library = await openLibrary(engine)
    for (const title of ['소년이 온다', '채식주의자', '연장의 기술'])
      bookNos.set(title, (await library.book({ title, author: '한강', copies: 60 })).bookNo)
  })
  beforeEach(async () => {
    library.clock.set(saturdayNoon)
    haneul = await member(library, `연장${++members}`, 20_000)
  })
  afterAll(() => library.close())

  async function rents(...titles: string[]): Promise<void> {
    for (const title of titles) expect((await haneul.says(`${title} 빌려줘`)).outcome).toBe('ok')
  }

  it.each([
    '연장',
    '연장해 주세요',
    '더 읽고 싶어요',
    '소년이 온다 연장해줘',
    '소년이온다를 연장할게요',
    '한강 소년 연장',
  ])('‘%s’ adds seven days to the due day, and tells it', async (said) => {
    await rents('소년이 온다')
    const renewed = await haneul.says(said)
    expect(renewed).toMatchObject({ intent: 'renew', outcome: 'ok' })
    for (const fact of ['소년이 온다', '12월 12일(토)까지', '더는 할 수 없어요']) expect(renewed.text).toContain(fact)
    expect(await atHome(library, haneul.memberId)).toEqual(['소년이 온다 2026-12-12'])
  })

  it.each(['하루만 더', '하루만 더 볼게요', '며칠 더 읽고 싶어요', '더 빌릴 수 있어요?'])(
    'hinted at by ‘%s’ is asked first, also of the only book',
    async (said) => {
      await rents('소년이 온다')
      const asked = await haneul.says(said)
      expect(asked).toMatchObject({ intent: 'renew', outcome: 'ask' })
      expect(asked.text).toContain('이 책을 연장할까요?')
      expect(await atHome(library, haneul.memberId)).toEqual(['소년이 온다 2026-12-05'])
      expect(await haneul.taps(asked, '소년이 온다')).toMatchObject({ intent: 'renew', outcome: 'ok' })
    },
  )

  it('is not meant by whoever says the name of a book that sounds like it', async () => {
    await library.book({ title: '이틀만 더' })
    expect(await haneul.says('이틀만 더')).toMatchObject({ intent: 'book', outcome: 'ok' })
  })

  it('takes no money', async () => {
    await rents('소년이 온다')
    await haneul.says('연장')
    expect((await haneul.says('마이페이지')).text).toContain('19,000원')
  })

  it('lets one choose among several, and renews the chosen one', async () => {
    await rents('소년이 온다', '채식주의자')
    const choice = await haneul.says('연장하기')
    expect(choice).toMatchObject({ intent: 'renew', outcome: 'ask' })
    expect(rowsOf(choice).toSorted()).toEqual(['소년이 온다', '채식주의자'])
    expect(choice.text).toContain('12월 5일(토)까지 · 7일 남음 · 연장 1번 남음')
    expect(labelsOf(choice)).toContain('모두 연장')
    expect(await haneul.taps(choice, '채식주의자')).toMatchObject({ intent: 'renew', outcome: 'ok' })
    expect(await atHome(library, haneul.memberId)).toEqual(['소년이 온다 2026-12-05', '채식주의자 2026-12-12'])
  })

  it('takes the number of a book, typed as the button says it', async () => {
    await rents('소년이 온다', '채식주의자')
    expect(await haneul.says(`채식주의자 #${bookNos.get('채식주의자')} 연장하기`)).toMatchObject({
      intent: 'renew',
      outcome: 'ok',
    })
    expect(await atHome(library, haneul.memberId)).toEqual(['소년이 온다 2026-12-05', '채식주의자 2026-12-12'])
  })

  it('does not take a title for the wish', async () => {
    await rents('소년이 온다')
    expect(await haneul.says('연장의 기술')).toMatchObject({ intent: 'book' })
    expect(await haneul.says('연장의 기술 있어요?')).toMatchObject({ intent: 'book' })
    expect(await atHome(library, haneul.memberId)).toEqual(['소년이 온다 2026-12-05'])
  })

  it('says that the named book is not at home, and shows what is', async () => {
    await rents('소년이 온다')
    const choice = await haneul.says('채식주의자 연장해줘')
    expect(choice).toMatchObject({ intent: 'renew', outcome: 'ask' })
    expect(choice.text).toContain('말씀하신 책은 대여 중이 아니에요')
    expect(rowsOf(choice)).toEqual(['소년이 온다'])
    expect(await atHome(library, haneul.memberId)).toEqual(['소년이 온다 2026-12-05'])
  })

  it('leads there from 마이페이지 and from the card of the book', async () => {
    await rents('소년이 온다')
    const card = await haneul.taps(await haneul.says('마이페이지'), '소년이 온다')
    expect(labelsOf(card)).toEqual(expect.arrayContaining(['반납하기', '연장하기']))
    expect(await haneul.taps(await haneul.says('마이페이지'), '연장하기')).toMatchObject({
      intent: 'renew',
      outcome: 'ok',
    })
    expect(labelsOf(await haneul.says('마이페이지'))).not.toContain('연장하기')
    expect(labelsOf(await haneul.says('소년이 온다'))).not.toContain('연장하기')
  })

  it('counts from the due day on the last day, too, and as a day in Seoul', async () => {
    await rents('소년이 온다')
    library.clock.set('2026-12-05T14:59:59.999Z')
    expect((await haneul.says('연장')).text).toContain('12월 12일(토)까지')
    await rents('채식주의자')
    library.clock.set('2026-12-12T15:00:00.000Z')
    expect((await haneul.says('채식주의자 연장')).outcome).toBe('overdue-blocks')
  })

  it('gives the same answer and one renewal to the same tap, also at the same moment', async () => {
    await rents('소년이 온다', '채식주의자')
    const choice = await haneul.says('연장')
    const answers = await Promise.all([1, 2, 3, 4].map(() => haneul.taps(choice, '소년이 온다')))
    for (const answer of answers) expect(answer.response).toEqual(answers[0]?.response)
    expect(answers[0]?.outcome).toBe('ok')
    library.clock.advanceDays(3)
    expect((await haneul.taps(choice, '소년이 온다')).response).toEqual(answers[0]?.response)
    expect(await atHome(library, haneul.memberId)).toEqual(['소년이 온다 2026-12-12', '채식주의자 2026-12-05'])
    expect(await eventsOf(library, 'RentalRenewed', haneul.memberId)).toBe(1)
  })

  it('is refused the second time: the limit, and until when to return', async () => {
    await rents('소년이 온다')
    const other = await haneul.says('마이페이지')
    await haneul.says('연장')
    for (const refused of [await haneul.says('연장'), await haneul.taps(other, '연장하기')]) {
      expect(refused).toMatchObject({ intent: 'renew', outcome: 'renewal-limit-reached' })
      expect(refused.text).toContain('1번까지')
      expect(refused.text).toContain('12월 12일(토)까지 반납해 주세요')
    }
  })

  it('is refused with a late book, whichever it is: give it back first', async () => {
    await rents('소년이 온다')
    library.clock.advanceDays(3)
    await rents('채식주의자')
    library.clock.advanceDays(5)
    const refused = await haneul.says('채식주의자 연장')
    expect(refused).toMatchObject({ intent: 'renew', outcome: 'overdue-blocks' })
    expect(refused.text).toContain('1일 지난 책이 있어요')
    expect(refused.text).toContain('반납하시면 바로 다시 빌리거나 연장, 예약할 수 있어요')
    expect(await haneul.taps(refused, '반납하기')).toMatchObject({ intent: 'return', outcome: 'ask' })
  })

  it('is refused while others wait: how many, never who, and the due day stays', async () => {
    const { title } = await library.book({ title: `기다리는 책 ${members}` })
    await rents(title)
    for (const name of ['기다리는이', '또기다리는이']) {
      const waiting = await member(library, `${name}${members}`)
      expect((await waiting.says(`${title} 예약해줘`)).outcome).toBe('ok')
      wait(library, 60)
    }
    const refused = await haneul.says(`${title} 연장해줘`)
    expect(refused).toMatchObject({ intent: 'renew', outcome: 'others-wait' })
    expect(refused.text).toContain('기다리는 분이 2명')
    expect(refused.text).toContain('반납일인 12월 5일(토)까지 반납해 주세요')
    expect(refused.text).not.toContain('기다리는이')
    expect(await atHome(library, haneul.memberId)).toEqual([`${title} 2026-12-05`])
  })

  it('is refused of a book that is looked for or lost: the desk', async () => {
    await rents('소년이 온다')
    const old = await haneul.says('마이페이지')
    await haneul.says('이미 반납했어요')
    const claimed = await haneul.taps(old, '연장하기')
    expect(claimed).toMatchObject({ intent: 'renew', outcome: 'rental-in-question' })
    expect(claimed.text).toContain('찾아보고 있어요. 확인되면 알려 드릴게요.')
    expect(labelsOf(claimed)).toContain('상담원 연결')
    await library.rows('UPDATE rentals SET lost_at = ?, claimed_at = NULL WHERE member_id = ?', [
      library.app.now().toISOString(),
      haneul.memberId,
    ])
    const lost = await haneul.says('소년이 온다 연장')
    expect(lost).toMatchObject({ intent: 'renew', outcome: 'rental-in-question' })
    expect(lost.text).toContain('분실')
  })

  it('has nothing to renew of what is back, of others, of nobody', async () => {
    await rents('소년이 온다')
    const old = await haneul.says('마이페이지')
    await haneul.says('반납')
    expect(await haneul.taps(old, '연장하기')).toMatchObject({ intent: 'renew', outcome: 'already-returned' })
    expect(await haneul.says('소년이 온다 연장')).toMatchObject({ intent: 'renew', outcome: 'already-returned' })
    const seojun = await member(library, `서준${members}`)
    const extra = old.buttons.find(({ label }) => label === '연장하기')?.extra
    const refused = await ask(library, utterance(seojun.userKey, '연장하기', extra))
    expect(refused).toMatchObject({ intent: 'renew', outcome: 'unknown-rental' })
    expect(refused.text).not.toContain('소년이 온다')
    expect(await seojun.says('연장')).toMatchObject({ intent: 'renew', outcome: 'nothing-to-renew' })
    expect(await library.visitor().says('연장')).toMatchObject({ intent: 'renew', outcome: 'not-a-member' })
    const forged = { v: 1, do: 'renew', rentalId: "x' OR '1'='1", nonce: 'n' }
    expect((await ask(library, utterance(haneul.userKey, '연장하기', forged))).outcome).toBe('stale-button')
  })
})

describe.each(engines)('renewing in a strict house on %s', (engine) => {
  let library: Library
  let haneul: Member

  beforeAll(async () => {
    library = await openLibrary(engine, {
      policy: { suspensionDaysPerLateDay: 1, renewal: { ...defaultPolicy.renewal, fromDaysBefore: 2 } },
    })
    for (const title of ['소년이 온다', '채식주의자']) await library.book({ title, copies: 5 })
    haneul = await member(library, '엄격이', 20_000)
  })
  afterAll(() => library.close())

  it('is refused too soon: from which day on, and from that day it works', async () => {
    await haneul.says('소년이 온다 빌려줘')
    const refused = await haneul.says('연장')
    expect(refused).toMatchObject({ intent: 'renew', outcome: 'too-soon-to-renew' })
    expect(refused.text).toContain('12월 3일(목)부터 연장할 수 있어요')
    library.clock.advanceDays(5)
    expect(await haneul.says('연장')).toMatchObject({ intent: 'renew', outcome: 'ok' })
  })

  it('is refused while suspended: until when', async () => {
    library.clock.advanceDays(3)
    await haneul.says('채식주의자 빌려줘')
    library.clock.advanceDays(7)
    const late = await haneul.says('채식주의자 연장')
    expect(late).toMatchObject({ intent: 'renew', outcome: 'overdue-blocks' })
    expect(late.text).toContain('오늘 반납하시면 12월 14일(월)까지 대여, 연장, 예약이 멈춰요')
    const choice = await haneul.says('반납')
    const returned = await haneul.taps(choice, '소년이 온다')
    expect((await haneul.taps(choice, '소년이 온다')).response).toEqual(returned.response)
    expect(returned.text).toContain('12월 14일(월)까지 대여, 연장, 예약이 멈춰요')
    const refused = await haneul.says('채식주의자 연장')
    expect(refused).toMatchObject({ intent: 'renew', outcome: 'suspended' })
    expect(refused.text).toContain('12월 14일(월)까지')
    expect((await haneul.says('마이페이지')).text).toContain('정지\n12월 14일(월)까지')
  })
})
