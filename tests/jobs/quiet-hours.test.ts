/** From 20:00 to 09:00 in Seoul nobody is woken: what is found at night is told in the morning, if it is still so. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { complaints } from '../support/audit.js'
import { member, type Member } from '../support/crowd.js'
import { lateMember, lettersOf, noticesOf, rents } from '../support/late.js'
import { engines } from '../support/empty-database.js'
import { openLibrary, saturdayNoon, type Library } from '../support/library.js'
import { confirmed, land } from '../support/payment.js'

describe.each(engines)('the quiet hours on %s', (engine) => {
  let library: Library
  beforeAll(async () => {
    library = await openLibrary(engine)
  })
  afterEach(async () => {
    expect(await complaints(library)).toEqual([])
    library.clock.set('2027-06-01T03:00:00.000Z')
    await library.settle()
    library.clock.set(saturdayNoon)
  })
  afterAll(() => library.close())

  /** A member whose book was due on December 5th. */
  async function dueOnTheFifth(name: string): Promise<Member> {
    const one = await member(library, name, 1_000)
    await rents(library, one)
    return one
  }
  async function pushedAt(one: Member, instant: string): Promise<number> {
    library.clock.set(instant)
    await library.settle()
    return one.pushes().length
  }

  it('a late book found at midnight is told of at nine', async () => {
    const one = await dueOnTheFifth('한밤')
    expect(await pushedAt(one, '2026-12-05T15:00:30.000Z')).toBe(0)
    expect(await noticesOf(library, one)).toMatchObject([{ kind: 'overdue', state: 'waiting' }])
    expect(await lettersOf(library, one)).toMatchObject([{ state: 'waiting', attempts: 0 }])
    expect(await pushedAt(one, '2026-12-05T23:59:59.999Z')).toBe(0)
    expect(await pushedAt(one, '2026-12-06T00:00:00.000Z')).toBe(1)
  })

  it('a worker that comes back in the evening waits for the morning', async () => {
    const one = await dueOnTheFifth('저녁')
    expect(await pushedAt(one, '2026-12-06T11:00:00.000Z')).toBe(0)
    expect(await pushedAt(one, '2026-12-06T23:59:59.000Z')).toBe(0)
    expect(await pushedAt(one, '2026-12-07T00:00:00.000Z')).toBe(1)
  })

  it('the last minute of the day’s hours still tells', async () => {
    const one = await dueOnTheFifth('막차')
    expect(await pushedAt(one, '2026-12-06T10:59:59.999Z')).toBe(1)
  })

  it('what comes back at night is not told of in the morning', async () => {
    const one = await dueOnTheFifth('새벽반납')
    expect(await pushedAt(one, '2026-12-05T18:00:00.000Z')).toBe(0)
    const [open] = await library.app.views.rentals(one.memberId)
    await library.app.returnBook({ memberId: one.memberId, rentalId: open?.rentalId ?? never(), commandKey: null })
    expect(await pushedAt(one, '2026-12-06T00:00:00.000Z')).toBe(0)
    expect(await noticesOf(library, one)).toMatchObject([{ state: 'dropped' }])
  })

  it('the days late are those of the morning the message is drawn in', async () => {
    const one = await lateMember(library, '아침')
    library.clock.set('2026-12-06T14:30:00.000Z')
    await library.settle()
    expect(await pushedAt(one, '2026-12-07T00:00:00.000Z')).toBe(1)
    expect(one.pushes()[0]?.text).toContain('2일 지남')
  })

  it('the receipt answers what was just done, at any hour', async () => {
    library.clock.set('2026-12-05T18:00:00.000Z')
    const one = await member(library, '올빼미')
    await land((await confirmed(one, 10_000)).back)
    await library.settle()
    expect(one.pushes()).toHaveLength(1)
  })
})

function never(): never {
  throw new Error('nothing rented')
}
