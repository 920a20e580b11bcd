/** One member as the desk sees them: what they have, owe, agreed to, and what the desk says of them. */
import type { Today } from '../../domain/calendar.js'
import type { MemberId } from '../../domain/ids.js'
import type { Rules } from '../../domain/policy.js'
import type { Instant } from '../../domain/time.js'
import type { MemberInFull } from '../../usecases/ports/desk-members.js'
import { membersAtDesk } from './desk-members.js'
import { blockOf, notesOf, type BlockRow } from './member-notes.js'
import { channelOf, type ChannelRow, type Privacy } from './members.js'
import { heldBooks, rentedBooks } from './my-page.js'
import { one, type Sql } from './sql.js'

type Row = BlockRow &
  ChannelRow & {
    consent_version: string
    consent_at: Instant
    keeps_history: number
    guardian_consent_at: Instant | null
    bonus_won: number
    blocked_by_name: string | null
  }

export async function memberInFull(
  sql: Sql,
  privacy: Privacy,
  memberId: MemberId,
  today: Today,
  rules: Rules,
): Promise<MemberInFull | null> {
  const [face] = await membersAtDesk(sql, privacy, { sought: { memberId } }, today, 1)
  const row = await one<Row>(
    sql,
    `SELECT m.consent_version, m.consent_at, m.keeps_history, m.guardian_consent_at, m.user_key, m.channel,
       m.blocked_until, m.block_reason, m.blocked_by, m.blocked_at, w.bonus_won, l.name AS blocked_by_name
     FROM members m JOIN wallets w ON w.member_id = m.id LEFT JOIN librarians l ON l.id = m.blocked_by
     WHERE m.id = ?`,
    [memberId],
  )
  if (!face || !row) return null
  const block = blockOf(row)
  return {
    ...face,
    bonusWon: row.bonus_won,
    consent: { version: row.consent_version, at: row.consent_at },
    guardianConsentAt: row.guardian_consent_at,
    keepsHistory: Number(row.keeps_history) === 1,
    channel: channelOf(row),
    block: block && { ...block, librarianName: row.blocked_by_name },
    rentals: await rentedBooks(sql, memberId, today.day, rules),
    holds: await heldBooks(sql, memberId, today.day, rules),
    notes: await notesOf(sql, memberId),
  }
}
