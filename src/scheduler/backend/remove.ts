/** How jobs are removed, paused and resumed, many at a time. */
import type { RemoveJobsOptions } from 'agenda'
import type { DataSource } from 'typeorm'
import { type Condition, named, anyOf, where } from './filters.js'
import type { JobRow } from './job-row.js'
import { contains } from './json-match.js'
import { statement } from './statement.js'

/** SQLite takes 32,766 values in a statement, MySQL a packet's worth; this stays far below both. */
const atOnce = 500

/** @returns how many jobs were removed; none when nothing says which */
export const removeJobs = (dataSource: DataSource, which: RemoveJobsOptions): Promise<number> =>
  toThose(dataSource, 'DELETE FROM agenda_jobs', which)

/** @returns how many jobs were meant; none when nothing says which */
export const disableJobs = (dataSource: DataSource, which: RemoveJobsOptions): Promise<number> =>
  toThose(dataSource, 'UPDATE agenda_jobs SET disabled = 1', which)

/** @returns how many jobs were meant; none when nothing says which */
export const enableJobs = (dataSource: DataSource, which: RemoveJobsOptions): Promise<number> =>
  toThose(dataSource, 'UPDATE agenda_jobs SET disabled = 0', which)

/** @returns how many jobs there were */
export async function purgeAllJobs(dataSource: DataSource): Promise<number> {
  return (await statement(dataSource, 'DELETE FROM agenda_jobs')).affected
}

async function toThose(dataSource: DataSource, order: string, which: RemoveJobsOptions): Promise<number> {
  const conditions = named(which)
  if (which.data !== undefined) return toThoseWith(dataSource, order, conditions, which.data)
  if (conditions.length === 0) return 0
  const { sql, values } = where(conditions)
  return (await statement(dataSource, `${order} ${sql}`, values)).affected
}

async function toThoseWith(
  dataSource: DataSource,
  order: string,
  conditions: readonly Condition[],
  data: unknown,
): Promise<number> {
  const { sql, values } = where(conditions)
  const { rows } = await statement<Pick<JobRow, 'id' | 'data'>>(
    dataSource,
    `SELECT id, data FROM agenda_jobs ${sql}`,
    values,
  )
  const ids = rows.filter((row) => row.data !== null && contains(JSON.parse(row.data), data)).map((row) => row.id)
  let affected = 0
  for (let from = 0; from < ids.length; from += atOnce) {
    const batch = where([anyOf('id', ids.slice(from, from + atOnce))])
    affected += (await statement(dataSource, `${order} ${batch.sql}`, batch.values)).affected
  }
  return affected
}
