/** Buttons of a month ago: each is looked at again as things stand now, and answered kindly. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { atHome, eventsOf, holdsOf } from '../support/at-home.js'
import { member, type Member } from '../support/crowd.js'
import { engines } from '../support/empty-database.js'
import { openLibrary, saturdayNoon, type Answer, type Library } from '../support/library.js'

describe.each(engines)('a button of a month ago on %s', (engine) => {
  let library: Library
  let haneul: Member
  let reader: Member
  let title: string
  let round = 0

  beforeAll(async () => {
    library = await openLibrary(engine)
  })
  beforeEach(async () => {
    library.clock.set(saturdayNoon)
    round += 1
    haneul = await member(library, `오래된${round}`, 20_000)
    reader = await member(library, `그때${round}`, 20_000)
    ;({ title } = await library.book({ title: `지난달의 책 ${round}` }))
  })
  afterAll(() => library.close())

  async function pushed(): Promise<Answer> {
    await library.settle()
    const last = haneul.pushes().at(-1)
    if (!last) throw new Error('nothing was pushed')
    return last
  }
  async function rents(): Promise<void> {
    expect((await haneul.says(`${title} 빌려줘`)).outcome).toBe('ok')
  }
  const monthLater = () => library.clock.advanceDays(30)

  it.each(['연장하기', '반납하기'])('‘%s’ of a reminder for a book that is back does nothing', async (label) => {
    await rents()
    library.clock.advanceDays(6)
    const notice = await pushed()
    await haneul.says('반납')
    monthLater()
    const answer = await haneul.taps(notice, label)
    expect(answer.outcome).toBe('already-returned')
    expect(answer.text).toContain('12월 4일(금) 반납')
  })

  it('‘연장하기’ of a book that is late by now: give it back', async () => {
    await rents()
    library.clock.advanceDays(6)
    const notice = await pushed()
    monthLater()
    expect(await haneul.taps(notice, '연장하기')).toMatchObject({ intent: 'renew', outcome: 'overdue-blocks' })
    expect(await atHome(library, haneul.memberId)).toEqual([`${title} 2026-12-05`])
  })

  it('does not touch a later rental of the same book', async () => {
    await rents()
    library.clock.advanceDays(6)
    const notice = await pushed()
    await haneul.says('반납')
    monthLater()
    await rents()
    expect((await haneul.taps(notice, '연장하기')).outcome).toBe('already-returned')
    expect((await haneul.taps(notice, '반납하기')).outcome).toBe('already-returned')
    expect(await atHome(library, haneul.memberId)).toEqual([`${title} 2027-01-10`])
  })

  it('‘이미 반납했어요’ of a book that came back, or that is out anew, claims nothing', async () => {
    await rents()
    library.clock.advanceDays(8)
    const notice = await pushed()
    await haneul.says('반납')
    monthLater()
    await rents()
    expect(await haneul.taps(notice, '이미 반납했어요')).toMatchObject({
      intent: 'return',
      outcome: 'already-returned',
    })
    expect(await eventsOf(library, 'ReturnClaimed', haneul.memberId)).toBe(0)
  })

  it('‘모두 연장’ that did its work renews nothing again', async () => {
    await rents()
    const other = await library.book({ title: `곁의 책 ${round}` })
    await haneul.says(`${other.title} 빌려줘`)
    const page = await haneul.says('마이페이지')
    await haneul.taps(page, '모두 연장')
    library.clock.advanceDays(13)
    await haneul.says(`${title} 반납`)
    const again = await haneul.taps(page, '모두 연장')
    expect(again.text).not.toContain(title)
    expect(await atHome(library, haneul.memberId)).toEqual([`${other.title} 2026-12-12`])
  })

  it('‘대여하기’ of a hold that ran out rents only what is free for everybody', async () => {
    expect((await reader.says(`${title} 빌려줘`)).outcome).toBe('ok')
    await haneul.says(`${title} 예약해줘`)
    await reader.says('반납')
    const notice = await pushed()
    monthLater()
    await library.settle()
    expect(await holdsOf(library, haneul.memberId)).toEqual([`${title} expired`])
    expect((await reader.says(`${title} 빌려줘`)).outcome).toBe('ok')
    expect(await haneul.taps(notice, '대여하기')).toMatchObject({ intent: 'rent', outcome: 'already-rented' })
    expect(await haneul.taps(notice, '예약 취소')).toMatchObject({ intent: 'hold-cancel', outcome: 'hold-over' })
    await reader.says('반납')
    expect(await haneul.taps(notice, '대여하기')).toMatchObject({ intent: 'rent', outcome: 'ok' })
  })

  it('‘예약하기’ holds anew after the first hold has ended, and rents when a copy is free', async () => {
    expect((await reader.says(`${title} 빌려줘`)).outcome).toBe('ok')
    const card = await haneul.says(title)
    const held = await haneul.taps(card, '예약하기')
    await haneul.taps(held, '예약 취소')
    monthLater()
    expect(await haneul.taps(card, '예약하기')).toMatchObject({ intent: 'hold', outcome: 'ok' })
    await haneul.says('예약 취소')
    await reader.says('반납')
    const free = await haneul.taps(card, '예약하기')
    expect(free).toMatchObject({ intent: 'hold', outcome: 'copies-free' })
    expect(await haneul.taps(free, '대여하기')).toMatchObject({ intent: 'rent', outcome: 'ok' })
    expect(await haneul.taps(held, '예약 취소')).toMatchObject({ intent: 'hold-cancel', outcome: 'ok' })
  })
})
