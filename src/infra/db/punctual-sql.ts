/** Nothing is asked of the database, and nothing written, for a call that nobody waits for any more. */
import { isTooLate, TooLate } from '../../trail.js'
import type { Sql } from './sql.js'

/**
 * What was turned away because it took too long must not be done later, when the member no longer expects it: the last word
 * is asked right before it is written. What was being written at that moment may still be; its command's key finds it.
 */
export function punctualSql(sql: Sql): Sql {
  const inTime = <T>(ask: () => Promise<T>): Promise<T> =>
    isTooLate() ? Promise.reject(new TooLate('nobody waits for this any more')) : ask()
  return {
    ...sql,
    all: (text, params) => inTime(() => sql.all(text, params)),
    carryOut: (writes) => inTime(() => sql.carryOut(writes)),
  }
}
