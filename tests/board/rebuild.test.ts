/** The board, fed by letters in any order and twice, is what a rebuild makes of its owners' tables, whatever goes on meanwhile. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { MemberId } from '../../src/domain/ids.js'
import { openLog } from '../../src/log.js'
import { boardOf, emptyBoard } from '../support/board.js'
import { crowd } from '../support/crowd.js'
import { engines, type TestDatabase } from '../support/empty-database.js'
import { emptyLibrary } from '../support/empty-library.js'
import { deliverAll } from '../support/happens.js'
import { openLibrary, testEnv, type Library } from '../support/library.js'
import { valueOf } from '../support/lines.js'
import { liveIn } from '../support/lives.js'
import { startProcess } from '../support/product.js'

const silent = openLog('silent')

describe.each(engines)('the board on %s', (engine) => {
  let database: TestDatabase
  let library: Library
  let houses: readonly Library[]
  beforeAll(async () => {
    database = await emptyLibrary(engine)
    library = await openLibrary(engine, { database })
    houses = [library, await openLibrary(engine, { database }), await openLibrary(engine, { database })]
    await crowd(library, 8, 60_000)
    for (let n = 1; n <= 5; n += 1) await library.book({ title: `보드에 오르는 책 ${n}`, copies: 1 + (n % 2) })
  })
  afterAll(async () => {
    for (const house of houses) await house.close()
    await database.drop()
  })

  /** In three processes at once, each of which carries letters now and then. */
  async function live(things: number): Promise<void> {
    const lives = (await Promise.all(houses.map(({ app }) => liveIn(app, silent)))).flat()
    await Promise.all(
      lives.map(async (doSomething) => {
        for (let thing = 0; thing < things; thing += 1) await doSomething()
      }),
    )
  }

  const members = () => library.rows<{ id: MemberId }>('SELECT id FROM members ORDER BY id')

  /** Whatever else their lives bring: the first of them has read something, and everybody has heard of it. */
  async function firstReads(): Promise<void> {
    const [reader] = await members()
    const { bookId } = await library.book()
    if (!reader) throw new Error('there is nobody')
    const { rental } = valueOf(await library.app.rentBook({ memberId: reader.id, bookId, commandKey: null }))
    valueOf(await library.app.returnBook({ memberId: reader.id, rentalId: rental.id, commandKey: null }))
    await deliverAll(library)
  }

  /** Some members forget what they have read, and whoever can leaves. */
  async function somebodyGoes(): Promise<void> {
    const [first, second] = await members()
    if (first) await library.app.forgetHistory(first.id)
    if (second) {
      const open = await library.app.views.rentals(second.id)
      for (const { rentalId } of open) await library.app.returnBook({ memberId: second.id, rentalId, commandKey: null })
      const [wallet] = await library.rows<{ balance_won: number }>(
        'SELECT balance_won FROM wallets WHERE member_id = ?',
        [second.id],
      )
      if (wallet) {
        await library.app.requestRefund({ memberId: second.id, amountWon: 'all', commandKey: null })
        for (const { refund } of await library.app.openRefunds(50))
          await library.app.payOutRefund({ refundId: refund.id, note: '현금' })
      }
      await library.app.leaveLibrary(second.id)
    }
  }

  async function rebuilt(): Promise<Awaited<ReturnType<typeof boardOf>>> {
    await emptyBoard(library)
    expect(await library.app.board.rebuild()).toBe(true)
    return boardOf(library)
  }

  it('fed by letters is the same as rebuilt, after days of life, forgetting and leaving', async () => {
    await firstReads()
    for (let day = 0; day < 5; day += 1) {
      await live(6)
      await Promise.all([somebodyGoes(), ...houses.map(({ app }) => app.deliverLetters())])
      for (const { clock } of houses) clock.advanceDays(2)
      await Promise.all(houses.map((house) => house.settle()))
    }
    const fed = await boardOf(library)
    expect(fed.rows.length).toBeGreaterThan(10)
    expect(fed.rows.some(({ member_id }) => member_id === '')).toBe(true)
    expect(await rebuilt()).toEqual(fed)
  }, 120_000)

  it('does not mind letters that come again, all of them, the last first', async () => {
    const before = await boardOf(library)
    const letters = await library.rows<{ id: string; type: string }>(
      `SELECT l.id, e.type FROM letters l JOIN events e ON e.id = l.event_id
       WHERE l.reaction = 'update-board' ORDER BY l.event_id DESC`,
    )
    expect(letters.length).toBeGreaterThan(50)
    const some = letters.filter(({ type }, index) => index < 60 || /^(Book(Registered|Changed)|Copy)/.test(type))
    for (const { id } of some) {
      await library.rows(`UPDATE letters SET state = 'waiting' WHERE id = ?`, [id])
      await deliverAll(library)
    }
    expect(await boardOf(library)).toEqual(before)
    await library.rows(`UPDATE letters SET state = 'waiting' WHERE reaction = 'update-board'`)
    await deliverAll(library)
    expect(await boardOf(library)).toEqual(before)
  }, 120_000)

  it('is rebuilt while members and the desk go on, and is right when the letters are in', async () => {
    await emptyBoard(library)
    const living = live(5).then(somebodyGoes)
    let pieces = 0
    for (let isDone = false; !isDone;)
      isDone = await library.app.board.rebuild(() => {
        pieces += 1
        return false
      })
    await living
    await library.app.board.rebuild()
    await library.settle()
    const fed = await boardOf(library)
    expect(pieces).toBeGreaterThan(5)
    expect(await rebuilt()).toEqual(fed)
  }, 120_000)

  it('cut short, goes on where it was, and is complete', async () => {
    const before = await boardOf(library)
    await emptyBoard(library)
    expect(await library.app.board.rebuild(({ part }) => part !== 'rentals')).toBe(false)
    expect((await boardOf(library)).rows).toEqual([])
    expect(await library.app.boardToRebuild()).toEqual(['board'])
    const env = testEnv(database.url)
    const command = startProcess('../../src/board-rebuild.ts', [], env)
    expect(await command.over()).toBe(0)
    // books and copies were done before it was cut short
    expect(command.said).toEqual([
      '대여 맞추는 중…',
      '예약 맞추는 중…',
      '날짜별 숫자 맞추는 중…',
      '대여현황을 처음부터 다시 맞췄어요.',
    ])
    expect(await boardOf(library)).toEqual(before)
    expect(await library.app.boardToRebuild()).toEqual([])
  }, 60_000)

  it('is filled by the clock where it never was, in a house that was there before the board', async () => {
    // what the clock has to do anyway is done before
    await library.settle()
    const before = await boardOf(library)
    await emptyBoard(library)
    await library.rows(`DELETE FROM settings WHERE name = 'board-rebuilt-up-to'`)
    await library.settle()
    expect(await boardOf(library)).toEqual(before)
    await emptyBoard(library)
    await library.settle()
    expect((await boardOf(library)).rows).toEqual([])
    await library.app.board.rebuild()
  }, 60_000)
})
