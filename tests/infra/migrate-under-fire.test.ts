/** Whoever migrates may die at any moment: the next one goes on where they were, and the tables are as if nothing had been. */
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise'
import { DataSource, type DataSourceOptions } from 'typeorm'
import { openDataSource } from '../../src/infra/db/data-source.js'
import { migrateStepByStep } from '../../src/infra/db/step-by-step.js'
import { emptyDatabase, type TestDatabase } from '../support/empty-database.js'
import { vitals } from '../support/health.js'
import { testEnv } from '../support/library.js'
import { startProcess, startProduct } from '../support/product.js'
import { until } from '../support/until.js'

const dies = fileURLToPath(new URL('../support/dies-at-statement.js', import.meta.url))

describe('migrations on MariaDB', () => {
  let database: TestDatabase
  let door: Connection
  beforeEach(async () => {
    database = await emptyDatabase('mariadb')
    door = await createConnection(database.url)
  })
  afterEach(async () => {
    await door.end()
    await database.drop()
  })

  const bot = () => testEnv(database.url, { ROLES: 'bot' })
  const diesAt = async (pattern: string) => {
    const env = { ...bot(), NODE_OPTIONS: `--import ${dies}`, DIES_AT: pattern }
    const doomed = startProcess('../../src/main.ts', [], env)
    await doomed.over()
    expect(doomed.complaints.join('')).toBe('')
  }
  /** Its half minute, however long that takes here: nobody takes the turn of somebody who may still live. */
  const heldFor = (seconds: number) =>
    door.query('UPDATE migration_turn SET held_until = UTC_TIMESTAMP(3) + INTERVAL ? SECOND', [seconds])
  const isTakenForDead = () => heldFor(-1)
  const tables = async () => (await door.query<RowDataPacket[]>('SHOW TABLES'))[0].map((row) => Object.values(row)[0])

  async function expectSoundTables(): Promise<void> {
    const opened = await openDataSource(database.url)
    expect((await opened.driver.createSchemaBuilder().log()).upQueries.map(({ query }) => query)).toEqual([])
    await opened.destroy()
    const untroubled = await emptyDatabase('mariadb')
    await (await openDataSource(untroubled.url)).destroy()
    expect(await shapeOf(door, database)).toEqual(await shapeOf(door, untroubled))
    await untroubled.drop()
    expect(await tables()).not.toContain('migration_steps')
  }

  it('of three who start together are one’s, and when that one is killed another goes on while the third waits', async () => {
    await diesAt('^DROP INDEX')
    await heldFor(600)
    expect(await tables()).not.toContain('holds')
    const others = [startProduct(bot()), startProduct(bot())]
    await until(
      'they wait',
      async () => {
        const [all] = await door.query<RowDataPacket[]>('SHOW PROCESSLIST')
        return all.filter(({ db }) => db === new URL(database.url).pathname.slice(1)).length >= 5
      },
      { atMostMs: 60_000 },
    )
    expect(await tables()).not.toContain('holds')
    await isTakenForDead()
    for (const other of await Promise.all(others)) {
      expect(await vitals(other.url)).toEqual([200, 200, 200])
      expect(await other.end('SIGTERM')).toBe(0)
    }
    await expectSoundTables()
  }, 300_000)

  it('go on behind whatever statement they broke off', async () => {
    const untroubled = await emptyDatabase('mariadb')
    const sample = await openDataSource(untroubled.url)
    const house = await new DataSource({
      ...sample.options,
      url: database.url,
      logger: 'debug',
    } as DataSourceOptions).initialize()
    const brokeOff = breakingOff(house)
    const isThrough = () =>
      migrateStepByStep(house).then(
        () => true,
        (error: unknown) => {
          if (String(error).includes('broke off')) return false
          throw error
        },
      )
    while (!(await isThrough()));
    expect(brokeOff.size).toBeGreaterThan(80)
    await house.destroy()
    await sample.destroy()
    await untroubled.drop()
    await expectSoundTables()
  }, 300_000)

  it('go on though one process after the other is killed over them', async () => {
    for (const last of ['^INSERT INTO notice_sends', '^ALTER TABLE `members` (CHANGE|MODIFY)']) {
      await diesAt(last)
      await isTakenForDead()
    }
    await expectSoundTables()
  }, 300_000)
})

/** Once after each statement that changes anything, when the database has done it. Answers which those were so far. */
function breakingOff(house: DataSource): Set<string> {
  const brokeOff = new Set<string>()
  const plain = house.createQueryRunner.bind(house)
  house.createQueryRunner = (mode) => {
    const runner = plain(mode)
    const query = runner.query.bind(runner)
    runner.query = async (text: string, ...rest: never[]) => {
      const result = await query(text, ...rest)
      const isChange = /^\s*(CREATE|ALTER|DROP|INSERT|UPDATE)/i.test(text) && !text.includes('migration_steps')
      if (!isChange || brokeOff.has(text)) return result
      brokeOff.add(text)
      throw new Error(`broke off after ${text}`)
    }
    return runner
  }
  return brokeOff
}

/** Every column and every index, as the server knows them. */
async function shapeOf(door: Connection, { url }: TestDatabase): Promise<unknown> {
  const of = new URL(url).pathname.slice(1)
  const read = async (text: string) => (await door.query<RowDataPacket[]>(text, [of]))[0]
  return [
    await read(`SELECT TABLE_NAME, COLUMN_NAME, COLUMN_TYPE, IS_NULLABLE, COLUMN_DEFAULT, COLLATION_NAME FROM information_schema.columns
       WHERE TABLE_SCHEMA = ? AND TABLE_NAME NOT LIKE 'migration%' ORDER BY 1, 2`),
    await read(`SELECT TABLE_NAME, INDEX_NAME, NON_UNIQUE, SEQ_IN_INDEX, COLUMN_NAME FROM information_schema.statistics
       WHERE TABLE_SCHEMA = ? AND TABLE_NAME NOT LIKE 'migration%' ORDER BY 1, 2, 4`),
    await read(`SELECT TABLE_NAME, CONSTRAINT_NAME, CHECK_CLAUSE FROM information_schema.check_constraints
       WHERE CONSTRAINT_SCHEMA = ? ORDER BY 1, 2`),
  ]
}
