/** What an error of the database says: is the database away, were others faster, or is the question wrong? */
import { Conflict } from './sql.js'

/** The connection or the server is away, starting, stopping, full, or not the one that writes just now. */
const awayCodes = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN'],
  ...['PROTOCOL_CONNECTION_LOST', 'PROTOCOL_SEQUENCE_TIMEOUT'],
  ...['SQLITE_BUSY', 'SQLITE_LOCKED', 'SQLITE_FULL', 'SQLITE_IOERR', 'SQLITE_CANTOPEN', 'SQLITE_READONLY'],
])
/**
 * Too many connections; shutting down; read only; a node outside of its cluster (`Unknown command`, says Galera); starting;
 * killed by an administrator.
 */
const awayNumbers = new Set([1040, 1047, 1053, 1152, 1158, 1159, 1160, 1161, 1203, 1290, 1836, 1927, 3100, 4031])

/** `outage`: the database is away, however sound the question. `contended`: nothing was written, others were faster. */
export function kindOfTrouble(error: unknown): 'outage' | 'contended' | null {
  if (error instanceof Conflict) return 'contended'
  return isAway(error) ? 'outage' : null
}

/** Is the database away? Whether what it was asked is done, nobody knows. */
export function isAway(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false
  const { cause, fatal } = error as { cause?: unknown; fatal?: unknown }
  return willPass(error) || fatal === true || (cause !== undefined && isAway(cause))
}

/** Is it worth waiting for? A wrong password is as fatal to a connection as a server that is gone, and does not pass. */
export function willPass(error: object): boolean {
  const { code, errno } = error as { code?: unknown; errno?: unknown }
  if (typeof code === 'string' && (awayCodes.has(code) || code.startsWith('SQLITE_IOERR'))) return true
  return typeof errno === 'number' && awayNumbers.has(errno)
}
