/** Events, and the letters that carry each of them to whoever wants to hear of it. */
import type { Event } from '../../domain/events.js'
import { aggregateOf, eventVersion } from '../../domain/events.js'
import type { LetterId } from '../../domain/ids.js'
import { instantOf, type Instant } from '../../domain/time.js'
import { reactions, type Reaction } from '../../usecases/reactions.js'
import type { Letter, Letters } from '../../usecases/tx.js'
import { column } from './columns.js'
import { Conflict, inserts, marks, type Param, type Sql, type Write } from './sql.js'
import { key, maybe, table } from './table.js'

export const eventsTable = table(
  'events',
  {
    id: key(column.id),
    type: column.word(40),
    version: column.int,
    aggregate_id: column.id,
    body: column.longText,
    happened_at: column.instant,
  },
  { indices: [{ name: 'events_of_aggregate', columns: ['aggregate_id', 'id'] }] },
)

export const lettersTable = table(
  'letters',
  {
    id: key(column.id),
    event_id: column.id,
    reaction: column.word(30),
    state: column.word(16),
    due_at: column.instant,
    attempts: column.int,
    holder: maybe(column.id),
    held_until: maybe(column.instant),
    last_error: maybe(column.text(500)),
  },
  {
    indices: [
      { name: 'letters_once_per_reaction', columns: ['event_id', 'reaction'], unique: true },
      { name: 'letters_due', columns: ['state', 'reaction', 'due_at', 'id'] },
      { name: 'letters_held', columns: ['holder'] },
    ],
  },
)

/** The writes of a story's events: each event once, and one letter per reaction. */
export function eventWrites(events: readonly Event[], now: Date, newId: () => string): Write[] {
  const at = instantOf(now)
  const written = events.map((event) => ({ id: newId(), event }))
  const eventRows = written.map(({ id, event }): Param[] => [
    id,
    event.type,
    eventVersion,
    aggregateOf(event),
    JSON.stringify(event),
    at,
  ])
  const letterRows = written.flatMap(({ id, event }) =>
    reactions[event.type].map((reaction): Param[] => [newId(), id, reaction, 'waiting', at, 0]),
  )
  return [
    ...inserts('events', ['id', 'type', 'version', 'aggregate_id', 'body', 'happened_at'], eventRows),
    ...inserts('letters', ['id', 'event_id', 'reaction', 'state', 'due_at', 'attempts'], letterRows),
  ]
}

/** How long letters stay in the hands of somebody who does not come back, in seconds. */
const leaseSeconds = 60

/**
 * Takes up to `limit` due letters of a reaction into hand, oldest first. Whoever is faster has them; the others see
 * fewer. After the lease they are free again, so nothing is lost when the holder dies.
 */
export async function takeLetters(
  sql: Sql,
  reaction: Reaction,
  holder: string,
  now: Date,
  limit: number,
): Promise<Letter[]> {
  const at = instantOf(now)
  const free = `state = 'waiting' AND (held_until IS NULL OR held_until < ?)`
  const due = await sql.all<{ id: LetterId }>(
    `SELECT id FROM letters WHERE state = 'waiting' AND reaction = ? AND due_at <= ?
       AND (held_until IS NULL OR held_until < ?) ORDER BY due_at, id LIMIT ${Math.trunc(limit)}`,
    [reaction, at, at],
  )
  if (due.length === 0) return []
  const until = instantOf(new Date(now.getTime() + leaseSeconds * 1_000))
  const isTaken = await carriedOut(sql, {
    sql: `UPDATE letters SET holder = ?, held_until = ? WHERE id IN (${marks(due.length)}) AND ${free}`,
    params: [holder, until, ...due.map((row) => row.id), at],
    isBulk: true,
  })
  if (!isTaken) return []
  const rows = await sql.all<{ id: LetterId; reaction: Reaction; attempts: number; body: string }>(
    `SELECT l.id, l.reaction, l.attempts, e.body FROM letters l JOIN events e ON e.id = l.event_id
     WHERE l.holder = ? AND l.state = 'waiting' ORDER BY e.id`,
    [holder],
  )
  const read = rows.map(({ body, ...letter }) => ({ ...letter, event: eventIn(body) }))
  const unreadable = read.filter(({ event }) => event === null)
  if (unreadable.length > 0)
    await carriedOut(sql, {
      sql: `UPDATE letters SET state = 'parked', last_error = 'the event cannot be read', holder = NULL, held_until = NULL
            WHERE id IN (${marks(unreadable.length)}) AND holder = ?`,
      params: [...unreadable.map(({ id }) => id), holder],
      isBulk: true,
    })
  return read.flatMap(({ event, ...letter }) => (event ? [{ ...letter, event }] : []))
}

/** False when somebody was faster. */
function carriedOut(sql: Sql, write: Write): Promise<boolean> {
  return sql.carryOut([write]).then(
    () => true,
    (error: unknown) => {
      if (error instanceof Conflict) return false
      throw error
    },
  )
}

function eventIn(body: string): Event | null {
  try {
    return JSON.parse(body) as Event
  } catch {
    return null
  }
}

export function letters(write: (write: Write) => void): Letters {
  const letGo = (
    set: string,
    params: readonly Param[],
    ids: readonly LetterId[],
    holder: string,
    all = false,
  ): void => {
    if (ids.length === 0) return
    write({
      sql: `UPDATE letters SET ${set}, holder = NULL, held_until = NULL
            WHERE id IN (${marks(ids.length)}) AND holder = ? AND state = 'waiting'`,
      params: [...params, ...ids, holder],
      ...(all ? { expect: ids.length } : {}),
      ...(ids.length > 1 ? { isBulk: true as const } : {}),
    })
  }
  return {
    delivered(done, holder) {
      letGo(`state = 'delivered', last_error = NULL`, [], idsOf(done), holder, true)
    },
    later(waiting, holder, dueAt: Instant, error) {
      letGo(
        `due_at = ?, attempts = attempts + ?, last_error = ?`,
        [dueAt, error === null ? 0 : 1, error && error.slice(0, 500)],
        idsOf(waiting),
        holder,
      )
    },
    park(letter, holder, error) {
      letGo(`state = 'parked', attempts = attempts + 1, last_error = ?`, [error.slice(0, 500)], [letter.id], holder)
    },
  }
}

function idsOf(some: readonly Letter[]): LetterId[] {
  return some.map((letter) => letter.id)
}
