/** Lost, damaged, in repair, withdrawn: what the desk says of a copy reaches lending, and back. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import type { CopyId } from '../../src/domain/ids.js'
import { complaints } from '../support/audit.js'
import { crowd } from '../support/crowd.js'
import { engines } from '../support/empty-database.js'
import { openLibrary, saturdayNoon, type Library } from '../support/library.js'
import { bookOut, copiesOf, deskSays, inLine, kindsOf, standing, toldKinds, valueOf } from '../support/lines.js'

describe.each(engines)('a copy on %s', (engine) => {
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

  it.each(['lost', 'damaged', 'in-repair', 'withdrawn'] as const)(
    'that is %s is not rentable and counted apart, and back in circulation it is rentable again',
    async (state) => {
      const { bookId, bookNo } = await library.book()
      const [reader] = await crowd(library, 1, 5_000)
      const rent = async () =>
        reader && kindsOf(await library.app.rentBook({ memberId: reader.memberId, bookId, commandKey: null }))
      const [copy] = await copiesOf(library, bookId)
      await deskSays(library, copy?.id, state)
      expect(await rent()).toEqual(['already-rented'])
      expect(await library.app.deskViews.copyCounts()).toContainEqual(expect.objectContaining({ where: state }))
      expect(await library.app.deskViews.copiesOf(bookNo)).toMatchObject([{ state, isOut: false, isSetAside: false }])
      expect(await library.app.views.bookCard(bookId, null)).toMatchObject({ freeCopies: 0 })
      await deskSays(library, copy?.id, 'in-circulation')
      expect(await rent()).toBe('ok')
    },
  )

  it.each(['lost', 'damaged', 'in-repair', 'withdrawn'] as const)(
    'that is %s is not made up for by yesterday’s list, taken in again',
    async (state) => {
      const bookKey = `list:${state}`
      const { bookId } = await library.book({ bookKey, copies: 2 })
      await deskSays(library, (await copiesOf(library, bookId))[0]?.id, state)
      await library.book({ bookKey, copies: 2 })
      expect(await copiesOf(library, bookId)).toHaveLength(2)
    },
  )

  it('that is unknown, or in that state already, changes nothing', async () => {
    const { bookId } = await library.book()
    const [copy] = await copiesOf(library, bookId)
    const copyId = copy?.id ?? ('' as CopyId)
    const change = (state: 'damaged') => library.app.changeCopyState({ copyId, state })
    expect(kindsOf(await library.app.changeCopyState({ copyId: 'none' as CopyId, state: 'lost' }))).toEqual([
      'unknown-copy',
    ])
    expect(await change('damaged')).toMatchObject({ ok: true, value: { isNew: true } })
    expect(await change('damaged')).toMatchObject({ ok: true, value: { isNew: false } })
  })

  it('that is lost while on loan reminds nobody; found again, the reminders go on', async () => {
    const out = await bookOut(library)
    library.clock.advanceDays(8)
    await library.settle()
    const [copy] = await copiesOf(library, out.bookId)
    await deskSays(library, copy?.id, 'lost')
    expect(await library.app.views.rentals(out.reader.memberId)).toMatchObject([{ inQuestion: 'lost' }])
    library.clock.advanceDays(9)
    await library.settle()
    expect(await toldKinds(library, out.reader)).toEqual(['overdue'])
    expect(kindsOf(await library.app.claimReturn({ memberId: out.reader.memberId, rentalId: out.rentalId }))).toEqual([
      'rental-in-question',
    ])

    await deskSays(library, copy?.id, 'in-circulation')
    expect(await library.app.views.rentals(out.reader.memberId)).toMatchObject([{ inQuestion: null }])
    await library.settle()
    expect(await toldKinds(library, out.reader)).toEqual(['overdue', 'overdue'])
  })

  it('that is lost between the finding and the sending is not told of any more', async () => {
    const out = await bookOut(library)
    library.clock.advanceDays(8)
    valueOf(await library.app.chaseOverdue({ memberId: out.reader.memberId }))
    const [copy] = await copiesOf(library, out.bookId)
    await library.app.changeCopyState({ copyId: copy?.id ?? ('' as CopyId), state: 'lost' })
    await library.app.deliverLetters(['stock-shelf'])
    await library.settle()
    expect(await toldKinds(library, out.reader)).toEqual([])
  })

  it('that is lost and comes back to the desk ends its rental, and is nobody’s turn until it is in circulation', async () => {
    const out = await bookOut(library, 2)
    const line = await inLine(library, out.bookId, 1)
    const [copy] = await copiesOf(library, out.bookId)
    await deskSays(library, copy?.id, 'lost')
    await out.givesBack(out.rentals.indexOf(copy?.rental_id ?? out.rentalId))
    await library.settle()
    expect((await copiesOf(library, out.bookId))[0]).toMatchObject({ state: 'lost', rental_id: null, hold_id: null })
    expect(await standing(library, line)).toEqual(['waiting 1'])
    await deskSays(library, copy?.id, 'in-circulation')
    await library.settle()
    expect(await standing(library, line)).toEqual(['ready until 2026-12-01'])
  })

  it('of which the news come in the wrong order ends as the newest says, its rental, too', async () => {
    const out = await bookOut(library)
    const [copy] = await copiesOf(library, out.bookId)
    const copyId = copy?.id ?? ('' as CopyId)
    for (const state of ['lost', 'in-circulation', 'lost', 'in-circulation'] as const)
      await library.app.changeCopyState({ copyId, state })
    const letters = await library.rows<{ id: string }>(
      `SELECT id FROM letters WHERE state = 'waiting' AND reaction = 'stock-shelf' ORDER BY id DESC`,
    )
    expect(letters).toHaveLength(4)
    await library.rows(`UPDATE letters SET state = 'parked' WHERE state = 'waiting'`)
    for (const { id } of letters) {
      await library.rows(`UPDATE letters SET state = 'waiting' WHERE id = ?`, [id])
      await library.app.deliverLetters()
    }
    expect(await copiesOf(library, out.bookId)).toMatchObject([{ state: 'in-circulation' }])
    expect(await library.app.views.rentals(out.reader.memberId)).toMatchObject([{ inQuestion: null }])
  })

  it('changed by two at the desk at once has one state, and one version for each change', async () => {
    const { bookId } = await library.book()
    const [copy] = await copiesOf(library, bookId)
    const copyId = copy?.id ?? ('' as CopyId)
    await Promise.all(
      (['lost', 'damaged', 'in-repair'] as const).map((state) => library.app.changeCopyState({ copyId, state })),
    )
    await library.settle()
    const [kept] = await library.rows<{ state: string; version: number }>(
      'SELECT state, version FROM catalogue_copies WHERE id = ?',
      [copyId],
    )
    expect(kept?.version).toBe(4)
    expect(await copiesOf(library, bookId)).toMatchObject([{ state: kept?.state }])
  })
})
