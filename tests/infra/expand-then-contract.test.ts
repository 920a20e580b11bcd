/** While processes are replaced the version before works on the tables of the new one: a migration takes nothing away from it. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { DataSource, Table, TableColumn, TableIndex, type DataSourceOptions, type QueryRunner } from 'typeorm'
import { openDataSource } from '../../src/infra/db/data-source.js'
import { emptyDatabase } from '../support/empty-database.js'
import { breaks } from '../support/expand-only.js'

/** What was done before there was a release that anybody ran, each for a reason; nothing is to be added here after one. */
const beforeTheFirstRelease: Readonly<Record<string, string>> = {
  'members: user_key may be empty, which it never was': 'whoever is registered at the desk has no chat user yet',
  'wallets: wallets_bonus_within must hold': 'a gift is spent before money is; nobody had gifts before',
  'deposits: deposits_refunded_within must hold': 'no more is given back than was paid; nothing was given back before',
}

const specimens: readonly (readonly [string, (runner: QueryRunner) => Promise<unknown>])[] = [
  ['settings is gone', (runner) => runner.dropTable('settings')],
  ['searches is gone', (runner) => runner.renameTable('searches', 'lookups')],
  ['imports: notices is gone', (runner) => runner.dropColumn('imports', 'notices')],
  ['holds: queued_at is gone', (runner) => runner.renameColumn('holds', 'queued_at', 'waits_since')],
  [
    'renewals: why is new and must be given',
    (runner) => runner.addColumn('renewals', new TableColumn({ name: 'why', type: 'varchar', length: '20' })),
  ],
  ['imports: taken has another default', (runner) => change(runner, 'imports', 'taken', { default: '2' })],
  ['refund_parts: note holds less', (runner) => change(runner, 'refund_parts', 'note', { length: '100' })],
  ['refunds: settled_at must be given', (runner) => change(runner, 'refunds', 'settled_at', { isNullable: false })],
  [
    'closed_days: name may be empty, which it never was',
    (runner) => change(runner, 'closed_days', 'name', { isNullable: true }),
  ],
  [
    'phone_readings: librarian must be unique',
    (runner) => runner.createIndex('phone_readings', new TableIndex({ columnNames: ['librarian'], isUnique: true })),
  ],
]

const harmless: readonly (readonly [string, (runner: QueryRunner) => Promise<unknown>])[] = [
  [
    'a table of its own',
    (runner) =>
      runner.createTable(new Table({ name: 'shelves', columns: [{ name: 'id', type: 'varchar', isPrimary: true }] })),
  ],
  [
    'a column that may be empty, unique where it is not',
    async (runner) => {
      await runner.addColumn('board_books', new TableColumn({ name: 'shelf', type: 'varchar', isNullable: true }))
      await runner.createIndex('board_books', new TableIndex({ columnNames: ['shelf'], isUnique: true }))
    },
  ],
  [
    'a column with a default',
    (runner) => runner.addColumn('board_books', new TableColumn({ name: 'shelf_no', type: 'integer', default: 0 })),
  ],
  ['one more index', (runner) => runner.createIndex('board_books', new TableIndex({ columnNames: ['version'] }))],
  ['room for more', (runner) => change(runner, 'board_books', 'title', { length: '400' })],
]

async function change(runner: QueryRunner, table: string, name: string, to: Partial<TableColumn>): Promise<void> {
  const column = (await runner.getTable(table))?.findColumnByName(name)
  if (!column) throw new Error(`there is no ${table}.${name}`)
  await runner.changeColumn(table, column, Object.assign(column.clone(), to))
}

type Bare = { readonly house: DataSource; readonly runner: QueryRunner; close(): Promise<void> }

/** A database in which nothing was migrated yet. On SQLite, quickly read; that MariaDB's tables are the same is said by schema.test.ts. */
async function bareHouse(): Promise<Bare> {
  const [sampled, bare] = [await emptyDatabase('sqlite'), await emptyDatabase('sqlite')]
  const sample = await openDataSource(sampled.url)
  const house = await new DataSource({
    ...sample.options,
    database: bare.url.slice('sqlite:'.length),
  } as DataSourceOptions).initialize()
  await sample.destroy()
  await sampled.drop()
  const runner = house.createQueryRunner()
  return {
    house,
    runner,
    async close() {
      await runner.release()
      await house.destroy()
      await bare.drop()
    },
  }
}

/** As the database itself says, not as a runner remembers. */
async function shape(house: DataSource): Promise<Table[]> {
  const looking = house.createQueryRunner()
  const tables = await looking.getTables()
  await looking.release()
  return tables
}

it('no migration of ours takes anything away from the version before it', async () => {
  const { house, runner, close } = await bareHouse()
  const found: string[] = []
  let before = await shape(house)
  for (const migration of house.migrations) {
    await migration.up(runner)
    const after = await shape(house)
    found.push(...breaks(before, after))
    before = after
  }
  await close()
  expect(found.toSorted()).toEqual(Object.keys(beforeTheFirstRelease).toSorted())
})

describe('a migration', () => {
  let bare: Bare
  let before: Table[]
  beforeAll(async () => {
    bare = await bareHouse()
    for (const migration of bare.house.migrations) await migration.up(bare.runner)
  })
  beforeEach(async () => {
    before = await shape(bare.house)
  })
  afterAll(() => bare.close())

  it.each(harmless)('may bring %s', async (_what, deed) => {
    await deed(bare.runner)
    expect(breaks(before, await shape(bare.house))).toEqual([])
  })

  it.each(specimens)('may not be such that %s', async (what, deed) => {
    await deed(bare.runner)
    expect(breaks(before, await shape(bare.house))).toContain(what)
  })
})
