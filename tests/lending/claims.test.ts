/** "I have returned it already": nobody reminds any more until the desk has looked for the book. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { complaints } from '../support/audit.js'
import { engines } from '../support/empty-database.js'
import { openLibrary, saturdayNoon, type Library } from '../support/library.js'
import { bookOut, copiesOf, inLine, kindsOf, standing, toldKinds, valueOf } from '../support/lines.js'

describe.each(engines)('a claim on %s', (engine) => {
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
  const claim = ({ reader, rentalId }: Out) => library.app.claimReturn({ memberId: reader.memberId, rentalId })
  const settle = ({ rentalId }: Out, isFound: boolean) => library.app.settleClaim({ rentalId, isFound })
  const copies = async (where: string) =>
    (await library.app.deskViews.copyCounts()).find((one) => one.where === where)?.copies ?? 0

  it('stops the reminders, keeps the copy off the shelf, and waits at the desk', async () => {
    const out = await bookOut(library)
    library.clock.advanceDays(8)
    await library.settle()
    const before = [await copies('claimed-returned'), await copies('on-loan')]
    for (let time = 1; time <= 2; time += 1) expect(kindsOf(await claim(out))).toBe('ok')
    expect(
      await library.rows(`SELECT id FROM events WHERE type = 'ReturnClaimed' AND aggregate_id = ?`, [out.rentalId]),
    ).toHaveLength(1)
    expect([await copies('claimed-returned'), await copies('on-loan')]).toEqual([
      (before[0] ?? 0) + 1,
      (before[1] ?? 0) - 1,
    ])
    for (let day = 0; day < 30; day += 1) {
      library.clock.advanceDays(1)
      await library.settle()
    }
    expect(await toldKinds(library, out.reader)).toEqual(['overdue'])
    expect((await library.app.due.overdueMembers(null, 99)).map(({ memberId }) => memberId)).not.toContain(
      out.reader.memberId,
    )
    expect(await library.app.chaseOverdue(out.reader)).toMatchObject({ ok: true, value: 0 })
    expect(await library.app.views.bookCard(out.bookId, null)).toMatchObject({ freeCopies: 0 })
    expect(await library.app.deskViews.claims(50)).toContainEqual(
      expect.objectContaining({ rentalId: out.rentalId, memberName: out.reader.name, dueOn: '2026-12-05' }),
    )
    expect(await library.app.views.rentals(out.reader.memberId)).toMatchObject([{ inQuestion: 'claimed' }])
  })

  it('of a late book does not keep the member from renting another, and is at home as long as it is open', async () => {
    const out = await bookOut(library)
    const other = await library.book()
    library.clock.advanceDays(8)
    const rent = (bookId: typeof other.bookId) =>
      library.app.rentBook({ memberId: out.reader.memberId, bookId, commandKey: null })
    expect(kindsOf(await rent(other.bookId))).toEqual(['overdue-blocks'])
    valueOf(await claim(out))
    expect(kindsOf(await rent(other.bookId))).toBe('ok')
    expect(kindsOf(await rent(out.bookId))).toEqual(['already-yours'])
  })

  it('of a late book lets its member have a turn in the line for another', async () => {
    const [out, other] = [await bookOut(library), await bookOut(library)]
    const { hold } = valueOf(
      await library.app.holdBook({ memberId: out.reader.memberId, bookId: other.bookId, commandKey: null }),
    )
    library.clock.advanceDays(8)
    await other.givesBack()
    const line = [{ ...out.reader, holdId: hold.id }]
    expect(await standing(library, line)).toEqual(['waiting 1'])
    valueOf(await claim(out))
    await library.settle()
    expect(await standing(library, line)).toEqual(['ready until 2026-12-09'])
  })

  it('that is found ends the rental when the member said so, and the copy goes to the next in line', async () => {
    const out = await bookOut(library)
    const line = await inLine(library, out.bookId, 1)
    library.clock.advanceDays(8)
    valueOf(await claim(out))
    const claimedAt = library.app.now().toISOString()
    library.clock.advanceDays(5)
    valueOf(await settle(out, true))
    expect(
      await library.rows('SELECT returned_at, claimed_at, open_due_on FROM rentals WHERE id = ?', [out.rentalId]),
    ).toEqual([{ returned_at: claimedAt, claimed_at: null, open_due_on: null }])
    expect(
      await library.rows(`SELECT body FROM events WHERE type = 'BookReturned' AND aggregate_id = ?`, [out.rentalId]),
    ).toMatchObject([{ body: expect.stringContaining('"returnedOn":"2026-12-06"') }])
    expect(await standing(library, line)).toEqual(['ready until 2026-12-14'])
    await library.settle()
    expect(await toldKinds(library, out.reader)).toEqual(['claim-settled'])
    expect(kindsOf(await settle(out, true))).toEqual(['no-open-claim'])
    expect(kindsOf(await claim(out))).toEqual(['already-returned'])
  })

  it('that is not found lets the reminders go on at the step of the day, and is not taken twice', async () => {
    const out = await bookOut(library)
    library.clock.advanceDays(8)
    await library.settle()
    valueOf(await claim(out))
    library.clock.advanceDays(9)
    valueOf(await settle(out, false))
    for (let time = 1; time <= 2; time += 1) await library.settle()
    expect(await toldKinds(library, out.reader)).toEqual(['overdue', 'claim-settled', 'overdue'])
    expect(
      await library.rows('SELECT step FROM notice_items WHERE rental_id = ? AND step > 0 ORDER BY step', [
        out.rentalId,
      ]),
    ).toEqual([{ step: 1 }, { step: 3 }])
    expect(kindsOf(await claim(out))).toEqual(['claim-was-checked'])
    expect(kindsOf(await settle(out, true))).toEqual(['no-open-claim'])
  })

  it('made by the member and answered by a return after all is over', async () => {
    const out = await bookOut(library)
    valueOf(await claim(out))
    await out.givesBack()
    expect(kindsOf(await settle(out, false))).toEqual(['no-open-claim'])
    expect(await library.app.deskViews.claims(50)).not.toContainEqual(
      expect.objectContaining({ rentalId: out.rentalId }),
    )
  })

  it('settled by two at the desk in two ways, and returned at that moment, is settled once', async () => {
    for (let round = 0; round < 6; round += 1) {
      const out = await bookOut(library)
      valueOf(await claim(out))
      await Promise.all([settle(out, true), settle(out, false), out.givesBack().catch(() => undefined)])
      const [row] = await library.rows<{ returned_at: string | null; claimed_at: string | null }>(
        'SELECT returned_at, claimed_at FROM rentals WHERE id = ?',
        [out.rentalId],
      )
      expect(row).toMatchObject({ returned_at: expect.any(String), claimed_at: null })
      const settled = await library.rows(`SELECT id FROM events WHERE type = 'ClaimSettled' AND aggregate_id = ?`, [
        out.rentalId,
      ])
      expect(settled.length).toBeLessThan(2)
      expect(await complaints(library)).toEqual([])
    }
  })

  it('settled by two at the desk in two ways at once is settled in one, and told of once', async () => {
    for (const isFoundFirst of [false, true, false, true]) {
      const out = await bookOut(library)
      valueOf(await claim(out))
      const both = await Promise.all([settle(out, isFoundFirst), settle(out, !isFoundFirst)])
      expect(both.map(kindsOf).filter((kind) => kind !== 'ok')).toEqual([['no-open-claim']])
      expect(
        await library.rows(`SELECT id FROM events WHERE type = 'ClaimSettled' AND aggregate_id = ?`, [out.rentalId]),
      ).toHaveLength(1)
    }
  })

  it('is nobody else’s to make', async () => {
    const [out, other] = [await bookOut(library), await bookOut(library)]
    expect(kindsOf(await claim({ ...out, reader: other.reader }))).toEqual(['unknown-rental'])
    expect(await copiesOf(library, out.bookId)).toMatchObject([{ rental_id: out.rentalId }])
  })
})
