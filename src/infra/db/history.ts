/** Closed rentals and ended holds of a member, and how they are made nobody's. */
import type { ClosedRental, EndedHold, HistoryPart } from '../../domain/history.js'
import type { HoldId, MemberId, NoticeId, RentalId } from '../../domain/ids.js'
import type { Instant } from '../../domain/time.js'
import type { History, Unlinking } from '../../usecases/ports/privacy.js'
import { noticeBodyIn } from './notices.js'
import { marks, one, type Dialect, type Param, type Sql, type Write } from './sql.js'

/** That letters about it are not delivered yet, said in SQL; `id` is an expression. The board looks again anyway, and so can be late. */
const isUntold = (id: string) =>
  `EXISTS (SELECT 1 FROM events e JOIN letters l ON l.event_id = e.id
           WHERE e.aggregate_id = ${id} AND l.state <> 'delivered' AND l.reaction <> 'update-board')`

export function history(sql: Sql, write: (write: Write) => void): History {
  return {
    async isKept(memberId) {
      const row = await one<{ keeps: number }>(sql, 'SELECT keeps_history AS keeps FROM members WHERE id = ?', [
        memberId,
      ])
      return row && Number(row.keeps) === 1
    },
    keep(memberId, isKept) {
      write({
        sql: 'UPDATE members SET keeps_history = ? WHERE id = ?',
        params: [isKept ? 1 : 0, memberId],
        expect: 1,
      })
    },
    async over(memberId, part, atMost) {
      const rentals = await closedRentals(sql, memberId, part)
      const holds = await endedHolds(sql, memberId, part)
      const tellable = [rentals.filter(isTold).slice(0, atMost), holds.filter(isTold).slice(0, atMost)] as const
      return {
        rentals: tellable[0].map(({ is_untold: _, ...rental }) => rental),
        holds: tellable[1].map(({ is_untold: _, ...hold }) => hold),
        untold: [...rentals, ...holds].filter((over) => !isTold(over)).length,
      }
    },
    unlink(memberId, rentals) {
      unlinkWrites(sql.dialect, memberId, rentals, `AND NOT ${isUntold('rentals.id')}`).forEach(write)
      forgetEvents(
        'delivered',
        rentals.map(({ id }) => id),
      ).forEach(write)
    },
    deleteHolds(memberId, holds) {
      for (const { id, version } of holds)
        write({
          sql: `DELETE FROM holds WHERE id = ? AND version = ? AND member_id = ? AND ended_at IS NOT NULL
                  AND NOT ${isUntold('holds.id')}`,
          params: [id, version, memberId],
          expect: 1,
        })
      const noticeIds = holds.flatMap((hold) => hold.noticeIds)
      for (const id of noticeIds)
        write({
          sql: `DELETE FROM notices WHERE id = ? AND state NOT IN ('waiting', 'sending') AND NOT ${isUntold('notices.id')}`,
          params: [id],
          expect: 1,
        })
      forIds(noticeIds, (ids) => `DELETE FROM notice_sends WHERE notice_id IN (${ids})`).forEach(write)
      forgetEvents('delivered', [...holds.map(({ id }) => id), ...noticeIds]).forEach(write)
    },
    forgetSearch(memberId) {
      write({
        sql: 'DELETE FROM searches WHERE user_key = (SELECT user_key FROM members WHERE id = ?)',
        params: [memberId],
      })
    },
  }
}

type Told = { readonly is_untold: number }

function isTold({ is_untold }: Told): boolean {
  return Number(is_untold) === 0
}

export async function closedRentals(sql: Sql, memberId: MemberId, part: HistoryPart): Promise<(ClosedRental & Told)[]> {
  const rows = await sql.all<{ id: RentalId; rented_at: Instant; returned_at: Instant; is_untold: number }>(
    `SELECT r.id, r.rented_at, r.returned_at, CASE WHEN ${isUntold('r.id')} THEN 1 ELSE 0 END AS is_untold FROM rentals r
     WHERE r.member_id = ? AND r.returned_at IS NOT NULL ${part === 'all' ? '' : 'AND r.returned_at < ?'}
     ORDER BY r.returned_at, r.id`,
    [memberId, ...(part === 'all' ? [] : [part.before])],
  )
  return rows.map((row) => ({
    id: row.id,
    rentedAt: row.rented_at,
    returnedAt: row.returned_at,
    is_untold: row.is_untold,
  }))
}

