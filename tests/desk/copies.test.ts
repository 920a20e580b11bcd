/** Where the copies are: shown, changed and counted at the desk. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { complaints } from '../support/audit.js'
import { crowd } from '../support/crowd.js'
import { copyAt, sayAtDesk, typeAtDesk } from '../support/desk.js'
import { engines, type TestDatabase } from '../support/empty-database.js'
import { emptyLibrary } from '../support/empty-library.js'
import { deliverAll } from '../support/happens.js'
import { openLibrary, saturdayNoon, type Library } from '../support/library.js'
import { bookOut, copiesOf, deskSays, inLine, kindsOf, rentalIn, standing } from '../support/lines.js'

describe.each(engines)('the copies at the desk, on %s', (engine) => {
  let database: TestDatabase
  let library: Library
  beforeAll(async () => {
    database = await emptyLibrary(engine)
    library = await openLibrary(engine, { database })
  })
  afterEach(async () => {
    await library.settle()
    expect(await complaints(library)).toEqual([])
    library.clock.set(saturdayNoon)
  })
  afterAll(async () => {
    await library.close()
    await database.drop()
  })

  const show = (...book: string[]) => sayAtDesk(library, '책상태 보기', ...book)
  const set = (...words: string[]) => sayAtDesk(library, '책상태 바꾸기', ...words)
  const count = async () => (await sayAtDesk(library, 'copies', 'count')).out

  /** A book with a copy in every place: 1 out, 2 said to be back, 3 set aside, 4 to 7 taken out, 8 on the shelf. */
  async function everywhere() {
    const out = await bookOut(library, 7)
    const [first, second] = out.readers
    await inLine(library, out.bookId, 1)
    const on = async (rental: number) =>
      (
        await library.rows<{ copy_no: number }>(
          'SELECT c.copy_no FROM rentals r JOIN copies c ON c.id = r.copy_id WHERE r.id = ?',
          [out.rentals[rental] ?? ''],
        )
      )[0]?.copy_no ?? 0
    const [outAt, claimedAt, setAsideAt] = [await on(0), await on(1), await on(2)]
    if (!first || !second) throw new Error('nobody has it')
    await second.says('이미 반납했어요')
    await out.givesBack(2)
    const states = ['lost', 'damaged', 'in-repair', 'withdrawn'] as const
    const taken: number[] = []
    for (const [index, state] of states.entries()) {
      const rental = index + 3
      taken.push(await on(rental))
      await out.givesBack(rental)
      await deskSays(library, await copyAt(library, out.bookNo, taken.at(-1)), state)
    }
    return { ...out, outAt, claimedAt, setAsideAt, taken }
  }

  it('are shown one by one, each where it is', async () => {
    const { bookNo, title, outAt, claimedAt, setAsideAt, taken } = await everywhere()
    const places = new Map([
      [outAt, '대여 중'],
      [claimedAt, '반납 확인 중'],
      [setAsideAt, '예약 보관'],
      ...['분실', '파손', '수리', '제적'].map((name, index) => [taken[index] ?? 0, name] as const),
    ])
    const expected = [1, 2, 3, 4, 5, 6, 7].map((copyNo) => `${bookNo}-${copyNo} ${places.get(copyNo)}`)
    expect(await show(String(bookNo))).toEqual({
      code: 0,
      out: [`${title} #${bookNo} · 복본 7권`, ...expected],
      err: '',
    })
    expect((await sayAtDesk(library, 'copies show', `#${bookNo}`)).out).toHaveLength(8)
    const shelf = await library.book({ copies: 1 })
    expect((await show(String(shelf.bookNo))).out[1]).toBe(`${shelf.bookNo}-1 서가`)
  })

  it('are counted once each, whatever is said of them: the places sum up to all copies', async () => {
    const { bookNo, outAt, claimedAt } = await everywhere()
    const again = await bookOut(library)
    await again.givesBack()
    await rentalIn(library, again.reader.memberId, again.bookId)
    await deskSays(library, await copyAt(library, bookNo, outAt), 'damaged')
    await deskSays(library, await copyAt(library, bookNo, claimedAt), 'lost')
    const counts = await library.app.deskViews.copyCounts()
    const [all] = await library.rows<{ n: number }>('SELECT COUNT(*) AS n FROM copies')
    expect(counts.reduce((sum, { copies }) => sum + copies, 0)).toBe(Number(all?.n))
    const [total, ...lines] = await count()
    expect(total).toBe(`복본 모두 ${Number(all?.n)}권`)
    expect(lines.map((line) => line.replace(/ \d+권$/, ''))).toEqual([
      ...['서가', '대여 중', '반납 확인 중', '예약 보관'],
      ...['분실', '파손', '수리', '제적'],
    ])
    const inPlaces = lines.map((line) => Number(/(\d+)권$/.exec(line)?.[1]))
    expect(inPlaces.reduce((sum, copies) => sum + copies)).toBe(Number(all?.n))
  })

  it.each([
    ['분실', 'lost'],
    ['파손', 'damaged'],
    ['수리', 'in-repair'],
    ['제적', 'withdrawn'],
  ])('one is said to be %s, and lending hears of it by a letter', async (korean, english) => {
    const { bookId, bookNo, title } = await library.book()
    const [reader] = await crowd(library, 1, 5_000)
    const rent = async () =>
      reader && kindsOf(await library.app.rentBook({ memberId: reader.memberId, bookId, commandKey: null }))
    const said = `${title} ${bookNo}-1 ${korean}`
    expect(await set(String(bookNo), '1', korean)).toEqual({
      code: 0,
      out: [`바꿨어요. ${said}`, '서버가 켜져 있으면 곧 반영돼요.'],
      err: '',
    })
    expect((await show(String(bookNo))).out[1]).toBe(`${bookNo}-1 서가 · 곧 ${korean}`)
    await deliverAll(library)
    expect((await show(String(bookNo))).out[1]).toBe(`${bookNo}-1 ${korean}`)
    expect(await rent()).toEqual(['already-rented'])
    expect((await set(`${bookNo}-1`, english)).out).toEqual([`이미 그렇게 적혀 있어요. ${said}`])
    expect((await set(`${bookNo}-1`, '정상')).out).toEqual([
      `바꿨어요. ${title} ${bookNo}-1 정상`,
      '서버가 켜져 있으면 곧 반영돼요.',
      '서가에 꽂아 주세요. 기다리는 회원이 있으면 그 회원의 차례가 돼요.',
    ])
    await deliverAll(library)
    expect(await rent()).toBe('ok')
  })

  it('one that is out, or set aside, is changed with a word on what follows for its members', async () => {
    const out = await bookOut(library)
    const line = await inLine(library, out.bookId, 1)
    const copy = `${out.bookNo}-1`
    const last = async (state: string) => {
      const said = (await set(copy, state)).out.at(-1)
      await deliverAll(library)
      return said
    }
    expect(await last('분실')).toBe('회원과 이야기가 끝나면 ‘분실정리 찾음’이나 ‘분실정리 끝냄’으로 적어 주세요.')
    expect((await show(String(out.bookNo))).out[1]).toBe(`${copy} 분실 · 대여 중에`)
    expect(await last('정상')).toBe('지금 대여 중인 책이에요. 반납일이 지났으면 연체 알림이 다시 가요.')
    expect(await last('파손')).toBe('지금 대여 중인 책이에요. 연체 알림은 그대로 가고, 돌아온 뒤에는 빌려주지 않아요.')
    await last('정상')
    await out.givesBack()
    expect(await last('수리')).toContain('이 책을 받을 차례이던 회원은 원래 순서에서 다시 기다려요.')
    await library.settle()
    expect(await standing(library, line)).toEqual(['waiting 1'])
  })

  it('one is changed in a process of its own, which waits for nobody to carry the letter', async () => {
    const { bookId, bookNo, title } = await library.book()
    expect(await typeAtDesk(database, '책상태', '바꾸기', `${bookNo}-1`, '수리')).toEqual({
      code: 0,
      out: [`바꿨어요. ${title} ${bookNo}-1 수리`, '서버가 켜져 있으면 곧 반영돼요.'],
      err: '',
    })
    expect(await copiesOf(library, bookId)).toMatchObject([{ state: 'in-circulation' }])
    await deliverAll(library)
    expect(await copiesOf(library, bookId)).toMatchObject([{ state: 'in-repair' }])
  })

  it('a book list that is read again adds no copy for one that was taken out', async () => {
    const bookKey = 'test:read-again'
    const { bookId, bookNo } = await library.book({ bookKey, copies: 2 })
    for (const state of ['분실', '수리']) {
      await set(String(bookNo), '1', state)
      await library.book({ bookKey, copies: 2 })
      expect(await copiesOf(library, bookId)).toHaveLength(2)
    }
    await library.book({ bookKey, copies: 3 })
    expect(await copiesOf(library, bookId)).toHaveLength(3)
  })

  it.each([
    [['책상태 보기'], '책 번호를 적어 주세요. 예) 1024'],
    [['책상태 보기', '소년이', '온다'], '‘소년이 온다’ 같은 책 번호는 없어요. 1024처럼 적어 주세요.'],
    [['책상태 보기', '999999999'], '#999999999 책은 없어요.'],
    [['책상태 바꾸기'], '어느 책인지 책 번호와 복본 번호를 적어 주세요. 예) 1024-2'],
    [['책상태 바꾸기', '분실'], '‘분실’에서 책 번호와 복본 번호를 읽지 못했어요. 1024-2처럼 적어 주세요.'],
    [['책상태 바꾸기', '1001', '1'], '1001-1 뒤에 분실, 파손, 수리, 제적, 정상 가운데 하나를 적어 주세요.'],
    [['책상태 바꾸기', '1001', '1', '잃음'], '1001-1 뒤에 분실, 파손, 수리, 제적, 정상 가운데 하나를 적어 주세요.'],
    [
      ['책상태 바꾸기', '1001', '1', '분실', '파손'],
      '1001-1 뒤에 분실, 파손, 수리, 제적, 정상 가운데 하나를 적어 주세요.',
    ],
    [['책상태 바꾸기', '999999999', '1', '분실'], '#999999999 책은 없어요.'],
    [['책상태 바꾸기', '1001', '99', '분실'], '책에 복본 99번은 없어요.'],
  ])('%j: %s', async (words, sentence) => {
    await library.book()
    const before = await library.rows('SELECT id, state, version FROM catalogue_copies ORDER BY id')
    const said = await sayAtDesk(library, ...words)
    expect(said).toMatchObject({ code: 1, out: [] })
    expect(said.err).toContain(sentence)
    expect(await library.rows('SELECT id, state, version FROM catalogue_copies ORDER BY id')).toEqual(before)
  })
})
