/** How the letters stand: what waits, what was given up on, and why. */
import type { Event } from '../../domain/events.js'
import type { LetterId } from '../../domain/ids.js'
import { instantOf, type Instant } from '../../domain/time.js'
import { allReactions, type Reaction } from '../../usecases/reactions.js'
import type { LetterViews } from '../../usecases/views.js'
import { onward, type Sql } from './sql.js'

export function letterViews(sql: Sql): LetterViews {
  return {
    /** What waits for the morning only is not late; what was tried in vain is, since it happened. */
    async lettersWaiting(now) {
      const waiting = await sql.all<{ reaction: Reaction; letters: number; since: Instant | null }>(
        `SELECT l.reaction, COUNT(*) AS letters,
                MIN(CASE WHEN l.attempts > 0 THEN (SELECT e.happened_at FROM events e WHERE e.id = l.event_id)
                         WHEN l.due_at <= ? THEN l.due_at END) AS since
         FROM letters l WHERE l.state = 'waiting' GROUP BY l.reaction`,
        [instantOf(now)],
      )
      const parked = await sql.all<{ reaction: Reaction; letters: number }>(
        `SELECT reaction, COUNT(*) AS letters FROM letters WHERE state = 'parked' GROUP BY reaction`,
      )
      return allReactions.map((reaction) => {
        const row = waiting.find((one) => one.reaction === reaction)
        return {
          reaction,
          waiting: Number(row?.letters ?? 0),
          parked: Number(parked.find((one) => one.reaction === reaction)?.letters ?? 0),
          oldestWaitingSeconds: row?.since ? Math.max(0, (now.getTime() - Date.parse(row.since)) / 1_000) : 0,
        }
      })
    },
    async parkedLetters(limit, after) {
      const rows = await sql.all<{
        id: LetterId
        reaction: Reaction
        type: Event['type']
        happened_at: Instant
        attempts: number
        last_error: string | null
      }>(
        `SELECT l.id, l.reaction, e.type, e.happened_at, l.attempts, l.last_error
         FROM letters l JOIN events e ON e.id = l.event_id WHERE l.state = 'parked'${after ? onward('e.happened_at', 'l.id', '>') : ''}
         ORDER BY e.happened_at, l.id LIMIT ${Math.trunc(limit)}`,
        after ? [after.happenedAt, after.happenedAt, after.letterId] : [],
      )
      return rows.map((row) => ({
        letterId: row.id,
        reaction: row.reaction,
        eventType: row.type,
        happenedAt: row.happened_at,
        attempts: row.attempts,
        lastError: row.last_error ?? '',
      }))
    },
  }
}
