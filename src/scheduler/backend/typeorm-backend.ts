/** Where Agenda keeps its jobs when they live in the product's own database. */
import type { AgendaBackend } from 'agenda'
import type { DataSource } from 'typeorm'
import { connectPatiently } from './connect-patiently.js'
import { jobRepository } from './job-repository.js'
import { statement } from './statement.js'

/**
 * @param dataSource SQLite, MariaDB or MySQL, with the migration of `agenda_jobs` run; stays its owner's to close
 */
export function typeormBackend(dataSource: DataSource): AgendaBackend {
  let isOver = false
  return {
    name: `TypeORM (${dataSource.options.type})`,
    repository: jobRepository(dataSource),
    ownsConnection: false,
    connect: () => {
      isOver = false
      return connectPatiently(
        () => statement(dataSource, 'SELECT 1'),
        () => isOver,
      )
    },
    disconnect: async () => {
      isOver = true
    },
  }
}
