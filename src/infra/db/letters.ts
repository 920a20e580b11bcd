/** Events, and the letters that carry each of them to whoever wants to hear of it. */
import type { Event } from '../../domain/events.js'
import { aggregateOf, eventVersion } from '../../domain/events.js'
import type { EventId, LetterId } from '../../domain/ids.js'
import { instantOf, type Instant } from '../../domain/time.js'
import { strike } from '../../log.js'
import { reactions, type Reaction } from '../../usecases/reactions.js'
import type { Letter, Letters, LetterState } from '../../usecases/ports/letters.js'
import { column } from './columns.js'
import type { LetterNews } from './letter-news.js'
import { Conflict, inserts, marks, one, type Param, type Sql, type Write } from './sql.js'
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
  {
    indices: [
      { name: 'events_of_aggregate', columns: ['aggregate_id', 'id'] },
      { name: 'events_by_time', columns: ['happened_at', 'id'] },
    ],
  },
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
    /** Copied from the event. Empty in letters of the release before, which know no order. */
    aggregate_id: maybe(column.id),
  },
  {
    indices: [
      { name: 'letters_once_per_reaction', columns: ['event_id', 'reaction'], unique: true },
      { name: 'letters_due', columns: ['state', 'reaction', 'due_at', 'id'] },
      { name: 'letters_held', columns: ['holder'] },
      { name: 'letters_in_order', columns: ['aggregate_id', 'reaction', 'state', 'event_id'] },
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
    reactions[event.type].map((reaction): Param[] => [newId(), id, reaction, aggregateOf(event), 'waiting', at, 0]),
  )
  return [
    ...inserts('events', ['id', 'type', 'version', 'aggregate_id', 'body', 'happened_at'], eventRows),
    ...inserts('letters', ['id', 'event_id', 'reaction', 'aggregate_id', 'state', 'due_at', 'attempts'], letterRows),
  ]
}

type TakenRow = {
  id: LetterId
  reaction: Reaction
  attempts: number
  event_id: EventId
  due_at: Instant
  happened_at: Instant
  body: string
}

/** Asked of letters that are named by their ids: said so that no engine takes it for a better way to find them. */
const stands = `COALESCE(state, '') = ?`

/** How long letters stay in the hands of somebody who does not come back, in seconds. */
const leaseSeconds = 60

/**
 * Takes up to `limit` due letters of a reaction into hand, oldest first. Whoever is faster has them; the others see
 * fewer. After the lease they are free again, so nothing is lost when the holder dies. A letter stays where it is while an
 * earlier one of the same aggregate waits, in whoever's hands: of an aggregate only the first is ever under way.
 */
export async function takeLetters(
  sql: Sql,
  reaction: Reaction,
  holder: string,
  now: Date,
  limit: number,
): Promise<Letter[]> {
  const at = instantOf(now)
  // an engine that counted when none waited would look, for each, through all that a long list brings
  const byAggregate = sql.dialect === 'sqlite' ? '' : 'FORCE INDEX (letters_in_order)'
  const due = await sql.all<{ id: LetterId }>(
    `SELECT l.id FROM letters l WHERE l.state = 'waiting' AND l.reaction = ? AND l.due_at <= ?
       AND (l.held_until IS NULL OR l.held_until < ?)
       AND NOT EXISTS (SELECT 1 FROM letters e ${byAggregate} WHERE e.aggregate_id = l.aggregate_id AND e.reaction = l.reaction
                       AND e.state = 'waiting' AND e.event_id < l.event_id)
     ORDER BY l.due_at, l.id LIMIT ${Math.trunc(limit)}`,
    [reaction, at, at],
  )
  if (due.length === 0) return []
  const until = instantOf(new Date(now.getTime() + leaseSeconds * 1_000))
  const isTaken = await carriedOut(sql, {
    sql: `UPDATE letters SET holder = ?, held_until = ? WHERE id IN (${marks(due.length)}) AND ${stands}
            AND (held_until IS NULL OR held_until < ?)`,
    params: [holder, until, ...due.map((row) => row.id), 'waiting', at],
    isBulk: true,
  })
  if (!isTaken) return []
  const rows = await sql.all<TakenRow>(
    `SELECT l.id, l.reaction, l.attempts, l.event_id, l.due_at, e.happened_at, e.body FROM letters l JOIN events e ON e.id = l.event_id
     WHERE l.holder = ? AND l.state = 'waiting' ORDER BY e.id`,
    [holder],
  )
  const read = rows.map(({ id, reaction, attempts, event_id, due_at, happened_at, body }) => ({
    id,
    reaction,
    attempts,
    eventId: event_id,
    happenedAt: happened_at,
    // what was only put off was not late; what was tried in vain was
    waitsSince: attempts === 0 ? due_at : happened_at,
    event: eventIn(body),
  }))
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

export function letters(sql: Sql, write: (write: Write) => void, news: LetterNews): Letters {
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
      news.delivered(done)
    },
    later(waiting, holder, dueAt: Instant, error) {
      for (const letter of waiting) write(putOffBehind(letter, holder, dueAt))
      if (error !== null) for (const letter of waiting) news.failed(letter, error, 'tries-again')
      letGo(
        `due_at = ?, attempts = attempts + ?, last_error = ?`,
        [dueAt, error === null ? 0 : 1, error && strike(error).slice(0, 500)],
        idsOf(waiting),
        holder,
      )
    },
    park(letter, holder, error) {
      news.failed(letter, error, 'parked')
      letGo(
        `state = 'parked', attempts = attempts + 1, last_error = ?`,
        [strike(error).slice(0, 500)],
        [letter.id],
        holder,
      )
    },
    async stateOf(id) {
      const row = await one<{ state: LetterState }>(sql, 'SELECT state FROM letters WHERE id = ?', [id])
      return row?.state ?? null
    },
    async standing(ids, state) {
      if (ids.length === 0) return []
      const rows = await sql.all<{ id: LetterId }>(
        `SELECT id FROM letters WHERE id IN (${marks(ids.length)}) AND ${stands}`,
        [...ids, state],
      )
      return rows.map((row) => row.id)
    },
    again(ids, from, dueAt) {
      if (ids.length === 0) return
      write({
        sql: `UPDATE letters SET state = 'waiting', due_at = ?, attempts = 0, holder = NULL, held_until = NULL
              WHERE id IN (${marks(ids.length)}) AND ${stands}`,
        params: [dueAt, ...ids, from],
        expect: ids.length,
        ...(ids.length > 1 ? { isBulk: true as const } : {}),
      })
      news.again()
    },
  }
}

/** Those behind a letter that waits need not be looked at before it: idle rounds stay cheap however many there are. */
function putOffBehind(letter: Letter, holder: string, dueAt: Instant): Write {
  return {
    sql: `UPDATE letters SET due_at = ?
          WHERE aggregate_id = ? AND reaction = ? AND state = 'waiting' AND event_id > ? AND due_at < ?
            AND EXISTS (SELECT 1 FROM (SELECT id FROM letters WHERE id = ? AND holder = ? LIMIT 1) held)`,
    params: [dueAt, aggregateOf(letter.event), letter.reaction, letter.eventId, dueAt, letter.id, holder],
  }
}

function idsOf(some: readonly Letter[]): LetterId[] {
  return some.map((letter) => letter.id)
}
