/** Something happens between a story's looking and its writing: it is told again, and no rule is broken. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import type { BookId, MemberId } from '../../src/domain/ids.js'
import type { Refusal, Result } from '../../src/domain/result.js'
import { expireHold, putHoldBack } from '../../src/usecases/end-holds.js'
import { handOverHolds } from '../../src/usecases/hand-over-holds.js'
import { holdBook } from '../../src/usecases/hold-book.js'
import { rentBook } from '../../src/usecases/rent-book.js'
import { renewRental } from '../../src/usecases/renew-rental.js'
import { claimReturn, settleClaim } from '../../src/usecases/claim-return.js'
import { returnBook } from '../../src/usecases/return-book.js'
import type { Tx } from '../../src/usecases/tx.js'
import { complaints } from '../support/audit.js'
import { crowd } from '../support/crowd.js'
import { engines } from '../support/empty-database.js'
import { openLibrary, saturdayNoon, type Library } from '../support/library.js'
import {
  bookOut,
  copiesOf,
  deskSays,
  givesAllBack,
  heldBy,
  inLine,
  kindsOf,
  rentalIn,
  standing,
  valueOf,
} from '../support/lines.js'
import { storiesOn, type Stories } from '../support/stories.js'

describe.each(engines)('between looking and writing on %s', (engine) => {
  let library: Library
  let stories: Stories
  beforeAll(async () => {
    library = await openLibrary(engine)
    stories = storiesOn(library.app.dataSource, library.app.now)
  })
  afterEach(async () => {
    expect(await complaints(library)).toEqual([])
    library.clock.set(saturdayNoon)
  })
  afterAll(() => library.close())

  /** Tells the story; at its first telling, after it has looked and decided, something else happens. */
  async function during<T, R extends Refusal>(
    story: (tx: Tx) => Promise<Result<T, R>>,
    happens: () => Promise<unknown>,
  ): Promise<{ told: Result<T, R>; tellings: number }> {
    let tellings = 0
    const told = await stories.runInTx(async (tx) => {
      tellings += 1
      const decided = await story(tx)
      if (tellings === 1) await happens()
      return decided
    })
    return { told, tellings }
  }
  const someone = async (balanceWon = 10_000) => {
    const [one] = await crowd(library, 1, balanceWon)
    if (!one) throw new Error('nobody came')
    return one
  }
  const hold = (memberId: MemberId, bookId: BookId) => (tx: Tx) => holdBook(tx, { memberId, bookId, commandKey: null })
  const rent = (memberId: MemberId, bookId: BookId) => (tx: Tx) => rentBook(tx, { memberId, bookId, commandKey: null })

  it('the third hold is placed elsewhere: the fourth is refused', async () => {
    const one = await someone()
    const books = [await bookOut(library), await bookOut(library), await bookOut(library), await bookOut(library)]
    const [first, second, third, fourth] = books.map(({ bookId }) => bookId)
    if (!first || !second || !third || !fourth) throw new Error('there are no books')
    await heldBy(library, one, first)
    await heldBy(library, one, second)
    const { told, tellings } = await during(hold(one.memberId, fourth), () => heldBy(library, one, third))
    expect([kindsOf(told), tellings]).toEqual([['hold-limit-reached'], 2])
  })

  it('the member rents the title that comes back: there is nothing to wait for any more', async () => {
    const out = await bookOut(library)
    const one = await someone()
    const { told } = await during(hold(one.memberId, out.bookId), async () => {
      await out.givesBack()
      await rentalIn(library, one.memberId, out.bookId)
    })
    expect(kindsOf(told)).toEqual(['already-yours'])
  })

  it('the member gets in line elsewhere while renting: the hold ends with the rental', async () => {
    const out = await bookOut(library, 2)
    const [one, other] = [await someone(), await someone()]
    await out.givesBack(0)
    const { told, tellings } = await during(rent(one.memberId, out.bookId), async () => {
      await rentalIn(library, other.memberId, out.bookId)
      await heldBy(library, one, out.bookId)
      // the other member cannot take it home after all; this one is passed over for the moment, so it is free again
      await library.rows(`UPDATE members SET suspended_until = '2026-11-28' WHERE id = ?`, [one.memberId])
      await givesAllBack(library, other)
      await library.rows('UPDATE members SET suspended_until = NULL WHERE id = ?', [one.memberId])
    })
    expect([kindsOf(told), tellings]).toEqual(['ok', 2])
    expect(await library.app.views.holds(one.memberId)).toEqual([])
  })

  it('the fee is raised while renting: the member pays what is asked now', async () => {
    const out = await bookOut(library)
    await out.givesBack()
    const one = await someone()
    const { told, tellings } = await during(rent(one.memberId, out.bookId), () =>
      library.rows('UPDATE titles SET fee_won = fee_won + 500 WHERE book_id = ?', [out.bookId]),
    )
    const [title] = await library.rows('SELECT fee_won FROM titles WHERE book_id = ?', [out.bookId])
    expect([valueOf(told).rental.feeWon, valueOf(told).balanceWon, tellings]).toEqual([
      title?.['fee_won'],
      10_000 - Number(title?.['fee_won']),
      2,
    ])
  })

  it('the title is withdrawn while renting: nothing is rented and nothing paid', async () => {
    const out = await bookOut(library)
    await out.givesBack()
    const one = await someone()
    const { told } = await during(rent(one.memberId, out.bookId), () =>
      library.rows(`UPDATE titles SET state = 'withdrawn' WHERE book_id = ?`, [out.bookId]),
    )
    expect(kindsOf(told)).toEqual(['book-withdrawn'])
    const [wallet] = await library.rows('SELECT balance_won FROM wallets WHERE member_id = ?', [one.memberId])
    expect(wallet).toEqual({ balance_won: 10_000 })
  })

  it('the copy to be handed over is taken away by the desk: the next free one is', async () => {
    const out = await bookOut(library)
    const line = await inLine(library, out.bookId, 1)
    const [copy] = await copiesOf(library, out.bookId)
    const { told, tellings } = await during(
      (tx) => returnBook(tx, { memberId: out.reader.memberId, rentalId: out.rentalId, commandKey: null }),
      () => deskSays(library, copy?.id, 'damaged'),
    )
    expect([kindsOf(told), tellings]).toEqual(['ok', 2])
    expect(await standing(library, line)).toEqual(['waiting 1'])
    expect(await copiesOf(library, out.bookId)).toMatchObject([{ rental_id: null, hold_id: null, state: 'damaged' }])
  })

  it('the first in line cancels: the copy goes to the second', async () => {
    const out = await bookOut(library)
    const line = await inLine(library, out.bookId, 2)
    const [first] = line
    if (!first) throw new Error('nobody waits')
    const { tellings } = await during(
      (tx) => returnBook(tx, { memberId: out.reader.memberId, rentalId: out.rentalId, commandKey: null }),
      () => library.app.cancelHold(first),
    )
    expect(tellings).toBe(2)
    expect(await standing(library, line)).toEqual(['cancelled', 'ready until 2026-12-01'])
  })

  it('another worker hands over first: it is handed over once', async () => {
    const out = await bookOut(library)
    const line = await inLine(library, out.bookId, 1)
    await library.rows(`UPDATE members SET suspended_until = '2026-11-28' WHERE id = ?`, [line[0]?.memberId ?? ''])
    await out.givesBack()
    library.clock.advanceDays(1)
    const { told } = await during(
      (tx) => handOverHolds(tx, out.bookId),
      () => library.app.handOverHolds(out.bookId),
    )
    expect(told).toEqual({ ok: true, value: 0 })
    expect(await standing(library, line)).toEqual(['ready until 2026-12-02'])
    expect(await library.rows(`SELECT id FROM notices WHERE member_id = ?`, [line[0]?.memberId ?? ''])).toHaveLength(1)
  })

  it('the member picks the book up in the last minute: nothing expires', async () => {
    const out = await bookOut(library)
    const [first] = await inLine(library, out.bookId, 1)
    if (!first) throw new Error('nobody waits')
    await out.givesBack()
    library.clock.advanceDays(4)
    const { told } = await during(
      (tx) => expireHold(tx, first.holdId),
      async () => {
        library.clock.set('2026-12-01T14:59:59.999Z')
        await rentalIn(library, first.memberId, out.bookId)
        library.clock.set('2026-12-01T15:00:00.000Z')
      },
    )
    expect(told).toEqual({ ok: true, value: false })
    expect(await standing(library, [first])).toEqual(['collected'])
  })

  it('the hold expires while its member picks the book up: the member is told so', async () => {
    const out = await bookOut(library)
    const [first] = await inLine(library, out.bookId, 2)
    if (!first) throw new Error('nobody waits')
    await out.givesBack()
    library.clock.advanceDays(4)
    const { told } = await during(rent(first.memberId, out.bookId), () => library.app.expireHold(first.holdId))
    expect(kindsOf(told)).toEqual(['already-rented'])
    expect(await standing(library, [first])).toEqual(['expired'])
  })

  it('the lost copy is put back by another worker, who has another one ready: it stays ready', async () => {
    const out = await bookOut(library, 2)
    const [first] = await inLine(library, out.bookId, 1)
    if (!first) throw new Error('nobody waits')
    await out.givesBack(0)
    await out.givesBack(1)
    const kept = (await copiesOf(library, out.bookId)).find(({ hold_id }) => hold_id !== null)
    await deskSays(library, kept?.id, 'lost')
    const { told } = await during(
      (tx) => putHoldBack(tx, first.holdId),
      async () => {
        await library.app.putHoldBack(first.holdId)
        await library.app.handOverHolds(out.bookId)
      },
    )
    expect(told).toEqual({ ok: true, value: false })
    expect(await standing(library, [first])).toEqual(['ready until 2026-12-01'])
  })

  it.each<[string, string, (out: Awaited<ReturnType<typeof bookOut>>) => Promise<unknown>]>([
    ['comes back', 'already-returned', (out) => out.givesBack()],
    [
      'is claimed',
      'rental-in-question',
      ({ reader, rentalId }) => library.app.claimReturn({ memberId: reader.memberId, rentalId }),
    ],
    [
      'is found to be lost',
      'rental-in-question',
      async ({ bookId }) => deskSays(library, (await copiesOf(library, bookId))[0]?.id, 'lost'),
    ],
    [
      'is renewed',
      'renewal-limit-reached',
      ({ reader, rentalId }) => library.app.renewRental({ memberId: reader.memberId, rentalId, commandKey: null }),
    ],
  ])('the book %s: it is not renewed any more (%s)', async (_what, why, happens) => {
    const out = await bookOut(library)
    const { told } = await during(
      (tx) => renewRental(tx, { memberId: out.reader.memberId, rentalId: out.rentalId, commandKey: null }),
      () => happens(out),
    )
    expect(kindsOf(told)).toContain(why)
  })

  it('the claimed book comes back over the counter: the claim is over', async () => {
    const out = await bookOut(library)
    const { told } = await during(
      (tx) => claimReturn(tx, { memberId: out.reader.memberId, rentalId: out.rentalId }),
      () => out.givesBack(),
    )
    expect(kindsOf(told)).toEqual(['already-returned'])
  })

  it.each([true, false])(
    'the claim is settled at another desk (found: %s): there is none any more',
    async (isFound) => {
      const out = await bookOut(library)
      const { rentalId } = out
      valueOf(await library.app.claimReturn({ memberId: out.reader.memberId, rentalId }))
      const { told } = await during(
        (tx) => settleClaim(tx, { rentalId, isFound: !isFound }),
        () => library.app.settleClaim({ rentalId, isFound }),
      )
      expect(kindsOf(told)).toEqual(['no-open-claim'])
      const settled = `SELECT id FROM events WHERE type = 'ClaimSettled' AND aggregate_id = ?`
      expect(await library.rows(settled, [rentalId])).toHaveLength(1)
    },
  )

  it('the book is renewed while it comes back: it was due when it was due last', async () => {
    const out = await bookOut(library)
    const { memberId } = out.reader
    const { told, tellings } = await during(
      (tx) => returnBook(tx, { memberId, rentalId: out.rentalId, commandKey: null }),
      () => library.app.renewRental({ memberId, rentalId: out.rentalId, commandKey: null }),
    )
    expect(tellings).toBe(2)
    expect(valueOf(told).rental).toMatchObject({ renewals: 1, dueOn: '2026-12-12' })
  })
})
