/** Which stored job a `unique` job is the same as. */
import { createHash } from 'node:crypto'
import type { JobParameters } from 'agenda'
import { at, canonical } from './json-match.js'

/** What a job can be unique by, besides `data` and any path in it such as `data.member.id`. */
const fields = new Set([
  'name',
  'type',
  'priority',
  'nextRunAt',
  'repeatInterval',
  'repeatTimezone',
  'repeatAt',
  'disabled',
  'lastModifiedBy',
])

/** The value of the UNIQUE column that keeps two processes from inserting the same unique job at once. */
export function uniqueKeyOf(name: string, unique: Record<string, unknown>): string {
  return createHash('sha256')
    .update(canonical([name, unique]))
    .digest('hex')
}

/** Whether a stored job is what `unique` describes. Throws on a field that jobs are not compared by. */
export function isTheSame(job: JobParameters, unique: Record<string, unknown>): boolean {
  return Object.entries(unique).every(([key, value]) => canonical(fieldAt(job, key)) === canonical(value))
}

/**
 * Pieces of text that the stored data of such a job is sure to contain: they keep the database from handing over
 * every job of a name. The values decide, in isTheSame.
 */
export function tellingPieces(unique: Record<string, unknown>): string[] {
  return Object.entries(unique)
    .filter(([key, value]) => key.startsWith('data.') && ['string', 'number', 'boolean'].includes(typeof value))
    .map(([, value]) => JSON.stringify(value))
    .filter((piece) => piece !== 'null' && piece.length <= 1000)
}

function fieldAt(job: JobParameters, key: string): unknown {
  const [first, ...path] = key.split('.')
  if (first === 'data') return at(job.data, path)
  if (!fields.has(key)) throw new Error(`A job cannot be unique by "${key}"`)
  return job[key as keyof JobParameters]
}
