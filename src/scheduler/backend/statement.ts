/** How one SQL statement is run, and run again when another process stood in its way. */
import { setTimeout as wait } from 'node:timers/promises'
import { type DataSource, QueryFailedError } from 'typeorm'

export type SqlValue = string | number | null
export interface Answer<Row> {
  rows: Row[]
  affected: number
}

const attempts = 8

/**
 * Runs one statement by itself, outside any transaction, so that it may safely be repeated.
 * Repeats it, at most seven times, on a deadlock, a lock that did not come free or a busy SQLite file.
 */
export async function statement<Row = never>(
  dataSource: DataSource,
  sql: string,
  values: readonly SqlValue[] = [],
): Promise<Answer<Row>> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await runOnce<Row>(dataSource, sql, values)
    } catch (error) {
      if (attempt === attempts || !isContention(error)) throw error
      await wait(Math.random() * 10 * attempt)
    }
  }
}

/** Whether a UNIQUE key refused the write: somebody else put such a row in first. */
export function isDuplicate(error: unknown): boolean {
  const { errno, code } = driverError(error)
  return errno === 1062 || code === 'SQLITE_CONSTRAINT_UNIQUE'
}

/** Deadlock or failed certification, lock wait time-out, changed since read; a busy or locked SQLite file. */
function isContention(error: unknown): boolean {
  const { errno, code } = driverError(error)
  return errno === 1213 || errno === 1205 || errno === 1020 || /^SQLITE_(BUSY|LOCKED)/.test(code ?? '')
}

async function runOnce<Row>(dataSource: DataSource, sql: string, values: readonly SqlValue[]): Promise<Answer<Row>> {
  const queryRunner = dataSource.createQueryRunner()
  try {
    const { records, affected } = await queryRunner.query(sql, [...values], true)
    return { rows: records as Row[], affected: affected ?? 0 }
  } finally {
    await queryRunner.release()
  }
}

function driverError(error: unknown): { errno?: number; code?: string } {
  return error instanceof QueryFailedError ? (error.driverError as { errno?: number; code?: string }) : {}
}
