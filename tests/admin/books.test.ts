/** Books over the desk's API: registered, found as in the chat, corrected on the version that was read, and taken out. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { engines, type TestDatabase } from '../support/empty-database.js'
import { emptyLibrary } from '../support/empty-library.js'
import { deliverAll } from '../support/happens.js'
import { manager, openDesk, type Caller } from '../support/librarian.js'
import type { Library } from '../support/library.js'
import { heldBy, rentalIn } from '../support/lines.js'
import { member } from '../support/crowd.js'
import type { BookId } from '../../src/domain/ids.js'

describe.each(engines)("the desk's books on %s", (engine) => {
  let database: TestDatabase
  let library: Library
  let boss: Caller
  beforeAll(async () => {
    database = await emptyLibrary(engine)
    library = await openDesk(engine, { database })
    boss = await manager(library)
  })
  afterAll(async () => {
    await library.close()
    await database.drop()
  })

  async function registers(book: object, copies: object[] = [{ callNumber: null, barcode: null }]) {
    const { status, body } = await boss.ask('POST', '/books', { body: { ...book, copies } })
    if (status !== 201) throw new Error(JSON.stringify(body))
    await deliverAll(library)
    return body as { bookId: BookId; bookNo: number; version: number; copies: { copyId: string }[] }
  }
  const titles = async (query: string): Promise<string[]> =>
    (await boss.get(`/books?${query}`)).body.items.map(({ title }: { title: string }) => title)

  it('are registered with what the book search knows, and found in the chat', async () => {
    const looked = await boss.get('/isbn/89-364-3412-8')
    expect(looked.body).toMatchObject({
      kept: null,
      found: { isbn13: '9788936434120', title: '소년이 온다', publisher: '창비', publishedYear: 2014 },
    })
    const { found } = looked.body
    const copies = [
      { callNumber: '813.7 한11소', barcode: 'L-1' },
      { callNumber: null, barcode: null },
    ]
    const { bookNo } = await registers({ ...found, feeWon: 800 }, copies)
    const chat = await library.visitor('손님').says('소년이온다')
    expect(chat.text).toContain('소년이 온다')
    const shown = await boss.get(`/books/${bookNo}`)
    expect(shown).toMatchObject({
      etag: '"1"',
      body: {
        title: '소년이 온다',
        feeWon: 800,
        waiting: 0,
        copies: [{ copyNo: 1, barcode: 'L-1', dueOn: null }, { copyNo: 2 }],
      },
    })
    expect((await boss.get('/isbn/9788936434120')).body.kept).toMatchObject({ bookNo })
    const again = await boss.ask('POST', '/books', { body: { ...found, copies: [] } })
    expect(again).toMatchObject({ status: 409, body: { code: 'already-kept', bookNo } })
    expect(again.body.detail).toBe(`이미 있는 책이에요: 소년이 온다 (${bookNo}번). 그 책에 권을 더해 주세요.`)
  })

  it('say which field is wrong, and change nothing', async () => {
    const wrong: [object, string][] = [
      [{ title: ' ' }, 'title-missing'],
      [{ title: '책', isbn13: '9788936434121' }, 'isbn-invalid'],
      [{ title: '책', publishedYear: 3000 }, 'year-invalid'],
      [{ title: '책', feeWon: -1 }, 'fee-out-of-range'],
      [{ title: '책', coverUrl: 'javascript:alert(1)' }, 'cover-invalid'],
      [{ title: '책', copies: [{ callNumber: null, barcode: 'two words' }] }, 'barcode-invalid'],
      [{ title: '책', copies: [{ callNumber: null, barcode: 'L-1' }] }, 'barcode-taken'],
    ]
    const before = await library.rows('SELECT id FROM catalogue_books')
    for (const [book, code] of wrong)
      expect(await boss.ask('POST', '/books', { body: { copies: [], ...book } })).toMatchObject({
        status: code === 'barcode-taken' ? 409 : 422,
        body: { code, detail: expect.stringMatching(/요\.?$|\d$/) },
      })
    expect(await library.rows('SELECT id FROM catalogue_books')).toHaveLength(before.length)
    expect(await boss.get('/isbn/123')).toMatchObject({ status: 422, body: { code: 'isbn-invalid' } })
  })

  it('are found in any spacing and order, by author, ISBN and number, by title or the latest first, page by page', async () => {
    const { bookNo } = await registers({ title: '바람이 분다, 가라', author: '한강', isbn13: '9788932020006' })
    await registers({ title: '바람의 그림자', author: '사폰' })
    const empty = await registers({ title: '빈 책장' }, [])
    expect(await titles('q=바람이분다')).toEqual(['바람이 분다, 가라'])
    expect(await titles('q=한강 바람')).toEqual(['바람이 분다, 가라'])
    expect(await titles('q=978-89-320-2000-6')).toEqual(['바람이 분다, 가라'])
    expect(await titles(`q=${bookNo}`)).toContain('바람이 분다, 가라')
    expect(await titles('q=바람&sort=title')).toEqual(['바람의 그림자', '바람이 분다, 가라'])
    expect(await titles('q=바람')).toEqual(['바람의 그림자', '바람이 분다, 가라'])
    expect(await titles('withoutCopies=true')).toEqual(['빈 책장'])
    expect(await titles('q=100%25')).toEqual([])
    for (const sort of ['title', '-bookNo']) {
      const whole = await titles(`sort=${sort}`)
      const read: string[] = []
      for (let after = ''; ;) {
        const { items, next } = (await boss.get(`/books?limit=1&sort=${sort}${after}`)).body
        read.push(...items.map(({ title }: { title: string }) => title))
        if (next === null) break
        after = `&after=${next}`
      }
      expect(read).toEqual(whole)
    }
    expect(empty.copies).toEqual([])
  })

  it('are corrected on the version that was read; who is too late is told, and nothing is lost', async () => {
    const { bookNo } = await registers({ title: '틀린 제묵' })
    const path = `/books/${bookNo}`
    const { etag } = await boss.get(path)
    const first = await boss.ask('PATCH', path, { body: { title: '바른 제목' }, ifMatch: etag })
    expect(first).toMatchObject({ status: 200, etag: '"2"', body: { title: '바른 제목' } })
    const late = await boss.ask('PATCH', path, { body: { title: '늦은 제목' }, ifMatch: etag })
    expect(late).toMatchObject({ status: 412, etag: '"2"', body: { code: 'stale-edit' } })
    expect((await boss.get(path)).body.title).toBe('바른 제목')
    await deliverAll(library)
    expect(await titles('q=바른제목')).toEqual(['바른 제목'])
    expect(await titles('q=틀린')).toEqual([])
  })

  it('stay while somebody has them or waits for them, go into the archive afterwards, and come back', async () => {
    const { bookNo, bookId } = await registers({ title: '나간 책' })
    const path = `/books/${bookNo}`
    const reader = await member(library, '빌린이', 10_000)
    const rentalId = await rentalIn(library, reader.memberId, bookId)
    const remove = async () => boss.ask('DELETE', path, { ifMatch: (await boss.get(path)).etag })
    const refused = await remove()
    expect(refused).toMatchObject({ status: 409, body: { code: 'on-loan' } })
    expect(refused.body.detail).toMatch(/^빌려간 책이 있어서 지울 수 없어요: 1번 권 \(\d{4}-\d\d-\d\d 반납 예정\)$/)
    const waiter = await member(library, '기다린이', 10_000)
    await heldBy(library, waiter, bookId)
    await library.app.returnBook({ memberId: reader.memberId, rentalId, commandKey: null })
    await deliverAll(library)
    expect(await remove()).toMatchObject({ status: 409, body: { code: 'set-aside' } })
    const [hold] = await library.rows<{ id: string }>(`SELECT id FROM holds WHERE member_id = ?`, [waiter.memberId])
    await library.app.cancelHold({ memberId: waiter.memberId, holdId: hold?.id as never })
    await deliverAll(library)
    expect(await remove()).toMatchObject({ status: 200, body: { how: 'archived' } })
    expect([await titles('q=나간'), await titles('q=나간&standing=archived')]).toEqual([[], ['나간 책']])
    const back = await boss.ask('POST', `${path}/restore`, { ifMatch: (await boss.get(path)).etag })
    expect(back.status).toBe(204)
    expect(await titles('q=나간')).toEqual(['나간 책'])
  })

  it('have copies with marks of their own, which are corrected and taken off the list', async () => {
    const { bookNo } = await registers({ title: '권이 많은 책' })
    const added = await boss.ask('POST', `/books/${bookNo}/copies`, { body: { callNumber: '813', barcode: 'M-1' } })
    expect(added).toMatchObject({ status: 201, etag: '"1"', body: { copyNo: 2, barcode: 'M-1' } })
    const path = `/copies/${added.body.copyId}`
    const marked = await boss.ask('PATCH', path, { body: { barcode: 'M-2' }, ifMatch: '"1"' })
    expect(marked).toMatchObject({ status: 200, body: { callNumber: '813', barcode: 'M-2', version: 2 } })
    const taken = await boss.ask('PATCH', path, { body: { barcode: 'L-1' }, ifMatch: '"2"' })
    expect(taken).toMatchObject({
      status: 409,
      body: { code: 'barcode-taken', detail: expect.stringContaining('소년이 온다') },
    })
    expect(await boss.ask('DELETE', path, { ifMatch: '"2"' })).toMatchObject({ status: 200, body: { how: 'deleted' } })
    const { copies } = (await boss.get(`/books/${bookNo}`)).body
    expect(copies).toMatchObject([{ copyNo: 1 }])
  })

  it('can be typed in when the book search is away', async () => {
    const { simulator } = library
    if (!simulator) throw new Error('no stand-in')
    simulator.mischief.books = '500'
    expect(await boss.get('/isbn/9788937460449')).toMatchObject({ status: 503, body: { code: 'book-search-away' } })
    simulator.mischief.books = 'ok'
    expect((await boss.get('/isbn/9791198000002')).body).toEqual({ kept: null, found: null })
  })
})
