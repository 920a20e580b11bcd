/** Holds: who waits for which title, in what order, and which copy is set aside for whom. */
import type { InLine } from '../../domain/hold.js'
import type { BookId, CopyId, HoldId, RentalId } from '../../domain/ids.js'
import type { Day, Instant } from '../../domain/time.js'
import type { Holds, LinePage, LinePlace } from '../../usecases/ports/lending.js'
import { column } from './columns.js'
import { holdFacts } from './hold-facts.js'
import { holdOf, type HoldRow } from './hold-row.js'
import { openHoldKey } from './rent-facts.js'
import { isFree, isHopeless } from './shelf.js'
import { marks, one, type Sql, type Write } from './sql.js'
import { key, maybe, table } from './table.js'

/** `open_key` and `open_copy_id` hold their values while the hold is open and are empty after: unique, and small. */
export const holdsTable = table(
  'holds',
  {
    id: key(column.id),
    member_id: column.id,
    book_id: column.id,
    state: column.word(16),
    queued_at: column.instant,
    ready_at: maybe(column.instant),
    copy_id: maybe(column.id),
    pickup_until: maybe(column.day),
    ended_at: maybe(column.instant),
    open_key: maybe(column.word(80)),
    open_copy_id: maybe(column.id),
    command_key: maybe(column.word(120)),
    version: column.int,
  },
  {
    indices: [
      { name: 'holds_one_open_per_title', columns: ['open_key'], unique: true },
      { name: 'holds_one_per_copy', columns: ['open_copy_id'], unique: true },
      { name: 'holds_once_per_command', columns: ['command_key'], unique: true },
      { name: 'holds_line', columns: ['state', 'book_id', 'queued_at'] },
      { name: 'holds_of_member', columns: ['member_id', 'state'] },
      { name: 'holds_ended_of_member', columns: ['member_id', 'ended_at'] },
      { name: 'holds_by_pickup', columns: ['state', 'pickup_until'] },
    ],
  },
)

export function holds(sql: Sql, write: (write: Write) => void): Holds {
  return {
    factsFor: (memberId, bookId, commandKey, today) => holdFacts(sql, memberId, bookId, commandKey, today),
    async byId(holdId) {
      const row = await one<HoldRow & { title: string | null; is_hopeless: number; is_copy_there: number }>(
        sql,
        `SELECT h.*, t.title, CASE WHEN ${isHopeless('t')} THEN 1 ELSE 0 END AS is_hopeless,
                CASE WHEN c.state = 'in-circulation' THEN 1 ELSE 0 END AS is_copy_there
         FROM holds h LEFT JOIN titles t ON t.book_id = h.book_id LEFT JOIN copies c ON c.id = h.open_copy_id
         WHERE h.id = ?`,
        [holdId],
      )
      return (
        row && {
          hold: holdOf(row),
          title: row.title ?? '',
          isHopeless: Number(row.is_hopeless) === 1,
          isCopyThere: Number(row.is_copy_there) === 1,
        }
      )
    },
    freeCopies: (bookId, freed) => freeCopiesOf(sql, bookId, freed),
    line: (bookId, after) => lineOf(sql, bookId, after),
    add({ id, memberId, bookId, state, queuedAt, commandKey, version }, openHolds) {
      // whoever rents or holds for the same member meanwhile writes in the same row, and so one after the other
      write({
        sql: 'UPDATE wallets SET holds_placed = holds_placed + 1 WHERE member_id = ? AND closed_at IS NULL',
        params: [memberId],
        expect: 1,
      })
      write({
        sql: `INSERT INTO holds (id, member_id, book_id, state, queued_at, open_key, command_key, version)
              SELECT ?, ?, ?, ?, ?, ?, ?, ?
              FROM (SELECT COUNT(*) AS open_holds FROM holds WHERE member_id = ? AND state IN ('waiting', 'ready')) mine
              WHERE mine.open_holds = ?
                AND NOT EXISTS (SELECT 1 FROM rentals r
                                WHERE r.member_id = ? AND r.book_id = ? AND r.open_due_on IS NOT NULL)`,
        params: [
          ...[id, memberId, bookId, state, queuedAt, openHoldKey(memberId, bookId), commandKey, version],
          ...[memberId, openHolds, memberId, bookId],
        ],
        expect: 1,
      })
    },
    setAside({ id, copyId, readyAt, pickupUntil, version }) {
      write({
        sql: `UPDATE copies SET hold_id = ? WHERE id = ? AND ${isFree('copies')}`,
        params: [id, copyId],
        expect: 1,
      })
      write({
        sql: `UPDATE holds SET state = 'ready', ready_at = ?, copy_id = ?, open_copy_id = ?, pickup_until = ?,
                version = version + 1
              WHERE id = ? AND version = ? AND state = 'waiting'`,
        params: [readyAt, copyId, copyId, pickupUntil, id, version],
        expect: 1,
      })
    },
    release(hold, heldCopy) {
      const { id, memberId, bookId, state, readyAt, copyId, pickupUntil, endedAt, version } = hold
      if (heldCopy)
        write({
          sql: 'UPDATE copies SET hold_id = NULL WHERE id = ? AND hold_id = ?',
          params: [heldCopy, id],
          expect: 1,
        })
      write({
        sql: `UPDATE holds SET state = ?, ready_at = ?, copy_id = ?, pickup_until = ?, ended_at = ?, open_copy_id = NULL,
                open_key = ?, version = version + 1
              WHERE id = ? AND version = ?`,
        params: [
          state,
          readyAt,
          copyId,
          pickupUntil,
          endedAt,
          endedAt === null ? openHoldKey(memberId, bookId) : null,
          id,
          version,
        ],
        expect: 1,
      })
    },
  }
}

