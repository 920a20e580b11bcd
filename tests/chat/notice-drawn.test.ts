/** Pushed messages as they are drawn: each kind, in time and late. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { defaultPolicy } from '../../src/domain/policy.js'
import type { RentalId } from '../../src/domain/ids.js'
import { labelsOf, rowsOf } from '../support/answer-parts.js'
import { atHome, holdsOf } from '../support/at-home.js'
import { member, type Member } from '../support/crowd.js'
import { engines } from '../support/empty-database.js'
import { openLibrary, saturdayNoon, type Answer, type Library } from '../support/library.js'
import { ask, utterance } from '../support/skill-call.js'

describe.each(engines)('a message on %s', (engine) => {
  let library: Library
  let haneul: Member
  let round = 0

  beforeAll(async () => {
    library = await openLibrary(engine)
  })
  beforeEach(async () => {
    library.clock.set(saturdayNoon)
    haneul = await member(library, `알림이${++round}`, 50_000)
  })
  /** What one test left open is not told in the next. */
  afterEach(async () => {
    await library.rows(`UPDATE rentals SET returned_at = rented_at, open_due_on = NULL, open_copy_id = NULL`)
    await library.rows(`UPDATE holds SET state = 'cancelled', open_key = NULL, open_copy_id = NULL`)
  })
  afterAll(() => library.close())

  async function rents(who: Member, ...names: string[]): Promise<string[]> {
    const titles: string[] = []
    for (const name of names) {
      const { title } = await library.book({ title: `${name} ${round}` })
      expect((await who.says(`${title} 빌려줘`)).outcome).toBe('ok')
      titles.push(title)
    }
    return titles
  }
  async function pushed(who = haneul): Promise<Answer> {
    await library.settle()
    const last = who.pushes().at(-1)
    if (!last) throw new Error('nothing was pushed')
    expect(last.intent).toBe('notice')
    return last
  }
  /** Kakao comes once more to have the member's message of that kind drawn. */
  async function drawnLate(kind: string): Promise<Answer> {
    const [notice] = await library.rows<{ id: string }>(
      'SELECT id FROM notices WHERE member_id = ? AND kind = ? ORDER BY created_at DESC, id DESC LIMIT 1',
      [haneul.memberId, kind],
    )
    const body = utterance(haneul.userKey, kind)
    Object.assign(body.userRequest.user.properties, { noticeId: notice?.id })
    return ask(library, body, { skill: 'notice' })
  }

  describe('the day before', () => {
    it('of one book tells title and day, and renews or takes it by a tap', async () => {
      const [title = ''] = await rents(haneul, '내일의 책')
      library.clock.advanceDays(6)
      const notice = await pushed()
      expect(notice.outcome).toBe('ok')
      expect(notice.text).toContain('내일(12월 5일(토))까지 반납하실 책이 1권')
      expect(notice.text).toContain(`${title}\n12월 5일(토)까지 · 1일 남음 · 연장 1번 남음`)
      expect(await haneul.taps(notice, '연장하기')).toMatchObject({ intent: 'renew', outcome: 'ok' })
      expect(await haneul.taps(notice, '반납하기')).toMatchObject({ intent: 'return', outcome: 'ok' })
    })

    it('of several lists them, and asks which', async () => {
      const titles = await rents(haneul, '내일의 가', '내일의 나')
      library.clock.advanceDays(6)
      const notice = await pushed()
      expect(rowsOf(notice).toSorted()).toEqual(titles.toSorted())
      expect(await haneul.taps(notice, '연장하기')).toMatchObject({ intent: 'renew', outcome: 'ask' })
      expect(await haneul.taps(notice, '반납하기')).toMatchObject({ intent: 'return', outcome: 'ask' })
    })

    it('offers no renewal of a book that was renewed as often as it may be', async () => {
      await rents(haneul, '다 늘린 책')
      await haneul.says('연장')
      library.clock.advanceDays(13)
      expect(labelsOf(await pushed())).not.toContain('연장하기')
    })

    it('drawn late tells what is true by then: renewed, late, returned', async () => {
      const [title = ''] = await rents(haneul, '늦게 그린 책')
      library.clock.advanceDays(6)
      await pushed()
      await haneul.says('연장')
      const renewed = await drawnLate('due-soon')
      expect(renewed.outcome).toBe('over')
      expect(renewed.text).toContain(`${title}\n12월 12일(토)까지`)
      library.clock.advanceDays(10)
      const late = await drawnLate('due-soon')
      expect(late.outcome).toBe('ok')
      expect(late.text).toContain('12월 12일(토)까지였어요 · 2일 지남')
      await haneul.taps(late, '반납하기')
      const returned = await drawnLate('due-soon')
      expect(returned.outcome).toBe('already-returned')
      expect(returned.text).toContain('모두 반납하셨어요')
    })
  })

  describe('of late books', () => {
    it('tells its number, how many, how late, what is blocked, and what can be done', async () => {
      const [title = ''] = await rents(haneul, '늦은 책')
      library.clock.advanceDays(8)
      const first = await pushed()
      for (const fact of [
        '1권 있어요',
        '1번째 안내예요',
        title,
        '12월 5일(토)까지였어요 · 1일 지남',
        '바로 다시 빌리거나 연장, 예약할 수 있어요',
      ])
        expect(first.text).toContain(fact)
      expect(labelsOf(first)).toEqual([
        '반납하기',
        '이미 반납했어요',
        '적립금 충전',
        '마이페이지',
        '연장하기',
        '도서관 문의',
      ])
      library.clock.advanceDays(2)
      const second = await pushed()
      expect(second.text).toContain('2번째 안내예요')
      expect(second.text).toContain('3일 지남')
      expect(await haneul.taps(second, '적립금 충전')).toMatchObject({ intent: 'deposit', outcome: 'ask' })
      expect(await haneul.taps(second, '이미 반납했어요')).toMatchObject({ intent: 'return', outcome: 'claimed' })
      expect(await haneul.taps(second, '반납하기')).toMatchObject({ intent: 'return', outcome: 'ok' })
    })

    it.each([1, 2])('of which %d came, says why they cannot be renewed, and takes them back', async (many) => {
      await rents(haneul, ...['못 늘릴 가', '못 늘릴 나'].slice(0, many))
      library.clock.advanceDays(8)
      const refused = await haneul.taps(await pushed(), '연장하기')
      expect(refused).toMatchObject({ intent: 'renew', outcome: 'overdue-blocks' })
      expect(refused.text).toContain('1일 지난 책이 있어요')
      expect(labelsOf(refused)).toContain('반납하기')
      const back = await haneul.taps(refused, '반납하기')
      expect(back).toMatchObject({ intent: 'return', outcome: many === 1 ? 'ok' : 'ask' })
    })

    it('is one for all of them, and asks which', async () => {
      const titles = await rents(haneul, '늦은 가', '늦은 나', '늦은 다')
      library.clock.advanceDays(8)
      const notice = await pushed()
      expect(rowsOf(notice).toSorted()).toEqual(titles.toSorted())
      expect(notice.text).toContain('반납일이 지난 책 3권 · 길게는 1일')
      expect(await haneul.taps(notice, '이미 반납했어요')).toMatchObject({ intent: 'return', outcome: 'ask' })
      expect(await haneul.taps(notice, '반납하기')).toMatchObject({ intent: 'return', outcome: 'ask' })
    })

    it('drawn late tells what is true by then: some back, looked for, all back', async () => {
      const [one = '', other = ''] = await rents(haneul, '먼저 온 책', '나중 온 책')
      library.clock.advanceDays(8)
      const notice = await pushed()
      await haneul.says(`${one} 반납`)
      const left = await drawnLate('overdue')
      expect(left.text).toContain('1권 있어요')
      expect(left.text).not.toContain(one)
      await haneul.says('이미 반납했어요')
      const lookedFor = await drawnLate('overdue')
      expect(lookedFor.outcome).toBe('over')
      expect(lookedFor.text).toContain('반납 확인 중')
      await haneul.says(`${other} 반납`)
      expect(await drawnLate('overdue')).toMatchObject({ outcome: 'already-returned' })
      expect(await haneul.taps(notice, '반납하기')).toMatchObject({ intent: 'return', outcome: 'already-returned' })
    })
  })

  describe('of a hold', () => {
    let title: string
    let reader: Member

    beforeEach(async () => {
      reader = await member(library, `먼저${round}`, 10_000)
      ;[title = ''] = await rents(reader, '기다리던 책')
      expect((await haneul.says(`${title} 예약해줘`)).outcome).toBe('ok')
    })

    it('that is ready tells until when and for how much, and rents it by a tap', async () => {
      await reader.says('반납')
      const notice = await pushed()
      for (const fact of [title, '12월 1일(화)까지 대여하세요', '대여료\n1,000원', '내 적립금\n50,000원'])
        expect(notice.text).toContain(fact)
      expect(labelsOf(notice)).toEqual(expect.arrayContaining(['대여하기', '예약 취소']))
      expect(await haneul.taps(notice, '대여하기')).toMatchObject({ intent: 'rent', outcome: 'ok' })
      expect(await atHome(library, haneul.memberId)).toEqual([`${title} 2026-12-05`])
      const collected = await drawnLate('hold-ready')
      expect(collected.outcome).toBe('already-yours')
      expect(collected.text).toContain('이미 빌려 가셨어요')
    })

    it('that is ready is over the day after its last, also before anybody has cleared it away', async () => {
      await reader.says('반납')
      await pushed()
      library.clock.set('2026-12-01T14:59:59.999Z')
      expect(await drawnLate('hold-ready')).toMatchObject({ outcome: 'ok' })
      library.clock.set('2026-12-01T15:00:00.000Z')
      expect(await drawnLate('hold-ready')).toMatchObject({ outcome: 'hold-over' })
    })

    it('that is ready for somebody without money offers to top up', async () => {
      await library.rows('UPDATE wallets SET balance_won = 0 WHERE member_id = ?', [haneul.memberId])
      await reader.says('반납')
      const notice = await pushed()
      expect(notice.text).toContain('1,000원 모자라요')
      expect(labelsOf(notice)).toEqual(expect.arrayContaining(['1,000원 충전', '예약 취소']))
    })

    it('that was given up, or whose copy is gone, is told as it is now', async () => {
      await reader.says('반납')
      const notice = await pushed()
      const [copy] = await library.rows<{ id: string }>(
        `SELECT c.id FROM copies c JOIN titles t ON t.book_id = c.book_id WHERE t.title = ?`,
        [title],
      )
      await library.rows(`UPDATE copies SET state = 'in-repair' WHERE id = ?`, [copy?.id ?? ''])
      const putBack = await pushed()
      expect(putBack.outcome).toBe('still-waiting')
      expect(putBack.text).toContain('다시 기다리는 중이에요\n내 순서 1번째')
      expect(labelsOf(putBack)).toContain('예약 취소')
      expect(await drawnLate('hold-ready')).toMatchObject({ outcome: 'still-waiting', text: putBack.text })
      expect(await haneul.taps(notice, '예약 취소')).toMatchObject({ intent: 'hold-cancel', outcome: 'ok' })
      expect(await drawnLate('hold-ready')).toMatchObject({ outcome: 'hold-over' })
      expect(await drawnLate('hold-put-back')).toMatchObject({ outcome: 'hold-over' })
    })

    it('that was not collected tells so, and waits anew by a tap', async () => {
      const behind = await member(library, `뒤에${round}`, 10_000)
      library.clock.set('2026-11-28T03:01:00.000Z')
      await behind.says(`${title} 예약해줘`)
      await reader.says('반납')
      await library.settle()
      library.clock.advanceDays(4)
      const notice = await pushed()
      expect(notice.text).toContain('예약이 끝났어요')
      expect(notice.text).toContain(title)
      expect(behind.pushes().at(-1)?.text).toContain('12월 5일(토)까지 대여하세요')
      expect(await haneul.taps(notice, '다시 예약')).toMatchObject({ intent: 'hold', outcome: 'ok' })
      expect(await holdsOf(library, haneul.memberId)).toEqual([`${title} expired`, `${title} waiting`])
    })

    it('of a title that is no longer lent leads to other books', async () => {
      await library.rows(`UPDATE titles SET state = 'withdrawn' WHERE title = ?`, [title])
      const notice = await pushed()
      expect(notice.text).toContain('지금은 대여할 수 있는 책이 없어 예약을 마쳤어요')
      expect(await haneul.taps(notice, '책 찾기')).toMatchObject({ intent: 'search', outcome: 'ask' })
      expect(await holdsOf(library, haneul.memberId)).toEqual([`${title} dropped`])
    })
  })

  describe('of what the desk found', () => {
    async function settled(isFound: boolean): Promise<string> {
      const [title = ''] = await rents(haneul, '찾는 책')
      library.clock.advanceDays(8)
      await haneul.says('이미 반납했어요')
      const [rental] = await library.rows<{ id: RentalId }>('SELECT id FROM rentals WHERE member_id = ?', [
        haneul.memberId,
      ])
      if (!rental) throw new Error('nothing rented')
      await library.app.settleClaim({ rentalId: rental.id, isFound })
      return title
    }

    it('thanks when the book was there', async () => {
      const title = await settled(true)
      const notice = await pushed()
      expect(notice.text).toContain('잘 돌아와 있었어요')
      expect(notice.text).toContain(title)
    })

    it('asks to look again when it was not: the desk, and giving it back', async () => {
      await settled(false)
      while ((await library.app.deliverLetters()) > 0);
      await library.simulator?.idle()
      const notice = haneul.pushes().at(-1)
      if (!notice) throw new Error('nothing was pushed')
      expect(notice.text).toContain('찾지 못했어요')
      expect(labelsOf(notice)).toContain('상담원 연결')
      expect(await haneul.taps(notice, '반납하기')).toMatchObject({ intent: 'return', outcome: 'ok' })
      expect(await drawnLate('claim-settled')).toMatchObject({ outcome: 'already-returned' })
    })
  })

  it('of another member is not shown', async () => {
    await rents(haneul, '남의 책')
    library.clock.advanceDays(8)
    await pushed()
    const [notice] = await library.rows<{ id: string }>('SELECT id FROM notices WHERE member_id = ?', [haneul.memberId])
    const other = await member(library, `엿본이${round}`)
    const body = utterance(other.userKey, 'overdue_notice')
    Object.assign(body.userRequest.user.properties, { noticeId: notice?.id })
    const answer = await ask(library, body, { skill: 'notice' })
    expect(answer).toMatchObject({ intent: 'notice', outcome: 'unknown-notice' })
    expect(answer.text).not.toContain('남의 책')
  })
})

