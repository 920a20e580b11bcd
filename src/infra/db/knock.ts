/** A process that starts before its database waits for it, like anybody before a door that is not open yet. */
import { setTimeout as pause } from 'node:timers/promises'
import { createConnection, type Connection } from 'mysql2/promise'
import { willPass } from './trouble.js'

export type Patience = {
  readonly waitSeconds: number
  /** Told once, when there is something to wait for. */
  readonly onWaiting: (error: unknown) => void
  readonly signal?: AbortSignal
}

const connectTimeoutMs = 5_000
const longestPauseMs = 2_000

/**
 * A connection to the server. A wrong password or an unknown database is nobody's to wait for.
 * @throws what the server, or the network, said last
 */
export async function knock(url: string, { waitSeconds, onWaiting, signal }: Patience): Promise<Connection> {
  const givingUpAt = performance.now() + waitSeconds * 1_000
  for (let pauseMs = 100, isTold = false; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    signal?.throwIfAborted()
    try {
      const connection = await createConnection({ uri: url, connectTimeout: connectTimeoutMs })
      // whoever speaks next hears of it; an event that nobody hears would end the process
      connection.on('error', () => undefined)
      return connection
    } catch (error) {
      if (!(error instanceof Error && willPass(error)) || performance.now() > givingUpAt) throw error
      if (!isTold) onWaiting(error)
      isTold = true
      await pause(pauseMs, undefined, signal ? { signal } : {})
    }
  }
}
