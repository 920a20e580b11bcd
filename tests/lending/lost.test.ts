/** A rented book is lost: it holds its member up by a no of its own, until the desk has settled it. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import type { RentalId } from '../../src/domain/ids.js'
import { defaultPolicy } from '../../src/domain/policy.js'
import { complaints } from '../support/audit.js'
import { engines } from '../support/empty-database.js'
import { openLibrary, saturdayNoon, type Library } from '../support/library.js'
import {
  bookOut,
  copiesOf,
  deskSays,
  heldBy,
  inLine,
  kindsOf,
  rentalIn,
  standing,
  toldKinds,
  valueOf,
} from '../support/lines.js'

describe.each(engines)('a lost rental on %s', (engine) => {
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

  type Out = Awaited<ReturnType<typeof bookOut>>
  const settle = ({ rentalId }: Pick<Out, 'rentalId'>, isFound: boolean) =>
    library.app.settleLost({ rentalId, isFound })
  const rent = ({ reader }: Out, { bookId }: Pick<Out, 'bookId'>) =>
    library.app.rentBook({ memberId: reader.memberId, bookId, commandKey: null })
  const events = async ({ rentalId }: Out) =>
    (
      await library.rows<{ type: string }>(
        `SELECT type FROM events WHERE aggregate_id = ? AND type IN ('BookReturned', 'RentalWrittenOff')`,
        [rentalId],
      )
    ).map(({ type }) => type)
  const suspended = async ({ reader }: Out) => (await library.app.views.myPage(reader.memberId))?.suspendedUntil

  async function lost(copies = 1): Promise<Out> {
    const out = await bookOut(library, copies)
    await deskSays(library, (await copiesOf(library, out.bookId))[0]?.id, 'lost')
    return out
  }

  it('refuses renting, renewing and holding by its title, and is late for nobody', async () => {
    const out = await bookOut(library)
    const [free, taken, other] = [await library.book(), await bookOut(library), await library.book()]
    const rentalId = await rentalIn(library, out.reader.memberId, other.bookId)
    await deskSays(library, (await copiesOf(library, out.bookId))[0]?.id, 'lost')
    const { memberId } = out.reader
    const tries = async () => [
      await library.app.rentBook({ memberId, bookId: free.bookId, commandKey: null }),
      await library.app.rentBook({ memberId, bookId: out.bookId, commandKey: null }),
      await library.app.renewRental({ memberId, rentalId, commandKey: null }),
      await library.app.holdBook({ memberId, bookId: taken.bookId, commandKey: null }),
      await library.app.holdBook({ memberId, bookId: out.bookId, commandKey: null }),
    ]
    const no = { ok: false, refusals: [{ kind: 'lost-blocks', title: out.title }] }
    for (const tried of await tries()) expect(tried).toEqual(no)
    await library.app.returnBook({ memberId, rentalId, commandKey: null })
    library.clock.advanceDays(30)
    expect(await rent(out, free)).toEqual(no)
  })

  it('passes over its member in line, who keeps the place until it is settled', async () => {
    const [out, wanted] = [await lost(), await bookOut(library)]
    await library.rows(`UPDATE rentals SET lost_at = NULL WHERE id = ?`, [out.rentalId])
    const first = { ...out.reader, holdId: await heldBy(library, out.reader, wanted.bookId) }
    await library.rows(`UPDATE rentals SET lost_at = ? WHERE id = ?`, [saturdayNoon, out.rentalId])
    const [second] = await inLine(library, wanted.bookId, 1)
    if (!second) throw new Error('nobody waits')
    await wanted.givesBack()
    expect(await standing(library, [first, second])).toEqual(['waiting 1', 'ready until 2026-12-01'])
    // whose turn cannot come is nobody’s hindrance
    valueOf(await library.app.cancelHold(second))
    expect(kindsOf(await rent(wanted, wanted))).toBe('ok')
    valueOf(await library.app.returnBook({ ...wanted.reader, rentalId: await openRental(wanted), commandKey: null }))
    valueOf(await settle(out, false))
    await library.settle()
    expect(await standing(library, [first])).toEqual(['ready until 2026-12-01'])
  })

  const openRental = async ({ reader, bookId }: Out): Promise<RentalId> => {
    const found = (await library.app.views.rentals(reader.memberId)).find((one) => one.bookId === bookId)
    if (!found) throw new Error('it is not at home')
    return found.rentalId
  }

  it('that is found is a return of now, suspends for the days it was late, and its copy stays lost for the desk', async () => {
    const out = await lost()
    const other = await library.book()
    library.clock.advanceDays(10)
    valueOf(await settle(out, true))
    expect(await events(out)).toEqual(['BookReturned'])
    expect(
      await library.rows('SELECT returned_at, open_due_on, lost_at FROM rentals WHERE id = ?', [out.rentalId]),
    ).toEqual([{ returned_at: library.app.now().toISOString(), open_due_on: null, lost_at: null }])
    expect(await copiesOf(library, out.bookId)).toMatchObject([{ state: 'lost', rental_id: null }])
    expect(await suspended(out)).toBe('2026-12-11')
    expect(kindsOf(await rent(out, other))).toEqual(['suspended'])
  })

  it('that is written off ends without a suspension, tells nobody, and lets the member rent at once', async () => {
    const out = await lost()
    const other = await library.book()
    library.clock.advanceDays(10)
    valueOf(await settle(out, false))
    expect(await events(out)).toEqual(['RentalWrittenOff'])
    expect(await copiesOf(library, out.bookId)).toMatchObject([{ state: 'lost', rental_id: null }])
    expect(await suspended(out)).toBeNull()
    expect(kindsOf(await rent(out, other))).toBe('ok')
    await library.settle()
    expect(await toldKinds(library, out.reader)).toEqual([])
  })

  it('stands on the desk’s list until it is settled, once, and in one way', async () => {
    const out = await lost()
    const listed = async () => (await library.app.lostRentals(50)).filter(({ rentalId }) => rentalId === out.rentalId)
    expect(await listed()).toEqual([
      expect.objectContaining({ title: out.title, copyNo: 1, memberName: out.reader.name, dueOn: '2026-12-05' }),
    ])
    const both = await Promise.all([settle(out, false), settle(out, true)])
    expect(both.map(kindsOf).filter((kind) => kind !== 'ok')).toEqual([['not-lost']])
    expect(await events(out)).toHaveLength(1)
    expect(await listed()).toEqual([])
    expect(kindsOf(await settle({ rentalId: 'none' as RentalId }, true))).toEqual(['not-lost'])
    expect(kindsOf(await settle(await bookOut(library), true))).toEqual(['not-lost'])
  })

  it('that its member says is back holds nothing up until the desk has looked', async () => {
    const out = await bookOut(library)
    const other = await library.book()
    valueOf(await library.app.claimReturn({ memberId: out.reader.memberId, rentalId: out.rentalId }))
    await deskSays(library, (await copiesOf(library, out.bookId))[0]?.id, 'lost')
    expect(kindsOf(await rent(out, other))).toBe('ok')
    valueOf(await library.app.settleClaim({ rentalId: out.rentalId, isFound: false }))
    expect(kindsOf(await rent(out, await library.book()))).toEqual(['lost-blocks'])
  })
})
