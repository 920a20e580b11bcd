/** What the desk need not remember any longer. */
import { instantOf } from '../../domain/time.js'
import type { Sql } from './sql.js'

/** Sessions that ended, commands that may be forgotten, and tries that count no more. */
export async function forgetDeskMemory(sql: Sql, now: Date): Promise<void> {
  const at = instantOf(now)
  await sql.carryOut([
    { sql: 'DELETE FROM librarian_sessions WHERE idle_until <= ? OR ends_at <= ?', params: [at, at] },
    { sql: 'DELETE FROM api_commands WHERE expires_at <= ?', params: [at] },
    { sql: 'DELETE FROM rate_limits WHERE ends_at <= ?', params: [at] },
  ])
}
