/** Which job runs next, and how a worker takes it so that no other worker does; how locks are given back. */
import type { JobId, JobParameters, JobRepositoryOptions } from 'agenda'
import type { DataSource } from 'typeorm'
import { anyOf, type Condition } from './filters.js'
import { type JobRow, instantText, toJob } from './job-row.js'
import { firstRow } from './rows.js'
import { statement } from './statement.js'

/** So many waiting jobs are looked at in one go: a worker that comes second takes the next one without asking again. */
const lookAhead = 8

/**
 * Takes the next job of one name: due up to `nextScanAt`, or locked no later than `lockDeadline` by a worker that
 * must have died. Nothing is locked between looking and taking: a job is taken by an UPDATE that only one worker's
 * affects. Ends because every miss means that another worker took that job.
 */
export async function claimNext(
  dataSource: DataSource,
  name: string,
  nextScanAt: Date,
  lockDeadline: Date,
  now: Date,
  by: string | undefined,
): Promise<JobParameters | undefined> {
  const scan = nextScanAt.toISOString()
  for (;;) {
    const waiting = await waitingJobs(dataSource, name, scan, lockDeadline.toISOString())
    for (const row of waiting) {
      const stillSo: Condition =
        row.locked_at === null
          ? { sql: 'locked_at IS NULL AND next_run_at <= ?', values: [scan] }
          : { sql: 'locked_at = ?', values: [row.locked_at] }
      const taken = await take(dataSource, row.id, stillSo, now, by)
      if (taken) return taken
    }
    if (waiting.length === 0) return undefined
  }
}

/** Takes this very job, if it still waits unlocked for the run that the caller knows of. */
export async function claimKnown(
  dataSource: DataSource,
  job: JobParameters,
  options: JobRepositoryOptions | undefined,
): Promise<JobParameters | undefined> {
  if (!job._id || !job.nextRunAt) return undefined
  const stillSo = {
    sql: 'name = ? AND locked_at IS NULL AND next_run_at = ?',
    values: [job.name, instantText(job.nextRunAt)],
  }
  return take(dataSource, job._id, stillSo, new Date(), options?.lastModifiedBy)
}

/**
 * Gives a job back unless it is a one-time job that has begun. Agenda does not wait for this and would die of a
 * rejection, so a failure is let go: the lock then ends when its time is up.
 */
export async function unlockWaiting(dataSource: DataSource, job: JobParameters): Promise<void> {
  if (!job._id) return
  const sql = 'UPDATE agenda_jobs SET locked_at = NULL WHERE id = ? AND next_run_at IS NOT NULL'
  await statement(dataSource, sql, [job._id]).catch(() => undefined)
}

/** Gives jobs back whatever their state. */
export async function unlockAll(dataSource: DataSource, ids: readonly (JobId | string)[]): Promise<void> {
  if (ids.length === 0) return
  const { sql, values } = anyOf('id', ids)
  await statement(dataSource, `UPDATE agenda_jobs SET locked_at = NULL WHERE ${sql}`, values)
}

/** Two short walks along the index: jobs that are due, and jobs whose lock has run out. */
async function waitingJobs(
  dataSource: DataSource,
  name: string,
  scan: string,
  lockDeadline: string,
): Promise<Pick<JobRow, 'id' | 'locked_at'>[]> {
  const order = `ORDER BY next_run_at, priority DESC LIMIT ${lookAhead}`
  const columns = 'id, locked_at, next_run_at, priority'
  const { rows } = await statement<JobRow>(
    dataSource,
    `SELECT ${columns} FROM (
       SELECT ${columns} FROM agenda_jobs
       WHERE name = ? AND locked_at IS NULL AND next_run_at <= ? AND disabled = 0 ${order}
     ) AS due
     UNION ALL
     SELECT ${columns} FROM (
       SELECT ${columns} FROM agenda_jobs
       WHERE name = ? AND locked_at <= ? AND disabled = 0 ${order}
     ) AS abandoned
     ${order}`,
    [name, scan, name, lockDeadline],
  )
  return rows
}

async function take(
  dataSource: DataSource,
  id: string,
  stillSo: Condition,
  now: Date,
  by: string | undefined,
): Promise<JobParameters | undefined> {
  const { affected } = await statement(
    dataSource,
    `UPDATE agenda_jobs SET locked_at = ?, locked_by = ?, last_modified_by = ?
     WHERE id = ? AND disabled = 0 AND ${stillSo.sql}`,
    [now.toISOString(), by ?? null, by ?? null, id, ...stillSo.values],
  )
  if (affected !== 1) return undefined
  const row = await firstRow(dataSource, 'id = ?', [id])
  return row && toJob(row)
}
