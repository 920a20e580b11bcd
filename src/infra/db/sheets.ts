/** What is due: short lists for the clock, a page at a time, in an order that goes on where the last page ended. */
import type { DepositId, MemberId, NoticeId, UserKey } from '../../domain/ids.js'
import type { Sheets } from '../../usecases/views.js'
import type { Sql } from './sql.js'

export function sheets(sql: Sql): Sheets {
  return {
    async lateMembers(today, step, after, limit) {
      const rows = await sql.all<{ member_id: MemberId }>(
        `SELECT DISTINCT r.member_id FROM rentals r
         WHERE r.open_due_on < ? AND r.member_id > ?
           AND NOT EXISTS (SELECT 1 FROM notice_items i WHERE i.rental_id = r.id AND i.due_on = r.due_on AND i.step = ?)
         ORDER BY r.member_id LIMIT ${Math.trunc(limit)}`,
        [today, after ?? '', step],
      )
      return rows.map((row) => row.member_id)
    },
    async hangingDeposits(now, after, limit) {
      const rows = await sql.all<{ id: DepositId }>(
        `SELECT id FROM deposits
         WHERE id > ? AND ((state = 'approving' AND requested_at < ?) OR (state = 'ready' AND ready_at < ?)
                           OR (state = 'requested' AND requested_at < ?))
         ORDER BY id LIMIT ${Math.trunc(limit)}`,
        [after ?? '', now.approvingSince, now.readySince, now.requestedSince],
      )
      return rows.map((row) => row.id)
    },
    /** The newest first: what Kakao never finishes must not stand before what it has. */
    async acceptedNotices(sentAfter, sentBefore, limit) {
      const rows = await sql.all<{ id: NoticeId; task_id: string; user_key: UserKey }>(
        `SELECT n.id, n.task_id, m.user_key FROM notices n JOIN members m ON m.id = n.member_id
         WHERE n.state = 'accepted' AND n.sent_at > ? AND n.sent_at < ?
         ORDER BY n.sent_at DESC, n.id LIMIT ${Math.trunc(limit)}`,
        [sentAfter, sentBefore],
      )
      const byTask = new Map<string, { id: NoticeId; userKey: UserKey }[]>()
      for (const { id, task_id, user_key } of rows)
        byTask.set(task_id, [...(byTask.get(task_id) ?? []), { id, userKey: user_key }])
      return [...byTask].map(([taskId, notices]) => ({ taskId, notices }))
    },
  }
}
