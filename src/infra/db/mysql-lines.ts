/** A line to MariaDB or MySQL: tried again while nobody is there, and hung up when the other end falls silent. */
import { ExponentialBackoff, handleWhen, retry } from 'cockatiel'
import type { Pool, PoolConnection } from 'mysql2/promise'
import { isAwaited, isTooLate } from '../../trail.js'
import { isAway } from './trouble.js'

/** How long a statement may take, in milliseconds: for somebody who waits for the answer, and for what nobody waits for. */
const patienceMs = { awaited: 8_000, unawaited: 300_000 }

/** Some two seconds: another node of a cluster has taken over by then. */
const again = retry(
  handleWhen((error) => isAway(error) && !isTooLate()),
  { maxAttempts: 10, backoff: new ExponentialBackoff({ initialDelay: 30, maxDelay: 300 }) },
)

/** Does it again while the database is away; only for what may be done twice. */
export async function whileAway<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    if (!isAway(error)) throw error
    return again.execute(ask)
  }
}

/** Nothing came back. What was asked may be done all the same. */
class Silence extends Error {
  readonly code = 'PROTOCOL_SEQUENCE_TIMEOUT'
}

/** `use` has the line to itself. Waits for the server to take the call; what goes wrong after that is thrown. */
export async function onLine<T>(pool: Pool, use: (line: PoolConnection) => Promise<T>): Promise<T> {
  const line = await whileAway(() => pool.getConnection())
  let timer: NodeJS.Timeout | undefined
  const silence = new Promise<never>((_resolve, reject) => {
    const ms = isAwaited() ? patienceMs.awaited : patienceMs.unawaited
    timer = setTimeout(() => {
      line.destroy()
      reject(new Silence(`the database said nothing for ${ms / 1_000} seconds`))
    }, ms)
  })
  try {
    return await Promise.race([use(line), silence])
  } finally {
    clearTimeout(timer)
    line.release()
  }
}
