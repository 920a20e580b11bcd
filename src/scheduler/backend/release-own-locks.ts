/** How a worker that goes gives back the jobs it had taken and not done. */
import type { DataSource } from 'typeorm'
import { statement } from './statement.js'

/**
 * To be called after `agenda.drain()`, which leaves such jobs locked until their lock runs out.
 * @param workerName the `name` this process gave its Agenda; every process needs its own
 * @param options.alsoRunning also those that still run after a drain that timed out: only where the process ends with it,
 *   else they run twice
 * @returns how many jobs were given back
 */
export async function releaseOwnLocks(
  dataSource: DataSource,
  workerName: string,
  { alsoRunning = false } = {},
): Promise<number> {
  const isRunning = `last_run_at IS NOT NULL AND last_run_at > COALESCE(last_finished_at, '')`
  // the time first: MySQL and MariaDB set one column after the other
  const { affected } = await statement(
    dataSource,
    `UPDATE agenda_jobs SET next_run_at = CASE WHEN ${isRunning} THEN locked_at ELSE next_run_at END, locked_at = NULL
     WHERE locked_by = ? AND locked_at IS NOT NULL ${alsoRunning ? '' : `AND NOT (${isRunning})`}`,
    [workerName],
  )
  return affected
}
