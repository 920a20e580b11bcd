/** Where do the scheduler's tests keep their jobs? In a database of their own, on each engine. */
import type { DataSource } from 'typeorm'
import { openDataSource } from '../../src/infra/db/data-source.js'
import { emptyLibrary } from '../support/empty-library.js'

export const engines = ['SQLite', 'MariaDB'] as const

export interface Database {
  url: string
  dataSource: DataSource
  remove: () => Promise<void>
}

export async function newDatabase(engine: (typeof engines)[number]): Promise<Database> {
  const database = await emptyLibrary(engine === 'SQLite' ? 'sqlite' : 'mariadb')
  const dataSource = await openDataSource(database.url)
  const remove = async () => {
    await dataSource.destroy()
    await database.drop()
  }
  return { url: database.url, dataSource, remove }
}
