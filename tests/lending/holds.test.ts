/** Getting in line for a book that is out: who may, where one stands, and how one leaves it. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import type { BookId, HoldId, MemberId } from '../../src/domain/ids.js'
import { complaints } from '../support/audit.js'
import { crowd, member } from '../support/crowd.js'
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

const [nobody, noBook, nowhere] = ['nobody' as MemberId, 'no book' as BookId, 'nowhere' as HoldId]

describe.each(engines)('the line for a book on %s', (engine) => {
  let library: Library
  beforeAll(async () => {
    library = await openLibrary(engine)
  })
  afterEach(async () => {
    expect(await complaints(library)).toEqual([])
    library.clock.set(saturdayNoon)
  })
  afterAll(() => library.close())

  const hold = (memberId: MemberId, bookId: BookId, commandKey: string | null) =>
    library.app.holdBook({ memberId, bookId, commandKey })

  it('is one place after the other, each with the day it may come, also for those who come at the same moment', async () => {
    const { bookId } = await bookOut(library)
    const members = await crowd(library, 3)
    const places = []
    for (const { memberId } of members) places.push(valueOf(await hold(memberId, bookId, null)).place)
    expect(places).toEqual([
      { kind: 'waiting', position: 1, expectedOn: '2026-12-05' },
      { kind: 'waiting', position: 2, expectedOn: '2026-12-12' },
      { kind: 'waiting', position: 3, expectedOn: '2026-12-19' },
    ])
    const pages = await Promise.all(members.map(({ memberId }) => library.app.views.myPage(memberId)))
    expect(pages.map((page) => page?.holds.map(({ place }) => place))).toEqual(places.map((place) => [place]))
    expect(await library.app.views.bookCard(bookId, null)).toMatchObject({ waiting: 3, freeCopies: 0 })
    const again = await hold(members[1]?.memberId ?? nobody, bookId, null)
    expect(again).toMatchObject({ ok: false, refusals: [{ kind: 'already-held', place: places[1] }] })
  })

  it('is told of on a book’s card with one look at each of its facts', async () => {
    const { bookId } = await bookOut(library)
    const { memberId } = await member(library, '보는이')
    const before = library.app.roundTrips()
    await library.app.views.bookCard(bookId, memberId)
    expect(library.app.roundTrips() - before).toBe(5)
  })

  it('is not there while a copy is free', async () => {
    const { bookId } = await library.book({ copies: 2 })
    const [reader, other] = await crowd(library, 2, 5_000)
    if (!reader || !other) throw new Error('nobody came')
    await rentalIn(library, reader.memberId, bookId)
    expect(kindsOf(await hold(other.memberId, bookId, null))).toEqual(['copies-free'])
    expect(kindsOf(await hold(reader.memberId, bookId, null))).toEqual(['already-yours'])
  })

  it('takes a member three times at most, also when four taps come at once', async () => {
    const keen = await member(library, '욕심이', 0)
    const books = []
    for (let n = 0; n < 6; n += 1) books.push(await bookOut(library))
    const taps = await Promise.all(books.map(({ bookId }, n) => hold(keen.memberId, bookId, `${keen.memberId}:${n}`)))
    expect(taps.map(kindsOf).filter((one) => one === 'ok')).toHaveLength(3)
    expect(taps.map(kindsOf).filter((one) => one !== 'ok')).toEqual(
      Array.from({ length: 3 }, () => ['hold-limit-reached']),
    )
    expect(await library.app.views.holds(keen.memberId)).toHaveLength(3)

    const [first] = await library.app.views.holds(keen.memberId)
    valueOf(await library.app.cancelHold({ memberId: keen.memberId, holdId: first?.holdId ?? nowhere }))
    const free = books[taps.findIndex((one) => !one.ok)]
    expect(kindsOf(await hold(keen.memberId, free?.bookId ?? noBook, null))).toBe('ok')
  })

  it('takes the same tap once, ten times at once and again later', async () => {
    const { bookId, givesBack } = await bookOut(library)
    const tapper = await member(library, '두드림', 5_000)
    const key = `${tapper.memberId}:tap`
    const taps = await Promise.all(Array.from({ length: 10 }, () => hold(tapper.memberId, bookId, key)))
    const ids = taps.map((one) => valueOf(one).hold.id)
    expect(new Set(ids).size).toBe(1)
    expect(valueOf(await hold(tapper.memberId, bookId, key)).place).toEqual({
      kind: 'waiting',
      position: 1,
      expectedOn: '2026-12-05',
    })
    await givesBack()
    expect(valueOf(await hold(tapper.memberId, bookId, key)).place).toEqual({ kind: 'ready', until: '2026-12-01' })

    // the button of a hold that is over holds anew, and once
    valueOf(await library.app.cancelHold({ memberId: tapper.memberId, holdId: ids[0] ?? nowhere }))
    const other = await member(library, '새치기', 5_000)
    await rentalIn(library, other.memberId, bookId)
    const anew = valueOf(await hold(tapper.memberId, bookId, key))
    expect(anew.hold.id).not.toBe(ids[0])
    expect(kindsOf(await hold(tapper.memberId, bookId, key))).toEqual(['already-held'])
  })

  it('takes one hold of a member and title, also when two different taps come at once', async () => {
    const { bookId } = await bookOut(library)
    const { memberId } = await member(library, '양손이')
    const taps = await Promise.all([1, 2, 3].map((n) => hold(memberId, bookId, `${memberId}:${n}`)))
    expect(taps.map(kindsOf).filter((one) => one === 'ok')).toHaveLength(1)
    expect(taps.map(kindsOf).filter((one) => one !== 'ok')).toEqual([['already-held'], ['already-held']])
  })

  it('does not take who rents the title at that moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { bookId, givesBack } = await bookOut(library)
      const { memberId } = await member(library, `둘다${'가나다라마'[round]}`, 5_000)
      const doing = [
        givesBack(),
        library.app.rentBook({ memberId, bookId, commandKey: null }),
        hold(memberId, bookId, null),
        library.app.rentBook({ memberId, bookId, commandKey: null }),
      ]
      await Promise.all(doing)
      expect(await complaints(library)).toEqual([])
    }
  })

  it('is left by a cancel, and those behind move up', async () => {
    const { bookId } = await bookOut(library)
    const members = await inLine(library, bookId, 4)
    const [, second, third] = members
    if (!second || !third) throw new Error('nobody waits')
    const cancel = { memberId: second.memberId, holdId: second.holdId }
    for (let time = 1; time <= 2; time += 1) expect(kindsOf(await library.app.cancelHold(cancel))).toBe('ok')
    expect(await standing(library, members)).toEqual(['waiting 1', 'cancelled', 'waiting 2', 'waiting 3'])
    expect(
      await library.rows(`SELECT id FROM events WHERE type = 'HoldCancelled' AND aggregate_id = ?`, [second.holdId]),
    ).toHaveLength(1)
    await heldBy(library, second, bookId)
    expect((await library.app.views.holds(second.memberId)).map(({ place }) => place)).toMatchObject([{ position: 4 }])
  })

  it('is left with the copy that was set aside, which goes to the next at once', async () => {
    const { bookId, givesBack } = await bookOut(library)
    const members = await inLine(library, bookId, 2)
    const [first, second] = members
    if (!first || !second) throw new Error('nobody waits')
    await givesBack()
    expect(await standing(library, members)).toEqual(['ready until 2026-12-01', 'waiting 1'])
    valueOf(await library.app.cancelHold(first))
    expect(await standing(library, members)).toEqual(['cancelled', 'ready until 2026-12-01'])
    valueOf(await library.app.cancelHold(second))
    expect(await copiesOf(library, bookId)).toMatchObject([{ rental_id: null, hold_id: null }])
    await library.settle()
    for (const one of members) expect(await toldKinds(library, one)).toEqual([])
  })

  it('is nobody else’s to leave', async () => {
    const { bookId, reader } = await bookOut(library)
    const [one] = await inLine(library, bookId, 1)
    if (!one) throw new Error('nobody waits')
    const refused = await library.app.cancelHold({ memberId: reader.memberId, holdId: one.holdId })
    expect(kindsOf(refused)).toEqual(['unknown-hold'])
    expect(kindsOf(await library.app.cancelHold({ ...one, holdId: nowhere }))).toEqual(['unknown-hold'])
    expect(await standing(library, [one])).toEqual(['waiting 1'])
  })

  it('counts on no copy that is out and will not be lent again when it is back', async () => {
    for (const state of ['damaged', 'in-repair', 'withdrawn'] as const) {
      const { bookId } = await library.book({ copies: 2 })
      const [first, second, third, fourth] = await crowd(library, 4, 5_000)
      if (!first || !second || !third || !fourth) throw new Error('nobody came')
      const earlier = await rentalIn(library, first.memberId, bookId)
      library.clock.advanceDays(2)
      await rentalIn(library, second.memberId, bookId)
      expect(await library.app.views.bookCard(bookId, null)).toMatchObject({ firstDueOn: '2026-12-05' })
      const copies = await copiesOf(library, bookId)
      const gone = copies.find(({ rental_id }) => rental_id === earlier)
      const left = copies.find(({ rental_id }) => rental_id !== earlier)
      await deskSays(library, gone?.id, state)
      expect(await library.app.views.bookCard(bookId, null)).toMatchObject({ firstDueOn: '2026-12-07' })
      expect(await library.app.rentBook({ memberId: third.memberId, bookId, commandKey: null })).toMatchObject({
        refusals: [{ kind: 'already-rented', firstDueOn: '2026-12-07' }],
      })
      expect(valueOf(await hold(third.memberId, bookId, null)).place).toMatchObject({ expectedOn: '2026-12-07' })
      await deskSays(library, left?.id, state)
      expect(kindsOf(await hold(fourth.memberId, bookId, null))).toEqual(['no-copies'])
      library.clock.set(saturdayNoon)
    }
  })

  it('is closed to who has a late book, and to a book of which no copy comes back', async () => {
    const late = await bookOut(library)
    const other = await bookOut(library)
    library.clock.advanceDays(8)
    expect(kindsOf(await hold(late.reader.memberId, other.bookId, null))).toEqual(['overdue-blocks'])
    const [copy] = await copiesOf(library, other.bookId)
    await deskSays(library, copy?.id, 'lost')
    const { memberId } = await member(library, '기다림')
    expect(kindsOf(await hold(memberId, other.bookId, null))).toEqual(['no-copies'])
  })
})
