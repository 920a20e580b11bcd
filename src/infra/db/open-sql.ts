/** Which engine is behind a data source, and the way to speak to it. */
import type { DataSource } from 'typeorm'
import { openMysql } from './sql-mysql.js'
import { openSqlite } from './sql-sqlite.js'
import type { Sql } from './sql.js'

export function openSql(dataSource: DataSource): Sql {
  return dataSource.options.type === 'better-sqlite3' ? openSqlite(dataSource) : openMysql(dataSource)
}
