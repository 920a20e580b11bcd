/** Notices: what members were told unasked, and what became of it. */
import type { MemberId, NoticeId } from '../../domain/ids.js'
import type { Notice, NoticeBody, NoticeState } from '../../domain/notice.js'
import type { Instant } from '../../domain/time.js'
import type { Notices } from '../../usecases/tx.js'
import { column } from './columns.js'
import { inserts, one, type Param, type Sql, type Write } from './sql.js'
import { key, maybe, table } from './table.js'

export const noticesTable = table(
  'notices',
  {
    id: key(column.id),
    member_id: column.id,
    kind: column.word(30),
    body: column.longText,
    state: column.word(16),
    version: column.int,
    task_id: maybe(column.word(80)),
    created_at: column.instant,
    sent_at: maybe(column.instant),
    drawn_at: maybe(column.instant),
    told_at: maybe(column.instant),
  },
  {
    indices: [
      { name: 'notices_of_member', columns: ['member_id', 'kind', 'state'] },
      { name: 'notices_by_state', columns: ['state', 'sent_at'] },
    ],
  },
)

/** The key that makes a notice the only one of its kind: this rental, due on this day, at this step. */
export const noticeItemsTable = table(
  'notice_items',
  { rental_id: key(column.id), due_on: key(column.day), step: key(column.int), notice_id: column.id },
  { indices: [{ name: 'notice_items_of_notice', columns: ['notice_id'] }] },
)

export type NoticeRow = {
  id: NoticeId
  member_id: MemberId
  body: string
  state: NoticeState
  version: number
  task_id: string | null
  created_at: Instant
  sent_at: Instant | null
  drawn_at: Instant | null
  told_at: Instant | null
}

export function noticeOf(row: NoticeRow): Notice {
  return {
    id: row.id,
    memberId: row.member_id,
    body: JSON.parse(row.body) as NoticeBody,
    state: row.state,
    version: row.version,
    taskId: row.task_id,
    createdAt: row.created_at,
    sentAt: row.sent_at,
    drawnAt: row.drawn_at,
    toldAt: row.told_at,
  }
}

export function notices(sql: Sql, write: (write: Write) => void): Notices {
  return {
    async byId(id) {
      const row = await one<NoticeRow>(sql, 'SELECT * FROM notices WHERE id = ?', [id])
      return row && noticeOf(row)
    },
    add(notice) {
      write({
        sql: `INSERT INTO notices (id, member_id, kind, body, state, version, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)`,
        params: [
          notice.id,
          notice.memberId,
          notice.body.kind,
          JSON.stringify(notice.body),
          notice.state,
          notice.version,
          notice.createdAt,
        ],
      })
    },
    addItems(noticeId, items, step) {
      const rows = items.map(({ rentalId, dueOn }): Param[] => [rentalId, dueOn, step, noticeId])
      inserts('notice_items', ['rental_id', 'due_on', 'step', 'notice_id'], rows).forEach(write)
    },
    change(notice) {
      write({
        sql: `UPDATE notices SET state = ?, task_id = ?, sent_at = ?, version = version + 1 WHERE id = ? AND version = ?`,
        params: [notice.state, notice.taskId, notice.sentAt, notice.id, notice.version],
        expect: 1,
      })
    },
  }
}
