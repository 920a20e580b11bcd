/** The day before a book is due its member is reminded, once for every due day. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { defaultPolicy } from '../../src/domain/policy.js'
import { complaints } from '../support/audit.js'
import { member, type Member } from '../support/crowd.js'
import { noticesOf, rents } from '../support/late.js'
import { engines } from '../support/empty-database.js'
import { openLibrary, saturdayNoon, type Library } from '../support/library.js'

describe.each(engines)('the due-soon reminder on %s', (engine) => {
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

  async function reader(name: string, count = 1): Promise<Member & { titles: string[] }> {
    const one = await member(library, name, count * 1_000)
    return { ...one, titles: await rents(library, one, count) }
  }
  const reminders = (one: Member) =>
    noticesOf(library, one).then((all) => all.filter(({ kind }) => kind === 'due-soon'))
  async function settleOn(day: string): Promise<void> {
    library.clock.set(`${day}T03:00:00.000Z`)
    await library.settle()
  }
  async function renew(one: Member): Promise<void> {
    const [open] = await library.app.views.rentals(one.memberId)
    if (!open) throw new Error('nothing rented')
    const done = await library.app.renewRental({ memberId: one.memberId, rentalId: open.rentalId, commandKey: null })
    expect(done.ok).toBe(true)
  }

  it('comes on the day before, not earlier, once', async () => {
    const one = await reader('하루전')
    await settleOn('2026-12-03')
    expect(one.pushes()).toEqual([])
    await settleOn('2026-12-04')
    await settleOn('2026-12-04')
    await settleOn('2026-12-05')
    expect(one.pushes()).toHaveLength(1)
    expect(one.pushes()[0]?.text).toContain(one.titles[0])
  })

  it('names all books that are due, in one message', async () => {
    const one = await reader('여러권', 3)
    await settleOn('2026-12-04')
    const [reminder, ...more] = one.pushes()
    expect(more).toEqual([])
    for (const title of one.titles) expect(reminder?.text).toContain(title)
  })

  it('missed on the day before it comes on the due day, and not after it', async () => {
    const onTime = await reader('당일')
    const tooLate = await reader('지나서')
    await settleOn('2026-12-05')
    expect(onTime.pushes()).toHaveLength(1)
    await library.rows('DELETE FROM notice_items WHERE rental_id IN (SELECT id FROM rentals WHERE member_id = ?)', [
      tooLate.memberId,
    ])
    await library.rows('DELETE FROM notices WHERE member_id = ?', [tooLate.memberId])
    await library.rows('UPDATE rentals SET told_step = -1 WHERE member_id = ?', [tooLate.memberId])
    await settleOn('2026-12-06')
    expect(await reminders(tooLate)).toEqual([])
  })

  it('comes again before the new due day when the book was renewed, and the ladder begins anew', async () => {
    const one = await reader('연장했어')
    await settleOn('2026-12-04')
    await renew(one)
    await settleOn('2026-12-06')
    expect(one.pushes()).toHaveLength(1)
    await settleOn('2026-12-11')
    expect(await reminders(one)).toHaveLength(2)
    await settleOn('2026-12-13')
    expect(one.pushes().at(-1)?.text).toContain('1일 지남')
    expect(one.pushes().at(-1)?.text).toContain('1번째 안내')
  })

  it('is not sent when the book was renewed or came back between finding and sending', async () => {
    const renewed = await reader('사이연장')
    const back = await reader('사이반납')
    library.clock.set('2026-12-03T16:00:00.000Z')
    await library.settle()
    expect(await reminders(renewed)).toMatchObject([{ state: 'waiting' }])
    await renew(renewed)
    const [open] = await library.app.views.rentals(back.memberId)
    if (!open) throw new Error('nothing rented')
    await library.app.returnBook({ memberId: back.memberId, rentalId: open.rentalId, commandKey: null })
    await settleOn('2026-12-04')
    expect([renewed.pushes(), back.pushes()]).toEqual([[], []])
    expect(await reminders(renewed)).toMatchObject([{ state: 'dropped' }])
  })

  it('is not for who does not want it: a house without reminders sends none', async () => {
    const quiet = await openLibrary(engine, {
      policy: { ...defaultPolicy, notices: { ...defaultPolicy.notices, dueSoonDaysBefore: 0 } },
    })
    const one = await member(quiet, '조용한집', 1_000)
    await rents(quiet, one)
    quiet.clock.set('2026-12-04T03:00:00.000Z')
    await quiet.settle()
    expect(one.pushes()).toEqual([])
    await quiet.close()
  })
})
