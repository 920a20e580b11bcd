/** How a job is put into the table or changed there. */
import type { JobParameters, JobRepositoryOptions } from 'agenda'
import type { DataSource } from 'typeorm'
import { type JobRow, newRow, stateOf, toJob } from './job-row.js'
import { type Change, firstRow, insert, update, upsert } from './rows.js'
import { saveUnique } from './save-unique.js'

type Options = JobRepositoryOptions | undefined

/** Changes the job of that id, or upserts the single or unique job, or inserts; answers with the job as stored. */
export async function saveJob(dataSource: DataSource, job: JobParameters, options: Options): Promise<JobParameters> {
  const row = newRow(job, options?.lastModifiedBy)
  if (job._id) return saveKnown(dataSource, job, row, job._id)
  if (job.type === 'single') return saveSingle(dataSource, job, row)
  if (job.unique) return saveUnique(dataSource, job, row, definitionOf(job, row), job.unique)
  await insert(dataSource, row)
  return toJob(row)
}

/** Writes how a run went. Throws when the job is gone. */
export async function saveJobState(dataSource: DataSource, job: JobParameters, options: Options): Promise<void> {
  if (!job._id) throw new Error(`The job ${job.name} has no id, so its state cannot be saved`)
  const state: Change = { ...stateOf(job), last_modified_by: options?.lastModifiedBy ?? null }
  const affected = await update(dataSource, state, 'id = ? AND name = ?', [job._id, job.name])
  if (affected !== 1) throw new Error(`The job ${job.name} (${job._id}) is gone, so its state cannot be saved`)
}

/** A job that was removed meanwhile comes back as it was given. */
async function saveKnown(dataSource: DataSource, job: JobParameters, row: JobRow, id: string): Promise<JobParameters> {
  const change: Change = { ...definitionOf(job, row), next_run_at: row.next_run_at }
  await update(dataSource, change, 'id = ? AND name = ?', [id, job.name])
  const stored = await firstRow(dataSource, 'id = ? AND name = ?', [id, job.name])
  return stored ? toJob(stored) : job
}

/** A single job that is asked for by now keeps the run it is stored with: a restart must not bring it forward. */
async function saveSingle(dataSource: DataSource, job: JobParameters, row: JobRow): Promise<JobParameters> {
  const isDue = row.next_run_at !== null && row.next_run_at <= new Date().toISOString()
  const next_run_at = isDue ? { unlessSet: row.next_run_at } : row.next_run_at
  const change: Change = { ...definitionOf(job, row), next_run_at }
  const stored = await upsert(dataSource, {
    find: () => firstRow(dataSource, 'single_key = ?', [job.name]),
    fresh: () => row,
    change: () => change,
  })
  return toJob(stored)
}

/** What a save changes in a stored job: neither its lock nor its runs; its pause and failures only if it says so. */
function definitionOf(job: JobParameters, row: JobRow): Change {
  return {
    type: row.type,
    priority: row.priority,
    data: row.data,
    repeat_interval: row.repeat_interval,
    repeat_timezone: row.repeat_timezone,
    repeat_at: row.repeat_at,
    start_date: row.start_date,
    end_date: row.end_date,
    skip_days: row.skip_days,
    fork: row.fork,
    single_key: row.single_key,
    last_modified_by: row.last_modified_by,
    ...(job.disabled === undefined ? {} : { disabled: row.disabled }),
    ...(job.failReason === undefined ? {} : { fail_reason: row.fail_reason }),
    ...(job.failCount === undefined ? {} : { fail_count: row.fail_count }),
    ...(job.failedAt === undefined ? {} : { failed_at: row.failed_at }),
  }
}
