/** Lists as files: whole, in Excel's own way, harmless, and with nothing in them that the screen does not show. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { parse } from 'csv-parse/sync'
import { routes } from '../../admin/api/routes.js'
import { engines } from '../support/empty-database.js'
import { deliverAll } from '../support/happens.js'
import { librarian, manager, openDesk, type Caller } from '../support/librarian.js'
import type { Library } from '../support/library.js'

describe.each(engines)('exports on %s', (engine) => {
  let library: Library
  let boss: Caller
  beforeAll(async () => {
    library = await openDesk(engine)
    boss = await manager(library)
    const marks = [{ callNumber: '813.7', barcode: 'EM1' }]
    await library.book({ title: '소년이 온다', author: '한강', copies: 2, marks })
    await library.book({ title: '=HYPERLINK("evil")', author: '@누구,"둘"' })
    const reader = library.visitor('김하늘')
    await reader.joins(10_000)
    expect((await reader.says('소년이 온다 빌려줘')).outcome).toBe('ok')
    library.clock.advanceDays(9)
    await deliverAll(library)
    boss = await manager(library)
  })
  afterAll(() => library.close())

  async function rowsOf(name: string, by = boss): Promise<Record<string, string>[]> {
    const { status, body, headers } = await by.get(`/exports/${name}`)
    expect({ status, type: headers.get('content-type') }).toEqual({ status: 200, type: 'text/csv; charset=utf-8' })
    expect(body).toMatch(/\r\n$/)
    expect(body.replaceAll('\r\n', '')).not.toContain('\n')
    return parse(body, { bom: true, columns: true, record_delimiter: '\r\n' })
  }

  it('begin with the mark by which Excel knows UTF-8, and are called in Korean with the day', async () => {
    const raw = await fetch(`${library.url}/admin/api/exports/books`, { headers: { cookie: boss.cookie ?? '' } })
    expect([...new Uint8Array(await raw.arrayBuffer()).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const [, name = ''] = /filename\*=UTF-8''(\S+)$/.exec(raw.headers.get('content-disposition') ?? '') ?? []
    expect(decodeURIComponent(name)).toBe('도서 2026-12-07.csv')
    expect(raw.headers.get('cache-control')).toBe('no-store')
  })

  it('hold the books and copies, and no formula', async () => {
    const [formula, boy] = await rowsOf('books')
    expect(formula).toMatchObject({ 제목: `'=HYPERLINK("evil")`, 지은이: `'@누구,"둘"`, 권수: '1' })
    expect(await rowsOf(`books?q=${encodeURIComponent('소년')}`)).toHaveLength(1)
    expect(await rowsOf('books?withoutCopies=true')).toEqual([])
    expect(boy).toMatchObject({ 제목: '소년이 온다', 지은이: '한강', 권수: '2' })
    const copies = (await rowsOf('copies')).filter(({ 제목 }) => 제목 === '소년이 온다')
    expect(copies).toMatchObject([
      { 청구기호: '813.7', 등록번호: 'EM1', 상태: '대여 가능' },
      { 청구기호: '', 등록번호: '', 상태: '대여 가능' },
    ])
  })

  it('hold members with their numbers masked, rentals, and the money of a month', async () => {
    expect(await rowsOf('members')).toMatchObject([
      { 이름: '김하늘', 전화번호: expect.stringMatching(/^010-\*{4}-\d{4}$/), '빌린 책': '1', 적립금: '9000' },
    ])
    const rental = {
      상태: '연체',
      제목: '소년이 온다',
      회원: '김하늘',
      '빌린 날': '2026-11-28',
      '반납할 날': '2026-12-05',
    }
    expect(await rowsOf('rentals')).toMatchObject([{ ...rental, '돌아온 날': '', 대여료: '1000' }])
    expect(await rowsOf('rentals?status=returned')).toEqual([])
    expect(await rowsOf('holds')).toEqual([])
    expect(await rowsOf('calls')).toEqual([])
    const november = await rowsOf('day-books?month=2026-11')
    expect(november).toHaveLength(30)
    expect(november[27]).toMatchObject({ 날짜: '2026-11-28', '카카오페이 충전': '10000', '대여료 수입(낸 돈)': '1000' })
    expect(await rowsOf('day-books?month=2026-12')).toHaveLength(7)
  })

  it('hold who did what, for managers', async () => {
    const lines = await rowsOf('audit')
    expect(lines[0]).toMatchObject({ 때: '2026-11-28 12:00', 누가: 'start', 무엇을: 'librarian-added' })
    expect(lines[1]).toMatchObject({ 누가: '관리자', 무엇을: 'signed-in', 전: '' })
    expect(await rowsOf('audit?action=day-set')).toEqual([])
    const kim = await librarian(library, boss)
    expect(await kim.get('/exports/audit')).toMatchObject({ status: 403, body: { code: 'not-allowed' } })
    expect(await rowsOf('books', kim)).toHaveLength(2)
  })

  it('are whole, however many parts they come in', async () => {
    const records = Array.from({ length: 1_203 }, (_, number) => ({ title: `책 ${String(number).padStart(4, '0')}` }))
    await library.app.stockCatalogue(
      records.map(({ title }) => ({
        record: {
          ...{
            isbn13: null,
            title,
            author: '',
            publisher: '',
            publishedYear: null,
            kdc: null,
            copies: 1,
            feeWon: null,
          },
          ...{
            popularity: 0,
            volume: null,
            series: null,
            coverUrl: null,
            marks: [],
            bookKey: `test:${title.slice(2)}`,
          },
        },
        copiesAtLeast: 1,
      })),
    )
    for (const name of ['books', 'copies']) {
      const titles = (await rowsOf(name)).map(({ 제목 }) => 제목).filter((title) => title?.startsWith('책 '))
      expect(titles.toSorted()).toEqual(records.map(({ title }) => title))
    }
  })

  it('are these', () => {
    const names = routes.filter(({ path }) => path.startsWith('/exports/')).map(({ path }) => path.slice(9))
    expect(names).toEqual(['books', 'copies', 'members', 'rentals', 'holds', 'day-books', 'calls', 'audit'])
  })
})
