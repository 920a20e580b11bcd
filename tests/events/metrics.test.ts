/** What Prometheus is told of the letters, also when the database says nothing. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { BookId } from '../../src/domain/ids.js'
import { wait } from '../support/crowd.js'
import { engines } from '../support/empty-database.js'
import { bookFacts, deliverAll, happens, newId } from '../support/happens.js'
import { findLate, lateMember } from '../support/late.js'
import { openLibrary, type Library } from '../support/library.js'

describe.each(engines)('the metrics of letters on %s', (engine) => {
  let library: Library
  beforeAll(async () => {
    library = await openLibrary(engine)
  })
  afterAll(() => library.close())

  async function scraped(): Promise<(line: string) => number | undefined> {
    const answer = await fetch(`${library.url}/metrics`)
    expect(answer.status).toBe(200)
    const lines = new Map((await answer.text()).split('\n').map((line) => [line.split(' ')[0], line.split(' ')[1]]))
    return (line) => (lines.has(line) ? Number(lines.get(line)) : undefined)
  }
  const registered = (bookNo: number) =>
    ({
      type: 'BookRegistered',
      bookId: newId<BookId>(),
      version: 1,
      book: bookFacts(bookNo, '책'),
      copies: [],
    }) as const

  it('say what waits and for how long, what is parked, and how long the delivered ones took', async () => {
    await happens(library, registered(9_001), registered(9_002))
    await happens(library, { ...registered(9_003), book: null as never })
    await library.rows(`UPDATE letters SET state = 'parked' WHERE event_id = (SELECT MAX(id) FROM events)`)
    wait(library, 90)
    const before = await scraped()
    expect(before('letters_waiting{reaction="stock-shelf"}')).toBe(2)
    expect(before('letters_parked{reaction="stock-shelf"}')).toBe(1)
    expect(before('letters_oldest_seconds{reaction="stock-shelf"}')).toBe(90)
    expect(before('letters_waiting{reaction="send-notice"}')).toBe(0)
    await deliverAll(library)
    const after = await scraped()
    expect(after('letters_waiting{reaction="stock-shelf"}')).toBe(0)
    expect(after('letters_oldest_seconds{reaction="stock-shelf"}')).toBe(0)
    expect(after('letter_delivery_seconds_count{reaction="stock-shelf"}')).toBe(2)
    expect(after('letter_delivery_seconds_sum{reaction="stock-shelf"}')).toBe(180)
  })

  it('do not take the night for a delay: what waits for the morning is late from then on', async () => {
    const late = await lateMember(library, '밤새기다림')
    library.clock.set('2026-12-06T15:02:00.000Z')
    await findLate(library)
    await deliverAll(library)
    const name = 'send-notice'
    const night = await scraped()
    expect(night(`letters_waiting{reaction="${name}"}`)).toBe(1)
    expect(night(`letters_oldest_seconds{reaction="${name}"}`)).toBe(0)
    library.clock.set('2026-12-07T00:00:30.000Z')
    expect((await scraped())(`letters_oldest_seconds{reaction="${name}"}`)).toBe(30)
    await library.settle()
    expect(late.pushes()).toHaveLength(1)
    expect((await scraped())(`letter_delivery_seconds_sum{reaction="${name}"}`)).toBe(30)
  })

  it('leave out what the database does not say, and go on', async () => {
    await library.rows('ALTER TABLE letters RENAME TO letters_away')
    const away = await scraped()
    for (const name of ['letters_waiting', 'letters_parked', 'letters_oldest_seconds'])
      expect(away(`${name}{reaction="stock-shelf"}`)).toBeUndefined()
    expect(away('letter_delivery_seconds_count{reaction="stock-shelf"}')).toBe(3)
    expect(away('process_start_time_seconds')).toBeGreaterThan(0)
    await library.rows('ALTER TABLE letters_away RENAME TO letters')
    expect((await scraped())('letters_parked{reaction="stock-shelf"}')).toBe(1)
  })
})
