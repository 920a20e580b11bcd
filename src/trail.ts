/** On whose behalf is something done, and until when does anybody wait for it? Every `await` on the way knows. */
import { AsyncLocalStorage } from 'node:async_hooks'
import { errorType, type Span } from './traces.js'

/** What every line of the log says of the request or the job that it belongs to. */
export type Trail = {
  requestId?: string
  /** What a member is called in the log; never the user key. */
  member?: string
  librarian?: string
  job?: string
  /** One run of a job. */
  run?: string
  /** Where traces are collected. */
  trace_id?: string
  span_id?: string
}

type Way = {
  readonly trail: Trail
  /** By `performance.now()`: from then on nobody waits for the answer any more. */
  readonly until?: number
  /** What this is a part of, where traces are collected. */
  readonly span?: Span
  readonly isRepeatable?: true
}

const ways = new AsyncLocalStorage<Way>()

/** Does the work, and all that it begins, on this trail. */
export function onTrail<T>(trail: Trail, work: () => T): T {
  return ways.run({ ...ways.getStore(), trail }, work)
}

/** Where nothing is on a trail this is empty. */
export function trailSoFar(): Readonly<Trail> {
  return ways.getStore()?.trail ?? {}
}

/** What a line of the log says of where it was written. */
export function marksOfLine(): Trail {
  const way = ways.getStore()
  return { ...way?.trail, ...way?.span?.ids }
}

/** What has become known since the trail began; on no trail it is forgotten. */
export function noteOnTrail(more: Trail): void {
  Object.assign(trailSoFar(), more)
}

/** Does work whose answer somebody awaits until then, by `performance.now()`. */
export function awaitedUntil<T>(until: number, work: () => T): T {
  return ways.run({ trail: {}, ...ways.getStore(), until }, work)
}

/** Does somebody sit and wait for what is being done? Nobody does for a job or a letter. */
export function isAwaited(): boolean {
  return ways.getStore()?.until !== undefined
}

/** Nobody waits any more: nothing new is to be begun for this. */
export function isTooLate(): boolean {
  const until = ways.getStore()?.until
  return until !== undefined && performance.now() >= until
}

/**
 * Does work that may go with the machine's power: nobody outside has heard of it, and whoever goes on afterwards does it again.
 * What is written after it lasts no sooner than it does.
 */
export function repeatable<T>(work: () => T): T {
  return ways.run({ trail: {}, ...ways.getStore(), isRepeatable: true }, work)
}

export function isRepeatable(): boolean {
  return ways.getStore()?.isRepeatable ?? false
}

/** Does work that is on nobody's behalf, wherever it is begun. */
export function offTrail<T>(work: () => T): T {
  return ways.exit(work)
}

/** Of what is this a part? */
export function spanSoFar(): Span | undefined {
  return ways.getStore()?.span
}

/** Does work that is a part of this span, which others end. */
export function withinSpan<T>(span: Span, work: () => T): T {
  return ways.run({ trail: {}, ...ways.getStore(), span }, work)
}

/** Does work that is all of this span; `note` looks at what came of it. */
export async function inSpan<T>(span: Span, work: () => Promise<T>, note?: (done: T) => void): Promise<T> {
  try {
    const done = await withinSpan(span, work)
    note?.(done)
    return done
  } catch (error) {
    span.failed(errorType(error))
    throw error
  } finally {
    span.end()
  }
}

/** It was given up before it was begun, because nobody waits for it any more. */
export class TooLate extends Error {
  override readonly name = 'TooLate'
}
