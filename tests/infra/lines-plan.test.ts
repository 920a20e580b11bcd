/** The sheets of the lines look at who waits now, however many have waited before. */
import { describe, expect, it } from '@jest/globals'
import { openDataSource } from '../../src/infra/db/data-source.js'
import { openSql } from '../../src/infra/db/open-sql.js'
import { sheets } from '../../src/infra/db/sheets.js'
import { inserts, type Sql } from '../../src/infra/db/sql.js'
import { overheard } from '../support/asked.js'
import { engines } from '../support/empty-database.js'
import { emptyLibrary } from '../support/empty-library.js'

const at = '2026-11-28T03:00:00.000Z'
const columns = ['id', 'member_id', 'book_id', 'state', 'queued_at', 'open_key', 'version'] as const
const titleColumns = ['book_id', 'book_no', 'title', 'author', 'publisher', 'fee_won', 'popularity', 'state'] as const

describe.each(engines)('the sheets of the lines on %s', (engine) => {
  it('walk along the index of holds by how they stand', async () => {
    const database = await emptyLibrary(engine)
    const dataSource = await openDataSource(database.url)
    const sql = openSql(dataSource)
    const numbers = Array.from({ length: 4_000 }, (_, index) => index)
    const isOpen = (number: number) => number % 100 === 0
    await sql.carryOut([
      ...inserts(
        'holds',
        columns,
        numbers.map((n) => [`h${n}`, `m${n}`, `b${n % 1_000}`, isOpen(n) ? 'waiting' : 'expired', at, `k${n}`, 1]),
      ),
      ...inserts(
        'titles',
        [...titleColumns, 'version', 'title_norm', 'author_norm', 'search_text'],
        numbers.slice(0, 1_000).map((n) => [`b${n}`, n, '책', '', '', 0, 0, 'in-circulation', 1, '책', '', '책']),
      ),
    ])
    if (engine === 'mariadb') await sql.all('ANALYZE TABLE holds, titles, copies')

    const { sql: listening, asked } = overheard(sql)
    const due = sheets(listening)
    expect(await due.holdsWithoutHope(null, 2_000)).toHaveLength(40)
    expect(await due.titlesToHandOver(null, 2_000)).toEqual([])
    for (const { text, params } of asked) expect(await walksAlongTheIndex(sql, text, params)).toBe(true)
    await dataSource.destroy()
    await database.drop()
  })
})

async function walksAlongTheIndex(
  sql: Sql,
  text: string,
  params: readonly (string | number | null)[],
): Promise<boolean> {
  if (sql.dialect === 'sqlite') {
    const plan = await sql.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${text}`, params)
    const ofHolds = plan.filter(({ detail }) => /^(?:SEARCH|SCAN) (?:h|holds)\b/.test(detail))
    return ofHolds.length > 0 && ofHolds.every(({ detail }) => /holds_line \(state=\?/.test(detail))
  }
  const plan = await sql.all<{ table: string; type: string; key: string | null }>(`EXPLAIN ${text}`, params)
  const ofHolds = plan.filter(({ table }) => table === 'h' || table === 'holds')
  return ofHolds.length > 0 && ofHolds.every(({ type, key }) => key === 'holds_line' && ['ref', 'range'].includes(type))
}
