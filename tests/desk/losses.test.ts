/** A rented book was lost: the desk settles it with its member, who can rent again. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { complaints } from '../support/audit.js'
import { copyAt, sayAtDesk, typeAtDesk } from '../support/desk.js'
import { engines, type TestDatabase } from '../support/empty-database.js'
import { emptyLibrary } from '../support/empty-library.js'
import { openLibrary, saturdayNoon, type Library } from '../support/library.js'
import { bookOut, deskSays, kindsOf, toldKinds } from '../support/lines.js'

describe.each(engines)('a lost book at the desk, on %s', (engine) => {
  let database: TestDatabase
  let library: Library
  beforeAll(async () => {
    database = await emptyLibrary(engine)
    library = await openLibrary(engine, { database })
  })
  afterEach(async () => {
    await library.settle()
    expect(await complaints(library)).toEqual([])
    for (const { bookNo, copyNo } of await library.app.lostRentals(99)) await closed(`${bookNo}-${copyNo}`)
    library.clock.set(saturdayNoon)
  })
  afterAll(async () => {
    await library.close()
    await database.drop()
  })

  const list = () => sayAtDesk(library, '분실정리 목록')
  const found = (...copy: string[]) => sayAtDesk(library, '분실정리 찾음', ...copy)
  const closed = (...copy: string[]) => sayAtDesk(library, '분실정리 끝냄', ...copy)

  async function lost() {
    const out = await bookOut(library)
    await deskSays(library, await copyAt(library, out.bookNo), 'lost')
    return { ...out, copy: `${out.bookNo}-1` }
  }
  async function rentsAnother({ reader }: Pick<Awaited<ReturnType<typeof lost>>, 'reader'>) {
    const { bookId } = await library.book()
    return kindsOf(await library.app.rentBook({ memberId: reader.memberId, bookId, commandKey: null }))
  }

  it('none waits: so it is said', async () => {
    expect(await list()).toEqual({ code: 0, out: ['정리할 분실 도서가 없어요.'], err: '' })
  })

  it('is listed with its member, due day and since when, the longest-lost first, in Korean and in English', async () => {
    const first = await lost()
    library.clock.advanceDays(1)
    const second = await lost()
    const listed = await list()
    expect(listed.out.slice(1, 3)).toEqual([
      `${first.copy} · ${first.title} · ${first.reader.name} · 반납일 2026-12-05(토) · 2026-11-28(토) 12시부터`,
      `${second.copy} · ${second.title} · ${second.reader.name} · 반납일 2026-12-06(일) · 2026-11-29(일) 12시부터`,
    ])
    expect(await typeAtDesk(database, 'losses', 'list')).toEqual(listed)
  })

  it('that came back: it counts as returned today, its member rents again, and it is lent when the desk says so', async () => {
    const out = await lost()
    expect(await rentsAnother(out)).toEqual(['lost-blocks'])
    expect(await found(out.copy)).toEqual({
      code: 0,
      out: [
        `돌아왔다고 적었어요. ${out.copy} · ${out.title} · ${out.reader.name} 님은 오늘 반납한 것으로 됐어요.`,
        `다시 빌려줘도 되면 이렇게 적어 주세요. 책상태 바꾸기 ${out.copy} 정상`,
      ],
      err: '',
    })
    expect(await rentsAnother(out)).toBe('ok')
    expect(await library.app.views.bookCard(out.bookId, null)).toMatchObject({ freeCopies: 0 })
    await sayAtDesk(library, '책상태 바꾸기', out.copy, '정상')
    await library.settle()
    expect(await library.app.views.bookCard(out.bookId, null)).toMatchObject({ freeCopies: 1 })
  })

  it('that came back late in a house that suspends: the librarian hears until when', async () => {
    await sayAtDesk(library, '규칙 바꾸기', 'suspensionDaysPerLateDay', '1')
    const out = await lost()
    library.clock.advanceDays(10)
    expect((await found(out.copy)).out[1]).toBe(
      '늦게 돌아와서 2026-12-11(금)까지 대여, 연장, 예약이 멈춰요. 회원에게 말씀해 주세요.',
    )
    expect(await rentsAnother(out)).toEqual(['suspended'])
    await sayAtDesk(library, '규칙 바꾸기', 'suspensionDaysPerLateDay', '0')
  })

  it('that was paid for: the rental is over, its member rents again and hears of it from the desk alone', async () => {
    const out = await lost()
    expect(await closed(out.copy)).toEqual({
      code: 0,
      out: [
        `정리를 끝냈어요. ${out.copy} · ${out.title} · ${out.reader.name} 님의 대여는 끝났어요. 다른 연체나 분실, 정지가 없으면 다시 빌릴 수 있어요.`,
        '이 복본은 분실로 남아요. 회원에게 따로 알리지 않으니 직접 말씀해 주세요.',
      ],
      err: '',
    })
    expect((await out.reader.says(`${out.title} 반납`)).text).not.toContain('이미 반납하셨어요')
    expect(await rentsAnother(out)).toBe('ok')
    library.clock.advanceDays(6)
    await library.settle()
    expect(await toldKinds(library, out.reader)).not.toContain('overdue')
    expect((await list()).out).toEqual(['정리할 분실 도서가 없어요.'])
  })

  it('that its member says is back is looked for first, and found it ended on the day of the claim', async () => {
    const out = await bookOut(library)
    await out.reader.says('이미 반납했어요')
    await deskSays(library, await copyAt(library, out.bookNo), 'lost')
    const copy = `${out.bookNo}-1`
    expect((await list()).out).toEqual(['정리할 분실 도서가 없어요.'])
    expect((await out.reader.says('마이페이지')).text).toContain('반납 확인 중')
    for (const settle of [found, closed]) expect((await settle(copy)).err).toContain('‘반납확인’이 먼저예요')
    expect(await library.app.settleLost({ rentalId: out.rentalId, isFound: true })).toMatchObject({ ok: false })
    library.clock.advanceDays(15)
    expect((await sayAtDesk(library, '반납확인 찾음', copy)).out[0]).toContain('2026-11-28(토)에 반납한 것으로 됐어요')
  })

  it('is settled once, whoever says it again and however', async () => {
    const { copy, bookNo } = await lost()
    const said = await Promise.all([found(copy), closed(copy), found('#' + copy)])
    expect(said.map(({ code }) => code).toSorted()).toEqual([0, 1, 1])
    expect(await closed(String(bookNo), '1')).toEqual({
      code: 1,
      out: [],
      err: [
        `${copy} 책에는 정리할 분실이 없어요. 이미 정리했거나 회원이 그 뒤에 반납했을 수 있어요.`,
        '방금 분실로 적었다면 잠시 뒤에 다시 적어 주세요. 회원이 이미 반납했다고 한 책은 ‘반납확인’이 먼저예요.',
        '정리를 기다리는 책은 ‘분실정리 목록’에서 볼 수 있어요.\n',
      ].join('\n'),
    })
  })

  it.each([
    [[], '어느 책인지 책 번호와 복본 번호를 적어 주세요. 예) 1024-2'],
    [['1024'], '‘1024’에서 책 번호와 복본 번호를 읽지 못했어요. 1024-2처럼 적어 주세요.'],
    [['1024-1', '1025-1'], '한 번에 한 권씩 적어 주세요. 아직 아무것도 적지 않았어요.'],
    [['999999999-1'], '999999999-1 책에는 정리할 분실이 없어요.'],
  ])('%j is none: %s', async (words, sentence) => {
    const waiting = await lost()
    for (const settle of [found, closed]) {
      const said = await settle(...words)
      expect(said).toMatchObject({ code: 1, out: [] })
      expect(said.err).toContain(sentence)
    }
    expect((await list()).out.join('\n')).toContain(`${waiting.copy} · `)
  })
})
