/** How often a member hears of a late book: on the days of the ladder, once each, with nothing lost and no burst. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { defaultPolicy } from '../../src/domain/policy.js'
import { complaints } from '../support/audit.js'
import { member } from '../support/crowd.js'
import { lateMember, rents } from '../support/late.js'
import { engines } from '../support/empty-database.js'
import { openLibrary, saturdayNoon, type Library, type Visitor } from '../support/library.js'

describe.each(engines)('the ladder of notices on %s', (engine) => {
  let library: Library
  beforeAll(async () => {
    library = await openLibrary(engine)
  })
  afterEach(async () => {
    expect(await complaints(library)).toEqual([])
    await library.settle()
    library.clock.set(saturdayNoon)
  })
  afterAll(() => library.close())

  /** On which days late, from the day the clock is on, the member was told. */
  async function toldOn(one: Visitor, days: number): Promise<number[]> {
    const told: number[] = []
    for (let late = 1; late <= days; late += 1) {
      const before = one.pushes().length
      await library.settle()
      if (one.pushes().length > before) told.push(late)
      expect(one.pushes().length - before).toBeLessThanOrEqual(1)
      library.clock.advanceDays(1)
    }
    return told
  }

  it('is days 1, 3, 7 and 14, then every seven days, six notices in all', async () => {
    const late = await lateMember(library, '사다리')
    expect(await toldOn(late, 61)).toEqual([1, 3, 7, 14, 21, 28])
    const numbers = late.pushes().map(({ text }) => /(\d+)번째 안내/.exec(text)?.[1])
    expect(numbers).toEqual(['1', '2', '3', '4', '5', '6'])
  })

  it.each([
    [2, 31, '31일 지남'],
    [2, 40, '40일 지남'],
    [2, 61, '61일 지남'],
  ])(
    'missed until the %i weeks have become %i days late, it is one message with the real days',
    async (_, days, says) => {
      const late = await lateMember(library, `밀린${days}`)
      library.clock.advanceDays(days - 1)
      expect(await toldOn(late, 10)).toEqual([1])
      expect(late.pushes().map(({ text }) => text)).toEqual([expect.stringContaining(says)])
    },
  )

  it('a run that was missed for some days is caught up once, and the next step comes on its own day', async () => {
    const late = await lateMember(library, '닷새')
    library.clock.advanceDays(4)
    await library.settle()
    expect(late.pushes().map(({ text }) => text)).toEqual([expect.stringContaining('5일 지남')])
    library.clock.advanceDays(1)
    await library.settle()
    expect(late.pushes()).toHaveLength(1)
    library.clock.advanceDays(1)
    await library.settle()
    expect(late.pushes()).toHaveLength(2)
  })

  it('says what is due tomorrow in the same message, and reminds of it no more', async () => {
    const one = await member(library, '함께', 2_000)
    const [late] = await rents(library, one)
    library.clock.advanceDays(2)
    const [soon] = await rents(library, one)
    library.clock.advanceDays(6)
    await library.settle()
    await library.settle()
    const [alert, ...more] = one.pushes()
    expect(more).toEqual([])
    for (const title of [late, soon, '1일 지남', '곧 반납할 책']) expect(alert?.text).toContain(title)
  })

  it('ends when the book is back, and begins anew with the next rental', async () => {
    const late = await lateMember(library, '새로빌려')
    await library.settle()
    const [open] = await library.app.views.rentals(late.memberId)
    if (!open) throw new Error('nothing rented')
    await library.app.returnBook({ memberId: late.memberId, rentalId: open.rentalId, commandKey: null })
    library.clock.advanceDays(20)
    await library.settle()
    expect(late.pushes()).toHaveLength(1)
  })

  it('counts over the end of a month and over the leap day as the calendar does', async () => {
    library.clock.set('2028-02-18T03:00:00.000Z')
    const one = await member(library, '윤년', 2_000)
    await rents(library, one)
    library.clock.set('2028-03-03T03:00:00.000Z')
    await library.settle()
    expect(one.pushes().map(({ text }) => text)).toEqual([expect.stringContaining('7일 지남')])
  })

  it('of several books at different steps only one message a day tells, about all that are late', async () => {
    const one = await member(library, '여러권', 5_000)
    const titles = await rents(library, one)
    library.clock.advanceDays(1)
    titles.push(...(await rents(library, one)))
    library.clock.advanceDays(1)
    titles.push(...(await rents(library, one)))
    library.clock.advanceDays(6)
    const told = await toldOn(one, 8)
    expect(told).toEqual([1, 2, 3, 4, 5, 7, 8])
    const last = one.pushes().at(-1)
    for (const title of titles) expect(last?.text).toContain(title)
  })
})

describe.each(engines)('a house with a ladder of its own on %s', (engine) => {
  it('tells on the days it has chosen', async () => {
    const notices = { ...defaultPolicy.notices, overdueDays: [2], thenEveryDays: 5, atMost: 3 }
    const library = await openLibrary(engine, { policy: { ...defaultPolicy, notices } })
    const late = await lateMember(library, '다른집')
    const days: number[] = []
    for (let day = 1; day <= 20; day += 1) {
      const before = late.pushes().length
      await library.settle()
      if (late.pushes().length > before) days.push(day)
      library.clock.advanceDays(1)
    }
    expect(days).toEqual([2, 7, 12])
    await library.close()
  })
})
