/** Whether the database answers, for whoever has to know it every second. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Sql } from '../infra/db/sql.js'

/** How long an answer counts, and how long one is waited for. */
const patienceMs = 1_000

/**
 * What was answered a moment ago, to whomever, needs no asking: a house so busy that a question would have to queue is not
 * one without a database. However many look while it says nothing, one question is under way.
 */
export function pulse(sql: Sql): () => Promise<boolean> {
  let asking: Promise<boolean> | null = null
  const ask = () =>
    sql
      .all('SELECT name FROM settings LIMIT 1')
      .then(
        () => true,
        () => false,
      )
      .finally(() => (asking = null))
  return async () => {
    if (performance.now() - sql.answeredAt() < patienceMs) return true
    asking ??= ask()
    return Promise.race([asking, pause(patienceMs, false, { ref: false })])
  }
}
