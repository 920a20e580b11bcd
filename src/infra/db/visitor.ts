/** Who writes to the channel: where every turn begins. */
import type { MemberId, NoticeId, UserKey } from '../../domain/ids.js'
import type { Contact } from '../../domain/notice.js'
import type { Instant } from '../../domain/time.js'
import type { Visitor } from '../../usecases/views.js'
import { one, type Sql } from './sql.js'

type News = Visitor['untold'][number]
type DialogueRow = { step: string | null; draft: string }
type NewsRow = { notice_id: NoticeId; kind: News['body']['kind']; body: string; created_at: Instant }
type MemberRow = DialogueRow &
  NewsRow & {
    id: MemberId
    name: string
    channel: Contact['channel'] | null
    app_user_id: string | null
    notice_id: NoticeId | null
  }

/**
 * The member, the open dialogue and what was not yet told: all of it in one round trip, since every turn begins here. What is
 * wrapped in COALESCE is said so that MariaDB does not look for a better way than by the member: there is none.
 */
export async function visitor(sql: Sql, userKey: UserKey, now: Instant): Promise<Visitor> {
  const rows = await sql.all<MemberRow>(
    `SELECT m.id, m.name, m.channel, m.app_user_id, d.step, d.draft, n.id AS notice_id, n.kind, n.body, n.created_at
     FROM members m
     LEFT JOIN dialogues d ON d.user_key = m.user_key AND d.expires_at > ?
     LEFT JOIN notices n ON n.member_id = m.id AND n.drawn_at IS NULL AND n.told_at IS NULL
       AND COALESCE(n.kind, '') IN ('deposit-paid', 'deposit-failed')
       AND COALESCE(n.state, '') IN ('waiting', 'sending', 'accepted', 'unreachable')
       AND (n.channel IS NULL OR n.channel <> 'alimtalk' OR n.state <> 'accepted')
     WHERE m.user_key = ?`,
    [now, userKey],
  )
  const [row] = rows
  if (!row) return stranger(sql, userKey, now)
  const news = rows.filter((one): one is MemberRow & NewsRow => one.notice_id !== null)
  return {
    member: { id: row.id, name: row.name, channel: row.channel ?? 'unknown', appUserId: row.app_user_id },
    dialogue: dialogueOf(row),
    untold: news.length === 0 ? [] : await untold(sql, row.id, news),
  }
}

/** The oldest first. That a payment failed is no news any more once another went through. */
async function untold(sql: Sql, memberId: MemberId, news: readonly NewsRow[]): Promise<Visitor['untold']> {
  const paid = await one<{ settled_at: Instant | null }>(
    sql,
    `SELECT MAX(settled_at) AS settled_at FROM deposits WHERE member_id = ? AND state = 'paid'`,
    [memberId],
  )
  return news
    .filter(({ kind, created_at }) => kind === 'deposit-paid' || (paid?.settled_at ?? '') < created_at)
    .sort((one, other) => (order(one) < order(other) ? -1 : 1))
    .map(({ notice_id, body }) => ({ noticeId: notice_id, body: JSON.parse(body) as News['body'] }))
}

function order({ created_at, notice_id }: NewsRow): string {
  return `${created_at} ${notice_id}`
}

/** Nobody we know, as far as this second look goes: who has joined since the first is looked up anew. */
async function stranger(sql: Sql, userKey: UserKey, now: Instant): Promise<Visitor> {
  const row = await one<DialogueRow & { joined: number }>(
    sql,
    `SELECT d.step, d.draft, (SELECT COUNT(*) FROM members m WHERE m.user_key = ?) AS joined FROM (SELECT 1 AS one) x
     LEFT JOIN dialogues d ON d.user_key = ? AND d.expires_at > ?`,
    [userKey, userKey, now],
  )
  if (Number(row?.joined) > 0) return visitor(sql, userKey, now)
  return { member: null, dialogue: row && dialogueOf(row), untold: [] }
}

function dialogueOf({ step, draft }: DialogueRow): Visitor['dialogue'] {
  return step === null ? null : { step, draft: JSON.parse(draft) as Record<string, string> }
}
