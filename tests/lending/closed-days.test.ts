/** A house that moves its last days off the days it is closed on: for rentals, renewals and books set aside. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { defaultPolicy } from '../../src/domain/policy.js'
import type { Day } from '../../src/domain/time.js'
import { complaints } from '../support/audit.js'
import { engines } from '../support/empty-database.js'
import { openLibrary, type Library } from '../support/library.js'
import { bookOut, inLine, standing, valueOf } from '../support/lines.js'

describe.each(engines)('a day closed by the desk on %s', (engine) => {
  let library: Library
  beforeAll(async () => {
    const closedDays = { ...defaultPolicy.closedDays, shiftDueDays: true, shiftPickupDays: true }
    library = await openLibrary(engine, { policy: { ...defaultPolicy, closedDays } })
  })
  afterEach(async () => expect(await complaints(library)).toEqual([]))
  afterAll(() => library.close())

  const close = async (day: Day) => valueOf(await library.app.setDay({ day, name: '쉬는 날', isClosed: true }))
  const stored = (rentalId: string) => library.rows('SELECT due_on, open_due_on FROM rentals WHERE id = ?', [rentalId])

  it('moves the due day of a rental and of a renewal, and the last day to pick a book up', async () => {
    const before = await bookOut(library)
    for (const day of ['2026-12-05', '2026-12-06', '2026-12-03', '2026-12-14']) await close(day)
    expect(await stored(before.rentalId)).toEqual([{ due_on: '2026-12-05', open_due_on: '2026-12-05' }])

    const out = await bookOut(library)
    expect(await stored(out.rentalId)).toEqual([{ due_on: '2026-12-07', open_due_on: '2026-12-07' }])
    expect(await library.app.views.bookCard(out.bookId, out.reader.memberId)).toMatchObject({
      firstDueOn: '2026-12-07',
      member: { dueOnIfRentedNow: '2026-12-07' },
    })
    library.clock.advanceDays(2)
    const input = { memberId: out.reader.memberId, rentalId: out.rentalId, commandKey: null }
    expect(valueOf(await library.app.renewRental(input)).rental.dueOn).toBe('2026-12-15')
    expect(await stored(out.rentalId)).toEqual([{ due_on: '2026-12-15', open_due_on: '2026-12-15' }])

    const line = await inLine(library, out.bookId, 1)
    await out.givesBack()
    expect(await standing(library, line)).toEqual(['ready until 2026-12-04'])
    expect(await library.rows('SELECT pickup_until FROM holds WHERE id = ?', [line[0]?.holdId ?? ''])).toEqual([
      { pickup_until: '2026-12-04' },
    ])
    library.clock.set('2026-12-04T14:59:59.999Z')
    await library.settle()
    expect(await standing(library, line)).toEqual(['ready until 2026-12-04'])
    library.clock.set('2026-12-04T15:00:00.000Z')
    await library.settle()
    expect(await standing(library, line)).toEqual(['expired'])
  })
})