type LineRow = HoldRow & {
  is_member: number
  suspended_until: Day | null
  blocked_until: Day | null
  rental_id: RentalId | null
  rental_book_id: BookId
  due_on: Day
  claimed_at: Instant | null
  lost_title: string | null
}

/** Members looked at in one go: of a line of thousands only its beginning matters, as a rule. */
const pageOfLine = 50

/** Those who wait, the longest first, each with what is open with them; whoever is no member any more is not in line. */
async function lineOf(sql: Sql, bookId: BookId, after: LinePlace | null): Promise<LinePage> {
  const behind = after === null ? '' : 'AND (queued_at > ? OR (queued_at = ? AND id > ?))'
  const rows = await sql.all<LineRow>(
    `SELECT h.*, CASE WHEN m.id IS NULL THEN 0 ELSE 1 END AS is_member, m.suspended_until, m.blocked_until, r.id AS rental_id, r.book_id AS rental_book_id, r.open_due_on AS due_on, r.claimed_at,
            l.title AS lost_title
     FROM (SELECT * FROM holds WHERE book_id = ? AND state = 'waiting' ${behind}
           ORDER BY queued_at, id LIMIT ${pageOfLine}) h
     LEFT JOIN members m ON m.id = h.member_id
     LEFT JOIN rentals r ON r.member_id = h.member_id AND r.open_due_on IS NOT NULL
     LEFT JOIN titles l ON l.book_id = r.book_id AND r.lost_at IS NOT NULL
     ORDER BY h.queued_at, h.id`,
    [bookId, ...(after === null ? [] : [after.queuedAt, after.queuedAt, after.id])],
  )
  const ids = new Set(rows.map(({ id }) => id))
  const line = new Map<HoldId, InLine & { open: InLine['open'][number][] }>()
  for (const row of rows.filter(({ is_member }) => Number(is_member) === 1)) {
    const one = line.get(row.id) ?? {
      hold: holdOf(row),
      suspendedUntil: row.suspended_until,
      blockedUntil: row.blocked_until,
      open: [],
    }
    if (row.rental_id !== null)
      one.open.push({
        rentalId: row.rental_id,
        bookId: row.rental_book_id,
        dueOn: row.due_on,
        isClaimed: row.claimed_at !== null,
        lostTitle: row.lost_title,
      })
    line.set(row.id, one)
  }
  const last = rows.at(-1)
  const goesOn = ids.size === pageOfLine && last
  return { line: [...line.values()], next: goesOn ? { id: last.id, queuedAt: last.queued_at } : null }
}

async function freeCopiesOf(sql: Sql, bookId: BookId, freed: readonly CopyId[]): Promise<CopyId[]> {
  const orFreed = freed.length === 0 ? '' : `OR (c.state = 'in-circulation' AND c.id IN (${marks(freed.length)}))`
  const rows = await sql.all<{ id: CopyId }>(
    `SELECT c.id FROM copies c JOIN titles t ON t.book_id = c.book_id AND t.state = 'in-circulation'
     WHERE c.book_id = ? AND ((${isFree('c')}) ${orFreed}) ORDER BY c.copy_no`,
    [bookId, ...freed],
  )
  return rows.map((row) => row.id)
}
