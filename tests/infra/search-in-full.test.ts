/** Titles are filed under more keys than the version before files them: searches are right before, while and after all of them are. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { searchPlainly, wholeShelf } from '../../bench/plain-search.js'
import { indexed, keysOf, triplesOf, type IndexedTitle } from '../../src/domain/title-index.js'
import { signatureOfTitle } from '../../src/domain/title-signature.js'
import type { BookId } from '../../src/domain/ids.js'
import { openSql } from '../../src/infra/db/open-sql.js'
import { findBooks } from '../../src/infra/db/search.js'
import { shelf } from '../../src/infra/db/shelf.js'
import type { Write } from '../../src/infra/db/sql.js'
import { engines, type TestDatabase } from '../support/empty-database.js'
import { emptyLibrary } from '../support/empty-library.js'
import { openLibrary, type Library } from '../support/library.js'

const titles = [
  ...['Clean Code', 'Code Complete', 'Decode the Ode', '코드 code 의 정석', 'Modern C++', 'C99', '1q84', 'Area 51'],
  ...[
    '소년이 온다',
    '소년은 온다',
    '소 년',
    '끝없는 소년',
    '전(이상한)천당 3',
    '전천당 4',
    'ㅋㅋㅋ 웃긴 소년',
    '한 권의 책',
  ],
]
const queries = [
  ...[
    'code',
    'cod',
    'ode',
    'od',
    'co',
    'code 정석',
    'complete code',
    'decodetheode',
    'the ode',
    'c++',
    'c9',
    '1q84',
    'rea5',
  ],
  ...[
    '소년',
    '소년이',
    '년 소',
    '끝 소년',
    '권 책',
    '전천당',
    '전천당 3',
    'ㅈㅊㄷ',
    'ㅅㄴㅇㅇㄷ',
    'ㅅㄴㅇㅇ',
    'ㅋㅋㅋ',
    'ㅋㅋ웃',
  ],
  ...['acme', 'cme', 'acme code', 'pub', '지은이', '없는책', 'zzz'],
]

describe.each(engines)('on %s', (engine) => {
  let database: TestDatabase
  let library: Library
  beforeAll(async () => {
    database = await emptyLibrary(engine)
    library = await openLibrary(engine, { database })
    for (const [n, title] of titles.entries())
      await library.book({
        title,
        author: `지은이${n % 3}`,
        publisher: n % 2 ? 'Acme Pub' : '펴낸곳',
        popularity: n % 4,
      })
  }, 60_000)
  afterAll(async () => {
    await library.close()
    await database.drop()
  })
  beforeEach(() => library.app.rebuildSearch())

  const sql = () => openSql(library.app.dataSource)
  const rightWith = async (asking: ReturnType<typeof sql>) => {
    const shelf = await wholeShelf(asking)
    for (const query of queries)
      expect([query, await findBooks(asking, query)]).toEqual([query, searchPlainly(shelf, query)])
  }
  const notInFull = async () => (await library.rows('SELECT book_no FROM indexed_titles WHERE version >= 0')).length
  const bookNoOf = async (title: string) => {
    const [row] = await library.rows<{ book_no: number }>('SELECT book_no FROM titles WHERE title = ?', [title])
    return row?.book_no ?? 0
  }

  type Row = { book_no: number; title: string; author: string; publisher: string; popularity: number; version: number }

  /** As the version before files a title when somebody gives it another name. */
  async function nameAsBefore(from: string, to: string): Promise<void> {
    const rows = await library.rows<Row & { published_year: number | null; series: string | null }>(
      'SELECT * FROM titles WHERE title = ?',
      [from],
    )
    const [row] = rows
    if (!row) throw new Error(`there is no ‘${from}’`)
    const [before, now] = [from, to].map((title) =>
      indexed({ ...row, title, bookNo: row.book_no, publishedYear: row.published_year }),
    ) as [IndexedTitle, IndexedTitle]
    const keys = (one: IndexedTitle) => {
      const triples = new Set(
        one.fields
          .split('|')
          .flatMap(triplesOf)
          .flatMap((triple) => [triple, `~${triple}`]),
      )
      return keysOf(one).filter((key) => !triples.has(key))
    }
    for (const gram of keys(before).filter((key) => !keys(now).includes(key)))
      await library.rows('DELETE FROM title_index WHERE gram = ? AND book_no = ?', [gram, row.book_no])
    for (const gram of keys(now).filter((key) => !keys(before).includes(key)))
      await library.rows('INSERT INTO title_index (gram, rk, book_no, signature) VALUES (?, ?, ?, 0)', [
        ...[gram, now.rank, row.book_no],
      ])
    await library.rows('UPDATE title_index SET signature = ? WHERE book_no = ?', [signatureOfTitle(now), row.book_no])
    await library.rows(
      'UPDATE indexed_titles SET version = ?, title_norm = ?, stem = ?, fields = ?, initials = ? WHERE book_no = ?',
      [row.version + 1, now.title, now.stem, now.fields, now.initials, row.book_no],
    )
    await library.rows('UPDATE titles SET title = ?, version = ? WHERE book_no = ?', [to, row.version + 1, row.book_no])
  }

  it('finds the same as reading them all', () => rightWith(sql()))

  it('files every title in full, and then looks for three Latin letters', async () => {
    expect(await notInFull()).toBe(0)
    const bookNo = await bookNoOf('Clean Code')
    const gone = `DELETE FROM title_index WHERE gram = 'cod' AND book_no = ${bookNo}`
    const found = await findBooks(sql(), 'code')
    await library.rows(gone)
    expect((await findBooks(sql(), 'code')).length).toBe(found.length - 1)
  })

  it('is right while the version before files titles beside this one, for a process that knew them in full', async () => {
    const asking = sql()
    await rightWith(asking)
    await nameAsBefore('Clean Code', 'Clean Lode 년')
    expect(await notInFull()).toBe(1)
    expect((await findBooks(asking, 'lode')).length).toBe(1)
    await rightWith(asking)
    await rightWith(sql())
    await nameAsBefore('Clean Lode 년', 'Clean Code')
    await rightWith(asking)
  })

  it('is right again with the new keys when the clock has filed anew what the version before filed', async () => {
    const asking = sql()
    await nameAsBefore('소년은 온다', '손님은 aodec')
    await nameAsBefore('Code Complete', '코드 소년')
    await rightWith(asking)
    await library.settle()
    expect(await notInFull()).toBe(0)
    // the version before left keys of three letters behind
    const [left] = await library.rows(`SELECT book_no FROM title_index WHERE gram = 'mpl'`)
    expect(left).toBeDefined()
    await rightWith(asking)
    await nameAsBefore('손님은 aodec', '소년은 온다')
    await nameAsBefore('코드 소년', 'Code Complete')
  })

  it('is right in a library that was never filed in full', async () => {
    const triples = new Set(
      titles
        .concat('Acme Pub')
        .map((title) => title.toLowerCase().replaceAll(' ', ''))
        .flatMap(triplesOf),
    )
    for (const triple of triples)
      await library.rows('DELETE FROM title_index WHERE gram IN (?, ?)', [triple, `~${triple}`])
    await library.rows('UPDATE title_index SET letters = NULL')
    await library.rows('UPDATE indexed_titles SET version = -version')
    const asking = sql()
    await rightWith(asking)
    await library.settle()
    expect(await notInFull()).toBe(0)
    await rightWith(asking)
  })

  it('files a title in full when this version changes what the version before has filed', async () => {
    await nameAsBefore('C99', 'C98')
    const bookNo = await bookNoOf('C98')
    await library.rows('UPDATE title_index SET letters = NULL WHERE book_no = ?', [bookNo])
    const asking = sql()
    const [row] = await library.rows<{
      book_id: BookId
      author: string
      popularity: number
      published_year: number | null
    }>('SELECT book_id, author, popularity, published_year FROM titles WHERE book_no = ?', [bookNo])
    const writes: Write[] = []
    const { known, put } = shelf(asking, (write) => void writes.push(write))
    const foundBefore = (await known([row!.book_id])).get(row!.book_id)!
    const book = {
      ...{ bookNo, isbn13: null, title: 'C98', author: row!.author, publisher: 'Acme Pub' },
      ...{ publishedYear: row!.published_year, kdc: null, feeWon: null, popularity: row!.popularity, series: null },
    }
    put([{ bookId: row!.book_id, version: foundBefore.version + 1, book, feeWon: 1_000, foundBefore }])
    await asking.carryOut(writes)
    expect(await notInFull()).toBe(0)
    const filed = await library.rows<{ gram: string; letters: number | null }>(
      'SELECT i.gram, i.letters FROM title_index i JOIN indexed_titles t ON t.rk = i.rk AND t.book_no = i.book_no WHERE t.book_no = ?',
      [bookNo],
    )
    const beside = new Map(filed.map(({ gram, letters }) => [gram, letters]))
    const one = indexed({ ...book })
    expect(keysOf(one).filter((key) => (beside.get(key) ?? null) === null)).toEqual([])
    await rightWith(asking)
  })
})
