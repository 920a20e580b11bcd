/**
 * MariaDB and MySQL commit at every change of a table, so a migration whose process dies is done in part. Every statement that
 * is done is noted; whoever migrates next goes on behind it.
 */
import { createHash } from 'node:crypto'
import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm'

/** There only while something is to be migrated. */
const notes = 'migration_steps'
const beginning = 'begun'
const looks = /^\s*(SELECT|SHOW)\b/i

/** What a change of tables is answered when it was made before: a name that is there, or that is there no more. */
const alreadySo = new Set([1050, 1051, 1060, 1061, 1091, 1826, 3821, 3822])

/**
 * Runs what is to be migrated. A migration's statements must be the same at every run, but for those with parameters: they are
 * about single rows, are not noted, and must find by themselves which rows are left.
 */
export async function migrateStepByStep(dataSource: DataSource): Promise<void> {
  if (!(await dataSource.showMigrations())) return
  await dataSource.query(
    `CREATE TABLE IF NOT EXISTS ${notes} (migration VARCHAR(100), statement CHAR(64), PRIMARY KEY (migration, statement))
     CHARACTER SET ascii COLLATE ascii_bin`,
  )
  const asTheyAre = dataSource.migrations.map((migration) => migration.up.bind(migration))
  for (const migration of dataSource.migrations) inSteps(migration)
  try {
    await dataSource.runMigrations({ transaction: 'none' })
  } finally {
    for (const [index, up] of asTheyAre.entries()) Object.assign(dataSource.migrations[index] ?? {}, { up })
  }
  await dataSource.query(`DROP TABLE ${notes}`)
}

function inSteps(migration: MigrationInterface): void {
  const up = migration.up.bind(migration)
  migration.up = async (runner) => {
    const plain = runner.query
    runner.query = (await noting(runner, migration.name ?? migration.constructor.name)) as QueryRunner['query']
    try {
      await up(runner)
    } finally {
      runner.query = plain
    }
  }
}

async function noting(runner: QueryRunner, name: string) {
  const plain = runner.query.bind(runner)
  const note = (statement: string) =>
    plain(`INSERT INTO ${notes} (migration, statement) VALUES (?, ?)`, [name, statement])
  const noted = (await plain(`SELECT statement FROM ${notes} WHERE migration = ?`, [name])) as { statement: string }[]
  const done = new Set(noted.map(({ statement }) => statement))
  // whoever died may have done one more than they could note
  let isInDoubt = done.has(beginning)
  if (!isInDoubt) await note(beginning)
  const times = new Map<string, number>()

  return async (text: string, params?: unknown[], isStructured?: true): Promise<unknown> => {
    const ask = () => (isStructured ? plain(text, params, isStructured) : plain(text, params))
    if (looks.test(text) || (params && params.length > 0)) return ask()
    const time = (times.get(text) ?? 0) + 1
    times.set(text, time)
    const step = createHash('sha256').update(`${time} ${text}`).digest('hex')
    if (done.has(step)) return []
    // rows are changed and noted at once; a change of tables ends the transaction, and is noted a moment later
    await plain('START TRANSACTION')
    const result: unknown = await ask().catch(async (error: unknown) => {
      const wasDone = isInDoubt && error instanceof Error && 'errno' in error && alreadySo.has(Number(error.errno))
      if (wasDone) return []
      await plain('ROLLBACK')
      throw error
    })
    isInDoubt = false
    await note(step)
    await plain('COMMIT')
    return result
  }
}
