/** Lists come in pages that neither repeat nor skip, and show no more of anybody than the desk needs. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { BookId } from '../../src/domain/ids.js'
import { engines } from '../support/empty-database.js'
import { bookFacts, deliverAll, happens, newId } from '../support/happens.js'
import { lateMembers } from '../support/late.js'
import { manager, openDesk, type Answered, type Caller } from '../support/librarian.js'
import type { Library } from '../support/library.js'
import { bookOut, copiesOf, deskSays, valueOf } from '../support/lines.js'

describe.each(engines)('the lists on %s', (engine) => {
  let library: Library
  let boss: Caller
  beforeAll(async () => {
    library = await openDesk(engine)
    boss = await manager(library)
  })
  afterAll(() => library.close())

  /** Everything on the list, read so many at a time. */
  async function read(path: string, limit: number): Promise<Answered['body'][]> {
    const all: unknown[] = []
    for (let after = ''; ;) {
      const { status, body } = await boss.get(`${path}?limit=${limit}${after}`)
      expect(status).toBe(200)
      expect(body.items.length).toBeLessThanOrEqual(limit)
      if (after !== '') expect(body.items).not.toEqual([])
      all.push(...body.items)
      if (body.next === null) return all
      after = `&after=${body.next}`
    }
  }

  it('of claims shows the longest-waiting first, and a found one no more', async () => {
    const { rentals, readers, bookNo } = await bookOut(library, 5)
    for (const [index, rentalId] of rentals.entries()) {
      // two of them in one moment
      if (index % 2 === 0) library.clock.set(new Date(library.app.now().getTime() + 60_000).toISOString())
      const memberId = readers[index]?.memberId
      if (memberId) valueOf(await library.app.claimReturn({ memberId, rentalId }))
    }
    const whole = await read('/claims', 200)
    expect(whole.map(({ rentalId }) => rentalId).toSorted()).toEqual(rentals.toSorted())
    expect(whole[0]).toMatchObject({ bookNo, memberName: readers[0]?.name, claimedAt: expect.any(String) })
    expect(await read('/claims', 2)).toEqual(whole)
    const found = await boss.ask('POST', `/claims/${rentals[0]}/settle`, { body: { isFound: true } })
    expect(found.body).toMatchObject({ returnedAt: whole[0].claimedAt })
    expect(await read('/claims', 1)).toEqual(whole.slice(1))
  })

  it('of losses shows those that wait to be settled', async () => {
    const { rentals, bookId } = await bookOut(library, 3)
    for (const { id } of await copiesOf(library, bookId)) await deskSays(library, id, 'lost')
    const whole = await read('/losses', 200)
    expect(whole.map(({ rentalId }) => rentalId).toSorted()).toEqual(rentals.toSorted())
    expect(await read('/losses', 1)).toEqual(whole)
    const closed = await boss.ask('POST', `/losses/${rentals[0]}/settle`, { body: { isFound: false } })
    expect(closed.body).toEqual({
      rentalId: rentals[0],
      isFound: false,
      returnedAt: library.app.now().toISOString(),
      suspendedUntil: null,
    })
    expect(await read('/losses', 200)).toHaveLength(2)
  })

  it('of copies counts them and shows one by one where they are', async () => {
    const { bookNo, title } = await bookOut(library, 2)
    const { items } = (await boss.get(`/copies?bookNo=${bookNo}`)).body
    expect(items).toMatchObject([1, 2].map((copyNo) => ({ bookNo, title, copyNo, where: 'on-loan', isOut: true })))
    expect((await boss.get(`/copies/${items[1].copyId}`)).body).toEqual(items[1])
    const counts = (await boss.get('/copies/counts')).body.items
    expect(counts.find(({ where }: { where: string }) => where === 'lost')).toEqual({ where: 'lost', copies: 3 })
  })

  it('of calls shows whom nobody reached, and of their number the beginning and the end', async () => {
    const members = await lateMembers(library, 3)
    await library.settle()
    await library.rows(`UPDATE notices SET state = 'unreachable', told_at = NULL WHERE kind = 'overdue'`)
    boss = await manager(library)
    const ours = new Set<string>(members.map(({ memberId }) => memberId))
    const whole = await read('/calls', 200)
    expect(whole.filter(({ memberId }) => ours.has(memberId))).toHaveLength(3)
    for (const call of whole) {
      expect(call).toMatchObject({ about: 'overdue', phone: expect.stringMatching(/^010-\*{4}-\d{4}$/) })
      expect(call.books.length).toBeGreaterThan(0)
    }
    expect(JSON.stringify(whole)).not.toMatch(/010-?\d{4}/)
    expect(await read('/calls', 2)).toEqual(whole)
  })

  it('of letters shows those that were given up on, which leave again when a manager says so', async () => {
    const letters = Array.from({ length: 3 }, (_, index) => {
      const bookId = newId<BookId>()
      const book = bookFacts(8_000 + index, `책 ${index}`)
      return { type: 'BookRegistered', bookId, version: 1, book, copies: [] } as const
    })
    await deliverAll(library)
    await happens(library, ...letters)
    await library.rows(`UPDATE letters SET state = 'parked', last_error = 'it was odd'
       WHERE state = 'waiting' AND reaction = 'stock-shelf'`)
    const whole = await read('/letters/parked', 200)
    expect(whole).toMatchObject(letters.map(() => ({ eventType: 'BookRegistered', lastError: 'it was odd' })))
    expect(await read('/letters/parked', 1)).toEqual(whole)
    const [first, ...others] = whole.map(({ letterId }) => letterId as string)
    const one = await boss.ask('POST', `/letters/${first}/resend`)
    expect(one).toMatchObject({ status: 200, body: { resent: [first] } })
    expect(await boss.ask('POST', `/letters/${first}/resend`)).toMatchObject({ body: { code: 'not-parked' } })
    expect(await boss.ask('POST', `/letters/${newId()}/resend`)).toMatchObject({ body: { code: 'unknown-letter' } })
    const some = await boss.ask('POST', '/letters/resend', { body: { letterIds: [first, ...others] } })
    expect(some.body.resent.toSorted()).toEqual(others.toSorted())
    await deliverAll(library)
    const { items } = (await boss.get('/letters')).body
    expect(items).toContainEqual({ reaction: 'stock-shelf', waiting: 0, parked: 0, oldestWaitingSeconds: 0 })
  })

  it.each(['abc', 'bnVsbA', 'eyJjbGFpbWVkQXQiOjF9'])('take no cursor of another making: %s', async (after) => {
    for (const path of ['/claims', '/losses', '/calls', '/letters/parked'])
      expect(await boss.get(`${path}?after=${after}`)).toMatchObject({ status: 400, body: { code: 'bad-cursor' } })
    expect(await boss.get('/claims?limit=201')).toMatchObject({ status: 400, body: { code: 'invalid-request' } })
  })
})