async function endedHolds(sql: Sql, memberId: MemberId, part: HistoryPart): Promise<(EndedHold & Told)[]> {
  const rows = await sql.all<{ id: HoldId; version: number; is_untold: number }>(
    `SELECT h.id, h.version, CASE WHEN ${isUntold('h.id')} THEN 1 ELSE 0 END AS is_untold FROM holds h
     WHERE h.member_id = ? AND h.ended_at IS NOT NULL ${part === 'all' ? '' : 'AND h.ended_at < ?'} ORDER BY h.ended_at, h.id`,
    [memberId, ...(part === 'all' ? [] : [part.before])],
  )
  if (rows.length === 0) return []
  const told = await sql.all<{ id: NoticeId; body: string; is_untold: number }>(
    `SELECT n.id, n.body, CASE WHEN n.state IN ('waiting', 'sending') OR ${isUntold('n.id')} THEN 1 ELSE 0 END AS is_untold
     FROM notices n WHERE n.member_id = ? AND n.kind IN ('hold-ready', 'hold-put-back', 'hold-expired', 'hold-dropped')`,
    [memberId],
  )
  const noticesOf = new Map<HoldId, { id: NoticeId; isUntold: boolean }[]>()
  for (const { id, body, is_untold } of told) {
    const read = noticeBodyIn(body)
    if (!('holdId' in read)) continue
    const known = noticesOf.get(read.holdId) ?? []
    noticesOf.set(read.holdId, [...known, { id, isUntold: Number(is_untold) === 1 }])
  }
  return rows.map(({ id, version, is_untold }) => {
    const own = noticesOf.get(id) ?? []
    return {
      id,
      version,
      noticeIds: own.map((notice) => notice.id),
      is_untold: own.some((notice) => notice.isUntold) ? 1 : is_untold,
    }
  })
}

/** A rental under its new number, and nothing that knew it by the old one. `only`: a further condition on `rentals`. */
export function unlinkWrites(
  dialect: Dialect,
  memberId: MemberId,
  rentals: readonly Unlinking[],
  only: string,
): Write[] {
  const ids = rentals.map(({ id }) => id)
  // SQLite keeps rows in the order they came, which is the order of the ledger's fees
  const place = dialect === 'sqlite' ? ', rowid = -1 - ABS(RANDOM() / 2)' : ''
  return [
    ...rentals.map(({ id, as }): Write => ({
      sql: `UPDATE rentals SET id = ?, member_id = '', rented_at = ?, returned_at = ?, due_on = ?, command_key = NULL, return_key = NULL,
                claimed_at = NULL, claim_refused_at = NULL, told_step = -1${place}
              WHERE id = ? AND member_id = ? AND returned_at IS NOT NULL ${only}`,
      params: [as.id, as.rentedAt, as.returnedAt, as.rentedAt.slice(0, 10), id, memberId],
      expect: 1,
    })),
    ...forIds(ids, (some) => `DELETE FROM renewals WHERE rental_id IN (${some})`),
    ...forIds(ids, (some) => `DELETE FROM notice_items WHERE rental_id IN (${some})`),
  ]
}

/** What no letter carries any more is deleted; what is still on its way carries nothing but the number of a notice. */
export function forgetEvents(letters: 'delivered' | 'not in hand', aggregates: readonly string[]): Write[] {
  return portions(aggregates).flatMap((ids) => forgetEventsOf(letters, marks(ids.length), ids))
}

/** `aggregates`: the ids in SQL, or a query for them. */
export function forgetEventsOf(
  letters: 'delivered' | 'not in hand',
  aggregates: string,
  params: readonly Param[],
): Write[] {
  const isOver = (alias: string) => `${alias}.state ${letters === 'delivered' ? `= 'delivered'` : `<> 'waiting'`}`
  // the letters of an event go together; the table in between, made for the sake of DISTINCT, is for MySQL, which looks at none that it deletes from
  const ofOver = `SELECT o.id FROM (SELECT DISTINCT e.id FROM events e WHERE e.aggregate_id IN (${aggregates})
     AND NOT EXISTS (SELECT 1 FROM letters w WHERE w.event_id = e.id AND NOT ${isOver('w')})) o`
  return [
    `DELETE FROM letters WHERE event_id IN (${ofOver})`,
    `DELETE FROM events WHERE aggregate_id IN (${aggregates})
       AND NOT EXISTS (SELECT 1 FROM letters l WHERE l.event_id = events.id)`,
    `UPDATE events SET body = JSON_REMOVE(body, '$.memberId', '$.bookId', '$.copyId', '$.rentalId', '$.rentalIds', '$.holdId')
     WHERE aggregate_id IN (${aggregates})`,
  ].map((text): Write => ({ sql: text, params, isBulk: true }))
}

/** So many ids every engine takes in one statement. */
const portion = 500

function portions<One>(all: readonly One[]): One[][] {
  const parts: One[][] = []
  for (let from = 0; from < all.length; from += portion) parts.push(all.slice(from, from + portion))
  return parts
}

function forIds(all: readonly string[], say: (ids: string) => string): Write[] {
  return portions(all).map((ids): Write => ({ sql: say(marks(ids.length)), params: ids, isBulk: true }))
}
