/** How a worker that goes gives back the jobs it had taken but not begun. */
import type { DataSource } from 'typeorm'
import { statement } from './statement.js'

/**
 * To be called after `agenda.drain()`, which leaves such jobs locked until their lock runs out.
 * Jobs that are still running (a drain that timed out) keep their lock, lest they run twice.
 * @param workerName the `name` this process gave its Agenda; every process needs its own
 * @returns how many jobs were given back
 */
export async function releaseOwnLocks(dataSource: DataSource, workerName: string): Promise<number> {
  const { affected } = await statement(
    dataSource,
    `UPDATE agenda_jobs SET locked_at = NULL
     WHERE locked_by = ? AND locked_at IS NOT NULL AND (last_run_at IS NULL OR last_run_at <= last_finished_at)`,
    [workerName],
  )
  return affected
}
