/** What is in the queue. */
import {
  computeJobState,
  type JobParameters,
  type JobsOverview,
  type JobsQueryOptions,
  type JobsResult,
  type JobsSort,
  type JobWithState,
  toJobId,
} from 'agenda'
import type { DataSource } from 'typeorm'
import { containing, named, where } from './filters.js'
import { type JobRow, toJob } from './job-row.js'
import { contains } from './json-match.js'
import { firstRow } from './rows.js'
import { statement } from './statement.js'

/** The jobs asked for, each with its state; `total` counts them before `skip` and `limit`. */
export async function queryJobs(dataSource: DataSource, options: JobsQueryOptions = {}): Promise<JobsResult> {
  const { data, state, search, includeDisabled = true, skip = 0, limit = 0 } = options
  const { sql, values } = where([
    ...named(options),
    ...(search ? [containing('LOWER(name)', search.toLowerCase())] : []),
    ...(includeDisabled ? [] : [{ sql: 'disabled = 0', values: [] }]),
  ])
  const { rows } = await statement<JobRow>(
    dataSource,
    `SELECT * FROM agenda_jobs ${sql} ORDER BY ${orderOf(options.sort)}`,
    values,
  )
  const now = new Date()
  const jobs = rows
    .map((row) => withState(row, now))
    .filter((job) => data === undefined || contains(job.data, data))
    .filter((job) => !state || (state === 'paused' ? job.disabled : job.state === state))
  return { jobs: jobs.slice(skip, limit > 0 ? skip + limit : undefined), total: jobs.length }
}

/** How many jobs of each name are in which state; a paused job is counted in its state too. */
export async function jobsOverview(dataSource: DataSource): Promise<JobsOverview[]> {
  const { rows } = await statement<JobRow>(dataSource, 'SELECT * FROM agenda_jobs ORDER BY name')
  const overviews = new Map<string, JobsOverview>()
  const now = new Date()
  for (const row of rows) {
    const { name, state, disabled } = withState(row, now)
    const overview = overviews.get(name) ?? { name, ...nothing }
    overview.total += 1
    overview[state] += 1
    if (disabled) overview.paused += 1
    overviews.set(name, overview)
  }
  return [...overviews.values()]
}

export async function jobNames(dataSource: DataSource): Promise<string[]> {
  const { rows } = await statement<{ name: string }>(dataSource, 'SELECT DISTINCT name FROM agenda_jobs ORDER BY name')
  return rows.map(({ name }) => name)
}

export async function jobById(dataSource: DataSource, id: string): Promise<JobParameters | null> {
  const row = await firstRow(dataSource, 'id = ?', [id])
  return row ? toJob(row) : null
}

/** How many jobs should have begun by now, whether locked or paused or not. */
export async function queueSize(dataSource: DataSource): Promise<number> {
  const { rows } = await statement<{ size: number | string }>(
    dataSource,
    'SELECT COUNT(*) AS size FROM agenda_jobs WHERE next_run_at < ?',
    [new Date().toISOString()],
  )
  return Number(rows[0]?.size ?? 0)
}

const nothing = { total: 0, running: 0, scheduled: 0, queued: 0, completed: 0, failed: 0, repeating: 0, paused: 0 }

function withState(row: JobRow, now: Date): JobWithState {
  const job = toJob(row)
  return { ...job, _id: toJobId(row.id), state: computeJobState(job, now) }
}

const columnOf = {
  nextRunAt: 'next_run_at',
  lastRunAt: 'last_run_at',
  lastFinishedAt: 'last_finished_at',
  priority: 'priority',
  name: 'name',
  data: 'data',
} as const satisfies Record<keyof JobsSort, keyof JobRow>

/** Jobs without such an instant come last, whichever way it goes; the first named column counts most. */
function orderOf(sort: JobsSort = {}): string {
  const asked = Object.entries(sort).flatMap(([field, direction]) => {
    const column = Object.hasOwn(columnOf, field) && columnOf[field as keyof JobsSort]
    return column ? [`${column} IS NULL, ${column} ${direction === 'asc' ? 'ASC' : 'DESC'}`] : []
  })
  return [...(asked.length > 0 ? asked : ['next_run_at IS NULL, next_run_at DESC, last_run_at DESC']), 'id'].join(', ')
}
