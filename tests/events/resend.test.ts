/** What a person can do about letters: see what waits and why, send again what was given up on, tell a day once more. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import type { BookId, CopyId, LetterId } from '../../src/domain/ids.js'
import { startLetterCarrier } from '../../src/scheduler/letter-carrier.js'
import { openLog } from '../../src/log.js'
import { member, wait } from '../support/crowd.js'
import { engines } from '../support/empty-database.js'
import { bookFacts, deliverAll, happens, newId } from '../support/happens.js'
import { lateMember } from '../support/late.js'
import { openLibrary, type Library } from '../support/library.js'
import { confirmed, land } from '../support/payment.js'
import { until } from '../support/until.js'

describe.each(engines)('letters and people on %s', (engine) => {
  let library: Library
  let numbers = 4_000
  beforeAll(async () => {
    library = await openLibrary(engine)
  })
  afterEach(async () => {
    await library.rows(`DELETE FROM letters WHERE state <> 'delivered'`)
  })
  afterAll(() => library.close())

  const registered = (title = `다시 온 책 ${numbers}`) => {
    const bookId = newId<BookId>()
    const copies = [{ copyId: newId<CopyId>(), copyNo: 1 }]
    return { type: 'BookRegistered', bookId, version: 1, book: bookFacts(++numbers, title), copies } as const
  }
  /** A letter that was given up on, whose cause is gone. */
  async function parked() {
    const event = registered()
    await happens(library, event)
    const [row] = await library.rows<{ id: LetterId }>(
      `SELECT id FROM letters WHERE aggregate_id = ? AND reaction = 'stock-shelf'`,
      [event.bookId],
    )
    if (!row) throw new Error('nobody wants to hear of a new book')
    await library.rows(`UPDATE letters SET state = 'parked', attempts = 8, last_error = 'it was odd' WHERE id = ?`, [
      row.id,
    ])
    await library.rows(
      `DELETE FROM letters WHERE event_id = (SELECT e.id FROM events e WHERE e.aggregate_id = ?) AND reaction = 'update-board'`,
      [event.bookId],
    )
    return { ...event, letterId: row.id }
  }
  const onShelf = async (bookId: BookId) =>
    (await library.rows('SELECT book_id FROM titles WHERE book_id = ?', [bookId])).length === 1
  const letter = async (letterId: LetterId) => {
    const [row] = await library.rows('SELECT state, attempts, last_error FROM letters WHERE id = ?', [letterId])
    return row
  }
  const stockLetters = async () =>
    (await library.app.views.lettersWaiting()).find(({ reaction }) => reaction === 'stock-shelf')

  it('a parked letter that is sent again has all its attempts before it, and its error until it has arrived', async () => {
    const { bookId, letterId } = await parked()
    expect(await library.app.resendLetter(letterId)).toEqual({ ok: true, value: null })
    expect(await letter(letterId)).toEqual({ state: 'waiting', attempts: 0, last_error: 'it was odd' })
    await deliverAll(library)
    expect(await onShelf(bookId)).toBe(true)
    expect(await letter(letterId)).toEqual({ state: 'delivered', attempts: 0, last_error: null })
  })

  it('only a parked letter can be sent again', async () => {
    const { letterId } = await parked()
    const kinds = async (id: LetterId) => {
      const sent = await library.app.resendLetter(id)
      return sent.ok ? [] : sent.refusals.map(({ kind }) => kind)
    }
    expect(await kinds(newId<LetterId>())).toEqual(['unknown-letter'])
    expect(await kinds(letterId)).toEqual([])
    expect(await kinds(letterId)).toEqual(['not-parked'])
    await deliverAll(library)
    expect(await kinds(letterId)).toEqual(['not-parked'])
    expect(await letter(letterId)).toMatchObject({ state: 'delivered' })
  })

  it('all that are parked can be sent again at once, however many, and nothing else is touched', async () => {
    await happens(library, ...Array.from({ length: 450 }, () => registered()))
    await library.rows(`UPDATE letters SET state = 'parked' WHERE state = 'waiting' AND reaction = 'stock-shelf'`)
    await deliverAll(library)
    const waiting = registered()
    await happens(library, waiting)
    await library.rows(`UPDATE letters SET attempts = 3 WHERE state = 'waiting'`)
    expect(await library.app.resendParked()).toBe(450)
    expect(await library.app.resendParked()).toBe(0)
    expect(await library.rows(`SELECT id FROM letters WHERE state = 'waiting' AND attempts = 3`)).toHaveLength(2)
    await deliverAll(library)
    expect(await stockLetters()).toMatchObject({ waiting: 0, parked: 0 })
  })

  it('what waits, for how long, and what was given up on and why can be seen, with nothing about anybody', async () => {
    await deliverAll(library)
    expect(await stockLetters()).toEqual({ reaction: 'stock-shelf', waiting: 0, parked: 0, oldestWaitingSeconds: 0 })
    const { letterId } = await parked()
    const happenedAt = library.app.now().toISOString()
    wait(library, 5)
    await happens(library, registered(), registered())
    wait(library, 90)
    await happens(library, registered())
    expect(await stockLetters()).toEqual({ reaction: 'stock-shelf', waiting: 3, parked: 1, oldestWaitingSeconds: 90 })
    expect((await library.app.views.lettersWaiting()).map(({ reaction }) => reaction)).toEqual([
      ...library.app.reactions,
    ])
    expect(await library.app.views.parkedLetters(10)).toEqual([
      {
        letterId,
        reaction: 'stock-shelf',
        eventType: 'BookRegistered',
        happenedAt,
        attempts: 8,
        lastError: 'it was odd',
      },
    ])
    await parked()
    expect((await library.app.views.parkedLetters(1)).map((one) => one.letterId)).toEqual([letterId])
  })

  it('what is stocked or sent again leaves at once, without waiting for the next round', async () => {
    await deliverAll(library)
    const carrier = startLetterCarrier(library.app, openLog('silent'), 3_600_000)
    const rests = async () => {
      let trips = -1
      await until('the carrier rests', () => {
        const isStill = library.app.roundTrips() === trips
        trips = library.app.roundTrips()
        return isStill
      })
    }
    try {
      for (const title of ['곧바로 하나', '곧바로 둘']) {
        await rests()
        const record = { isbn13: null, title, author: '', publisher: '', publishedYear: null, kdc: null, copies: 1 }
        const more = { volume: null, series: null, coverUrl: null, marks: [], feeWon: null, popularity: 0 }
        const rest = { ...more, bookKey: `test:${title.length}:${++numbers}` }
        await library.app.stockCatalogue([{ record: { ...record, ...rest }, copiesAtLeast: 1 }])
        await until('it is found', async () => (await library.app.views.find(title)).length === 1)
      }
      for (const resend of [library.app.resendLetter, library.app.resendParked]) {
        const { bookId, letterId } = await parked()
        await rests()
        await resend(letterId)
        await until('it is on the shelf', () => onShelf(bookId))
      }
      await rests()
      await library.app.replayDay(library.app.today())
      await until('all have arrived once more', async () => (await stockLetters())?.waiting === 0)
    } finally {
      await carrier.stop()
    }
  })

  describe('a day told once more', () => {
    const changing = ['letters', 'migrations', 'agenda_jobs']
    async function everything() {
      const { entityMetadatas } = library.app.dataSource
      const names = entityMetadatas.map(({ tableName }) => tableName).filter((name) => !changing.includes(name))
      expect(names.length).toBeGreaterThan(10)
      const tables: string[][] = []
      for (const name of names) {
        const rows = await library.rows(`SELECT * FROM ${name}`)
        tables.push([name, ...rows.map((row) => JSON.stringify(row)).toSorted()])
      }
      return tables
    }

    it('changes nothing: not the shelf, not the money, and nobody gets a message twice', async () => {
      await deliverAll(library)
      const day = library.app.today()
      const book = registered('되풀이되는 책')
      const gone = { bookId: book.bookId, copyId: newId<CopyId>(), copyNo: 2, version: 1 }
      const { bookNo } = book.book
      await happens(
        library,
        book,
        { type: 'CopyAdded', ...gone },
        { type: 'BookChanged', bookId: book.bookId, version: 2, book: bookFacts(bookNo, '되풀이되는 책, 고침') },
        { type: 'CopyWithdrawn', ...gone, version: 2 },
      )
      const payer = await member(library, '낸이')
      await land((await confirmed(payer, 10_000)).back)
      await library.settle()
      const late = await lateMember(library, '늦은이', 2)
      await library.settle()
      const lateDay = library.app.today()
      wait(library, 10)
      await library.settle()
      expect([payer.pushes().length, late.pushes().length]).toEqual([1, 1])

      const before = await everything()
      for (const [again, reaction] of [
        [day, 'stock-shelf'],
        [lateDay, 'send-notice'],
      ] as const) {
        const told = await library.app.replayDay(again)
        expect(told).toBeGreaterThan(0)
        const letters = await library.app.views.lettersWaiting()
        expect(letters.find((one) => one.reaction === reaction)?.waiting).toBeGreaterThan(0)
        await deliverAll(library)
        await library.simulator?.idle()
        expect(await library.rows(`SELECT id FROM letters WHERE state <> 'delivered'`)).toEqual([])
        expect(await everything()).toEqual(before)
      }
      expect([payer.pushes().length, late.pushes().length]).toEqual([1, 1])
    })

    it('is the whole day in Seoul and no other, with what is parked or waits left as it is', async () => {
      await deliverAll(library)
      const at = ['2027-02-27T14:59:59.999Z', '2027-02-27T15:00:00.000Z', '2027-02-28T14:59:59.999Z']
      const instants = [...at, '2027-02-28T15:00:00.000Z']
      for (const instant of instants) {
        library.clock.set(instant)
        await happens(library, ...Array.from({ length: 150 }, () => registered()))
        await deliverAll(library)
      }
      library.clock.set('2027-02-28T05:00:00.000Z')
      const { letterId } = await parked()
      library.clock.set('2027-03-05T05:00:00.000Z')
      // for the shelf and for the board
      expect(await library.app.replayDay('2027-02-28')).toBe(600)
      const waiting = await library.rows<{ happened_at: string; n: number }>(
        `SELECT e.happened_at, COUNT(*) AS n FROM letters l JOIN events e ON e.id = l.event_id
         WHERE l.state = 'waiting' GROUP BY e.happened_at ORDER BY e.happened_at`,
      )
      expect(waiting.map(({ happened_at, n }) => [happened_at, Number(n)])).toEqual([
        [instants[1], 300],
        [instants[2], 300],
      ])
      expect(await letter(letterId)).toMatchObject({ state: 'parked' })
      expect(await library.app.replayDay('2027-02-28')).toBe(0)
      expect(await library.app.replayDay('2031-01-01')).toBe(0)
    })
  })
})
