/** Members with late books, and what was sent to tell of them. */
import { daysLate } from '../../domain/calendar.js'
import type { MemberId, NoticeId, RentalId } from '../../domain/ids.js'
import type { Contact } from '../../domain/notice.js'
import type { ChannelName, Rules } from '../../domain/policy.js'
import type { Day, Instant } from '../../domain/time.js'
import type { LateMember, SentNotice } from '../../usecases/ports/desk.js'
import { maskedSeal } from './desk-members.js'
import type { Privacy } from './members.js'
import { noticeOf, type NoticeRow } from './notices.js'
import { marks, type Sql } from './sql.js'

type Asked = {
  readonly today: Day
  readonly rules: Rules
  readonly limit: number
  readonly after: Pick<LateMember, 'since' | 'memberId'> | undefined
}

const isLate = `r.open_due_on < ? AND r.claimed_at IS NULL AND r.lost_at IS NULL AND r.member_id <> ''`

/** So many of the notices are shown of each. */
const noticesAtMost = 5

export async function lateMembers(
  sql: Sql,
  privacy: Privacy,
  { today, rules, limit, after }: Asked,
): Promise<LateMember[]> {
  const behind = after ? 'HAVING MIN(r.open_due_on) > ? OR (MIN(r.open_due_on) = ? AND r.member_id > ?)' : ''
  const late = await sql.all<{ member_id: MemberId; since: Day }>(
    `SELECT r.member_id, MIN(r.open_due_on) AS since FROM rentals r WHERE ${isLate}
     GROUP BY r.member_id ${behind} ORDER BY since, r.member_id LIMIT ${Math.trunc(limit)}`,
    [today, ...(after ? [after.since, after.since, after.memberId] : [])],
  )
  const ids = late.map(({ member_id }) => member_id)
  if (ids.length === 0) return []
  const people = new Map((await peopleOf(sql, ids)).map((row) => [row.id, row]))
  const books = grouped(await booksOf(sql, ids, today), ({ member_id }) => member_id)
  const notices = grouped(await noticesOf(sql, ids), ({ memberId }) => memberId)
  return late.flatMap(({ member_id: memberId, since }) => {
    const person = people.get(memberId)
    if (!person) return []
    return {
      memberId,
      memberName: person.name,
      maskedPhone: maskedSeal(privacy, person.phone_sealed),
      channel: person.channel ?? 'unknown',
      since,
      books: (books.get(memberId) ?? []).map((row) => ({
        rentalId: row.id,
        bookNo: row.book_no,
        copyNo: row.copy_no,
        title: row.title,
        dueOn: row.due_on,
        daysLate: daysLate(row.due_on, today, rules),
      })),
      notices: (notices.get(memberId) ?? []).slice(0, noticesAtMost).map(({ memberId: _owner, ...notice }) => notice),
    }
  })
}

function peopleOf(sql: Sql, ids: readonly MemberId[]) {
  return sql.all<{ id: MemberId; name: string; phone_sealed: string; channel: Contact['channel'] | null }>(
    `SELECT id, name, phone_sealed, channel FROM members WHERE id IN (${marks(ids.length)})`,
    ids,
  )
}

function booksOf(sql: Sql, ids: readonly MemberId[], today: Day) {
  return sql.all<{
    id: RentalId
    member_id: MemberId
    book_no: number
    copy_no: number
    title: string
    due_on: Day
  }>(
    `SELECT r.id, r.member_id, t.book_no, c.copy_no, t.title, r.due_on FROM rentals r
     JOIN titles t ON t.book_id = r.book_id JOIN copies c ON c.id = r.copy_id
     WHERE ${isLate} AND r.member_id IN (${marks(ids.length)}) ORDER BY r.due_on, r.id`,
    [today, ...ids],
  )
}

async function noticesOf(
  sql: Sql,
  ids: readonly MemberId[],
): Promise<(SentNotice & { readonly memberId: MemberId })[]> {
  const rows = await sql.all<NoticeRow>(
    `SELECT * FROM notices WHERE kind = 'overdue' AND member_id IN (${marks(ids.length)})
     ORDER BY created_at DESC, id DESC`,
    ids,
  )
  const tries = grouped(await triesOf(sql, ids), ({ notice_id }) => notice_id)
  return rows.map(noticeOf).map(({ id, memberId, createdAt, state, drawnAt, toldAt }) => ({
    ...{ noticeId: id, memberId, createdAt, state, drawnAt, toldAt },
    tries: (tries.get(id) ?? []).map(({ channel, outcome, sent_at, failure }) => ({
      ...{ channel, outcome, sentAt: sent_at, reason: failure },
    })),
  }))
}

function triesOf(sql: Sql, ids: readonly MemberId[]) {
  return sql.all<{
    notice_id: NoticeId
    channel: ChannelName
    outcome: SentNotice['tries'][number]['outcome']
    sent_at: Instant
    failure: string | null
  }>(
    `SELECT s.notice_id, s.channel, s.outcome, s.sent_at, s.failure FROM notice_sends s
     JOIN notices n ON n.id = s.notice_id WHERE n.kind = 'overdue' AND n.member_id IN (${marks(ids.length)})
     ORDER BY s.sent_at, s.channel`,
    ids,
  )
}

function grouped<Row, Key>(rows: readonly Row[], keyOf: (row: Row) => Key): Map<Key, Row[]> {
  const all = new Map<Key, Row[]>()
  for (const row of rows) all.set(keyOf(row), [...(all.get(keyOf(row)) ?? []), row])
  return all
}
