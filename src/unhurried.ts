/** Work that nobody waits for by the millisecond, done so that members do not feel it: piece by piece, with a rest after each. */
import { setTimeout as pause } from 'node:timers/promises'

/** A rest in milliseconds: timers know none that is shorter, and a piece that took long had to wait itself. */
const restMs = { least: 1, most: 500 } as const

/**
 * Does a piece, and then rests as long as it took, so that such work takes half a core at most, here and in the database; less
 * where others are at work, since a piece takes longer then. Members' calls that came meanwhile are answered in the rest.
 */
export async function unhurried<T>(piece: () => Promise<T>): Promise<T> {
  const startedAt = performance.now()
  const done = await piece()
  await pause(Math.min(restMs.most, Math.max(restMs.least, performance.now() - startedAt)))
  return done
}
