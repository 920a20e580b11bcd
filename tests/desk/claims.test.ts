/** A member says that a book is back; the desk looks for it and says what it found. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { complaints } from '../support/audit.js'
import { copyAt, sayAtDesk, typeAtDesk } from '../support/desk.js'
import { engines, type TestDatabase } from '../support/empty-database.js'
import { emptyLibrary } from '../support/empty-library.js'
import { openLibrary, saturdayNoon, type Library } from '../support/library.js'
import { bookOut, deskSays, inLine, standing, toldKinds } from '../support/lines.js'

describe.each(engines)('a claim at the desk, on %s', (engine) => {
  let database: TestDatabase
  let library: Library
  beforeAll(async () => {
    database = await emptyLibrary(engine)
    library = await openLibrary(engine, { database })
  })
  afterEach(async () => {
    await library.settle()
    expect(await complaints(library)).toEqual([])
    for (const { bookNo, copyNo } of await library.app.deskViews.claims(99)) await found(`${bookNo}-${copyNo}`)
    library.clock.set(saturdayNoon)
  })
  afterAll(async () => {
    await library.close()
    await database.drop()
  })

  const list = () => sayAtDesk(library, '반납확인 목록')
  const found = (...copy: string[]) => sayAtDesk(library, '반납확인 찾음', ...copy)
  const missing = (...copy: string[]) => sayAtDesk(library, '반납확인 없음', ...copy)

  /** Somebody has told that the book is late, and says in the chat that it is back. */
  async function claimedLate() {
    const out = await bookOut(library)
    library.clock.advanceDays(8)
    await library.settle()
    expect((await out.reader.says('이미 반납했어요')).outcome).toBe('claimed')
    return { ...out, copy: `${out.bookNo}-1` }
  }
  async function days(count: number): Promise<void> {
    for (let day = 0; day < count; day += 1) {
      library.clock.advanceDays(1)
      await library.settle()
    }
  }

  it('none waits: so it is said', async () => {
    expect(await list()).toEqual({ code: 0, out: ['반납했다는 책이 없어요.'], err: '' })
  })

  it('is listed with the book, the member, the due day and since when, the longest-waiting first', async () => {
    const first = await claimedLate()
    library.clock.advanceDays(1)
    const second = await bookOut(library)
    await second.reader.says('이미 반납했어요')
    const listed = await list()
    expect(listed.out.slice(1, 3)).toEqual([
      `${first.copy} · ${first.title} · ${first.reader.name} · 반납일 2026-12-05(토) · 2026-12-06(일) 12시부터`,
      `${second.bookNo}-1 · ${second.title} · ${second.reader.name} · 반납일 2026-12-14(월) · 2026-12-07(월) 12시부터`,
    ])
    expect(await typeAtDesk(database, 'claims', 'list')).toEqual(listed)
  })

  it('that is found: the member is told, no reminder follows, and the next in line gets the copy', async () => {
    const { reader, bookId, title, copy } = await claimedLate()
    const line = await inLine(library, bookId, 1)
    library.clock.advanceDays(3)
    expect(await found(copy)).toEqual({
      code: 0,
      out: [
        `찾았다고 적었어요. ${title} ${copy}, ${reader.name} 님은 2026-12-06(일)에 반납한 것으로 됐어요.`,
        '회원에게 곧 알려 드려요. 밤이면 아침에 알려요.',
        '이 책은 기다리던 다음 회원의 차례예요. 그 회원에게도 알려 드리니 예약 칸에 두세요.',
      ],
      err: '',
    })
    expect(await standing(library, line)).toEqual([expect.stringContaining('ready until')])
    await library.settle()
    expect(reader.pushes().at(-1)?.text).toContain('책을 찾았어요')
    expect(line[0]?.pushes().at(-1)?.text).toContain(title)
    await days(20)
    expect(await toldKinds(library, reader)).toEqual(['overdue', 'claim-settled'])
    expect((await list()).out).toEqual(['반납했다는 책이 없어요.'])
  })

  it('that is found, and nobody waits: the book is free again', async () => {
    const { bookId, copy } = await claimedLate()
    expect((await found(copy)).out).toContain('기다리는 회원이 없어서 바로 다시 빌릴 수 있어요. 서가에 꽂아 주세요.')
    expect(await library.app.views.bookCard(bookId, null)).toMatchObject({ freeCopies: 1 })
  })

  it('that is missing: the member is told, the rental stays theirs and the reminders go on', async () => {
    const { reader, title, bookId, copy } = await claimedLate()
    const line = await inLine(library, bookId, 1)
    await days(3)
    expect(await toldKinds(library, reader)).toEqual(['overdue'])
    expect(await missing(copy)).toEqual({
      code: 0,
      out: [
        `없다고 적었어요. ${title} ${copy}, ${reader.name} 님의 대여는 계속돼요. 반납일은 2026-12-05(토)이에요.`,
        '회원에게 곧 알려 드리고, 연체 알림도 다시 가요. 밤이면 아침에 가요.',
      ],
      err: '',
    })
    await library.settle()
    expect(reader.pushes().some(({ text }) => text.includes('책을 찾지 못했어요'))).toBe(true)
    await days(4)
    expect((await toldKinds(library, reader)).slice(1).toSorted()).toEqual(['claim-settled', 'overdue', 'overdue'])
    expect(await standing(library, line)).toEqual(['waiting 1'])
    expect((await reader.says('이미 반납했어요')).outcome).toBe('claim-was-checked')
  })

  it('of a copy that is lost meanwhile: found, it is not lent before the desk says so; missing, nobody is reminded', async () => {
    const one = await claimedLate()
    await deskSays(library, await copyAt(library, one.bookNo), 'lost')
    expect((await found(one.copy)).out[2]).toBe(
      `아직 빌려주지 않는 책이에요. 빌려줘도 되면 이렇게 적어 주세요. 책상태 바꾸기 ${one.copy} 정상`,
    )
    const other = await claimedLate()
    await deskSays(library, await copyAt(library, other.bookNo), 'lost')
    expect((await missing(other.copy)).out[1]).toContain('연체 알림은 가지 않아요')
    await days(10)
    expect(await toldKinds(library, other.reader)).toEqual(['overdue', 'claim-settled'])
  })

  it('is settled once, whoever says it again and however', async () => {
    const { copy, bookNo } = await claimedLate()
    expect((await found('#' + copy)).code).toBe(0)
    const over = [
      `${copy} 책에는 확인할 반납이 없어요. 이미 확인했거나 회원이 그 뒤에 반납했을 수 있어요.`,
      '확인을 기다리는 책은 ‘반납확인 목록’에서 볼 수 있어요.\n',
    ].join('\n')
    expect(await found(copy)).toEqual({ code: 1, out: [], err: over })
    expect(await missing(String(bookNo), '1')).toEqual({ code: 1, out: [], err: over })
    const two = await claimedLate()
    const said = await Promise.all([found(two.copy), missing(two.copy), found(two.copy)])
    expect(said.map(({ code }) => code).toSorted()).toEqual([0, 1, 1])
  })

  it.each([
    [[], '어느 책인지 책 번호와 복본 번호를 적어 주세요. 예) 1024-2'],
    [['소년이'], '‘소년이’에서 책 번호와 복본 번호를 읽지 못했어요. 1024-2처럼 적어 주세요.'],
    [['1024'], '‘1024’에서 책 번호와 복본 번호를 읽지 못했어요. 1024-2처럼 적어 주세요.'],
    [['1024-'], '‘1024-’에서 책 번호와 복본 번호를 읽지 못했어요. 1024-2처럼 적어 주세요.'],
    [['1024-1', '1025-1'], '한 번에 한 권씩 적어 주세요. 아직 아무것도 적지 않았어요.'],
    [['999999999-1'], '999999999-1 책에는 확인할 반납이 없어요.'],
  ])('%j is none: %s', async (words, sentence) => {
    const waiting = await claimedLate()
    for (const settle of [found, missing]) {
      const said = await settle(...words)
      expect(said).toMatchObject({ code: 1, out: [] })
      expect(said.err).toContain(sentence)
    }
    expect((await list()).out.join('\n')).toContain(`${waiting.copy} · `)
  })
})
