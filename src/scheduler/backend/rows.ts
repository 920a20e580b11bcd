/** How rows of `agenda_jobs` are found, put in and changed; column names are the table's own, never a caller's. */
import type { DataSource } from 'typeorm'
import type { JobRow } from './job-row.js'
import { isDuplicate, type SqlValue, statement } from './statement.js'

/** Columns to write; `{ unlessSet }` is written only where the row has nothing yet. */
export type Change = Partial<Record<keyof JobRow, SqlValue | { unlessSet: SqlValue }>>

export async function firstRow(
  dataSource: DataSource,
  where: string,
  values: readonly SqlValue[],
): Promise<JobRow | undefined> {
  return (await statement<JobRow>(dataSource, `SELECT * FROM agenda_jobs WHERE ${where} LIMIT 1`, values)).rows[0]
}

export async function insert(dataSource: DataSource, row: JobRow): Promise<void> {
  const columns = Object.keys(row)
  const marks = columns.map(() => '?').join(', ')
  await statement(dataSource, `INSERT INTO agenda_jobs (${columns.join(', ')}) VALUES (${marks})`, Object.values(row))
}

/** @returns how many rows the condition met, changed or not */
export async function update(
  dataSource: DataSource,
  change: Change,
  where: string,
  values: readonly SqlValue[],
): Promise<number> {
  const parts = Object.entries(change).map(([column, value]) =>
    value !== null && typeof value === 'object'
      ? { sql: `${column} = COALESCE(${column}, ?)`, value: value.unlessSet }
      : { sql: `${column} = ?`, value },
  )
  const { affected } = await statement(
    dataSource,
    `UPDATE agenda_jobs SET ${parts.map(({ sql }) => sql).join(', ')} WHERE ${where}`,
    [...parts.map(({ value }) => value), ...values],
  )
  return affected
}

export interface Upsert {
  find: () => Promise<JobRow | undefined>
  /** The row to insert when none is found. */
  fresh: () => JobRow
  change: (existing: JobRow) => Change | 'leave'
}

/** Looks, then inserts or changes; looks again when a UNIQUE key shows that another process was quicker. */
export async function upsert(dataSource: DataSource, { find, fresh, change }: Upsert): Promise<JobRow> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const existing = await find()
      if (!existing) {
        const row = fresh()
        await insert(dataSource, row)
        return row
      }
      const wanted = change(existing)
      if (wanted === 'leave') return existing
      await update(dataSource, wanted, 'id = ?', [existing.id])
      const stored = await firstRow(dataSource, 'id = ?', [existing.id])
      if (stored) return stored
    } catch (error) {
      if (attempt === 10 || !isDuplicate(error)) throw error
    }
  }
}
