/** Waiting for a book that is out, until it is one's turn. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { labelsOf, rowsOf } from '../support/answer-parts.js'
import { atHome, eventsOf, holdsOf } from '../support/at-home.js'
import { member, wait, type Member } from '../support/crowd.js'
import { engines } from '../support/empty-database.js'
import { openLibrary, saturdayNoon, type Library } from '../support/library.js'

describe.each(engines)('holding on %s', (engine) => {
  let library: Library
  let reader: Member
  let haneul: Member
  let title: string
  let bookNo: number
  let round = 0

  beforeAll(async () => {
    library = await openLibrary(engine)
  })
  /** One copy of a book, out with somebody until December 5th. */
  beforeEach(async () => {
    library.clock.set(saturdayNoon)
    round += 1
    ;({ title, bookNo } = await library.book({ title: `하나뿐인 이야기 ${round}`, author: `지은이${round}` }))
    reader = await member(library, `읽는이${round}`, 10_000)
    haneul = await member(library, `예약이${round}`, 10_000)
    expect((await reader.says(`${title} 빌려줘`)).outcome).toBe('ok')
  })
  afterAll(() => library.close())

  /** One more in line, a minute later. */
  async function next(): Promise<Member> {
    wait(library, 60)
    const one = await member(library, `줄선이${round}`, 10_000)
    expect((await one.says(`${title} 예약해줘`)).outcome).toBe('ok')
    return one
  }

  it('is offered on the card and beside the refusal, and answers with the place in line', async () => {
    const card = await haneul.says(title)
    expect(card).toMatchObject({ intent: 'book', outcome: 'already-rented' })
    const refused = await haneul.says(`${title} 빌려줘`)
    expect(refused).toMatchObject({ intent: 'rent', outcome: 'already-rented' })
    expect(labelsOf(refused)).toContain('예약하기')
    const held = await haneul.taps(card, '예약하기')
    expect(held).toMatchObject({ intent: 'hold', outcome: 'ok' })
    for (const fact of [title, '1번째', '12월 5일(토)쯤', '카카오톡으로 알려', '3일 동안'])
      expect(held.text).toContain(fact)
    expect(labelsOf(held)).toContain('예약 취소')
    expect(await holdsOf(library, haneul.memberId)).toEqual([`${title} waiting`])
  })

  it.each(['예약해줘', '예약', '예약할게요', '예약하고 싶어요'])(
    '‘(title) %s’ holds what it names in full',
    async (said) => {
      expect(await haneul.says(`${title} ${said}`)).toMatchObject({ intent: 'hold', outcome: 'ok' })
      expect(await holdsOf(library, haneul.memberId)).toEqual([`${title} waiting`])
    },
  )

  it('takes the number of a book, typed as the button says it', async () => {
    expect(await haneul.says(`${title} #${bookNo} 예약하기`)).toMatchObject({ intent: 'hold', outcome: 'ok' })
  })

  it('shows the card of what is only guessed, and a tap holds it', async () => {
    const card = await haneul.says(`지은이${round} 책 예약해줘`)
    expect(card).toMatchObject({ intent: 'hold', outcome: 'ask' })
    expect(card.text).toContain('이 책이 맞나요?')
    expect(await holdsOf(library, haneul.memberId)).toEqual([])
    expect(await haneul.taps(card, '예약하기')).toMatchObject({ intent: 'hold', outcome: 'ok' })
  })

  it('lets one choose among several', async () => {
    await library.book({ title: `${title} 그 뒤`, author: `지은이${round}` })
    const choice = await haneul.says(`지은이${round} 책 예약해줘`)
    expect(choice).toMatchObject({ intent: 'hold', outcome: 'ask' })
    expect(rowsOf(choice).toSorted()).toEqual([title, `${title} 그 뒤`])
    expect(await haneul.taps(choice, title)).toMatchObject({ intent: 'book', outcome: 'already-rented' })
    expect(await holdsOf(library, haneul.memberId)).toEqual([])
  })

  it('asks which book when none was named, and what is not there it does not know', async () => {
    expect(await haneul.says('예약하기')).toMatchObject({ intent: 'hold', outcome: 'ask' })
    expect(await haneul.says('뷁뷁뷁 예약해줘')).toMatchObject({ intent: 'hold', outcome: 'unknown-book' })
    expect(await library.visitor().says(`${title} 예약`)).toMatchObject({ intent: 'hold', outcome: 'not-a-member' })
  })

  it('counts the line: each has a place, later ones a later day, and nobody hears who else waits', async () => {
    await next()
    wait(library, 120)
    const second = await haneul.says(`${title} 예약해줘`)
    for (const fact of ['2번째', '12월 12일(토)쯤']) expect(second.text).toContain(fact)
    expect(second.text).not.toContain('줄선이')
    const card = await haneul.says(title)
    expect(card.text).toContain('예약\n내 순서 2번째 · 12월 12일(토)쯤')
    expect(labelsOf(card)).toContain('예약 취소')
    expect(labelsOf(card)).not.toContain('예약하기')
    const other = await member(library, `구경${round}`)
    expect((await other.says(title)).text).toContain('예약\n2명이 기다려요')
  })

  it('has one order for those who came at the same moment', async () => {
    const other = await member(library, `동시에${round}`, 10_000)
    expect((await haneul.says(`${title} 예약해줘`)).text).toContain('1번째')
    expect((await other.says(`${title} 예약해줘`)).text).toContain('2번째')
    expect((await haneul.says('내 예약')).text).toContain('내 순서 1번째')
    expect((await other.says('내 예약')).text).toContain('내 순서 2번째')
    expect((await other.says(`${title} 예약해줘`)).text).toContain('내 순서는 2번째')
  })

  it('cannot tell a day while the copy is late', async () => {
    library.clock.advanceDays(9)
    expect((await haneul.says(`${title} 예약해줘`)).text).toContain('아직 알 수 없어요')
  })

  it('is one hold for the same tap, also at the same moment, with the same answer', async () => {
    const card = await haneul.says(title)
    const answers = await Promise.all([1, 2, 3].map(() => haneul.taps(card, '예약하기')))
    for (const { outcome, text } of answers) expect([outcome, text]).toEqual(['ok', answers[0]?.text])
    expect(await eventsOf(library, 'HoldPlaced', haneul.memberId)).toBe(1)
  })

  it('shows mine: with place and day, also under 예약', async () => {
    await haneul.says(`${title} 예약해줘`)
    for (const said of ['내 예약', '예약 확인', '예약']) {
      const mine = await haneul.says(said)
      expect(mine.intent).toBe('hold')
      expect(rowsOf(mine)).toEqual([title])
      expect(mine.text).toContain('내 순서 1번째 · 12월 5일(토)쯤')
    }
    expect(await haneul.taps(await haneul.says('내 예약'), title)).toMatchObject({ intent: 'book' })
  })

  it.each(['예약 취소', '예약 취소해 주세요', '(title) 예약 취소', '(title) 예약을 취소할게요'])(
    'ends by ‘%s’',
    async (said) => {
      await haneul.says(`${title} 예약해줘`)
      const cancelled = await haneul.says(said.replace('(title)', title))
      expect(cancelled).toMatchObject({ intent: 'hold-cancel', outcome: 'ok' })
      expect(cancelled.text).toContain(title)
      expect(await holdsOf(library, haneul.memberId)).toEqual([`${title} cancelled`])
      expect(await haneul.says('예약 취소')).toMatchObject({ intent: 'hold-cancel', outcome: 'nothing-held' })
    },
  )

  it('ends by its button, as often as it is tapped, and those behind move up', async () => {
    const held = await haneul.says(`${title} 예약해줘`)
    const behind = await next()
    for (const time of ['once', 'twice'])
      expect([time, (await haneul.taps(held, '예약 취소')).outcome]).toEqual([time, 'ok'])
    expect(await eventsOf(library, 'HoldCancelled', haneul.memberId)).toBe(1)
    expect((await behind.says('내 예약')).text).toContain('내 순서 1번째')
  })

  it('lets one choose which to give up, by row and by number', async () => {
    const other = await library.book({ title: `또 하나 ${round}` })
    await reader.says(`${other.title} 빌려줘`)
    for (const one of [title, other.title]) await haneul.says(`${one} 예약해줘`)
    const choice = await haneul.says('예약 취소')
    expect(choice).toMatchObject({ intent: 'hold-cancel', outcome: 'ask' })
    expect(rowsOf(choice).toSorted()).toEqual([title, other.title].toSorted())
    const unknown = await haneul.says('없는 책 예약 취소')
    expect(unknown.text).toContain('말씀하신 책은 예약하지 않으셨어요')
    expect(await haneul.taps(choice, other.title)).toMatchObject({ intent: 'hold-cancel', outcome: 'ok' })
    expect((await haneul.says(`${title} #${bookNo} 예약 취소`)).outcome).toBe('ok')
  })

  it('sets the copy aside when it comes back: only this member can rent it, and by the card', async () => {
    await haneul.says(`${title} 예약해줘`)
    const stranger = await member(library, `나중${round}`, 10_000)
    await reader.says('반납')
    const late = await stranger.says(`${title} 빌려줘`)
    expect(late).toMatchObject({ intent: 'rent', outcome: 'already-rented' })
    const card = await haneul.says(title)
    expect(card).toMatchObject({ intent: 'book', outcome: 'ok' })
    for (const fact of ['예약하신 책이 준비됐어요', '예약\n12월 1일(화)까지 대여하세요', '9,000원'])
      expect(card.text).toContain(fact)
    expect(labelsOf(card)).toEqual(expect.arrayContaining(['대여하기', '예약 취소']))
    expect(await haneul.taps(card, '대여하기')).toMatchObject({ intent: 'rent', outcome: 'ok' })
    expect(await atHome(library, haneul.memberId)).toEqual([`${title} 2026-12-05`])
    expect(await holdsOf(library, haneul.memberId)).toEqual([`${title} collected`])
  })

  it('can be rented all of the last day, by words too, and is over the day after', async () => {
    await haneul.says(`${title} 예약해줘`)
    const behind = await next()
    await reader.says('반납')
    library.clock.set('2026-12-01T14:59:00.000Z')
    await library.settle()
    expect((await haneul.says(title)).outcome).toBe('ok')
    library.clock.set('2026-12-01T15:01:00.000Z')
    await library.settle()
    expect(await holdsOf(library, haneul.memberId)).toEqual([`${title} expired`])
    expect((await haneul.says(`${title} 빌려줘`)).outcome).toBe('already-rented')
    expect((await behind.says(`${title} 대여할게요`)).outcome).toBe('ok')
  })

  it('passes a copy on that is given up while it is set aside', async () => {
    await haneul.says(`${title} 예약해줘`)
    const behind = await next()
    await reader.says('반납')
    expect((await haneul.says('예약 취소')).outcome).toBe('ok')
    expect((await behind.says('내 예약')).text).toContain('까지 대여하세요')
    expect((await behind.says(`${title} 빌려줘`)).outcome).toBe('ok')
  })
})
