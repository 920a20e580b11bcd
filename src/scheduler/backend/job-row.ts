/** How a job looks as a row of `agenda_jobs`, and back. */
import { inspect } from 'node:util'
import { type JobParameters, toJobId } from 'agenda'
import { uuidv7 } from 'uuidv7'

export interface JobRow {
  id: string
  name: string
  type: string
  priority: number
  data: string | null
  next_run_at: string | null
  repeat_interval: string | null
  repeat_timezone: string | null
  repeat_at: string | null
  start_date: string | null
  end_date: string | null
  skip_days: string | null
  disabled: number
  fork: number
  locked_at: string | null
  locked_by: string | null
  last_run_at: string | null
  last_finished_at: string | null
  failed_at: string | null
  fail_count: number | null
  fail_reason: string | null
  progress: number | null
  debounce_started_at: string | null
  single_key: string | null
  unique_key: string | null
  last_modified_by: string | null
}

/** Long enough for any message worth reading, short enough for a text column in every script. */
const longestFailReason = 10_000

/** The row that a new job becomes. Throws when its data cannot be written as JSON or a date is no date. */
export function newRow(job: JobParameters, by: string | undefined): JobRow {
  return {
    id: uuidv7(),
    name: job.name,
    type: job.type,
    priority: job.priority,
    data: JSON.stringify(job.data) ?? null,
    repeat_interval: textOrNull(job.repeatInterval?.toString()),
    repeat_timezone: textOrNull(job.repeatTimezone),
    repeat_at: textOrNull(job.repeatAt),
    start_date: instantText(job.startDate),
    end_date: instantText(job.endDate),
    skip_days: job.skipDays ? JSON.stringify(job.skipDays) : null,
    disabled: job.disabled ? 1 : 0,
    fork: job.fork ? 1 : 0,
    ...stateOf(job),
    locked_by: job.lockedAt ? textOrNull(by) : null,
    debounce_started_at: instantText(job.debounceStartedAt),
    single_key: job.type === 'single' ? job.name : null,
    unique_key: null,
    last_modified_by: textOrNull(by),
  }
}

/** The columns that a running job changes; what a job does not say is NULL. */
export function stateOf(job: JobParameters) {
  return {
    locked_at: instantText(job.lockedAt),
    next_run_at: instantText(job.nextRunAt),
    last_run_at: instantText(job.lastRunAt),
    last_finished_at: instantText(job.lastFinishedAt),
    failed_at: instantText(job.failedAt),
    fail_count: job.failCount ?? null,
    fail_reason: reasonText(job.failReason),
    progress: job.progress ?? null,
  }
}

/** The job that a row tells of; empty columns are left out. */
export function toJob(row: JobRow): JobParameters {
  return {
    _id: toJobId(row.id),
    name: row.name,
    type: row.type as JobParameters['type'],
    priority: row.priority,
    data: row.data === null ? undefined : JSON.parse(row.data),
    nextRunAt: instant(row.next_run_at) ?? null,
    disabled: row.disabled === 1,
    fork: row.fork === 1,
    ...filledIn({
      repeatInterval: interval(row.repeat_interval),
      repeatTimezone: row.repeat_timezone,
      repeatAt: row.repeat_at,
      startDate: instant(row.start_date),
      endDate: instant(row.end_date),
      skipDays: row.skip_days === null ? null : (JSON.parse(row.skip_days) as number[]),
      lockedAt: instant(row.locked_at),
      lastRunAt: instant(row.last_run_at),
      lastFinishedAt: instant(row.last_finished_at),
      failedAt: instant(row.failed_at),
      failCount: row.fail_count,
      failReason: row.fail_reason,
      progress: row.progress,
      debounceStartedAt: instant(row.debounce_started_at),
      lastModifiedBy: row.last_modified_by,
    }),
  }
}

/** An instant as it is stored: ISO-8601, UTC, milliseconds. */
export function instantText(instant: Date | null | undefined): string | null {
  return instant ? new Date(instant).toISOString() : null
}

const instant = (text: string | null): Date | null => (text === null ? null : new Date(text))
const textOrNull = (text: string | null | undefined): string | null => text || null

/** `every()` takes milliseconds as well as words; a column of text keeps both. */
const interval = (text: string | null): string | number | null =>
  text !== null && /^\d+$/.test(text) ? Number(text) : text

/** What was thrown need not have been an Error. */
function reasonText(reason: unknown): string | null {
  if (reason === undefined || reason === null) return null
  return (typeof reason === 'string' ? reason : inspect(reason)).slice(0, longestFailReason)
}

function filledIn<T extends object>(fields: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) as {
    [K in keyof T]?: NonNullable<T[K]>
  }
}
