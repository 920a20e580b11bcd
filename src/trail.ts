/** On whose behalf is something done, and until when does anybody wait for it? Every `await` on the way knows. */
import { AsyncLocalStorage } from 'node:async_hooks'

/** What every line of the log says of the request or the job that it belongs to. */
export type Trail = {
  requestId?: string
  /** What a member is called in the log; never the user key. */
  member?: string
  librarian?: string
  job?: string
  /** One run of a job. */
  run?: string
}

type Way = {
  readonly trail: Trail
  /** By `performance.now()`: from then on nobody waits for the answer any more. */
  readonly until?: number
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

/** It was given up before it was begun, because nobody waits for it any more. */
export class TooLate extends Error {
  override readonly name = 'TooLate'
}
