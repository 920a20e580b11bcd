/** A house that suspends for late days: as long as the longest book was late, and not a day longer. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { defaultPolicy } from '../../src/domain/policy.js'
import { complaints } from '../support/audit.js'
import { engines } from '../support/empty-database.js'
import { openLibrary, saturdayNoon, type Library } from '../support/library.js'
import { bookOut, givesAllBack, inLine, rentalIn, standing, valueOf } from '../support/lines.js'

describe.each(engines)('a suspension on %s', (engine) => {
  let library: Library
  beforeAll(async () => {
    library = await openLibrary(engine, { policy: { ...defaultPolicy, suspensionDaysPerLateDay: 1 } })
  })
  afterEach(async () => {
    await library.settle()
    expect(await complaints(library)).toEqual([])
    library.clock.set(saturdayNoon)
  })
  afterAll(() => library.close())

  const until = async ({ memberId }: { memberId: string }) =>
    (await library.rows<{ until: string }>('SELECT suspended_until AS until FROM members WHERE id = ?', [memberId]))[0]
      ?.until
  const returns = async ({ reader, rentalId }: Pick<Awaited<ReturnType<typeof bookOut>>, 'reader' | 'rentalId'>) =>
    valueOf(await library.app.returnBook({ memberId: reader.memberId, rentalId, commandKey: null })).suspendedUntil

  it.each([
    ['on the due day', '2026-12-05T14:59:59.999Z', null],
    ['a day late', '2026-12-05T15:00:00.000Z', '2026-12-07'],
    ['twenty-six days late', '2026-12-31T03:00:00.000Z', '2027-01-26'],
  ])('for a book brought back %s lasts until %s', async (_when, at, last) => {
    const out = await bookOut(library)
    library.clock.set(at)
    expect(await returns(out)).toBe(last)
    expect(await until(out.reader)).toBe(last)
  })

  it('keeps from renting, renewing and holding, names its last day, and ends by itself', async () => {
    const out = await bookOut(library)
    const [{ bookId: free }, taken] = [await library.book(), await bookOut(library)]
    library.clock.advanceDays(7)
    const { bookId: kept } = await library.book()
    const rentalId = await rentalIn(library, out.reader.memberId, kept)
    library.clock.advanceDays(3)
    expect(await returns(out)).toBe('2026-12-11')
    const { memberId } = out.reader
    const tries = async () => [
      await library.app.rentBook({ memberId, bookId: free, commandKey: null }),
      await library.app.renewRental({ memberId, rentalId, commandKey: null }),
      await library.app.holdBook({ memberId, bookId: taken.bookId, commandKey: null }),
    ]
    library.clock.set('2026-12-11T14:59:59.999Z')
    for (const tried of await tries())
      expect(tried).toMatchObject({ ok: false, refusals: [{ kind: 'suspended', until: '2026-12-11' }] })
    expect(await library.app.views.myPage(memberId)).toMatchObject({ suspendedUntil: '2026-12-11' })
    library.clock.set('2026-12-11T15:00:00.000Z')
    expect((await tries()).map((tried) => tried.ok)).toEqual([true, true, true])
    expect(await library.app.views.myPage(memberId)).toMatchObject({ suspendedUntil: null })
  })

  it('is the longest of several books, whichever comes back first, and that is what the member hears', async () => {
    for (const order of [
      [0, 1],
      [1, 0],
    ]) {
      library.clock.set(saturdayNoon)
      const { reader, rentalId } = await bookOut(library)
      library.clock.advanceDays(4)
      const { bookId } = await library.book()
      const rentals = [rentalId, await rentalIn(library, reader.memberId, bookId)]
      library.clock.advanceDays(10)
      const heard = []
      for (const number of order) heard.push(await returns({ reader, rentalId: rentals[number] ?? rentalId }))
      expect(heard).toEqual(order[0] === 0 ? ['2026-12-19', '2026-12-19'] : ['2026-12-15', '2026-12-19'])
      expect(await until(reader)).toBe('2026-12-19')
      const told = await library.rows(`SELECT id FROM events WHERE type = 'MemberSuspended' AND aggregate_id = ?`, [
        reader.memberId,
      ])
      expect(told).toHaveLength(order[0] === 0 ? 1 : 2)
    }
  })

  it('of several books brought back at once is the longest, too', async () => {
    for (let round = 0; round < 4; round += 1) {
      library.clock.set(saturdayNoon)
      const { reader, rentalId } = await bookOut(library)
      library.clock.advanceDays(4)
      const { bookId } = await library.book()
      const second = await rentalIn(library, reader.memberId, bookId)
      library.clock.advanceDays(10)
      await Promise.all([second, rentalId].map((id) => returns({ reader, rentalId: id })))
      expect(await until(reader)).toBe('2026-12-19')
    }
  })

  it('is forgotten by the daily round once its last day is over, not before', async () => {
    const out = await bookOut(library)
    library.clock.advanceDays(8)
    await returns(out)
    library.clock.set('2026-12-07T14:59:59.999Z')
    await library.settle()
    expect(await until(out.reader)).toBe('2026-12-07')
    expect(await library.app.endSuspension(out.reader.memberId)).toEqual({ ok: true, value: false })
    library.clock.set('2026-12-07T15:00:00.000Z')
    await Promise.all([library.settle(), library.app.endSuspension(out.reader.memberId)])
    expect(await until(out.reader)).toBeNull()
    expect(
      await library.rows(`SELECT id FROM events WHERE type = 'SuspensionEnded' AND aggregate_id = ?`, [
        out.reader.memberId,
      ]),
    ).toHaveLength(1)
  })

  it('keeps the place in line, and the turn comes when it is over', async () => {
    const out = await bookOut(library)
    const line = await inLine(library, out.bookId, 2)
    const [late, next] = line
    if (!late || !next) throw new Error('nobody waits')
    await rentalIn(library, late.memberId, (await library.book()).bookId)
    library.clock.advanceDays(9)
    await givesAllBack(library, late)
    expect(await until(late)).toBe('2026-12-09')
    await out.givesBack()
    expect(await standing(library, line)).toEqual(['waiting 1', 'ready until 2026-12-10'])
    library.clock.set('2026-12-10T03:00:00.000Z')
    valueOf(await library.app.cancelHold(next))
    expect(await standing(library, line)).toEqual(['ready until 2026-12-13', 'cancelled'])
  })

  it('that is longer than the one a late return brings is what its tap hears, the first time and again', async () => {
    const out = await bookOut(library)
    await library.rows(`UPDATE members SET suspended_until = '2026-12-20' WHERE id = ?`, [out.reader.memberId])
    library.clock.advanceDays(9)
    const { memberId } = out.reader
    const tap = { memberId, rentalId: out.rentalId, commandKey: `${memberId}:back` }
    for (let time = 1; time <= 2; time += 1)
      expect(valueOf(await library.app.returnBook(tap)).suspendedUntil).toBe('2026-12-20')
  })

  it('for a claimed book that was found counts until the day of the claim', async () => {
    const out = await bookOut(library)
    library.clock.advanceDays(8)
    valueOf(await library.app.claimReturn({ memberId: out.reader.memberId, rentalId: out.rentalId }))
    library.clock.advanceDays(1)
    valueOf(await library.app.settleClaim({ rentalId: out.rentalId, isFound: true }))
    expect(await until(out.reader)).toBe('2026-12-07')
  })

  it('is none in a house that has it off', async () => {
    const usual = await openLibrary(engine)
    const out = await bookOut(usual)
    usual.clock.advanceDays(30)
    await out.givesBack()
    expect(await usual.rows('SELECT id FROM members WHERE suspended_until IS NOT NULL')).toEqual([])
    const { bookId } = await usual.book()
    await rentalIn(usual, out.reader.memberId, bookId)
    await usual.close()
  })
})
