/** The search index is what lending's titles say, whatever became of it: rebuilt by a command, caught up by the clock. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { openSql } from '../../src/infra/db/open-sql.js'
import { shelf } from '../../src/infra/db/shelf.js'
import { Conflict, type Write } from '../../src/infra/db/sql.js'
import { engines, type TestDatabase } from '../support/empty-database.js'
import { emptyLibrary } from '../support/empty-library.js'
import { openLibrary, testEnv, type Library } from '../support/library.js'
import { startProcess } from '../support/product.js'

describe.each(engines)('the search index on %s', (engine) => {
  let database: TestDatabase
  let library: Library
  let sound: Awaited<ReturnType<typeof index>>
  beforeAll(async () => {
    database = await emptyLibrary(engine)
    library = await openLibrary(engine, { database })
    for (let n = 1; n <= 240; n += 1)
      await library.book({ title: `색인에 드는 책 ${n}`, author: `지은이${n % 7}`, popularity: n % 5 })
  }, 120_000)
  afterAll(async () => {
    await library.close()
    await database.drop()
  })

  const index = async () => ({
    titles: await library.rows('SELECT * FROM indexed_titles ORDER BY book_no'),
    keys: await library.rows('SELECT * FROM title_index ORDER BY gram, rk, book_no'),
  })
  beforeEach(async () => {
    await library.app.rebuildSearch()
    sound = await index()
    expect(sound.titles.length).toBe(240)
  })
  const spoil = async () => {
    await library.rows(`DELETE FROM title_index WHERE book_no % 3 = 0`)
    await library.rows(`DELETE FROM indexed_titles WHERE book_no % 5 = 0`)
    await library.rows(`UPDATE indexed_titles SET stem = 'x', rk = rk + 1 WHERE book_no % 7 = 1`)
    await library.rows(
      `INSERT INTO title_index (gram, rk, book_no, signature) VALUES ('~뷁뷁', 7, 1, 0), ('색인', 7, 2, 0), ('색인', 7, 99999, 0)`,
    )
    expect(await index()).not.toEqual(sound)
  }

  it('is the same when nothing was wrong', async () => {
    expect(await library.app.rebuildSearch()).toBe(true)
    expect(await index()).toEqual(sound)
  })

  it('is made right again, cut short and gone on with by the command', async () => {
    await spoil()
    expect(await library.app.rebuildSearch(() => false)).toBe(false)
    expect(await index()).not.toEqual(sound)
    const command = startProcess('../../src/search-rebuild.ts', [], testEnv(database.url))
    expect(await command.over()).toBe(0)
    expect(command.said).toEqual(['책 맞추는 중…', '색인 맞추는 중…', '검색 색인을 처음부터 다시 맞췄어요.'])
    expect(await index()).toEqual(sound)
  }, 60_000)

  it('is right when it is rebuilt while books come and go', async () => {
    await spoil()
    const rebuilding = library.app.rebuildSearch()
    const ids = []
    for (let n = 1; n <= 20; n += 1) ids.push(await library.book({ title: `그사이 들어온 책 ${n}` }))
    await rebuilding
    const fed = await index()
    expect(fed.titles.length).toBe(sound.titles.length + ids.length)
    await library.app.rebuildSearch()
    expect(await index()).toEqual(fed)
    await library.rows(
      `UPDATE titles SET state = 'withdrawn', version = version + 1 WHERE title LIKE '그사이 들어온 책%'`,
    )
    await library.settle()
    expect(await index()).toEqual(sound)
  }, 60_000)

  it('is told again of a title that was filed by somebody else between the look and the writing', async () => {
    const { bookId, bookNo } = await library.book({ title: '사이에 낀 책', popularity: 3 })
    for (const table of ['title_index', 'indexed_titles'])
      await library.rows(`DELETE FROM ${table} WHERE book_no = ?`, [bookNo])
    const sql = openSql(library.app.dataSource)
    const writes: Write[] = []
    const { known, put } = shelf(sql, (write) => void writes.push(write))
    const foundBefore = (await known([bookId])).get(bookId) ?? null
    expect(foundBefore).toMatchObject({ filed: null })
    await library.app.fileTitle(bookNo)
    const book = {
      ...{ bookNo, isbn13: null, title: '새로 이름 지은 책', author: '지은이', publisher: '펴낸곳' },
      ...{ publishedYear: 2020, kdc: null, feeWon: null, popularity: 9, series: null },
    }
    put([{ bookId, version: (foundBefore?.version ?? 0) + 1, book, feeWon: 1_000, foundBefore }])
    await expect(sql.carryOut(writes)).rejects.toThrow(Conflict)
    expect(await library.app.views.find('사이에 낀 책')).toEqual([bookId])
    await library.rows(`UPDATE titles SET state = 'withdrawn', version = version + 1 WHERE book_no = ?`, [bookNo])
    await library.settle()
    expect(await index()).toEqual(sound)
  })

  it('has within the hour what the version before stocked beside this one', async () => {
    const [one, other] = await library.rows<{ book_id: string; book_no: number; title: string }>(
      'SELECT book_id, book_no, title FROM titles ORDER BY book_no LIMIT 2',
    )
    if (!one || !other) throw new Error('there are no books')
    const call = (title: string) =>
      library.rows('UPDATE titles SET title = ?, version = version + 1 WHERE book_no = ?', [title, one.book_no])
    await call('옛 판이 고친 책')
    await library.rows('DELETE FROM title_index WHERE book_no = ?', [other.book_no])
    await library.rows('DELETE FROM indexed_titles WHERE book_no = ?', [other.book_no])
    await library.settle()
    expect(await library.app.views.find('옛 판이 고친 책')).toEqual([one.book_id])
    expect(await library.app.views.find(other.title)).toContain(other.book_id)
    await call(one.title)
    await library.settle()
    expect((await index()).keys).toEqual(sound.keys)
  }, 60_000)
})
