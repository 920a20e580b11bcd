/**
 * How often something was done lately, counted for all processes together. `rate-limiter-flexible` keeps its stores by the
 * machine's own clock, creates its tables by itself and opens transactions on SQLite's one connection: the house's clock can
 * be moved, its tables come by migrations, and its transactions run in one go.
 */
import { instantOf, type Instant } from '../../domain/time.js'
import type { RateLimits } from '../../usecases/gateways.js'
import { column } from './columns.js'
import { Conflict, one, type Sql, type Write } from './sql.js'
import { key, table } from './table.js'

export const rateLimitsTable = table(
  'rate_limits',
  { bucket: key(column.word(100)), used: column.int, ends_at: column.instant },
  { indices: [{ name: 'rate_limits_over', columns: ['ends_at'] }] },
)

/** How often counting is tried again when others count in the same moment. */
const tries = 5

export function rateLimits(sql: Sql, now: () => Date): RateLimits {
  async function carryOut(writes: readonly Write[]): Promise<void> {
    for (let attempt = 1; ; attempt += 1)
      try {
        return await sql.carryOut(writes)
      } catch (error) {
        if (!(error instanceof Conflict) || attempt === tries) throw error
      }
  }
  const onceMore =
    sql.dialect === 'sqlite'
      ? 'ON CONFLICT (bucket) DO UPDATE SET used = used + 1'
      : 'ON DUPLICATE KEY UPDATE used = used + 1'
  return {
    async use(bucket, { uses, seconds }) {
      const at = now()
      const endsAt = instantOf(new Date(at.getTime() + seconds * 1_000))
      await carryOut([
        { sql: 'DELETE FROM rate_limits WHERE bucket = ? AND ends_at <= ?', params: [bucket, instantOf(at)] },
        {
          sql: `INSERT INTO rate_limits (bucket, used, ends_at) VALUES (?, 1, ?) ${onceMore}`,
          params: [bucket, endsAt],
        },
        // the last that is let through begins the time of waiting
        { sql: 'UPDATE rate_limits SET ends_at = ? WHERE bucket = ? AND used = ?', params: [endsAt, bucket, uses] },
      ])
      const row = await one<{ used: number; ends_at: Instant }>(
        sql,
        'SELECT used, ends_at FROM rate_limits WHERE bucket = ?',
        [bucket],
      )
      if (!row || row.used <= uses) return null
      return { retryAfterSeconds: Math.max(1, Math.ceil((Date.parse(row.ends_at) - at.getTime()) / 1_000)) }
    },
    async giveBack(bucket) {
      await carryOut([
        { sql: 'UPDATE rate_limits SET used = used - 1 WHERE bucket = ? AND used > 0', params: [bucket] },
      ])
    },
    async forget(bucket) {
      await carryOut([{ sql: 'DELETE FROM rate_limits WHERE bucket = ?', params: [bucket] }])
    },
  }
}
