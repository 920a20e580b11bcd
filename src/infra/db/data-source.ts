/** Opens the database: SQLite, MariaDB or MySQL by its address, with every migration run. */
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type BetterSqlite3 from 'better-sqlite3'
import type { Connection, RowDataPacket } from 'mysql2/promise'
import { DataSource, type DataSourceOptions } from 'typeorm'
import { boardBooksTable, boardCopiesTable, boardDaysTable, boardMembersTable, boardRowsTable } from './board-tables.js'
import { closedDaysTable } from './calendar.js'
import { catalogueBooksTable, catalogueCopiesTable } from './catalogue.js'
import { dialoguesTable, searchesTable } from './chat.js'
import { apiCommandsTable, auditLogTable } from './deeds.js'
import { phoneReadingsTable } from './desk-members.js'
import { depositsTable } from './deposits.js'
import { holdsTable } from './holds.js'
import { importRefusalsTable, importsTable } from './imports.js'
import { jobsTable } from './jobs-table.js'
import { eventsTable, lettersTable } from './letters.js'
import { knock, type Patience } from './knock.js'
import { librariansTable, librarianSessionsTable } from './librarians.js'
import { linkCodesTable, linkTriesTable } from './links.js'
import { channelNewsTable, forgottenChargesTable, formerMembersTable, membersTable } from './members.js'
import { memberNotesTable } from './member-notes.js'
import { migrateInTurn, usualTurn } from './migrate-in-turn.js'
import { FirstShelves1732200000001 } from './migrations/0001-first-shelves.js'
import { AgendaJobs1732200000002 } from './migrations/0002-agenda-jobs.js'
import { TheClockAndTheQueue1732200000003 } from './migrations/0003-the-clock-and-the-queue.js'
import { LettersInOrder1732200000004 } from './migrations/0004-letters-in-order.js'
import { ClosedDays1732200000005 } from './migrations/0005-closed-days.js'
import { MoneyBackAndPrivacy1732200000006 } from './migrations/0006-money-back-and-privacy.js'
import { Librarians1732200000007 } from './migrations/0007-librarians.js'
import { BooksByHand1732200000008 } from './migrations/0008-books-by-hand.js'
import { StatusBoard1732200000009 } from './migrations/0009-status-board.js'
import { MembersAtTheDesk1732200000010 } from './migrations/0010-members-at-the-desk.js'
import { BooksFoundAtTheDesk1732200000011 } from './migrations/0011-books-found-at-the-desk.js'
import { TitlesByRank1732200000012 } from './migrations/0012-titles-by-rank.js'
import { BooksByTitle1732200000013 } from './migrations/0013-books-by-title.js'
import { TitlesInFull1732200000014 } from './migrations/0014-titles-in-full.js'
import { migrateStepByStep } from './step-by-step.js'
import { noticeItemsTable, noticeSendsTable, noticesTable } from './notices.js'
import { rateLimitsTable } from './rate-limits.js'
import { refundPartsTable, refundsTable } from './refunds.js'
import { renewalsTable, rentalsTable } from './rentals.js'
import { settingsTable } from './settings.js'
import { copiesTable, titlesTable } from './shelf.js'
import { titleGramsTable } from './title-grams.js'
import { indexedTitlesTable, titleIndexTable } from './title-index.js'
import { ledgerLinesTable, walletsTable } from './wallets.js'

const house = {
  entities: [
    catalogueBooksTable,
    catalogueCopiesTable,
    importsTable,
    importRefusalsTable,
    titlesTable,
    copiesTable,
    titleGramsTable,
    indexedTitlesTable,
    titleIndexTable,
    membersTable,
    formerMembersTable,
    forgottenChargesTable,
    linkCodesTable,
    linkTriesTable,
    phoneReadingsTable,
    memberNotesTable,
    walletsTable,
    ledgerLinesTable,
    rentalsTable,
    renewalsTable,
    holdsTable,
    depositsTable,
    refundsTable,
    refundPartsTable,
    noticesTable,
    noticeItemsTable,
    noticeSendsTable,
    channelNewsTable,
    eventsTable,
    lettersTable,
    dialoguesTable,
    searchesTable,
    settingsTable,
    jobsTable,
    closedDaysTable,
    librariansTable,
    librarianSessionsTable,
    auditLogTable,
    apiCommandsTable,
    rateLimitsTable,
    boardRowsTable,
    boardBooksTable,
    boardCopiesTable,
    boardMembersTable,
    boardDaysTable,
  ],
  migrations: [
    FirstShelves1732200000001,
    AgendaJobs1732200000002,
    TheClockAndTheQueue1732200000003,
    LettersInOrder1732200000004,
    ClosedDays1732200000005,
    MoneyBackAndPrivacy1732200000006,
    Librarians1732200000007,
    BooksByHand1732200000008,
    StatusBoard1732200000009,
    MembersAtTheDesk1732200000010,
    BooksFoundAtTheDesk1732200000011,
    TitlesByRank1732200000012,
    BooksByTitle1732200000013,
    TitlesInFull1732200000014,
  ],
  synchronize: false,
}

export type OpenOptions = Patience & {
  /** Connections kept to MariaDB or MySQL; more only adds waiting on two cores. */
  readonly pool: number
}
const usual: OpenOptions = { pool: 16, waitSeconds: 0, onWaiting: () => undefined }

/** `sqlite:PATH` or `mysql://user:password@host:port/database`. */
export async function openDataSource(url: string, options: OpenOptions = usual): Promise<DataSource> {
  return url.startsWith('sqlite:') ? openFile(url.slice('sqlite:'.length)) : openServer(url, options)
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

async function openServer(url: string, { pool: poolSize, ...patience }: OpenOptions): Promise<DataSource> {
  const { signal } = patience
  const door = await knock(url, patience)
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
    await onEveryConnection(dataSource, await sessionSettings(door))
    await migrateInTurn(door, () => migrateStepByStep(dataSource), { ...usualTurn, signal }).catch(
      async (error: unknown) => {
        await dataSource.destroy()
        throw error
      },
    )
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

/**
 * Under REPEATABLE READ, idle pollers of the letters would lock gaps that every new letter falls into. On a Galera cluster a
 * read waits until its node has all that any node has committed: whoever has a letter must find what it speaks of.
 */
async function sessionSettings(door: Connection): Promise<string[]> {
  const [rows] = await door.query<RowDataPacket[]>(`SHOW VARIABLES LIKE 'wsrep_sync_wait'`)
  const canBeCluster = rows.length > 0
  return [
    'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED',
    // a lock held for longer is held by a process that stands still: whoever waits must answer before
    'SET SESSION innodb_lock_wait_timeout = 3',
    ...(canBeCluster ? ['SET SESSION wsrep_sync_wait = @@wsrep_sync_wait | 1'] : []),
  ]
}

async function onEveryConnection(dataSource: DataSource, settings: readonly string[]): Promise<void> {
  const { pool } = dataSource.driver as unknown as {
    pool: { on(event: 'connection', take: (connection: { query(sql: string): void }) => void): void }
  }
  pool.on('connection', (connection) => {
    for (const setting of settings) connection.query(setting)
  })
  // one connection is in the pool already: TypeORM has tried whether the server is there
  for (const setting of settings) await dataSource.query(setting)
}
