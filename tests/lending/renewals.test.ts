/** A member keeps a book longer: once, free of charge, and not at the cost of those who wait. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { defaultPolicy } from '../../src/domain/policy.js'
import { returnBook } from '../../src/usecases/return-book.js'
import { complaints } from '../support/audit.js'
import { balanceOf, member, type Member } from '../support/crowd.js'
import { engines } from '../support/empty-database.js'
import { openLibrary, saturdayNoon, type Library } from '../support/library.js'
import { bookOut, copiesOf, deskSays, inLine, kindsOf, rentalIn, toldKinds, valueOf } from '../support/lines.js'
import { storiesOn } from '../support/stories.js'

describe.each(engines)('a renewal on %s', (engine) => {
  let library: Library
  beforeAll(async () => {
    library = await openLibrary(engine)
  })
  afterEach(async () => {
    await library.settle()
    expect(await complaints(library)).toEqual([])
    library.clock.set(saturdayNoon)
  })
  afterAll(() => library.close())

  type Out = Pick<Awaited<ReturnType<typeof bookOut>>, 'reader' | 'rentalId'>
  const renew = ({ reader, rentalId }: Out, commandKey: string | null = null) =>
    library.app.renewRental({ memberId: reader.memberId, rentalId, commandKey })
  const dueOn = async ({ reader }: { reader: Member }) => (await library.app.views.rentals(reader.memberId))[0]?.dueOn
  const events = (rentalId: string) =>
    library.rows(`SELECT id FROM events WHERE type = 'RentalRenewed' AND aggregate_id = ?`, [rentalId])

  it('is a week more, once, and costs nothing', async () => {
    const out = await bookOut(library)
    const lines = () => library.rows('SELECT id FROM ledger_lines WHERE member_id = ?', [out.reader.memberId])
    const before = [await balanceOf(library, out.reader.memberId), (await lines()).length]
    library.clock.advanceDays(3)
    expect(valueOf(await renew(out)).rental).toMatchObject({ dueOn: '2026-12-12', renewals: 1 })
    expect(await dueOn(out)).toBe('2026-12-12')
    expect(await library.app.views.rentals(out.reader.memberId)).toMatchObject([{ renewalsLeft: 0, daysLate: -11 }])
    expect(kindsOf(await renew(out))).toEqual(['renewal-limit-reached', 'too-soon-to-renew'])
    expect([await balanceOf(library, out.reader.memberId), (await lines()).length]).toEqual(before)
  })

  it('by the same tap is one, ten times at once and again later', async () => {
    const out = await bookOut(library)
    const key = `${out.reader.memberId}:renew`
    const taps = await Promise.all(Array.from({ length: 10 }, () => renew(out, key)))
    expect(taps.map((one) => valueOf(one).rental.dueOn)).toEqual(taps.map(() => '2026-12-12'))
    expect(valueOf(await renew(out, key)).rental.renewals).toBe(1)
    expect(await events(out.rentalId)).toHaveLength(1)
  })

  it('by different taps at once is one, too', async () => {
    const out = await bookOut(library)
    const taps = await Promise.all([1, 2, 3, 4].map((n) => renew(out, `${out.reader.memberId}:${n}`)))
    expect(taps.filter((one) => one.ok)).toHaveLength(1)
    expect(await events(out.rentalId)).toHaveLength(1)
    expect(await dueOn(out)).toBe('2026-12-12')
  })

  it('counts its days over the end of a month, a year and a leap day', async () => {
    for (const [at, then] of [
      ['2026-12-22T03:00:00.000Z', '2027-01-05'],
      ['2028-02-16T03:00:00.000Z', '2028-03-01'],
    ] as const) {
      library.clock.set(at)
      const out = await bookOut(library)
      expect(valueOf(await renew(out)).rental.dueOn).toBe(then)
    }
  })

  it('is possible until midnight in Seoul on the due day, and not after', async () => {
    const [inTime, late] = [await bookOut(library), await bookOut(library)]
    library.clock.set('2026-12-05T14:59:59.999Z')
    expect(valueOf(await renew(inTime)).rental.dueOn).toBe('2026-12-12')
    library.clock.set('2026-12-05T15:00:00.000Z')
    expect(kindsOf(await renew(late))).toEqual(['overdue-blocks'])
  })

  it('is refused while another book of the member is late', async () => {
    const out = await bookOut(library)
    library.clock.advanceDays(4)
    const { bookId } = await library.book()
    const rentalId = await rentalIn(library, out.reader.memberId, bookId)
    library.clock.advanceDays(4)
    const refused = await renew({ ...out, rentalId })
    expect(refused).toMatchObject({ refusals: [{ kind: 'overdue-blocks', count: 1, daysLate: 1 }] })
  })

  it('is refused to the suspended, and names the last day', async () => {
    const out = await bookOut(library)
    await library.rows(`UPDATE members SET suspended_until = '2026-11-30' WHERE id = ?`, [out.reader.memberId])
    expect(await renew(out)).toMatchObject({ ok: false, refusals: [{ kind: 'suspended', until: '2026-11-30' }] })
    library.clock.set('2026-11-30T15:00:00.000Z')
    expect(kindsOf(await renew(out))).toBe('ok')
  })

  it('is refused while others wait whom the copies on the shelf cannot serve', async () => {
    const out = await bookOut(library)
    const [waiting] = await inLine(library, out.bookId, 2)
    expect(await renew(out)).toMatchObject({ ok: false, refusals: [{ kind: 'others-wait', waiting: 2 }] })

    // those who cannot have it now are nobody’s hindrance
    await library.rows(`UPDATE members SET suspended_until = '2027-01-01' WHERE id <> ?`, [out.reader.memberId])
    expect(kindsOf(await renew(out))).toBe('ok')
    await library.rows('UPDATE members SET suspended_until = NULL')
    expect(waiting).toBeDefined()
  })

  it('is free again when the copies on the shelf serve everybody who waits', async () => {
    const out = await bookOut(library, 2)
    await inLine(library, out.bookId, 1)
    expect(kindsOf(await renew(out))).toEqual(['others-wait'])
    await out.givesBack(1)
    expect(kindsOf(await renew(out))).toBe('ok')
  })

  it('is refused for a book that is claimed, lost, back, or somebody else’s', async () => {
    const [claimed, lost, back] = [await bookOut(library), await bookOut(library), await bookOut(library)]
    valueOf(await library.app.claimReturn({ memberId: claimed.reader.memberId, rentalId: claimed.rentalId }))
    expect(await renew(claimed)).toMatchObject({ refusals: [{ kind: 'rental-in-question', why: 'claimed' }] })
    await deskSays(library, (await copiesOf(library, lost.bookId))[0]?.id, 'lost')
    expect(await renew(lost)).toMatchObject({ refusals: [{ kind: 'rental-in-question', why: 'lost' }] })
    await back.givesBack()
    expect(await renew(back)).toMatchObject({ refusals: [{ kind: 'already-returned', returnedOn: '2026-11-28' }] })
    expect(kindsOf(await renew({ ...claimed, reader: lost.reader }))).toEqual(['unknown-rental'])
  })

  it('begins the reminders anew: due soon before the new day, and the ladder from its first step', async () => {
    const out = await bookOut(library)
    library.clock.advanceDays(6)
    await library.settle()
    valueOf(await renew(out))
    const kinds: string[][] = []
    for (let day = 0; day < 11; day += 1) {
      library.clock.advanceDays(1)
      await library.settle()
      kinds.push(await toldKinds(library, out.reader))
    }
    expect(kinds.map((told) => told.length)).toEqual([1, 1, 1, 1, 1, 1, 2, 2, 3, 3, 4])
    expect(kinds.at(-1)).toEqual(['due-soon', 'due-soon', 'overdue', 'overdue'])
    const steps = await library.rows(
      'SELECT due_on, step FROM notice_items WHERE rental_id = ? ORDER BY due_on, step',
      [out.rentalId],
    )
    expect(steps).toEqual([
      { due_on: '2026-12-05', step: 0 },
      { due_on: '2026-12-12', step: 0 },
      { due_on: '2026-12-12', step: 1 },
      { due_on: '2026-12-12', step: 2 },
    ])
  })

  it('at the moment of a return is one or the other', async () => {
    for (let round = 0; round < 6; round += 1) {
      const out = await bookOut(library)
      const [renewed] = await Promise.all([renew(out), out.givesBack()])
      const [row] = await library.rows('SELECT open_due_on, returned_at IS NULL AS is_open FROM rentals WHERE id = ?', [
        out.rentalId,
      ])
      expect(row).toMatchObject({ open_due_on: null })
      if (!renewed.ok) expect(kindsOf(renewed)).toEqual(['already-returned'])
      expect(await copiesOf(library, out.bookId)).toMatchObject([{ rental_id: null }])
    }
  })

  it('that comes between a look and a return is what the return speaks of', async () => {
    const out = await bookOut(library)
    const { runInTx } = storiesOn(library.app.dataSource, library.app.now)
    let looks = 0
    const returned = await runInTx(async (tx) => {
      const byId: typeof tx.rentals.byId = async (rentalId) => {
        const facts = await tx.rentals.byId(rentalId)
        if (++looks === 1) valueOf(await renew(out))
        return facts
      }
      const input = { memberId: out.reader.memberId, rentalId: out.rentalId, commandKey: null }
      return returnBook({ ...tx, rentals: { ...tx.rentals, byId } }, input)
    })
    expect(valueOf(returned).rental.dueOn).toBe('2026-12-12')
    const [event] = await library.rows<{ body: string }>(
      `SELECT body FROM events WHERE type = 'BookReturned' AND aggregate_id = ?`,
      [out.rentalId],
    )
    expect(JSON.parse(event?.body ?? '{}')).toMatchObject({ dueOn: '2026-12-12' })
  })

  it('at the moment of a claim is one or the other', async () => {
    for (let round = 0; round < 6; round += 1) {
      const out = await bookOut(library)
      const claim = library.app.claimReturn({ memberId: out.reader.memberId, rentalId: out.rentalId })
      const [renewed, claimed] = await Promise.all([renew(out), claim])
      expect(claimed.ok).toBe(true)
      expect(await library.app.views.rentals(out.reader.memberId)).toMatchObject([
        { inQuestion: 'claimed', dueOn: renewed.ok ? '2026-12-12' : '2026-12-05' },
      ])
    }
  })

  it('at the moment somebody gets in line leaves both in order', async () => {
    for (let round = 0; round < 6; round += 1) {
      const out = await bookOut(library)
      const { memberId } = await member(library, `기다릴${'가나다라마바'[round]}`)
      const [renewed, held] = await Promise.all([
        renew(out),
        library.app.holdBook({ memberId, bookId: out.bookId, commandKey: null }),
      ])
      expect(held.ok).toBe(true)
      expect(await dueOn(out)).toBe(renewed.ok ? '2026-12-12' : '2026-12-05')
      const [held0] = await library.app.views.holds(memberId)
      expect(held0?.place).toMatchObject({ position: 1, expectedOn: renewed.ok ? '2026-12-12' : '2026-12-05' })
    }
  })
})

describe.each(engines)('a house that renews three times on %s', (engine) => {
  it('begins each time a week before the due day', async () => {
    const policy = { ...defaultPolicy, renewal: { times: 3, days: 7, fromDaysBefore: 7 } }
    const library = await openLibrary(engine, { policy })
    const out = await bookOut(library)
    const renew = () =>
      library.app.renewRental({ memberId: out.reader.memberId, rentalId: out.rentalId, commandKey: null })
    expect(kindsOf(await renew())).toBe('ok')
    expect(await renew()).toMatchObject({
      ok: false,
      refusals: [{ kind: 'too-soon-to-renew', from: '2026-12-05', dueOn: '2026-12-12' }],
    })
    library.clock.set('2026-12-04T14:59:59.999Z')
    expect(kindsOf(await renew())).toEqual(['too-soon-to-renew'])
    library.clock.set('2026-12-04T15:00:00.000Z')
    expect(valueOf(await renew()).rental).toMatchObject({ dueOn: '2026-12-19', renewals: 2 })
    await library.close()
  })

  it('knows every tap that renewed, also after another one has', async () => {
    const policy = { ...defaultPolicy, renewal: { times: 3, days: 7, fromDaysBefore: 21 } }
    const library = await openLibrary(engine, { policy })
    const out = await bookOut(library)
    const renew = async (tap: string) => {
      const commandKey = `${out.reader.memberId}:${tap}`
      const done = await library.app.renewRental({ memberId: out.reader.memberId, rentalId: out.rentalId, commandKey })
      const { dueOn, renewals } = valueOf(done).rental
      return [dueOn, renewals]
    }
    const [first, second] = [
      ['2026-12-12', 1],
      ['2026-12-19', 2],
    ]
    expect([await renew('one'), await renew('two')]).toEqual([first, second])
    expect(await Promise.all(['one', 'two', 'one'].map(renew))).toEqual([first, second, first])
    expect(await library.app.views.rentals(out.reader.memberId)).toMatchObject([{ dueOn: '2026-12-19' }])
    await library.close()
  })
})
