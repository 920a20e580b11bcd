/** Opens the database: SQLite, MariaDB or MySQL by its address, with every migration run. */
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type BetterSqlite3 from 'better-sqlite3'
import { createConnection, type Connection } from 'mysql2/promise'
import { DataSource, type DataSourceOptions } from 'typeorm'
import { catalogueBooksTable, catalogueCopiesTable } from './catalogue.js'
import { dialoguesTable, searchesTable } from './chat.js'
import { depositsTable } from './deposits.js'
import { jobsTable } from './jobs-table.js'
import { eventsTable, lettersTable } from './letters.js'
import { membersTable } from './members.js'
import { FirstShelves1732200000001 } from './migrations/0001-first-shelves.js'
import { AgendaJobs1732200000002 } from './migrations/0002-agenda-jobs.js'
import { noticeItemsTable, noticesTable } from './notices.js'
import { rentalsTable } from './rentals.js'
import { settingsTable } from './settings.js'
import { copiesTable, titleGramsTable, titlesTable } from './shelf.js'
import { ledgerLinesTable, walletsTable } from './wallets.js'

const house = {
  entities: [
    catalogueBooksTable,
    catalogueCopiesTable,
    titlesTable,
    copiesTable,
    titleGramsTable,
    membersTable,
    walletsTable,
    ledgerLinesTable,
    rentalsTable,
    depositsTable,
    noticesTable,
    noticeItemsTable,
    eventsTable,
    lettersTable,
    dialoguesTable,
    searchesTable,
    settingsTable,
    jobsTable,
  ],
  migrations: [FirstShelves1732200000001, AgendaJobs1732200000002],
  synchronize: false,
}

/** Connections a process keeps to MariaDB or MySQL; more only adds waiting on two cores. */
const poolSize = 16

/** `sqlite:PATH` or `mysql://user:password@host:port/database`. */
export async function openDataSource(url: string): Promise<DataSource> {
  return url.startsWith('sqlite:') ? openFile(url.slice('sqlite:'.length)) : openServer(url)
}

async function openFile(path: string): Promise<DataSource> {
  mkdirSync(dirname(path), { recursive: true })
  const dataSource = await new DataSource({
    ...house,
    type: 'better-sqlite3',
    database: path,
    prepareDatabase(database: BetterSqlite3.Database) {
      database.pragma('journal_mode = WAL')
      database.pragma('synchronous = FULL')
      database.pragma('busy_timeout = 2000')
      database.pragma('cache_size = -65536')
    },
  }).initialize()
  await dataSource.runMigrations()
  return dataSource
}

async function openServer(url: string): Promise<DataSource> {
  const door = await createConnection({ uri: url })
  try {
    const options: DataSourceOptions = {
      ...house,
      type: await serverKind(door),
      url,
      poolSize,
      charset: 'utf8mb4_bin',
      timezone: 'Z',
      // `trace` would take down the stack at every query, in case it fails: an eighth of a rent's time in this process.
      extra: { connectTimeout: 5_000, trace: false },
    }
    const dataSource = await new DataSource(options).initialize()
    await readCommitted(dataSource)
    await migrateAlone(door, dataSource)
    return dataSource
  } finally {
    await door.end()
  }
}

/** TypeORM must know which of the two it speaks to: their JSON, RETURNING and foreign keys differ. */
async function serverKind(door: Connection): Promise<'mariadb' | 'mysql'> {
  const [rows] = await door.query('SELECT VERSION() AS version')
  return JSON.stringify(rows).toLowerCase().includes('mariadb') ? 'mariadb' : 'mysql'
}

/** Under REPEATABLE READ, idle pollers of the letters would lock gaps that every new letter falls into. */
async function readCommitted(dataSource: DataSource): Promise<void> {
  const { pool } = dataSource.driver as unknown as {
    pool: { on(event: 'connection', take: (connection: { query(sql: string): void }) => void): void }
  }
  const readCommittedOnly = 'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED'
  pool.on('connection', (connection) => {
    connection.query(readCommittedOnly)
  })
  // one connection is in the pool already: TypeORM has tried whether the server is there
  await dataSource.query(readCommittedOnly)
}

const migrationSeconds = 120

/** Processes that start side by side migrate one after the other. */
async function migrateAlone(door: Connection, dataSource: DataSource): Promise<void> {
  const [rows] = await door.query(`SELECT GET_LOCK('chaekbang-migrations', ${migrationSeconds}) AS locked`)
  if (!JSON.stringify(rows).includes('"locked":1'))
    throw new Error(`another process has been migrating for ${migrationSeconds} seconds: wait for it and start again`)
  await dataSource.runMigrations({ transaction: 'none' })
  await door.query(`SELECT RELEASE_LOCK('chaekbang-migrations')`)
}
