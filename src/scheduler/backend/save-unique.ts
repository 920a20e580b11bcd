/** How a `unique` job is saved: once, whoever else saves it at the same moment. */
import type { JobParameters } from 'agenda'
import type { DataSource } from 'typeorm'
import { debounced } from './debounce.js'
import { containing } from './filters.js'
import { type JobRow, instantText, toJob } from './job-row.js'
import { type Change, firstRow, update, upsert } from './rows.js'
import { statement } from './statement.js'
import { isTheSame, tellingPieces, uniqueKeyOf } from './unique.js'

/**
 * @param row what the job is if it is new
 * @param definition what it changes in the stored job that it is the same as
 */
export async function saveUnique(
  dataSource: DataSource,
  job: JobParameters,
  row: JobRow,
  definition: Change,
  unique: Record<string, unknown>,
): Promise<JobParameters> {
  const uniqueKey = uniqueKeyOf(job.name, unique)
  const isLeft = job.uniqueOpts?.insertOnly === true && !job.uniqueOpts.debounce
  const stored = await upsert(dataSource, {
    find: () => findTheSame(dataSource, job.name, unique, uniqueKey),
    fresh: () => ({ ...row, ...timing(job, row), unique_key: uniqueKey }),
    change: (existing) => (isLeft ? 'leave' : { ...definition, ...timing(job, row, existing), unique_key: uniqueKey }),
  })
  return toJob(stored)
}

function timing(job: JobParameters, row: JobRow, existing?: JobRow): Partial<JobRow> {
  const debounce = job.uniqueOpts?.debounce
  if (!debounce) return { next_run_at: row.next_run_at, debounce_started_at: null }
  const stored = existing && toJob(existing)
  const window = stored && { nextRunAt: stored.nextRunAt, debounceStartedAt: stored.debounceStartedAt ?? null }
  const { nextRunAt, debounceStartedAt } = debounced(debounce, job.nextRunAt, window, new Date())
  return {
    ...(nextRunAt === undefined ? {} : { next_run_at: instantText(nextRunAt) }),
    debounce_started_at: instantText(debounceStartedAt),
  }
}

/** By its key, else among all jobs of that name: one that was saved otherwise may be the same too. */
async function findTheSame(
  dataSource: DataSource,
  name: string,
  unique: Record<string, unknown>,
  uniqueKey: string,
): Promise<JobRow | undefined> {
  const keyed = await firstRow(dataSource, 'unique_key = ?', [uniqueKey])
  if (keyed && isTheSame(toJob(keyed), unique)) return keyed
  if (keyed) await update(dataSource, { unique_key: null }, 'id = ? AND unique_key = ?', [keyed.id, uniqueKey])
  const pieces = tellingPieces(unique).map((piece) => containing('data', piece))
  const { rows } = await statement<JobRow>(
    dataSource,
    `SELECT * FROM agenda_jobs WHERE ${['name = ?', ...pieces.map(({ sql }) => sql)].join(' AND ')} ORDER BY id`,
    [name, ...pieces.flatMap(({ values }) => values)],
  )
  return rows.find((row) => isTheSame(toJob(row), unique))
}
