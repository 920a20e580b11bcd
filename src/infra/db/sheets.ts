/** What is due: short lists for the clock, a page at a time, in an order that goes on where the last page ended. */
import type { DueWindow } from '../../domain/due-windows.js'
import type {
  BookId,
  DepositId,
  EventId,
  HoldId,
  LetterId,
  MemberId,
  NoticeId,
  RefundId,
  UserKey,
} from '../../domain/ids.js'
import type { Notice } from '../../domain/notice.js'
import type { Day, Instant } from '../../domain/time.js'
import type { LetterState } from '../../usecases/ports/letters.js'
import type { DueMember, Sheets } from '../../usecases/views.js'
import { isFree, isHopeless } from './shelf.js'
import type { Param, Sql } from './sql.js'

export function sheets(sql: Sql): Sheets {
  async function ids<T extends string>(text: string, params: readonly Param[], limit: number): Promise<T[]> {
    const rows = await sql.all<{ id: T }>(`${text} LIMIT ${Math.trunc(limit)}`, params)
    return rows.map((row) => row.id)
  }
  return {
    dueMembers: (windows, after, limit) => dueMembers(sql, windows, after, limit),
    holdsNotPickedUp: (today, after, limit) =>
      ids<HoldId>(
        `SELECT id FROM holds WHERE state = 'ready' AND pickup_until < ? AND id > ? ORDER BY id`,
        [today, after ?? ''],
        limit,
      ),
    holdsWithoutHope: (after, limit) =>
      ids<HoldId>(
        // title by title: of the holds that have ended, however many, none is looked at
        `SELECT h.id FROM (SELECT DISTINCT book_id FROM holds WHERE state IN ('waiting', 'ready')) b
         JOIN titles t ON t.book_id = b.book_id AND ${isHopeless('t')}
         JOIN holds h ON h.book_id = b.book_id AND h.state IN ('waiting', 'ready')
         WHERE h.id > ? ORDER BY h.id`,
        [after ?? ''],
        limit,
      ),
    holdsWithoutCopy: (after, limit) =>
      ids<HoldId>(
        `SELECT h.id FROM holds h JOIN copies c ON c.id = h.open_copy_id
         WHERE h.state = 'ready' AND c.state <> 'in-circulation' AND h.id > ? ORDER BY h.id`,
        [after ?? ''],
        limit,
      ),
    titlesToHandOver: (after, limit) =>
      ids<BookId>(
        `SELECT DISTINCT h.book_id AS id FROM holds h JOIN titles t ON t.book_id = h.book_id AND t.state = 'in-circulation'
         WHERE h.state = 'waiting' AND h.book_id > ?
           AND EXISTS (SELECT 1 FROM copies c WHERE c.book_id = h.book_id AND ${isFree('c')}) ORDER BY h.book_id`,
        [after ?? ''],
        limit,
      ),
    suspensionsOver: (today, after, limit) =>
      ids<MemberId>(
        'SELECT id FROM members WHERE (suspended_until < ? OR blocked_until < ?) AND id > ? ORDER BY id',
        [today, today, after ?? ''],
        limit,
      ),
    hangingDeposits: (now, after, limit) =>
      ids<DepositId>(
        `SELECT id FROM deposits
         WHERE id > ? AND ((state = 'approving' AND requested_at < ?) OR (state = 'ready' AND ready_at < ?)
                           OR (state = 'requested' AND requested_at < ?))
         ORDER BY id`,
        [after ?? '', now.approvingSince, now.readySince, now.requestedSince],
        limit,
      ),
    historiesOver: (before, after, limit) =>
      ids<MemberId>(
        `SELECT m.id FROM members m WHERE m.keeps_history = 0 AND m.id > ?
           AND (EXISTS (SELECT 1 FROM rentals r WHERE r.member_id = m.id AND r.returned_at < ?)
                OR EXISTS (SELECT 1 FROM holds h WHERE h.member_id = m.id AND h.ended_at < ?)) ORDER BY m.id`,
        [after ?? '', before, before],
        limit,
      ),
    formerMembers: (leftBefore, after, limit) =>
      ids<MemberId>(
        'SELECT member_id AS id FROM former_members WHERE left_at < ? AND member_id > ? ORDER BY member_id',
        [leftBefore, after ?? ''],
        limit,
      ),
    hangingRefunds: (untouchedSince, after, limit) =>
      ids<RefundId>(
        `SELECT r.id FROM refunds r
         WHERE r.state = 'under-way' AND r.id > ? AND r.requested_at < ?
           AND NOT EXISTS (SELECT 1 FROM refund_parts p WHERE p.refund_id = r.id AND p.tried_at >= ?)
         ORDER BY r.id`,
        [after ?? '', untouchedSince, untouchedSince],
        limit,
      ),
    /** The newest first: what the other side never finishes must not stand before what it has. */
    async acceptedNotices(sentAfter, sentBefore, limit) {
      const rows = await sql.all<{
        id: NoticeId
        task_id: string
        channel: Notice['channel']
        user_key: UserKey | null
      }>(
        `SELECT n.id, n.task_id, n.channel, m.user_key FROM notices n JOIN members m ON m.id = n.member_id
         WHERE n.state = 'accepted' AND n.sent_at > ? AND n.sent_at < ?
         ORDER BY n.sent_at DESC, n.id DESC LIMIT ${Math.trunc(limit)}`,
        [sentAfter, sentBefore],
      )
      const tasks = new Map<
        string,
        { channel: Notice['channel']; notices: { id: NoticeId; userKey: UserKey | null }[] }
      >()
      for (const { id, task_id, channel, user_key } of rows) {
        const task = tasks.get(task_id) ?? { channel, notices: [] }
        task.notices.push({ id, userKey: user_key })
        tasks.set(task_id, task)
      }
      return [...tasks].map(([taskId, task]) => ({ taskId, ...task }))
    },
    async parkedLetterIds(after, limit) {
      const rows = await sql.all<{ id: LetterId }>(
        `SELECT id FROM letters WHERE state = 'parked' AND id > ? ORDER BY id LIMIT ${Math.trunc(limit)}`,
        [after ?? ''],
      )
      return rows.map((row) => row.id)
    },
    async deliveredLetters(from, until, after, limit) {
      const { happenedAt, eventId } = after ?? { happenedAt: from, eventId: '' }
      const rows = await sql.all<{
        happened_at: Instant
        event_id: EventId
        letter_id: LetterId
        state: LetterState | null
      }>(
        `SELECT e.happened_at, e.id AS event_id, l.id AS letter_id, l.state
         FROM (SELECT id, happened_at FROM events
               WHERE happened_at >= ? AND happened_at < ? AND (happened_at > ? OR id > ?)
               ORDER BY happened_at, id LIMIT ${Math.trunc(limit)}) e
         LEFT JOIN letters l ON l.event_id = e.id ORDER BY e.happened_at, e.id`,
        [happenedAt, until, happenedAt, eventId],
      )
      const last = rows.at(-1)
      return {
        letterIds: rows.flatMap((row) => (row.state === 'delivered' ? [row.letter_id] : [])),
        last: last ? { happenedAt: last.happened_at, eventId: last.event_id } : null,
      }
    },
  }
}

