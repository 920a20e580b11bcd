/** A process that starts before its database waits for it, like anybody before a door that is not open yet. */
import { setTimeout as pause } from 'node:timers/promises'
import { createConnection, type Connection } from 'mysql2/promise'

export type Patience = {
  readonly waitSeconds: number
  /** Told once, when there is something to wait for. */
  readonly onWaiting: (error: unknown) => void
  readonly signal?: AbortSignal
}

const connectTimeoutMs = 5_000
const longestPauseMs = 2_000

/** What passes: the server is not there, is too full, is starting or stopping, or is a cluster node without the others. */
const passing = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
])
const passingNumbers = new Set([1040, 1047, 1053, 1203])

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
      if (!mayPass(error) || performance.now() > givingUpAt) throw error
      if (!isTold) onWaiting(error)
      isTold = true
      await pause(pauseMs, undefined, signal ? { signal } : {})
    }
  }
}

function mayPass(error: unknown): boolean {
  const { code, errno } = error as { code?: string; errno?: number }
  return passing.has(code ?? '') || code === 'PROTOCOL_CONNECTION_LOST' || passingNumbers.has(errno ?? 0)
}
