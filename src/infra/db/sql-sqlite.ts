/**
 * SQLite. better-sqlite3 is synchronous, so a transaction runs from BEGIN to COMMIT in one go and no other work of this
 * process can slip in between: write transactions queue by themselves. Other processes wait at BEGIN IMMEDIATE.
 */
import { setImmediate as breath } from 'node:timers/promises'
import type BetterSqlite3 from 'better-sqlite3'
import type { DataSource } from 'typeorm'
import type { BetterSqlite3Driver } from 'typeorm/driver/better-sqlite3/BetterSqlite3Driver.js'
import { isAwaited, isRepeatable } from '../../trail.js'
import { Conflict, type Param, type Sql, type Write } from './sql.js'

const cacheSize = 500

export function openSqlite(dataSource: DataSource): Sql {
  const database = (dataSource.driver as BetterSqlite3Driver).databaseConnection as BetterSqlite3.Database
  const cache = new Map<string, BetterSqlite3.Statement<Param[]>>()
  let trips = 0
  let waitsForDisk = true

  /** A commit that waits for the disk keeps everybody waiting, for milliseconds: what may be repeated goes there with the next that does. */
  function waitForDisk(isToWait: boolean): void {
    if (isToWait === waitsForDisk) return
    database.pragma(`synchronous = ${isToWait ? 'FULL' : 'NORMAL'}`)
    waitsForDisk = isToWait
  }

  function prepare(text: string): BetterSqlite3.Statement<Param[]> {
    const known = cache.get(text)
    if (known) return known
    if (cache.size >= cacheSize) cache.clear()
    const statement = database.prepare<Param[]>(text)
    cache.set(text, statement)
    return statement
  }

  const transaction = database.transaction((writes: readonly Write[]) => {
    for (const { sql, params, expect, isBulk } of writes) {
      const statement = isBulk ? database.prepare<Param[]>(sql) : prepare(sql)
      const { changes } = statement.run(...params)
      if (expect !== undefined && changes !== expect) throw new Conflict(sql)
    }
  })

  return {
    dialect: 'sqlite',
    async all<Row>(text: string, params: readonly Param[] = []): Promise<Row[]> {
      trips += 1
      return prepare(text).all(...params) as Row[]
    },
    async carryOut(writes) {
      trips += writes.length + 2
      waitForDisk(!isRepeatable())
      try {
        transaction.immediate(writes)
      } catch (error) {
        throw isConflict(error) ? new Conflict('somebody was faster', { cause: error }) : error
      }
      // a file answers at once: go after go, an import would let nobody else get a word in
      if (!isAwaited()) await breath()
    },
    roundTrips: () => trips,
    // a file answers at once or not at all
    answeredAt: () => -Infinity,
  }
}

const conflicts = new Set([
  'SQLITE_CONSTRAINT_UNIQUE',
  'SQLITE_CONSTRAINT_PRIMARYKEY',
  'SQLITE_BUSY',
  'SQLITE_BUSY_SNAPSHOT',
])

function isConflict(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && conflicts.has(String(error.code))
}
