/** A copy comes back: it goes to the next in line, and to nobody else, not even for a moment. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import type { BookId, MemberId } from '../../src/domain/ids.js'
import { complaints } from '../support/audit.js'
import { balanceOf, crowd, member } from '../support/crowd.js'
import { engines } from '../support/empty-database.js'
import { rents } from '../support/late.js'
import { openLibrary, saturdayNoon, type Library } from '../support/library.js'
import {
  bookOut,
  copiesOf,
  deskSays,
  givesAllBack,
  heldBy,
  inLine,
  kindsOf,
  standing,
  toldKinds,
} from '../support/lines.js'

describe.each(engines)('a copy that comes back on %s', (engine) => {
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

  const rent = (memberId: MemberId, bookId: BookId) => library.app.rentBook({ memberId, bookId, commandKey: null })

  it('is the first one’s, who is told once and until when, and only that member can rent it', async () => {
    const { bookId, reader, givesBack } = await bookOut(library)
    const members = await inLine(library, bookId, 2)
    const [first, second] = members
    if (!first || !second) throw new Error('nobody waits')
    await givesBack()
    expect(await standing(library, members)).toEqual(['ready until 2026-12-01', 'waiting 1'])
    for (const one of [second, reader]) expect(kindsOf(await rent(one.memberId, bookId))).toEqual(['already-rented'])

    for (let time = 1; time <= 3; time += 1) await library.settle()
    expect(await toldKinds(library, first)).toEqual(['hold-ready'])
    expect(first.pushes()).toHaveLength(1)
    expect([second.pushes(), reader.pushes()]).toEqual([[], []])

    expect(kindsOf(await rent(first.memberId, bookId))).toBe('ok')
    expect(await standing(library, members)).toEqual(['collected', 'waiting 1'])
    expect(await balanceOf(library, first.memberId)).toBe(9_000)
    expect(await copiesOf(library, bookId)).toMatchObject([{ hold_id: null, rental_id: expect.any(String) }])
  })

  it('cannot be had by twenty members who tap at that very moment', async () => {
    const { bookId, givesBack } = await bookOut(library)
    const [first] = await inLine(library, bookId, 1)
    const others = await crowd(library, 20, 5_000)
    const [, ...taps] = await Promise.all([givesBack(), ...others.map(({ memberId }) => rent(memberId, bookId))])
    expect(taps.map(kindsOf)).toEqual(others.map(() => ['already-rented']))
    expect(first && (await standing(library, [first]))).toEqual(['ready until 2026-12-01'])
    const balances = await Promise.all(others.map(({ memberId }) => balanceOf(library, memberId)))
    expect(new Set(balances)).toEqual(new Set([5_000]))
  })

  it('is one of two, and two are served', async () => {
    const { bookId, givesBack } = await bookOut(library, 2)
    const members = await inLine(library, bookId, 3)
    await Promise.all([givesBack(0), givesBack(1)])
    expect(await standing(library, members)).toEqual(['ready until 2026-12-01', 'ready until 2026-12-01', 'waiting 1'])
    const kept = await copiesOf(library, bookId)
    expect(new Set(kept.map(({ hold_id }) => hold_id))).toEqual(
      new Set(members.slice(0, 2).map(({ holdId }) => holdId)),
    )
  })

  it('passes over who has a late book; the place is kept, and served when the book is back', async () => {
    const { bookId, givesBack } = await bookOut(library)
    const members = await inLine(library, bookId, 2)
    const [late, next] = members
    if (!late || !next) throw new Error('nobody waits')
    await rents(library, late)
    library.clock.advanceDays(8)
    await givesBack()
    expect(await standing(library, members)).toEqual(['waiting 1', 'ready until 2026-12-09'])
    await rent(next.memberId, bookId)
    expect(await standing(library, members)).toEqual(['waiting 1', 'collected'])

    await givesAllBack(library, late)
    await givesAllBack(library, next)
    expect(await standing(library, members)).toEqual(['ready until 2026-12-09', 'collected'])
  })

  it('passes over a hundred who cannot have it now, and serves those behind them in order', async () => {
    const { bookId, givesBack } = await bookOut(library, 2)
    const members = await inLine(library, bookId, 103)
    for (const { memberId } of members.slice(0, 100))
      await library.rows(`UPDATE members SET suspended_until = '2026-12-31' WHERE id = ?`, [memberId])
    await givesBack(0)
    expect(await standing(library, members.slice(100))).toEqual([
      'ready until 2026-12-01',
      'waiting 101',
      'waiting 102',
    ])
    await givesBack(1)
    expect(await standing(library, members.slice(99))).toEqual([
      'waiting 100',
      'ready until 2026-12-01',
      'ready until 2026-12-01',
      'waiting 101',
    ])
  })

  it('stays on the shelf when nobody in line can have it, for anybody else, until somebody in line can', async () => {
    const { bookId, givesBack } = await bookOut(library)
    const [late] = await inLine(library, bookId, 1)
    if (!late) throw new Error('nobody waits')
    await rents(library, late)
    library.clock.advanceDays(8)
    await givesBack()
    await library.settle()
    expect(await standing(library, [late])).toEqual(['waiting 1'])
    expect(await library.app.views.bookCard(bookId, null)).toMatchObject({ freeCopies: 1, waiting: 1 })

    await givesAllBack(library, late)
    const { memberId } = await member(library, '지나는이', 5_000)
    expect(kindsOf(await rent(memberId, bookId))).toEqual(['held-for-others'])
    // but what stands there for somebody else is worth waiting for
    const behind = await heldBy(library, { memberId }, bookId)
    expect(await library.app.views.holds(memberId)).toMatchObject([{ holdId: behind, place: { position: 2 } }])
    await library.settle()
    expect(await standing(library, [late])).toEqual(['ready until 2026-12-09'])
    expect(await toldKinds(library, late)).toContain('hold-ready')
  })

  it('is theirs, too, who tap before the house has set it aside', async () => {
    const { bookId, givesBack } = await bookOut(library)
    const [late] = await inLine(library, bookId, 1)
    if (!late) throw new Error('nobody waits')
    await rents(library, late)
    library.clock.advanceDays(8)
    await givesBack()
    await givesAllBack(library, late)
    expect(kindsOf(await rent(late.memberId, bookId))).toBe('ok')
    expect(await standing(library, [late])).toEqual(['collected'])
    await library.settle()
    expect(await toldKinds(library, late)).not.toContain('hold-ready')
  })

  it('is a new one on the shelf: it goes to the line, not to whoever taps first', async () => {
    const { bookId, title } = await bookOut(library)
    const members = await inLine(library, bookId, 2)
    const [{ book_key } = { book_key: '' }] = await library.rows<{ book_key: string }>(
      'SELECT book_key FROM catalogue_books WHERE id = ?',
      [bookId],
    )
    const others = await crowd(library, 5, 5_000)
    await library.book({ bookKey: book_key, title, copies: 2 })
    const taps = await Promise.all(others.map(({ memberId }) => rent(memberId, bookId)))
    expect(taps.map(kindsOf)).toEqual(others.map(() => ['held-for-others']))
    // while it stands there for others, it is worth waiting for
    const [patient] = others
    if (!patient) throw new Error('nobody came')
    await heldBy(library, patient, bookId)
    await library.settle()
    expect(await standing(library, members)).toEqual(['ready until 2026-12-01', 'waiting 1'])
  })

  it('is one of three new ones, of which two members wait for two: of five who tap one gets it, and the two get theirs', async () => {
    const { bookId, title } = await bookOut(library)
    const members = await inLine(library, bookId, 2)
    const [{ book_key } = { book_key: '' }] = await library.rows<{ book_key: string }>(
      'SELECT book_key FROM catalogue_books WHERE id = ?',
      [bookId],
    )
    const others = await crowd(library, 5, 5_000)
    await library.book({ bookKey: book_key, title, copies: 4 })
    const taps = await Promise.all(others.map(({ memberId }) => rent(memberId, bookId)))
    expect(taps.filter((one) => one.ok)).toHaveLength(1)
    expect(await standing(library, members)).toEqual(['ready until 2026-12-01', 'ready until 2026-12-01'])
  })

  it('goes past a member who was deleted while in line, and past one deleted with a copy set aside', async () => {
    const { bookId, givesBack } = await bookOut(library)
    const members = await inLine(library, bookId, 3)
    const [gone, taken, next] = members
    if (!gone || !taken || !next) throw new Error('nobody waits')
    const forget = async ({ memberId }: typeof gone) => {
      await library.rows('DELETE FROM members WHERE id = ?', [memberId])
      await library.rows('DELETE FROM wallets WHERE member_id = ?', [memberId])
      await library.rows('DELETE FROM ledger_lines WHERE member_id = ?', [memberId])
      await library.rows('DELETE FROM deposits WHERE member_id = ?', [memberId])
    }
    await forget(gone)
    await givesBack()
    const stateOf = async () =>
      (
        await library.rows<{ state: string }>('SELECT state FROM holds WHERE book_id = ? ORDER BY queued_at, id', [
          bookId,
        ])
      ).map(({ state }) => state)
    expect(await stateOf()).toEqual(['waiting', 'ready', 'waiting'])
    await forget(taken)
    await library.settle()
    library.clock.advanceDays(4)
    await library.settle()
    expect(await stateOf()).toEqual(['waiting', 'expired', 'ready'])
    expect(await toldKinds(library, next)).toEqual(['hold-ready'])
  })

  it('is lost while it is set aside: its member is first in line again, and gets another one', async () => {
    const { bookId, givesBack } = await bookOut(library, 2)
    const members = await inLine(library, bookId, 2)
    const [first] = members
    if (!first) throw new Error('nobody waits')
    await givesBack()
    await library.settle()
    const kept = (await copiesOf(library, bookId)).find(({ hold_id }) => hold_id === first.holdId)
    await deskSays(library, kept?.id, 'lost')
    // until the house has noticed, the member hears plainly that none is there
    expect(kindsOf(await rent(first.memberId, bookId))).toEqual(['already-rented'])
    await library.settle()
    expect(await standing(library, members)).toEqual(['waiting 1', 'waiting 2'])

    library.clock.advanceDays(1)
    await givesBack(1)
    await library.settle()
    expect(await standing(library, members)).toEqual(['ready until 2026-12-02', 'waiting 1'])
    expect(await toldKinds(library, first)).toEqual(['hold-ready', 'hold-put-back', 'hold-ready'])
    expect(await copiesOf(library, bookId)).toContainEqual(expect.objectContaining({ state: 'lost', hold_id: null }))
  })

  it('is lost while it is set aside at night, and another is there: one message in the morning', async () => {
    const { bookId, givesBack } = await bookOut(library, 2)
    library.clock.set('2026-11-28T13:00:00.000Z')
    const [first] = await inLine(library, bookId, 1)
    await givesBack()
    const kept = (await copiesOf(library, bookId)).find(({ hold_id }) => hold_id !== null)
    await deskSays(library, kept?.id, 'damaged')
    library.clock.set('2026-11-28T13:10:00.000Z')
    await library.settle()
    await givesBack(1)
    await library.settle()
    expect(first?.pushes()).toEqual([])
    library.clock.set('2026-11-29T00:00:00.000Z')
    await library.settle()
    expect(first && (await toldKinds(library, first))).toEqual(['hold-ready'])
    expect(first?.pushes()).toHaveLength(1)
  })

  it('is lost while it is set aside, and the member takes a free one: nothing stays set aside', async () => {
    const { bookId, givesBack } = await bookOut(library, 2)
    const [first] = await inLine(library, bookId, 1)
    if (!first) throw new Error('nobody waits')
    await givesBack(0)
    await givesBack(1)
    const kept = (await copiesOf(library, bookId)).find(({ hold_id }) => hold_id !== null)
    await deskSays(library, kept?.id, 'lost')
    expect(kindsOf(await rent(first.memberId, bookId))).toBe('ok')
    expect(await standing(library, [first])).toEqual(['collected'])
    expect((await copiesOf(library, bookId)).map(({ hold_id }) => hold_id)).toEqual([null, null])
  })

  it('is put back once, however late another worker comes with an old list', async () => {
    const { bookId, givesBack } = await bookOut(library, 2)
    const [first] = await inLine(library, bookId, 1)
    if (!first) throw new Error('nobody waits')
    await givesBack(0)
    await givesBack(1)
    const kept = (await copiesOf(library, bookId)).find(({ hold_id }) => hold_id !== null)
    await deskSays(library, kept?.id, 'lost')
    const sheet = await library.app.due.holdsWithoutCopy(null, 10)
    expect(sheet).toEqual([first.holdId])
    await library.settle()
    expect(await standing(library, [first])).toEqual(['ready until 2026-12-01'])
    for (const holdId of sheet) expect(await library.app.putHoldBack(holdId)).toEqual({ ok: true, value: false })
    expect(await library.app.dropHold(first.holdId)).toEqual({ ok: true, value: false })
    expect(await standing(library, [first])).toEqual(['ready until 2026-12-01'])
  })

  it('does not revive a hold that was cancelled at that moment', async () => {
    for (let round = 0; round < 6; round += 1) {
      const { bookId, givesBack } = await bookOut(library)
      const members = await inLine(library, bookId, 2)
      const [first] = members
      if (!first) throw new Error('nobody waits')
      await Promise.all([givesBack(), library.app.cancelHold(first), library.app.handOverHolds(bookId)])
      expect(await standing(library, members)).toEqual(['cancelled', 'ready until 2026-12-01'])
    }
  })

  it('with three workers at once is handed over once', async () => {
    const { bookId, givesBack } = await bookOut(library)
    const [late, next] = await inLine(library, bookId, 2)
    if (!late || !next) throw new Error('nobody waits')
    for (const one of [late, next])
      await library.rows(`UPDATE members SET suspended_until = '2026-11-28' WHERE id = ?`, [one.memberId])
    await givesBack()
    expect(await standing(library, [late, next])).toEqual(['waiting 1', 'waiting 2'])
    library.clock.advanceDays(1)
    await Promise.all([1, 2, 3, 4].map(() => library.app.handOverHolds(bookId)))
    expect(await standing(library, [late, next])).toEqual(['ready until 2026-12-02', 'waiting 1'])
    await library.settle()
    expect(await toldKinds(library, late)).toEqual(['hold-ready'])
    await heldBy(library, await member(library, '끝줄이'), bookId)
  })
})
