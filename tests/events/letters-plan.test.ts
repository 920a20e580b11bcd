/** A long list of books brings thousands of letters at once: taking some of them into hand costs no more than of a few. */
import { expect, it } from '@jest/globals'
import { openDataSource } from '../../src/infra/db/data-source.js'
import { takeLetters } from '../../src/infra/db/letters.js'
import { openSql } from '../../src/infra/db/open-sql.js'
import { inserts, type Sql } from '../../src/infra/db/sql.js'
import { emptyLibrary } from '../support/empty-library.js'

const at = '2026-11-28T03:00:00.000Z'
const numbers = Array.from({ length: 2_000 }, (_, index) => index)
const inHand = 25

it('looks for each letter whether an earlier one of its own waits, and not through all that wait', async () => {
  const database = await emptyLibrary('mariadb')
  // a session counts what it reads
  const dataSource = await openDataSource(database.url, { pool: 1, waitSeconds: 0, onWaiting: () => undefined })
  const sql = openSql(dataSource)
  await sql.carryOut([
    ...inserts(
      'events',
      ['id', 'type', 'version', 'aggregate_id', 'body', 'happened_at'],
      numbers.map((n) => [`e${n}`, 'BookRegistered', 1, `b${n}`, '{}', at]),
    ),
    ...inserts(
      'letters',
      ['id', 'event_id', 'reaction', 'aggregate_id', 'state', 'due_at', 'attempts'],
      numbers.map((n) => [`l${n}`, `e${n}`, 'stock-shelf', `b${n}`, 'waiting', at, 0]),
    ),
  ])
  const before = await rowsRead(sql)
  expect(await takeLetters(sql, 'stock-shelf', 'me', new Date('2026-11-28T03:00:01Z'), inHand)).toHaveLength(inHand)
  expect((await rowsRead(sql)) - before).toBeLessThan(20 * inHand)
  await dataSource.destroy()
  await database.drop()
})

async function rowsRead(sql: Sql): Promise<number> {
  const counts = await sql.all<{ Value: string }>(`SHOW SESSION STATUS LIKE 'Handler_read_%'`)
  return counts.reduce((sum, { Value }) => sum + Number(Value), 0)
}
