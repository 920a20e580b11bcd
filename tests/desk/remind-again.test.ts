/** A librarian has a late member told once more: never twice a day, never oftener than the ladder, by the way every notice goes. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { defaultPolicy } from '../../src/domain/policy.js'
import { noMischief } from '../../src/simulator/mischief.js'
import { complaints } from '../support/audit.js'
import { engines, type TestDatabase } from '../support/empty-database.js'
import { emptyLibrary } from '../support/empty-library.js'
import { findLate, lateMember, noticesOf, rents } from '../support/late.js'
import { member, type Member } from '../support/crowd.js'
import type { Library } from '../support/library.js'
import { librarian, manager, openDesk, type Caller } from '../support/librarian.js'

describe.each(engines)('one more overdue notice by hand, on %s', (engine) => {
  let database: TestDatabase
  let library: Library
  beforeAll(async () => {
    database = await emptyLibrary(engine)
    library = await openDesk(engine, { database })
  })
  afterEach(async () => {
    Object.assign(library.simulator?.mischief ?? {}, noMischief())
    expect(await complaints(library)).toEqual([])
  })
  afterAll(async () => {
    await library.close()
    await database.drop()
  })

  const atWork = async (): Promise<Caller> => librarian(library, await manager(library))
  const remind = async ({ memberId }: Member) => (await atWork()).ask('POST', `/overdue/${memberId}/remind`)
  const shown = async ({ memberId }: Member) => {
    const { body } = await (await atWork()).get('/overdue?limit=200')
    return body.items.find((one: { memberId: string }) => one.memberId === memberId)
  }
  /** The last step of which the member was told, of each book. */
  const stepsOf = async ({ memberId }: Member) =>
    (await library.rows<{ told_step: number }>('SELECT told_step FROM rentals WHERE member_id = ?', [memberId])).map(
      ({ told_step }) => told_step,
    )

  it('is sent, takes the place of the next of the ladder, and shows what came of it', async () => {
    const one = await lateMember(library, '김늦음')
    await findLate(library)
    await library.settle()
    library.clock.advanceDays(1)
    expect(await remind(one)).toMatchObject({ status: 200, body: { books: 1, number: 2 } })
    await library.settle()
    expect(await stepsOf(one)).toEqual([2])
    const { books, notices, phone } = await shown(one)
    expect(books).toMatchObject([{ title: one.titles[0], daysLate: 2 }])
    expect(phone).toMatch(/^010-\*{4}-\d{4}$/)
    expect(notices).toHaveLength(2)
    expect(notices[0]).toMatchObject({ tries: [{ channel: expect.any(String), outcome: expect.any(String) }] })

    // on the third day, whose step was taken early, the clock finds nothing
    library.clock.advanceDays(1)
    await findLate(library)
    expect(await noticesOf(library, one)).toHaveLength(2)
    library.clock.advanceDays(4)
    await findLate(library)
    expect(await noticesOf(library, one)).toHaveLength(3)
  })

  it('is refused on a day on which the clock or a librarian has told already', async () => {
    const one = await lateMember(library, '이늦음')
    await findLate(library)
    expect(await remind(one)).toMatchObject({ status: 409, body: { code: 'told-today' } })
    library.clock.advanceDays(1)
    expect(await remind(one)).toMatchObject({ status: 200 })
    expect(await remind(one)).toMatchObject({ status: 409, body: { code: 'told-today' } })
    expect(await noticesOf(library, one)).toHaveLength(2)
  })

  it('is one when two librarians press at once, and when one press is sent twice', async () => {
    const one = await lateMember(library, '박늦음', 2)
    const [a, b] = [await atWork(), await atWork()]
    const path = `/overdue/${one.memberId}/remind`
    const both = await Promise.all([a.ask('POST', path), b.ask('POST', path)])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])

    library.clock.advanceDays(1)
    const again = await atWork()
    const key = 'the-very-same-press'
    const first = await again.ask('POST', path, { key })
    expect(await again.ask('POST', path, { key })).toMatchObject({ status: first.status, body: first.body })
    expect(await noticesOf(library, one)).toHaveLength(2)
  })

  it('ends where the ladder ends, and there is nothing to tell of whoever is not late', async () => {
    const one = await lateMember(library, '최늦음')
    for (let step = 1; step <= defaultPolicy.notices.atMost; step += 1) {
      expect(await remind(one)).toMatchObject({ status: 200, body: { number: step } })
      library.clock.advanceDays(1)
    }
    expect(await remind(one)).toMatchObject({ status: 409, body: { code: 'told-often-enough', atMost: 6 } })
    const inTime = await member(library, '안늦음', 1_000)
    await rents(library, inTime)
    expect(await remind(inTime)).toMatchObject({ status: 409, body: { code: 'nothing-late' } })
  })

  it('shows the reason when no way leads to the member', async () => {
    const one = await lateMember(library, '정늦음')
    Object.assign(library.simulator?.mischief ?? {}, { eventApi: 'not-friend', alimtalk: 'not-a-user' })
    await remind(one)
    for (let minute = 0; minute < 4; minute += 1) {
      await library.settle()
      library.clock.set(new Date(library.app.now().getTime() + 60_000).toISOString())
    }
    const { notices } = await shown(one)
    expect(notices[0]).toMatchObject({ state: 'unreachable' })
    expect(notices[0].tries.every(({ reason }: { reason: string | null }) => reason)).toBe(true)
    expect(notices[0].tries.length).toBeGreaterThan(0)
  })

  it('lists the longest late first, page by page, each member once', async () => {
    const by = await atWork()
    const seen: string[] = []
    const since: string[] = []
    for (let after = ''; ;) {
      const { body } = await by.get(`/overdue?limit=2${after && `&after=${after}`}`)
      seen.push(...body.items.map((item: { memberId: string }) => item.memberId))
      since.push(...body.items.map((item: { since: string }) => item.since))
      if (body.next === null) break
      after = String(body.next)
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.length).toBe(6)
    expect(since).toEqual([...since].sort())
  })
})
