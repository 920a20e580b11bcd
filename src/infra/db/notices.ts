/** Notices: what members were told unasked, and what became of it. */
import type { MemberId, NoticeId } from '../../domain/ids.js'
import type { Notice, NoticeBody, NoticeKind, NoticeState } from '../../domain/notice.js'
import type { ChannelName } from '../../domain/policy.js'
import type { Instant } from '../../domain/time.js'
import { strike } from '../../log.js'
import type { Notices } from '../../usecases/ports/notices.js'
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
    channel: maybe(column.word(16)),
  },
  {
    indices: [
      { name: 'notices_of_member', columns: ['member_id', 'kind', 'state'] },
      { name: 'notices_by_state', columns: ['state', 'sent_at'] },
      { name: 'notices_by_message', columns: ['task_id'] },
    ],
  },
)

/** The key that makes a notice the only one of its kind: this rental, due on this day, at this step. */
export const noticeItemsTable = table(
  'notice_items',
  { rental_id: key(column.id), due_on: key(column.day), step: key(column.int), notice_id: column.id },
  { indices: [{ name: 'notice_items_of_notice', columns: ['notice_id'] }] },
)

/** A notice is given to a channel once; tried there again, it is counted. */
export const noticeSendsTable = table('notice_sends', {
  notice_id: key(column.id),
  channel: key(column.word(16)),
  outcome: column.word(16),
  attempts: column.int,
  /** How often a drawing of ours failed. */
  broken: column.int,
  sent_at: column.instant,
  failure: maybe(column.text(300)),
})

/** After so many drawings of ours that failed, the channel counts as failed. */
const drawingsAtMost = 3

export type NoticeRow = {
  id: NoticeId
  member_id: MemberId
  body: string
  state: NoticeState
  version: number
  channel: ChannelName | null
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
    body: noticeBodyIn(row.body),
    state: row.state,
    version: row.version,
    channel: row.channel,
    taskId: row.task_id,
    createdAt: row.created_at,
    sentAt: row.sent_at,
    drawnAt: row.drawn_at,
    toldAt: row.told_at,
  }
}

/** Overdue notices made before there was a ladder do not say that they are the first, and remind of nothing else. */
export function noticeBodyIn(text: string): NoticeBody {
  const body = JSON.parse(text) as NoticeBody
  const first = { number: 1, soon: [] }
  return body.kind === 'overdue' ? { ...first, ...body } : body
}

/** What became of a notice on a way, or without one: named, and to be told once it is written. */
export type NoticeNews = { readonly kind: NoticeKind; readonly channel: ChannelName | 'none'; readonly outcome: string }

const ends: readonly NoticeState[] = ['unreachable', 'dropped']

export function notices(sql: Sql, write: (write: Write) => void, went: (news: NoticeNews) => void): Notices {
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
    addItems(noticeId, items) {
      const rows = items.map(({ rentalId, dueOn, step }): Param[] => [rentalId, dueOn, step, noticeId])
      inserts('notice_items', ['rental_id', 'due_on', 'step', 'notice_id'], rows).forEach(write)
    },
    change(notice) {
      if (ends.includes(notice.state)) went({ kind: notice.body.kind, channel: 'none', outcome: notice.state })
      write({
        sql: `UPDATE notices SET state = ?, channel = ?, task_id = ?, sent_at = ?, drawn_at = ?, version = version + 1
              WHERE id = ? AND version = ?`,
        params: [notice.state, notice.channel, notice.taskId, notice.sentAt, notice.drawnAt, notice.id, notice.version],
        expect: 1,
      })
    },
    async isToldOverdueSince(memberId, since) {
      const row = await one(
        sql,
        `SELECT id FROM notices WHERE member_id = ? AND kind = 'overdue' AND state <> 'dropped' AND created_at >= ? LIMIT 1`,
        [memberId, since],
      )
      return row !== null
    },
    async byMessage(channel, messageId) {
      const row = await one<NoticeRow>(sql, 'SELECT * FROM notices WHERE task_id = ? AND channel = ?', [
        messageId,
        channel,
      ])
      return row && noticeOf(row)
    },
    async failedOn(id) {
      const rows = await sql.all<{ channel: ChannelName }>(
        `SELECT channel FROM notice_sends WHERE notice_id = ?
           AND (outcome = 'failed' OR broken >= ${drawingsAtMost})`,
        [id],
      )
      return rows.map((row) => row.channel)
    },
    sends(id, channel, at) {
      const again =
        sql.dialect === 'sqlite'
          ? 'ON CONFLICT (notice_id, channel) DO UPDATE SET attempts = attempts + 1, sent_at = excluded.sent_at'
          : 'ON DUPLICATE KEY UPDATE attempts = attempts + 1, sent_at = VALUES(sent_at)'
      write({
        sql: `INSERT INTO notice_sends (notice_id, channel, outcome, attempts, broken, sent_at) VALUES (?, ?, 'sending', 1, 0, ?)
              ${again}`,
        params: [id, channel, at],
      })
    },
    sent({ id, body }, channel, outcome, failure) {
      went({ kind: body.kind, channel, outcome })
      write({
        sql: 'UPDATE notice_sends SET outcome = ?, failure = ?, broken = broken + ? WHERE notice_id = ? AND channel = ?',
        params: [outcome, failure && strike(failure).slice(0, 300), outcome === 'broken' ? 1 : 0, id, channel],
      })
    },
  }
}
