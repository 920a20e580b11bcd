/** Not picked up in time, or no longer to be had: the hold ends, its member is told, and the next in line gets the copy. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import type { HoldId, MemberId, NoticeId } from '../../src/domain/ids.js'
import { complaints } from '../support/audit.js'
import { engines } from '../support/empty-database.js'
import { happens } from '../support/happens.js'
import { openLibrary, saturdayNoon, type Library } from '../support/library.js'
import { bookOut, copiesOf, deskSays, inLine, kindsOf, standing, toldKinds } from '../support/lines.js'

const nobody = 'nobody' as HoldId

describe.each(engines)('a book set aside on %s', (engine) => {
  let library: Library
  beforeAll(async () => {
    library = await openLibrary(engine)
  })
  afterEach(async () => {
    await library.settle()
    expect(await complaints(library)).toEqual([])
    library.clock.set(saturdayNoon)
  })
  afterAll(() => library.close())

  async function setAside(members: number) {
    const book = await bookOut(library)
    const line = await inLine(library, book.bookId, members)
    await book.givesBack()
    await library.settle()
    return { ...book, line }
  }
  const lastMoment = '2026-12-01T14:59:59.999Z'
  const midnight = '2026-12-01T15:00:00.000Z'
  const morning = '2026-12-02T00:00:00.000Z'

  it('is kept the whole last day, until midnight in Seoul', async () => {
    const { bookId, line } = await setAside(2)
    const [first] = line
    library.clock.set(lastMoment)
    await library.settle()
    expect(await library.app.expireHold(line[0]?.holdId ?? nobody)).toEqual({ ok: true, value: false })
    expect(await standing(library, line)).toEqual(['ready until 2026-12-01', 'waiting 1'])
    expect(first && kindsOf(await library.app.rentBook({ memberId: first.memberId, bookId, commandKey: null }))).toBe(
      'ok',
    )
  })

  it('not picked up goes to the next in line in the same run, and both are told', async () => {
    const { bookId, line } = await setAside(3)
    const [first, second, third] = line
    if (!first || !second || !third) throw new Error('nobody waits')
    library.clock.set(midnight)
    await library.settle()
    expect(await standing(library, line)).toEqual(['expired', 'ready until 2026-12-05', 'waiting 1'])
    library.clock.set(morning)
    for (let time = 1; time <= 2; time += 1) await library.settle()
    expect(await toldKinds(library, first)).toEqual(['hold-ready', 'hold-expired'])
    expect(await toldKinds(library, second)).toEqual(['hold-ready'])
    expect(await toldKinds(library, third)).toEqual([])
    const [notice] = await library.rows<{ id: NoticeId }>(
      `SELECT id FROM notices WHERE member_id = ? AND kind = 'hold-expired'`,
      [first.memberId],
    )
    const drawn = notice && (await library.app.views.notice(notice.id))
    expect(drawn?.hold).toMatchObject({ holdId: first.holdId, isOpen: false })
    expect(drawn?.hold).not.toHaveProperty('place')
    expect(kindsOf(await library.app.rentBook({ memberId: first.memberId, bookId, commandKey: null }))).toEqual([
      'already-rented',
    ])
    expect(kindsOf(await library.app.cancelHold(first))).toEqual(['hold-over'])
  })

  it('not picked up by the last in line stands on the shelf again, for anybody', async () => {
    const { bookId, reader, line } = await setAside(1)
    library.clock.set(midnight)
    await library.settle()
    expect(await standing(library, line)).toEqual(['expired'])
    expect(await copiesOf(library, bookId)).toMatchObject([{ hold_id: null, rental_id: null }])
    expect(kindsOf(await library.app.rentBook({ memberId: reader.memberId, bookId, commandKey: null }))).toBe('ok')
  })

  it('goes down the line day by day, when a run was missed for a week with one message each', async () => {
    const { line } = await setAside(2)
    library.clock.advanceDays(10)
    await library.settle()
    expect(await standing(library, line)).toEqual(['expired', 'ready until 2026-12-11'])
    await library.settle()
    for (const one of line)
      expect(new Set(await toldKinds(library, one)).size).toBe((await toldKinds(library, one)).length)
  })

  it('not picked up is over once, whoever finds it', async () => {
    const { line } = await setAside(2)
    const [first] = line
    if (!first) throw new Error('nobody waits')
    expect(await library.app.expireHold(first.holdId)).toEqual({ ok: true, value: false })
    library.clock.set(midnight)
    const found = await Promise.all([1, 2, 3, 4].map(() => library.app.expireHold(first.holdId)))
    expect(found.filter((one) => one.ok && one.value)).toHaveLength(1)
    expect(await standing(library, line)).toEqual(['expired', 'ready until 2026-12-05'])
  })

  it('is not picked up after its last day, also before the house has noticed that it is over', async () => {
    const { bookId, line } = await setAside(2)
    const [first] = line
    if (!first) throw new Error('nobody waits')
    const rent = () => library.app.rentBook({ memberId: first.memberId, bookId, commandKey: null })
    library.clock.set(midnight)
    expect(kindsOf(await rent())).toEqual(['already-rented'])
    const [, rented] = await Promise.all([library.app.expireHold(first.holdId), rent()])
    expect(kindsOf(rented)).toEqual(['already-rented'])
    expect(await standing(library, line)).toEqual(['expired', 'ready until 2026-12-05'])
  })

  it('and missed gives its member no better right to another copy than those who still wait', async () => {
    const book = await bookOut(library, 2)
    const line = await inLine(library, book.bookId, 2)
    const [first, second] = line
    if (!first || !second) throw new Error('nobody waits')
    await book.givesBack()
    expect(await standing(library, line)).toEqual(['ready until 2026-12-01', 'waiting 1'])
    // whose suspension ends with the last pickup day is passed over, and is next in the morning
    await library.rows(`UPDATE members SET suspended_until = '2026-12-01' WHERE id = ?`, [second.memberId])
    await book.givesBack(1)
    library.clock.set(midnight)
    const rent = ({ memberId }: { memberId: MemberId }) =>
      library.app.rentBook({ memberId, bookId: book.bookId, commandKey: null })
    expect(kindsOf(await rent(first))).toEqual(['held-for-others'])
    expect(kindsOf(await rent(second))).toBe('ok')
  })

  it('that cannot be given out after all lets its member wait again at the old place, who is told of it', async () => {
    const { bookId, line } = await setAside(2)
    const [first, second] = line
    if (!first || !second) throw new Error('nobody waits')
    const [copy] = await copiesOf(library, bookId)
    await deskSays(library, copy?.id, 'in-repair')
    for (let time = 1; time <= 2; time += 1) await library.settle()
    expect(await standing(library, line)).toEqual(['waiting 1', 'waiting 2'])
    expect(await toldKinds(library, first)).toEqual(['hold-ready', 'hold-put-back'])
    expect(first.pushes().at(-1)?.text).toContain('다시 기다리는 중이에요\n내 순서 1번째')
    expect(await toldKinds(library, second)).toEqual([])
    await deskSays(library, copy?.id, 'in-circulation')
    await library.settle()
    expect(await standing(library, line)).toEqual(['ready until 2026-12-01', 'waiting 1'])
  })

  it('that is there again before its member was told that it is not, is not told of as gone', async () => {
    const { bookId, line } = await setAside(1)
    const [first] = line
    if (!first) throw new Error('nobody waits')
    library.clock.set('2026-11-28T12:00:00.000Z')
    const [copy] = await copiesOf(library, bookId)
    for (const state of ['in-repair', 'in-circulation'] as const) {
      await deskSays(library, copy?.id, state)
      await library.settle()
    }
    expect(await standing(library, line)).toEqual(['ready until 2026-12-01'])
    library.clock.set('2026-11-29T00:00:00.000Z')
    await library.settle()
    expect(await toldKinds(library, first)).toEqual(['hold-ready', 'hold-ready'])
  })

  it('and everybody in line is told when the last copy is lost, but not while one is only in repair', async () => {
    const { bookId, line } = await setAside(2)
    const [copy] = await copiesOf(library, bookId)
    await deskSays(library, copy?.id, 'in-repair')
    await library.settle()
    expect(await standing(library, line)).toEqual(['waiting 1', 'waiting 2'])
    await deskSays(library, copy?.id, 'lost')
    for (let time = 1; time <= 2; time += 1) await library.settle()
    expect(await standing(library, line)).toEqual(['dropped', 'dropped'])
    for (const one of line) expect((await toldKinds(library, one)).at(-1)).toBe('hold-dropped')
  })

  it('of a title that is withdrawn is dropped with all who wait, and they are told', async () => {
    const { bookId, line } = await setAside(2)
    await happens(library, { type: 'BookRemoved', bookId, version: 99 })
    await library.settle()
    await library.settle()
    expect(await standing(library, line)).toEqual(['dropped', 'dropped'])
    expect(await copiesOf(library, bookId)).toMatchObject([{ hold_id: null }])
    for (const one of line) expect(await toldKinds(library, one)).toContain('hold-dropped')
    expect(await Promise.all(line.map(({ holdId }) => library.app.dropHold(holdId)))).toEqual([
      { ok: true, value: false },
      { ok: true, value: false },
    ])
  })
})
