/** What is kept is kept for its time and no longer: the clock forgets by itself. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { complaints } from '../support/audit.js'
import { member, type Member } from '../support/crowd.js'
import { engines } from '../support/empty-database.js'
import { memberWithAPast } from '../support/history.js'
import { openLibrary, saturdayNoon, type Library } from '../support/library.js'
import { bookOut, heldBy, rentalIn, valueOf } from '../support/lines.js'
import { storiesOn } from '../support/stories.js'
import { tracesFrom } from '../support/traces.js'
import { forgetHistory } from '../../src/usecases/forget-history.js'

describe.each(engines)('kept no longer than its time on %s', (engine) => {
  let library: Library
  beforeAll(async () => {
    library = await openLibrary(engine)
  })
  beforeEach(() => library.clock.set(saturdayNoon))
  afterEach(async () => {
    expect(await complaints(library)).toEqual([])
  })
  afterAll(() => library.close())

  async function readAndBack({ memberId }: Member, feeWon = 1_000): Promise<string> {
    const { bookId } = await library.book({ feeWon })
    const rentalId = await rentalIn(library, memberId, bookId)
    valueOf(await library.app.returnBook({ memberId, rentalId, commandKey: null }))
    return bookId
  }
  const closedOf = async ({ memberId }: Member) =>
    (await library.rows('SELECT id FROM rentals WHERE member_id = ? AND returned_at IS NOT NULL', [memberId])).length
  const leads = async ({ memberId, userKey }: Member, bookId: string) =>
    (await tracesFrom(library, memberId, userKey)).has(bookId)
  const count = async (table: string, memberId: string) =>
    (await library.rows(`SELECT member_id FROM ${table} WHERE member_id = ?`, [memberId])).length

  it('a rental and a hold for ninety days after they were over, unless the member wants them kept', async () => {
    const [reader, keeper] = [await member(library, '잊는이', 2_000), await member(library, '남기는이', 2_000)]
    valueOf(await library.app.chooseHistory({ memberId: keeper.memberId, isKept: true }))
    const books = [await readAndBack(reader), await readAndBack(keeper)] as const
    const awaited = await bookOut(library)
    const holdId = await heldBy(library, reader, awaited.bookId)
    valueOf(await library.app.cancelHold({ memberId: reader.memberId, holdId }))

    library.clock.advanceDays(90)
    await library.settle()
    expect([await leads(reader, books[0]), await leads(reader, awaited.bookId)]).toEqual([true, true])
    library.clock.advanceDays(1)
    await library.settle()
    expect([await leads(reader, books[0]), await leads(reader, awaited.bookId)]).toEqual([false, false])
    expect(await leads(keeper, books[1])).toBe(true)

    valueOf(await library.app.chooseHistory({ memberId: keeper.memberId, isKept: false }))
    await library.settle()
    expect(await leads(keeper, books[1])).toBe(false)
    expect(await library.app.due.historiesOver(null, 10)).toEqual([])
  })

  it('whatever the house makes of the days, counted from the return and not from the rental', async () => {
    const reader = await member(library, '늦은이', 2_000)
    const { bookId } = await library.book()
    const rentalId = await rentalIn(library, reader.memberId, bookId)
    library.clock.advanceDays(100)
    await library.settle()
    valueOf(await library.app.returnBook({ memberId: reader.memberId, rentalId, commandKey: null }))
    valueOf(await library.app.changePolicy({ privacy: { historyDays: 30 } }))
    library.clock.advanceDays(30)
    await library.settle()
    expect(await leads(reader, bookId)).toBe(true)
    library.clock.advanceDays(1)
    await library.settle()
    expect(await leads(reader, bookId)).toBe(false)
    valueOf(await library.app.changePolicy({ privacy: { historyDays: 90 } }))
  })

  it('every kind of past, with nothing left of it', async () => {
    const { reader, over } = await memberWithAPast(library)
    library.clock.advanceDays(101)
    await library.settle()
    const after = await tracesFrom(library, reader.memberId, reader.userKey)
    expect(over.filter((id) => after.has(id))).toEqual([])
  })

  it('go by go when there is much of it; cut short, the next night goes on', async () => {
    const reader = await member(library, '다독가', 1_000)
    for (let number = 0; number < 205; number += 1) await readAndBack(reader, 0)
    library.clock.advanceDays(91)
    const { runInTx } = storiesOn(library.app.dataSource, library.app.now)
    await runInTx((tx) => forgetHistory(tx, { memberId: reader.memberId, reason: 'in-time' }))
    expect(await closedOf(reader)).toBe(105)
    await library.settle()
    expect(await closedOf(reader)).toBe(0)
  })

  it('the ledger of somebody who left for five years, of which only numbers are left then', async () => {
    const reader = await member(library, '떠난이', 2_000)
    await readAndBack(reader, 2_000)
    await library.rows(
      `INSERT INTO phone_readings (id, member_id, librarian, reason, read_at) VALUES (?, ?, '사서', '연체 전화', ?)`,
      [reader.memberId, reader.memberId, library.app.now().toISOString()],
    )
    valueOf(await library.app.leaveLibrary(reader.memberId))
    const money = ['ledger_lines', 'wallets', 'deposits', 'former_members', 'phone_readings']
    const kept = () => Promise.all(money.map((table) => count(table, reader.memberId)))

    library.clock.set('2031-11-28T03:00:00.000Z')
    await library.settle()
    expect(await kept()).toEqual([2, 1, 1, 1, 1])
    library.clock.set('2031-11-29T03:00:00.000Z')
    await library.settle()
    expect(await kept()).toEqual([0, 0, 0, 0, 0])
    expect(await library.rows('SELECT charges, fee_won FROM forgotten_charges')).toEqual([
      { charges: 1, fee_won: 2_000 },
    ])
    expect([...(await tracesFrom(library, reader.memberId))]).toEqual([reader.memberId])
  })
})
