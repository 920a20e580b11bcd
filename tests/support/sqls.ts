/** The ways the house carries writes out: in one go on SQLite, as a block on MariaDB, one by one where it speaks MySQL. */
import { DataSource } from 'typeorm'
import { openDataSource } from '../../src/infra/db/data-source.js'
import { openSql } from '../../src/infra/db/open-sql.js'
import type { Sql } from '../../src/infra/db/sql.js'
import { emptyLibrary } from './empty-library.js'

export const ways = ['sqlite', 'mariadb', 'mysql'] as const
export type Way = (typeof ways)[number]

export type OpenSql = { readonly sql: Sql; readonly dataSource: DataSource; close(): Promise<void> }

/** An empty house's tables. MariaDB answers to `mysql` as well, so the way of MySQL is walked on it. */
export async function openWay(way: Way): Promise<OpenSql> {
  const database = await emptyLibrary(way === 'sqlite' ? 'sqlite' : 'mariadb')
  const dataSource = await openDataSource(database.url)
  const asMysql = way === 'mysql' ? await new DataSource({ type: 'mysql', url: database.url }).initialize() : null
  return {
    sql: openSql(asMysql ?? dataSource),
    dataSource,
    async close() {
      await asMysql?.destroy()
      await dataSource.destroy()
      await database.drop()
    },
  }
}
