/** How busy are this process's connections to the database? */
import type { DataSource } from 'typeorm'
import type { MysqlDriver } from 'typeorm/driver/mysql/MysqlDriver.js'

export type PoolUse = { readonly used: number; readonly free: number; readonly waiting: number }

type Queue = { readonly length: number }

/** `null` on SQLite, which has one connection and no queue of ours. Reads what mysql2 keeps, since it says it nowhere. */
export function poolUse(dataSource: DataSource): PoolUse | null {
  if (dataSource.options.type === 'better-sqlite3') return null
  const pool = (dataSource.driver as MysqlDriver).pool as {
    readonly _allConnections: Queue
    readonly _freeConnections: Queue
    readonly _connectionQueue: Queue
  }
  const free = pool._freeConnections.length
  return { used: pool._allConnections.length - free, free, waiting: pool._connectionQueue.length }
}