/**
 * One walk along the index of due days, all windows together: what is not due is never looked at. Whoever has several
 * books due on one day stands there once.
 */
async function dueMembers(
  sql: Sql,
  windows: readonly DueWindow[],
  after: DueMember | null,
  limit: number,
): Promise<DueMember[]> {
  if (windows.length === 0) return []
  const until = windows.reduce((latest, window) => (window.until > latest ? window.until : latest), '')
  const from = windows.reduce(
    (earliest, window) => ((window.from ?? '') < earliest ? (window.from ?? '') : earliest),
    until,
  )
  const start = after?.dueOn ?? from
  const cases = windows.map(() => 'WHEN r.open_due_on >= ? AND r.open_due_on <= ? THEN ?').join(' ')
  const rows = await sql.all<{ member_id: MemberId; due_on: Day }>(
    `SELECT r.member_id, r.open_due_on AS due_on FROM rentals r
     WHERE r.open_due_on >= ? AND r.open_due_on <= ? AND (r.open_due_on > ? OR r.member_id > ?)
       AND r.claimed_at IS NULL AND r.lost_at IS NULL
       AND r.told_step < CASE ${cases} ELSE 0 END
     GROUP BY r.open_due_on, r.member_id ORDER BY r.open_due_on, r.member_id LIMIT ${Math.trunc(limit)}`,
    [start, until, start, after?.memberId ?? '', ...windows.flatMap((one) => [one.from ?? '', one.until, one.step])],
  )
  return rows.map((row) => ({ memberId: row.member_id, dueOn: row.due_on, step: stepOf(windows, row.due_on) }))
}

function stepOf(windows: readonly DueWindow[], dueOn: Day): number {
  return windows.find(({ from, until }) => (from === null || dueOn >= from) && dueOn <= until)?.step ?? 0
}
