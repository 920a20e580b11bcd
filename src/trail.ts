/** On whose behalf is something done? What every line of the log says of the request or the job that it belongs to. */
import { AsyncLocalStorage } from 'node:async_hooks'

export type Trail = {
  requestId?: string
  /** What a member is called in the log; never the user key. */
  member?: string
  librarian?: string
  job?: string
  /** One run of a job. */
  run?: string
}

const trails = new AsyncLocalStorage<Trail>()

/** Does the work, and all that it begins, on this trail. */
export function onTrail<T>(trail: Trail, work: () => T): T {
  return trails.run(trail, work)
}

/** Where nothing is on a trail this is empty. */
export function trailSoFar(): Readonly<Trail> {
  return trails.getStore() ?? {}
}

/** What has become known since the trail began; on no trail it is forgotten. */
export function noteOnTrail(more: Trail): void {
  Object.assign(trails.getStore() ?? {}, more)
}
