/** What a member has read is forgotten, so that nothing in the house leads from them to it; money and what is open stay. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { complaints } from '../support/audit.js'
import { balanceOf, member } from '../support/crowd.js'
import { engines } from '../support/empty-database.js'
import { deliverAll } from '../support/happens.js'
import { memberWithAPast } from '../support/history.js'
import { openLibrary, saturdayNoon, type Library } from '../support/library.js'
import { bookOut, heldBy, kindsOf, rentalIn, valueOf } from '../support/lines.js'
import { placesOf, tracesFrom } from '../support/traces.js'

describe.each(engines)('forgetting what was read on %s', (engine) => {
  let library: Library
  beforeAll(async () => {
    library = await openLibrary(engine)
  })
  afterEach(async () => {
    expect(await complaints(library)).toEqual([])
    library.clock.set(saturdayNoon)
  })
  afterAll(() => library.close())

  const closedOf = (memberId: string) =>
    library.rows('SELECT id FROM rentals WHERE member_id = ? AND returned_at IS NOT NULL', [memberId])

  it('leaves nothing, in any column of any table, that leads from the member to a book that is back', async () => {
    const { reader, over, copies } = await memberWithAPast(library, 3_000)
    const { memberId, userKey } = reader
    const open = await library.book({ title: '아직 읽는 책' })
    await rentalIn(library, memberId, open.bookId)
    const waiting = await bookOut(library)
    await heldBy(library, reader, waiting.bookId)
    await library.settle()
    const before = await tracesFrom(library, memberId, userKey)
    expect([...over, open.bookId, waiting.bookId].filter((id) => !before.has(id))).toEqual([])
    expect(copies.filter((id) => before.has(id)).length).toBeGreaterThan(3)
    const [lines, balance] = [
      await library.rows('SELECT * FROM ledger_lines WHERE member_id = ? ORDER BY line_no', [memberId]),
      await balanceOf(library, memberId),
    ]

    const rentals = await library.rows<{ id: string }>(
      'SELECT id FROM rentals WHERE member_id = ? AND returned_at IS NOT NULL',
      [memberId],
    )
    expect(valueOf(await library.app.forgetHistory(memberId))).toEqual({ rentals: 4, holds: 3, untold: 0 })
    // the board hears of it by letter
    await deliverAll(library)
    expect(await placesOf(library, ...rentals.map(({ id }) => id))).toEqual(['events', 'ledger_lines', 'notices'])
    expect(await library.rows('SELECT renew_key FROM renewals WHERE renew_key LIKE ?', [`${memberId}%`])).toEqual([])

    const after = await tracesFrom(library, memberId, userKey)
    expect([...over, ...copies].filter((id) => after.has(id))).toEqual([])
    expect([open.bookId, waiting.bookId].filter((id) => !after.has(id))).toEqual([])
    expect(await balanceOf(library, memberId)).toBe(balance)
    expect(await library.rows('SELECT * FROM ledger_lines WHERE member_id = ? ORDER BY line_no', [memberId])).toEqual(
      lines,
    )
    expect((await reader.says('마이페이지')).text).toContain('아직 읽는 책')
    expect(await library.rows(`SELECT id FROM letters WHERE state <> 'delivered'`)).toEqual([])
  })

  it('under numbers that do not tell what was forgotten together', async () => {
    const { reader } = await memberWithAPast(library)
    await library.app.forgetHistory(reader.memberId)
    const ids = await library.rows<{ id: string }>(`SELECT id FROM rentals WHERE member_id = '' ORDER BY id`)
    expect(ids.length).toBeGreaterThan(3)
    expect(new Set(ids.map(({ id }) => id.slice(0, 6))).size).toBe(ids.length)
  })

  it('and neither by the day nor by their order in the table, which the fees of the ledger have, too', async () => {
    const { reader } = await memberWithAPast(library)
    await library.app.forgetHistory(reader.memberId)
    const order = engine === 'sqlite' ? 'rowid' : '1'
    const forgotten = await library.rows<Record<'rented_at' | 'returned_at' | 'due_on', string> & { place: number }>(
      `SELECT rented_at, returned_at, due_on, ${order} AS place FROM rentals WHERE member_id = ''`,
    )
    for (const { rented_at, returned_at, due_on, place } of forgotten) {
      expect([rented_at, returned_at, due_on].map((at) => at.slice(7))).toEqual([
        ...['-01T00:00:00.000Z', '-01T00:00:00.000Z'],
        '-01',
      ])
      if (engine === 'sqlite') expect(place).toBeLessThan(0)
    }
  })

  it('a second time finds nothing, and asked ten times at once it is done once', async () => {
    const { reader } = await memberWithAPast(library)
    const done = await Promise.all(Array.from({ length: 10 }, () => library.app.forgetHistory(reader.memberId)))
    const some = done.map(valueOf).filter(({ rentals }) => rentals > 0)
    expect(some).toEqual([{ rentals: 4, holds: 3, untold: 0 }])
    const told = await library.rows(`SELECT id FROM events WHERE type = 'HistoryForgotten' AND aggregate_id = ?`, [
      reader.memberId,
    ])
    expect(told).toHaveLength(1)
  })

  it('never what others have read, nor what is open: out, claimed to be back, or lost', async () => {
    const { reader } = await memberWithAPast(library)
    const other = await member(library, '남남', 3_000)
    const rentals = []
    for (const title of ['남이 읽은 책', '남이 말한 책', '남이 빌린 책'])
      rentals.push(await rentalIn(library, other.memberId, (await library.book({ title })).bookId))
    const [back, claimed] = rentals
    if (!back || !claimed) throw new Error('nothing rented')
    valueOf(await library.app.returnBook({ memberId: other.memberId, rentalId: back, commandKey: null }))
    valueOf(await library.app.claimReturn({ memberId: other.memberId, rentalId: claimed }))
    await library.app.forgetHistory(reader.memberId)
    expect(await closedOf(other.memberId)).toHaveLength(1)

    expect(valueOf(await library.app.forgetHistory(other.memberId)).rentals).toBe(1)
    expect(await library.rows('SELECT id FROM rentals WHERE member_id = ?', [other.memberId])).toHaveLength(2)
    expect(kindsOf(await library.app.settleClaim({ rentalId: claimed, isFound: true }))).toBe('ok')
  })

  it('waits for what is still to be told of a book, and goes on with it the next time', async () => {
    const reader = await member(library, '밤사람', 2_000)
    const { memberId } = reader
    const [first, second] = [await library.book(), await library.book()]
    const back = await rentalIn(library, memberId, first.bookId)
    const claimed = await rentalIn(library, memberId, second.bookId)
    valueOf(await library.app.returnBook({ memberId, rentalId: back, commandKey: null }))
    library.clock.set('2026-11-28T13:00:00.000Z')
    valueOf(await library.app.claimReturn({ memberId, rentalId: claimed }))
    valueOf(await library.app.settleClaim({ rentalId: claimed, isFound: true }))
    await library.settle()

    expect(valueOf(await library.app.forgetHistory(memberId))).toEqual({ rentals: 1, holds: 0, untold: 1 })
    library.clock.set('2026-11-29T03:00:00.000Z')
    await library.settle()
    expect(reader.pushes().at(-1)?.text).toContain(second.title)
    expect(valueOf(await library.app.forgetHistory(memberId))).toEqual({ rentals: 1, holds: 0, untold: 0 })
    await deliverAll(library)
    expect((await tracesFrom(library, memberId)).has(second.bookId)).toBe(false)
  })

  it('with the letters of an event together: while one of them stands still, the other stays', async () => {
    const { memberId } = await member(library, '겹사람', 1_000)
    const { bookId } = await library.book()
    const rentalId = await rentalIn(library, memberId, bookId)
    valueOf(await library.app.claimReturn({ memberId, rentalId }))
    valueOf(await library.app.settleClaim({ rentalId, isFound: true }))
    await library.settle()
    const lettersOf = () =>
      library.rows(
        `SELECT l.reaction, l.state FROM letters l JOIN events e ON e.id = l.event_id
         WHERE e.type = 'ClaimSettled' AND e.aggregate_id = ? ORDER BY l.reaction`,
        [rentalId],
      )
    await library.rows(
      `UPDATE letters SET state = 'parked' WHERE reaction = 'update-board'
         AND event_id IN (SELECT id FROM events WHERE type = 'ClaimSettled' AND aggregate_id = ?)`,
      [rentalId],
    )
    try {
      expect(valueOf(await library.app.forgetHistory(memberId)).rentals).toBe(1)
      expect(await lettersOf()).toMatchObject([{ state: 'delivered' }, { state: 'parked' }])
    } finally {
      await library.rows(`UPDATE letters SET state = 'delivered' WHERE state = 'parked'`)
    }
  })
})
