/** Whom no message reached is called: about what still is so, once, and never with a whole number on the screen. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { defaultPolicy } from '../../src/domain/policy.js'
import type { Mischief } from '../../src/simulator/mischief.js'
import { noMischief } from '../../src/simulator/mischief.js'
import { complaints } from '../support/audit.js'
import { wait, type Member } from '../support/crowd.js'
import { copyAt, sayAtDesk, typeAtDesk } from '../support/desk.js'
import { engines, type TestDatabase } from '../support/empty-database.js'
import { emptyLibrary } from '../support/empty-library.js'
import { openLibrary, saturdayNoon, type Library } from '../support/library.js'
import { bookOut, deskSays, givesAllBack, heldBy, inLine, rentalIn } from '../support/lines.js'

const { notices } = defaultPolicy
const policy = {
  ...defaultPolicy,
  notices: { ...notices, fromHour: 0, untilHour: 24, channels: ['event-api', 'alimtalk'] as const },
}

describe.each(engines)('members to call, on %s', (engine) => {
  let database: TestDatabase
  let library: Library
  beforeAll(async () => {
    database = await emptyLibrary(engine)
    library = await openLibrary(engine, { database, policy })
  })
  afterEach(async () => {
    behave(noMischief())
    expect(await complaints(library)).toEqual([])
    await library.rows(`UPDATE notices SET state = 'dropped' WHERE state = 'unreachable'`)
    library.clock.set(saturdayNoon)
  })
  afterAll(async () => {
    await library.close()
    await database.drop()
  })

  function behave(how: Partial<Mischief>): void {
    Object.assign(library.simulator?.mischief ?? {}, how)
  }
  const nothingReaches = () => behave({ eventApi: 'not-friend', alimtalk: 'not-a-user' })
  /** Every way is tried until none is left. */
  async function tried(): Promise<void> {
    nothingReaches()
    for (let minute = 0; minute < 4; minute += 1) {
      await library.settle()
      wait(library, 60)
    }
  }
  const list = async () => (await sayAtDesk(library, '전화 목록')).out
  const called = async ({ name }: Member) => (await list()).filter((line) => line.startsWith(`${name} · `))
  async function lateUnreached() {
    const out = await bookOut(library)
    library.clock.advanceDays(8)
    await tried()
    expect(await called(out.reader)).toHaveLength(1)
    return out
  }

  it('nobody: so it is said', async () => {
    expect(await list()).toEqual(['전화할 회원이 없어요.'])
  })

  it('are listed with what it is about, since when and why, with as much of their numbers as a screen may show', async () => {
    const { reader, title, bookNo } = await lateUnreached()
    const listed = await list()
    expect(listed).toHaveLength(3)
    expect(listed[1]).toMatch(
      new RegExp(
        `^${reader.name} · 회원번호 ${reader.memberId.slice(-8)} · 010-\\*{4}-\\d{4} · 연체: ${title} #${bookNo} · 2026-12-06\\(일\\) 12시 · 채널을 추가하지 않았어요 · 알림톡: `,
      ),
    )
    expect(listed[2]).toContain('회원 전화 회원번호 까닭')
    expect(listed.join('\n')).not.toContain('7777')
    expect(await typeAtDesk(database, 'calls', 'list')).toEqual({ code: 0, out: listed, err: '' })
  })

  it('who blocked the channel stands there with that reason; a reason of the other side is shown without numbers', async () => {
    const { reader } = await lateUnreached()
    await library.rows(`UPDATE members SET channel = 'blocked' WHERE id = ?`, [reader.memberId])
    await library.rows(`UPDATE notice_sends SET failure = '3019 010-7777-1234 없는 번호' WHERE channel = 'alimtalk'`)
    expect((await called(reader))[0]).toMatch(/채널을 차단했어요 · 알림톡: 3019 \[struck out\] 없는 번호$/)
    await library.rows(`UPDATE members SET channel = NULL WHERE id = ?`, [reader.memberId])
    await library.rows('DELETE FROM notice_sends')
    expect((await called(reader))[0]).toMatch(/ · 보낼 방법이 없었어요$/)
  })

  it('about several late books stand there once, and only about those still out', async () => {
    const [one, other] = [await bookOut(library), await library.book()]
    await library.app.rentBook({ memberId: one.reader.memberId, bookId: other.bookId, commandKey: null })
    library.clock.advanceDays(8)
    await tried()
    expect(await called(one.reader)).toEqual([expect.stringContaining(`연체: ${one.title} #${one.bookNo} 외 1권 · `)])
    await one.givesBack()
    expect(await called(one.reader)).toEqual([expect.stringContaining(`연체: ${other.title} #${other.bookNo} · `)])
  })

  it('about a late book are not called about one that is due soon', async () => {
    const out = await bookOut(library)
    library.clock.advanceDays(2)
    await rentalIn(library, out.reader.memberId, (await library.book()).bookId)
    library.clock.advanceDays(6)
    await tried()
    expect(await called(out.reader)).toEqual([expect.stringContaining(`연체: ${out.title} #${out.bookNo} · `)])
    await out.givesBack()
    expect(await called(out.reader)).toEqual([])
  })

  it.each([
    ['came back', ({ reader }: Out) => givesAllBack(library, reader)],
    ['is said to be back', ({ reader }: Out) => reader.says('이미 반납했어요')],
    ['is lost', async ({ bookNo }: Out) => deskSays(library, await copyAt(library, bookNo), 'lost')],
    [
      'is due on another day by now',
      ({ rentalId }: Out) =>
        library.rows(
          `UPDATE rentals SET due_on = '2026-12-30', open_due_on = '2026-12-30', told_step = -1 WHERE id = ?`,
          [rentalId],
        ),
    ],
    [
      'was told of in the chat',
      ({ reader }: Out) =>
        library.rows('UPDATE notices SET told_at = created_at WHERE member_id = ?', [reader.memberId]),
    ],
  ])('about a late book that %s stand there no more', async (_what, happens) => {
    const out = await lateUnreached()
    await happens(out)
    expect(await called(out.reader)).toEqual([])
  })

  it('about a late book stand there with the latest notice only, and not at all once one has arrived', async () => {
    const { reader } = await lateUnreached()
    library.clock.advanceDays(2)
    await tried()
    expect(
      await library.rows(`SELECT id FROM notices WHERE member_id = ? AND state = 'unreachable'`, [reader.memberId]),
    ).toHaveLength(2)
    expect(await called(reader)).toEqual([expect.stringContaining('2026-12-08(화)')])
    behave(noMischief())
    await library.app.noteFriend(reader.memberId, true, null)
    library.clock.advanceDays(4)
    await library.settle()
    expect(reader.pushes().at(-1)?.text).toContain('3번째 안내')
    expect(await called(reader)).toEqual([])
  })

  it('about a book that waits for them stand there until it is taken, given up or over', async () => {
    const out = await bookOut(library)
    const [first, second] = await inLine(library, out.bookId, 2)
    if (!first || !second) throw new Error('nobody waits')
    await out.givesBack()
    await tried()
    expect(await called(first)).toEqual([
      expect.stringContaining(`예약 도착: ${out.title} #${out.bookNo}, 2026-12-01(화)까지 · `),
    ])
    await library.app.cancelHold({ memberId: first.memberId, holdId: first.holdId })
    expect(await called(first)).toEqual([])
    await tried()
    expect(await called(second)).toHaveLength(1)
    library.clock.advanceDays(4)
    expect(await called(second)).toEqual([])
  })

  it('about a book that came for them, was taken out and came again stand there once', async () => {
    const out = await bookOut(library)
    const [reader] = await inLine(library, out.bookId, 1)
    if (!reader) throw new Error('nobody waits')
    await out.givesBack()
    await tried()
    const copyId = await copyAt(library, out.bookNo)
    for (const state of ['in-repair', 'in-circulation'] as const) {
      await deskSays(library, copyId, state)
      await tried()
    }
    expect(await called(reader)).toEqual([expect.stringContaining('12시')])
  })

  it('about two books that came at one moment stand there with the one that still waits', async () => {
    const [one, other] = [await bookOut(library), await bookOut(library)]
    const [reader] = await inLine(library, one.bookId, 1)
    if (!reader) throw new Error('nobody waits')
    const holdId = await heldBy(library, reader, other.bookId)
    for (const out of [one, other]) await out.givesBack()
    await tried()
    expect(await called(reader)).toHaveLength(2)
    await library.app.cancelHold({ memberId: reader.memberId, holdId })
    expect(await called(reader)).toEqual([expect.stringContaining(`예약 도착: ${one.title} #${one.bookNo}, `)])
  })

  it('about a claim stand there when the book was not found, until it comes back', async () => {
    const [out, other] = [await bookOut(library), await bookOut(library)]
    nothingReaches()
    for (const { reader, bookNo } of [out, other]) {
      await reader.says('이미 반납했어요')
      await rentalIn(library, reader.memberId, (await library.book()).bookId)
      await sayAtDesk(library, reader === out.reader ? '반납확인 없음' : '반납확인 찾음', `${bookNo}-1`)
    }
    await tried()
    expect(await called(out.reader)).toEqual([
      expect.stringContaining(`반납했다는 책이 없어요: ${out.title} #${out.bookNo} · `),
    ])
    expect(await called(other.reader)).toEqual([])
    await out.givesBack()
    expect(await called(out.reader)).toEqual([])
  })
})

type Out = Awaited<ReturnType<typeof bookOut>>