describe.each(engines)('a message of a house with other rules on %s', (engine) => {
  let library: Library
  beforeAll(async () => {
    library = await openLibrary(engine, { policy: { ...defaultPolicy, suspensionDaysPerLateDay: 1, rentalLimit: 8 } })
  })
  afterAll(() => library.close())

  it('names the first of many books, leads to all of them, and tells until when lending would stop', async () => {
    const haneul = await member(library, '많이늦은이', 20_000)
    for (const number of [1, 2, 3, 4, 5, 6, 7]) {
      const { title } = await library.book({ title: `많은 책 ${number}` })
      await haneul.says(`${title} 빌려줘`)
    }
    library.clock.advanceDays(8)
    await library.settle()
    const notice = haneul.pushes().at(-1)
    if (!notice) throw new Error('nothing was pushed')
    expect(notice.text).toMatch(/『많은 책 \d』 외 6권/)
    expect(notice.text).toContain('오늘 반납하시면 12월 7일(월)까지 대여, 연장, 예약이 멈춰요')
    expect(rowsOf(notice)).toHaveLength(5)
    const all = await haneul.taps(notice, '모두 보기')
    for (const number of [1, 2, 3, 4, 5, 6, 7]) expect(all.text).toContain(`『많은 책 ${number}』`)
    const choice = await haneul.says('반납')
    expect(choice.text).toContain('대여 중인 책이 7권이에요')
  })
})
