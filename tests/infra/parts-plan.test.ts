/** A list that is read part by part: every part is found where the last one ended, however long the list is. */
import { describe, expect, it } from '@jest/globals'
import { allCopies, type CopyPlace } from '../../src/infra/db/all-copies.js'
import { boardViews } from '../../src/infra/db/board-views.js'
import { keptBooks } from '../../src/infra/db/catalogue-views.js'
import { openDataSource } from '../../src/infra/db/data-source.js'
import { openSql } from '../../src/infra/db/open-sql.js'
import { inserts, type Param, type Sql } from '../../src/infra/db/sql.js'
import { overheard } from '../support/asked.js'
import { engines } from '../support/empty-database.js'
import { emptyLibrary } from '../support/empty-library.js'

const day = '2026-11-28'
const numbers = Array.from({ length: 4_000 }, (_, index) => index)
const numbered = (n: number) => String(n).padStart(4, '0')
const at = (n: number) =>
  `2025-${String(1 + (n % 12)).padStart(2, '0')}-10T03:00:${String(n % 60).padStart(2, '0')}.000Z`

const filled = [
  ...inserts(
    'board_rows',
    [
      ...['id', 'kind', 'state', 'member_id', 'book_id', 'copy_id', 'began_at', 'due_on', 'ended_at', 'renewals'],
      'fee_won',
    ],
    numbers.map((n) => [`r${n}`, 'rental', 'returned', `m${n}`, `b${n}`, `c${n}`, at(n), day, at(n), 0, 0]),
  ),
  ...inserts(
    'catalogue_books',
    ['id', 'book_no', 'book_key', 'title', 'author', 'publisher', 'popularity', 'state', 'version'],
    numbers.map((n) => [`b${n}`, n, `k${n}`, `책 ${numbered(n)}`, '', '', 0, 'kept', 1]),
  ),
  ...inserts(
    'catalogue_copies',
    ['id', 'book_id', 'copy_no', 'state', 'version'],
    numbers.flatMap((n) => [1, 2].map((no) => [`c${n}-${no}`, `b${n}`, no, n % 7 === 0 ? 'deleted' : 'kept', 1])),
  ),
]

const lists: Record<string, { readonly table: string; read(sql: Sql): Promise<unknown> }> = {
  rentals: {
    table: 'r',
    read: (sql) =>
      boardViews(sql).rows({ kind: 'rental', sort: 'began' }, day, 50, { place: '2025-06-10T03:00:05.000Z', id: 'r5' }),
  },
  books: {
    table: 'b',
    read: (sql) =>
      keptBooks(sql, { standing: 'kept', order: 'title' }, 50, { title: `책 ${numbered(2_000)}`, bookNo: 2_000 }),
  },
  copies: { table: 'catalogue_books', read: (sql) => allCopies(sql, 50, { bookNo: 2_000, copyNo: 1 }) },
}

describe.each(engines)('a part of a list on %s', (engine) => {
  it.each(Object.entries(lists))('of %s begins in an index where the last one ended', async (_, { table, read }) => {
    const database = await emptyLibrary(engine)
    const dataSource = await openDataSource(database.url)
    const sql = openSql(dataSource)
    await sql.carryOut(filled)
    if (engine === 'mariadb') await sql.all('ANALYZE TABLE board_rows, catalogue_books, catalogue_copies')
    else await sql.carryOut([{ sql: 'ANALYZE', params: [], isBulk: true }])
    const { sql: listening, asked } = overheard(sql)
    expect(await read(listening)).toHaveLength(50)
    expect(asked).toHaveLength(1)
    for (const { text, params } of asked) expect(await way(sql, table, text, params)).toBe('from a place')
    await dataSource.destroy()
    await database.drop()
  })
})

it('comes to every copy once, past books that have none', async () => {
  const database = await emptyLibrary('sqlite')
  const dataSource = await openDataSource(database.url)
  const sql = openSql(dataSource)
  await sql.carryOut([
    ...filled,
    {
      sql: `UPDATE catalogue_copies SET state = 'deleted' WHERE id NOT LIKE '%01-2' AND id <> 'c1-2'`,
      params: [],
      isBulk: true,
    },
  ])
  const found: CopyPlace[] = []
  for (let part = await allCopies(sql, 7); part.length > 0; part = await allCopies(sql, 7, part.at(-1)))
    found.push(...part.map(({ bookNo, copyNo }) => ({ bookNo, copyNo })))
  const kept = numbers.filter((n) => n % 100 === 1 && n % 7 > 0)
  expect(found).toEqual(kept.map((bookNo) => ({ bookNo, copyNo: 2 })))
  await dataSource.destroy()
  await database.drop()
})

/** How the plan of a query comes to the rows of that table. */
async function way(sql: Sql, name: string, text: string, params: readonly Param[]): Promise<string> {
  if (sql.dialect === 'sqlite') {
    const plan = await sql.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${text}`, params)
    const step = plan.find(({ detail }) => new RegExp(`^(?:SEARCH|SCAN) ${name}\\b`).test(detail))?.detail ?? 'nothing'
    const isSorted = plan.some(({ detail }) => detail === 'USE TEMP B-TREE FOR ORDER BY')
    return /^SEARCH .*>\?\)$/.test(step) && (!isSorted || name === 'catalogue_books') ? 'from a place' : step
  }
  const plan = await sql.all<{ table: string; type: string; Extra: string }>(`EXPLAIN ${text}`, params)
  const step = plan.find((one) => one.table === name)
  return step?.type === 'range' && !step.Extra.includes('filesort') ? 'from a place' : JSON.stringify(step)
}
