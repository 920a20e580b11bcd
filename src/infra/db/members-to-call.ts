/** Members whom no channel reached with something that still matters. */
import type { MemberId, NoticeId } from '../../domain/ids.js'
import type { Contact } from '../../domain/notice.js'
import type { ChannelName } from '../../domain/policy.js'
import type { Day, Instant } from '../../domain/time.js'
import type { Unreached } from '../../usecases/ports/desk.js'
import { maskedSeal } from './desk-members.js'
import type { Privacy } from './members.js'
import { noticeBodyIn } from './notices.js'
import { marks, onward, type Param, type Sql } from './sql.js'

type Matter = { readonly from: string; readonly where: string; readonly bookId: string; readonly isByDay?: true }

/** What of a notice `n` is still so, a row for each book of it. */
const matters: readonly Matter[] = [
  {
    from: 'notice_items i JOIN rentals r ON r.id = i.rental_id',
    where: `n.kind = 'overdue' AND i.notice_id = n.id AND i.step > 0 AND i.step >= r.told_step
            AND r.open_due_on = i.due_on AND r.claimed_at IS NULL AND r.lost_at IS NULL`,
    bookId: 'r.book_id',
  },
  {
    from: 'rentals r',
    where: `n.kind = 'claim-settled' AND r.member_id = n.member_id AND r.open_due_on IS NOT NULL
            AND r.lost_at IS NULL AND INSTR(n.body, r.id) > 0`,
    bookId: 'r.book_id',
  },
  {
    from: 'holds h',
    where: `n.kind = 'hold-ready' AND h.member_id = n.member_id AND h.state = 'ready' AND h.ready_at = n.created_at
            AND INSTR(n.body, h.id) > 0 AND h.pickup_until >= ?`,
    bookId: 'h.book_id',
    isByDay: true,
  },
]

/** Its letter waits for a person, so by itself it goes nowhere. */
const isGivenUp = `EXISTS (SELECT 1 FROM letters l WHERE l.aggregate_id = n.id AND l.reaction = 'send-notice' AND l.state = 'parked')`

type NoticeRow = {
  id: NoticeId
  member_id: MemberId
  name: string
  phone_sealed: string
  channel: Contact['channel'] | null
  body: string
  created_at: Instant
}

export async function membersToCall(
  sql: Sql,
  privacy: Privacy,
  today: Day,
  limit: number,
  after?: Pick<Unreached, 'createdAt' | 'noticeId'>,
): Promise<Unreached[]> {
  const rows = await sql.all<NoticeRow>(
    `SELECT n.id, n.member_id, m.name, m.phone_sealed, m.channel, n.body, n.created_at
     FROM notices n JOIN members m ON m.id = n.member_id
     WHERE n.state IN ('unreachable', 'waiting', 'sending') AND (n.state = 'unreachable' OR ${isGivenUp}) AND n.told_at IS NULL
       AND (${matters.map(({ from, where }) => `EXISTS (SELECT 1 FROM ${from} WHERE ${where})`).join(' OR ')})${after ? onward('n.created_at', 'n.id', '<') : ''}
     ORDER BY n.created_at DESC, n.id DESC LIMIT ${Math.trunc(limit)}`,
    [today, ...(after ? [after.createdAt, after.createdAt, after.noticeId] : [])],
  )
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return []
  const [books, misses] = [await booksOf(sql, ids, today), await missesOf(sql, ids)]
  return rows.map(({ id, member_id, name, phone_sealed, channel, body, created_at }) => ({
    noticeId: id,
    memberId: member_id,
    memberName: name,
    maskedPhone: maskedSeal(privacy, phone_sealed),
    body: noticeBodyIn(body) as Unreached['body'],
    createdAt: created_at,
    books: books.get(id) ?? [],
    channel: channel ?? 'unknown',
    misses: misses.get(id) ?? [],
  }))
}

async function booksOf(sql: Sql, ids: readonly NoticeId[], today: Day) {
  const rows = await sql.all<{ id: NoticeId; book_no: number; title: string }>(
    matters
      .map(
        ({ from, where, bookId }) =>
          `SELECT n.id, t.book_no, t.title FROM notices n, titles t, ${from}
           WHERE n.id IN (${marks(ids.length)}) AND t.book_id = ${bookId} AND ${where}`,
      )
      .join(' UNION ALL '),
    matters.flatMap(({ isByDay }): Param[] => [...ids, ...(isByDay ? [today] : [])]),
  )
  return gathered(
    rows.toSorted((one, other) => one.book_no - other.book_no),
    ({ book_no, title }) => ({ bookNo: book_no, title }),
  )
}

async function missesOf(sql: Sql, ids: readonly NoticeId[]) {
  const rows = await sql.all<{ id: NoticeId; channel: ChannelName; failure: string }>(
    `SELECT notice_id AS id, channel, failure FROM notice_sends
     WHERE notice_id IN (${marks(ids.length)}) AND failure IS NOT NULL ORDER BY sent_at, channel`,
    ids,
  )
  return gathered(rows, ({ channel, failure }) => ({ channel, reason: failure }))
}

function gathered<Row extends { id: NoticeId }, One>(rows: readonly Row[], of: (row: Row) => One) {
  const all = new Map<NoticeId, One[]>()
  for (const row of rows) all.set(row.id, [...(all.get(row.id) ?? []), of(row)])
  return all
}
