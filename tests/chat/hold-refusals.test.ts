/** Why one cannot wait for a book, and what can be done instead. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { labelsOf } from '../support/answer-parts.js'
import { holdsOf } from '../support/at-home.js'
import { member, type Member } from '../support/crowd.js'
import { engines } from '../support/empty-database.js'
import { openLibrary, saturdayNoon, type Library } from '../support/library.js'
import { ask, utterance } from '../support/skill-call.js'

describe.each(engines)('no hold on %s', (engine) => {
  let library: Library
  let reader: Member
  let haneul: Member
  let round = 0

  beforeAll(async () => {
    library = await openLibrary(engine, { policy: { suspensionDaysPerLateDay: 1 } })
    await library.book({ title: '넉넉한 책', copies: 40 })
  })
  beforeEach(async () => {
    library.clock.set(saturdayNoon)
    round += 1
    reader = await member(library, `다읽는이${round}`, 50_000)
    haneul = await member(library, `못기다린${round}`, 10_000)
  })
  afterAll(() => library.close())

  /** A book of which the only copy is out. */
  async function bookThatIsOut(name: string): Promise<{ title: string; bookId: string }> {
    const book = await library.book({ title: `${name} ${round}` })
    expect((await reader.says(`${book.title} 빌려줘`)).outcome).toBe('ok')
    return book
  }

  it('of a book that can be rented now: rent it', async () => {
    const refused = await haneul.says('넉넉한 책 예약해줘')
    expect(refused).toMatchObject({ intent: 'hold', outcome: 'copies-free' })
    expect(labelsOf(await haneul.says('넉넉한 책'))).not.toContain('예약하기')
    expect(await haneul.taps(refused, '대여하기')).toMatchObject({ intent: 'rent', outcome: 'ok' })
  })

  it('of a book that one has at home: until when, and keeping it longer', async () => {
    const { title } = await bookThatIsOut('내가 가진')
    const refused = await reader.says(`${title} 예약해줘`)
    expect(refused).toMatchObject({ intent: 'hold', outcome: 'already-yours' })
    expect(refused.text).toContain('12월 5일(토)')
    expect(await reader.taps(refused, '연장하기')).toMatchObject({ intent: 'renew', outcome: 'ok' })
    expect(await reader.taps(refused, '반납하기')).toMatchObject({ intent: 'return', outcome: 'ok' })
  })

  it('twice of the same book: the place one has, and giving it up', async () => {
    const { title } = await bookThatIsOut('이미 기다리는')
    await haneul.says(`${title} 예약해줘`)
    const again = await haneul.says(`${title} 예약해줘`)
    expect(again).toMatchObject({ intent: 'hold', outcome: 'already-held' })
    expect(again.text).toContain('내 순서는 1번째예요. 12월 5일(토)쯤')
    await reader.says('반납')
    const ready = await haneul.says(`${title} 예약해줘`)
    expect(ready).toMatchObject({ intent: 'hold', outcome: 'already-held' })
    expect(ready.text).toContain('12월 1일(화)까지 대여하세요')
    expect(labelsOf(ready)).toContain('대여하기')
    expect(await haneul.taps(again, '예약 취소')).toMatchObject({ intent: 'hold-cancel', outcome: 'ok' })
    expect(await holdsOf(library, haneul.memberId)).toEqual([`${title} cancelled`])
  })

  it('of a fourth book: the limit, and which one waits for', async () => {
    for (const name of ['하나', '둘', '셋']) {
      const { title } = await bookThatIsOut(name)
      expect((await haneul.says(`${title} 예약해줘`)).outcome).toBe('ok')
    }
    const { title } = await bookThatIsOut('넷')
    const card = await haneul.says(title)
    expect(labelsOf(card)).not.toContain('예약하기')
    const refused = await haneul.says(`${title} 예약해줘`)
    expect(refused).toMatchObject({ intent: 'hold', outcome: 'hold-limit-reached' })
    expect(refused.text).toContain('3권까지')
    expect(await haneul.taps(refused, '내 예약')).toMatchObject({ intent: 'hold', outcome: 'ok' })
  })

  it('with a late book: give it back first, and then wait for the end of the suspension', async () => {
    await haneul.says('넉넉한 책 빌려줘')
    library.clock.advanceDays(9)
    const { title } = await bookThatIsOut('늦은 이의')
    expect(labelsOf(await haneul.says(title))).not.toContain('예약하기')
    const refused = await haneul.says(`${title} 예약해줘`)
    expect(refused).toMatchObject({ intent: 'hold', outcome: 'overdue-blocks' })
    expect(refused.text).toContain('오늘 반납하시면 12월 9일(수)까지 대여, 연장, 예약이 멈춰요')
    const returned = await haneul.taps(refused, '반납하기')
    expect(returned.text).toContain('12월 9일(수)까지')
    const suspended = await haneul.says(`${title} 예약해줘`)
    expect(suspended).toMatchObject({ intent: 'hold', outcome: 'suspended' })
    expect(suspended.text).toContain('12월 9일(수)까지')
    library.clock.advanceDays(3)
    expect((await haneul.says(`${title} 예약해줘`)).outcome).toBe('ok')
  })

  it('of a book whose copies are all gone, or that is not lent any more', async () => {
    const { title, bookId } = await library.book({ title: `사라진 책 ${round}` })
    await library.rows(`UPDATE copies SET state = 'lost' WHERE book_id = ?`, [bookId])
    const gone = await haneul.says(`${title} 예약해줘`)
    expect(gone).toMatchObject({ intent: 'hold', outcome: 'no-copies' })
    expect(labelsOf(await haneul.says(title))).not.toContain('예약하기')
    const out = await bookThatIsOut('거둘')
    const card = await haneul.says(out.title)
    await library.rows(`UPDATE titles SET state = 'withdrawn' WHERE book_id = ?`, [out.bookId])
    expect(await haneul.taps(card, '예약하기')).toMatchObject({ intent: 'hold', outcome: 'book-withdrawn' })
  })

  it.each([
    [{ v: 1, do: 'hold', bookId: '00000000-0000-7000-8000-000000000000', nonce: 'n' }, 'unknown-book'],
    [{ v: 1, do: 'hold', bookId: "' OR 1=1 --", nonce: 'n' }, 'stale-button'],
    [{ v: 1, do: 'hold-cancel', holdId: '00000000-0000-7000-8000-000000000000' }, 'unknown-hold'],
    [{ v: 1, do: 'hold-cancel' }, 'stale-button'],
  ])('for the extra %j', async (extra, outcome) => {
    expect((await ask(library, utterance(haneul.userKey, '예약', extra))).outcome).toBe(outcome)
    expect(await holdsOf(library, haneul.memberId)).toEqual([])
  })

  it('can be cancelled by another member', async () => {
    const { title } = await bookThatIsOut('남의')
    const held = await haneul.says(`${title} 예약해줘`)
    const extra = held.buttons.find(({ label }) => label === '예약 취소')?.extra
    const refused = await ask(library, utterance(reader.userKey, '예약 취소', extra))
    expect(refused).toMatchObject({ intent: 'hold-cancel', outcome: 'unknown-hold' })
    expect(refused.text).not.toContain(title)
    expect(await holdsOf(library, haneul.memberId)).toEqual([`${title} waiting`])
  })

  it('is left to cancel when it is over: why', async () => {
    const { title } = await bookThatIsOut('끝난')
    const held = await haneul.says(`${title} 예약해줘`)
    await reader.says('반납')
    expect((await haneul.says(`${title} 빌려줘`)).outcome).toBe('ok')
    const refused = await haneul.taps(held, '예약 취소')
    expect(refused).toMatchObject({ intent: 'hold-cancel', outcome: 'hold-over' })
    expect(refused.text).toContain('이미 빌려 가셨어요')
  })
})
