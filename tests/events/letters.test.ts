/** Letters on their way: one that cannot be delivered stops no other, and none does its work twice. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import type { BookId, CopyId, Id, MemberId, NoticeId } from '../../src/domain/ids.js'
import { takeLetters } from '../../src/infra/db/letters.js'
import { Conflict } from '../../src/infra/db/sql.js'
import { stockShelf } from '../../src/usecases/stock-shelf.js'
import { wait } from '../support/crowd.js'
import { bookFacts, deliverAll, happens, newId } from '../support/happens.js'
import { findLate, lateMembers, lettersOf } from '../support/late.js'
import { engines, type TestDatabase } from '../support/empty-database.js'
import { emptyLibrary } from '../support/empty-library.js'
import { openLibrary, type Library } from '../support/library.js'
import { storiesOn } from '../support/stories.js'

describe.each(engines)('letters on %s', (engine) => {
  let database: TestDatabase
  let library: Library
  let numbers = 5_000
  beforeAll(async () => {
    database = await emptyLibrary(engine)
    library = await openLibrary(engine, { database })
  })
  afterEach(async () => {
    await library.rows(`DELETE FROM letters WHERE state <> 'delivered'`)
  })
  afterAll(async () => {
    await library.close()
    await database.drop()
  })

  const registered = (title = `새 책 ${numbers}`) => {
    const bookId = newId<BookId>()
    const copies = [{ copyId: newId<CopyId>(), copyNo: 1 }]
    return { type: 'BookRegistered', bookId, version: 1, book: bookFacts(++numbers, title), copies } as const
  }
  /** An event of which the reaction can make nothing. */
  const poison = () => ({ ...registered(), book: null as never })
  const onShelf = async (bookId: BookId) =>
    (await library.rows('SELECT book_id FROM titles WHERE book_id = ?', [bookId])).length
  const waiting = () =>
    library.rows<{ state: string; attempts: number; last_error: string | null; due_at: string }>(
      `SELECT state, attempts, last_error, due_at FROM letters
       WHERE state <> 'delivered' AND reaction <> 'update-board' ORDER BY id`,
    )

  it('one that makes its reaction throw is tried eight times and parked, while the others go on', async () => {
    const before = [registered(), registered()]
    const after = [registered(), registered()]
    await happens(library, ...before, poison(), ...after)
    await deliverAll(library)
    for (const { bookId } of [...before, ...after]) expect(await onShelf(bookId)).toBe(1)
    expect(await waiting()).toMatchObject([
      { state: 'waiting', attempts: 1, last_error: expect.stringMatching(/null/) },
    ])

    const waits: number[] = []
    for (let attempt = 2; attempt <= 8; attempt += 1) {
      const [letter] = await waiting()
      waits.push((Date.parse(letter?.due_at ?? '') - library.app.now().getTime()) / 1_000)
      await deliverAll(library)
      expect(await waiting()).toMatchObject([{ state: 'waiting', attempts: attempt - 1 }])
      wait(library, (waits.at(-1) ?? 0) + 1)
      const other = registered()
      await happens(library, other)
      await deliverAll(library)
      expect(await onShelf(other.bookId)).toBe(1)
    }
    const parked = [{ state: 'parked', attempts: 8, last_error: expect.stringMatching(/null/) }]
    expect(await waiting()).toMatchObject(parked)
    waits.forEach((seconds, index) => {
      expect(seconds).toBeGreaterThanOrEqual(2.5 * 2 ** index)
      expect(seconds).toBeLessThan(5 * 2 ** index)
      expect(seconds).toBeGreaterThan(waits[index - 1] ?? 0)
    })
    expect(new Set(waits.map((seconds, index) => seconds / 2 ** index)).size).toBeGreaterThan(1)
    wait(library, 86_400)
    await deliverAll(library)
    expect(await waiting()).toMatchObject(parked)
  })

  it('one whose event cannot even be read is parked at once', async () => {
    const good = registered()
    const bad = registered()
    await happens(library, bad, good)
    await library.rows(`UPDATE events SET body = '{' WHERE aggregate_id = ?`, [bad.bookId])
    await deliverAll(library)
    expect(await onShelf(good.bookId)).toBe(1)
    expect(await waiting()).toMatchObject([{ state: 'parked', last_error: 'the event cannot be read' }])
  })

  it('one about a message that makes no sense does not keep the messages of others', async () => {
    const members = await lateMembers(library, 4)
    const [odd] = members
    if (!odd) throw new Error('nobody came')
    await findLate(library)
    await library.rows(`UPDATE notices SET body = '{' WHERE member_id = ?`, [odd.memberId])
    await deliverAll(library)
    await library.simulator?.idle()
    expect(members.map((one) => one.pushes().length)).toEqual([0, 1, 1, 1])
    expect(await lettersOf(library, odd)).toMatchObject([{ state: 'waiting', attempts: 1 }])
    await library.rows(`UPDATE notices SET body = '{"kind":"overdue","items":[]}' WHERE member_id = ?`, [odd.memberId])
  })

  it('one about a message that is not there is laid aside', async () => {
    await happens(library, {
      type: 'OverdueFound',
      memberId: newId<MemberId>(),
      rentalIds: [],
      noticeId: newId<NoticeId>(),
    })
    await deliverAll(library)
    expect(await waiting()).toEqual([])
  })

  it('are in one pair of hands until the lease is over; who comes back too late has done nothing', async () => {
    const { sql, runInTx } = storiesOn(library.app.dataSource, library.app.now)
    const book = registered()
    await happens(library, book)
    const take = (holder: string) => takeLetters(sql, 'stock-shelf', holder, library.app.now(), 10)
    const slow = newId()
    const letters = await take(slow)
    expect(letters).toHaveLength(1)
    wait(library, 59)
    expect(await take(newId())).toEqual([])
    wait(library, 2)
    const quick = newId()
    expect(await take(quick)).toHaveLength(1)

    const stockBy = (holder: string) => runInTx((tx) => stockShelf(tx, letters, holder))
    await expect(stockBy(slow)).rejects.toThrow(Conflict)
    expect(await onShelf(book.bookId)).toBe(0)
    await stockBy(quick)
    expect(await onShelf(book.bookId)).toBe(1)
    await expect(stockBy(quick)).rejects.toThrow(Conflict)
  })

  it('of a holder who died are taken over after a minute', async () => {
    const book = registered()
    await happens(library, book)
    await library.rows(`UPDATE letters SET holder = ?, held_until = ? WHERE state = 'waiting'`, [
      newId<Id<'Holder'>>(),
      new Date(library.app.now().getTime() + 60_000).toISOString(),
    ])
    await deliverAll(library)
    expect(await onShelf(book.bookId)).toBe(0)
    wait(library, 61)
    await deliverAll(library)
    expect(await onShelf(book.bookId)).toBe(1)
  })

  it('carried by three at once are each taken by one, and each message arrives once', async () => {
    const others = await Promise.all([1, 2].map(() => openLibrary(engine, { database })))
    const houses = [library, ...others]
    const members = await lateMembers(library, 12)
    for (const house of others) {
      house.clock.set(library.app.now().toISOString())
      for (const { name } of members) house.visitor(name)
    }
    await findLate(library)
    await happens(library, ...Array.from({ length: 30 }, () => registered()))

    let taken = 0
    await Promise.all(
      houses.flatMap((house) =>
        [1, 2, 3].map(async () => {
          taken += await house.app.deliverLetters()
        }),
      ),
    )
    while ((await library.app.deliverLetters()) > 0) expect(taken).toBeLessThan(42)

    for (const house of houses) await house.simulator?.idle()
    const pushes = members.map(({ name }) =>
      houses.flatMap((house) => house.simulator?.transcript(name).filter(({ kind }) => kind === 'push') ?? []),
    )
    expect(pushes.map((one) => one.length)).toEqual(members.map(() => 1))
    expect(await waiting()).toEqual([])
    expect(taken).toBeLessThanOrEqual(42)
    for (const house of others) await house.close()
  })
})
