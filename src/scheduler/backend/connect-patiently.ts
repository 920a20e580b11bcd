/** How a backend is connected without ever failing: Agenda dies of a connect that rejects. */
import { setTimeout as wait } from 'node:timers/promises'

const longestPauseMs = 5_000

/** Tries until it works or `isOver` says that nobody waits any more; does not keep a process alive by itself. */
export async function connectPatiently(connect: () => Promise<unknown>, isOver: () => boolean): Promise<void> {
  for (let pauseMs = 100; !isOver(); pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    try {
      await connect()
      return
    } catch {
      await wait(pauseMs, undefined, { ref: false })
    }
  }
}
