/** Members as the desk looks for them, and who was shown whose number. */
import type { Today } from '../../domain/calendar.js'
import type { MemberId } from '../../domain/ids.js'
import { maskedPhone } from '../../domain/member.js'
import type { MemberStanding } from '../../domain/standing.js'
import type { Day, Instant } from '../../domain/time.js'
import type { MemberAtDesk, MembersAsked, MemberSought, PhoneReadingAtDesk } from '../../usecases/ports/desk-members.js'
import type { Privacy } from './members.js'
import { column } from './columns.js'
import { key, table } from './table.js'
import { marks, type Param, type Sql } from './sql.js'

/** Every time that somebody was shown a whole phone number. */
export const phoneReadingsTable = table(
  'phone_readings',
  {
    id: key(column.id),
    member_id: column.id,
    librarian: column.text(60),
    reason: column.text(200),
    read_at: column.instant,
  },
  { indices: [{ name: 'phone_readings_by_time', columns: ['read_at'] }] },
)

type MemberRow = {
  id: MemberId
  name: string
  phone_sealed: string
  joined_at: Instant
  user_key: string | null
  guardian_name: string | null
  guardian_phone_sealed: string | null
  suspended_until: Day | null
  blocked_until: Day | null
  open_books: number
  late_books: number
  balance_won: number
}

/** The latest to join first. */
export async function membersAtDesk(
  sql: Sql,
  privacy: Privacy,
  { sought, standing, after }: MembersAsked,
  { day, lateUntil }: Today,
  limit: number,
): Promise<MemberAtDesk[]> {
  const conditions = [
    sought ? conditionOf(privacy, sought) : anybody,
    standing ? standsSo(standing, day, lateUntil) : anybody,
    after ? { where: behind, params: [after.joinedAt, after.joinedAt, after.memberId] } : anybody,
  ]
  const rows = await sql.all<MemberRow>(
    `SELECT m.id, m.name, m.phone_sealed, m.joined_at, m.user_key, m.guardian_name, m.guardian_phone_sealed,
       m.suspended_until, m.blocked_until, w.balance_won,
       (SELECT COUNT(*) FROM rentals r WHERE r.member_id = m.id AND r.open_copy_id IS NOT NULL) AS open_books,
       (SELECT COUNT(*) ${lateRentals}) AS late_books
     FROM members m JOIN wallets w ON w.member_id = m.id
     WHERE ${conditions.map(({ where }) => where).join(' AND ')}
     ORDER BY m.joined_at DESC, m.id DESC LIMIT ${Math.trunc(limit)}`,
    [lateUntil, ...conditions.flatMap(({ params }) => params)],
  )
  const notOver = (until: Day | null) => (until !== null && until >= day ? until : null)
  return rows.map((row) => ({
    memberId: row.id,
    name: row.name,
    maskedPhone: maskedSeal(privacy, row.phone_sealed),
    joinedAt: row.joined_at,
    isLinked: row.user_key !== null,
    openBooks: Number(row.open_books),
    lateBooks: Number(row.late_books),
    balanceWon: row.balance_won,
    suspendedUntil: notOver(row.suspended_until),
    blockedUntil: notOver(row.blocked_until),
    guardian: row.guardian_phone_sealed
      ? { name: row.guardian_name ?? '', maskedPhone: maskedSeal(privacy, row.guardian_phone_sealed) }
      : null,
  }))
}

type Condition = { readonly where: string; readonly params: readonly Param[] }

const anybody: Condition = { where: '1 = 1', params: [] }
const behind = '(m.joined_at < ? OR (m.joined_at = ? AND m.id < ?))'
/** Takes the latest due day that is late. */
const lateRentals = `FROM rentals r WHERE r.member_id = m.id AND r.open_due_on <= ? AND r.claimed_at IS NULL AND r.lost_at IS NULL`

function standsSo(standing: MemberStanding, day: Day, lateUntil: Day): Condition {
  switch (standing) {
    case 'late':
      return { where: `EXISTS (SELECT 1 ${lateRentals})`, params: [lateUntil] }
    case 'suspended':
      return { where: 'm.suspended_until >= ?', params: [day] }
    case 'blocked':
      return { where: 'm.blocked_until >= ?', params: [day] }
  }
}

function conditionOf(privacy: Privacy, sought: MemberSought): Condition {
  if ('memberId' in sought) return { where: 'm.id = ?', params: [sought.memberId] }
  if ('phone' in sought) {
    const prints = privacy.prints(sought.phone)
    return { where: `m.phone_print IN (${marks(prints.length)})`, params: prints }
  }
  if ('ending' in sought) return { where: 'SUBSTR(m.id, -8) = ?', params: [sought.ending] }
  return { where: 'INSTR(m.name, ?) > 0', params: [sought.namePart] }
}

/** As much of a sealed number as a screen may show. */
export function maskedSeal(privacy: Privacy, sealed: string): string {
  return sealed === '' ? '' : maskedPhone(privacy.open(sealed))
}

/** From one instant until before another, in order. */
export async function phoneReadings(sql: Sql, from: Instant, until: Instant): Promise<PhoneReadingAtDesk[]> {
  const rows = await sql.all<{
    read_at: Instant
    librarian: string
    reason: string
    member_id: MemberId
    name: string | null
  }>(
    `SELECT p.read_at, p.librarian, p.reason, p.member_id, m.name
     FROM phone_readings p LEFT JOIN members m ON m.id = p.member_id
     WHERE p.read_at >= ? AND p.read_at < ? ORDER BY p.read_at, p.id`,
    [from, until],
  )
  return rows.map((row) => ({
    readAt: row.read_at,
    librarian: row.librarian,
    reason: row.reason,
    memberId: row.member_id,
    memberName: row.name,
  }))
}
