/** Members as the desk looks for them, and who was shown whose number. */
import type { MemberId } from '../../domain/ids.js'
import { maskedPhone } from '../../domain/member.js'
import type { Instant } from '../../domain/time.js'
import type { MemberAtDesk, MemberSought, PhoneReadingAtDesk } from '../../usecases/ports/desk-members.js'
import type { Privacy } from './members.js'
import { marks, type Param, type Sql } from './sql.js'

type MemberRow = {
  id: MemberId
  name: string
  phone_sealed: string
  joined_at: Instant
  user_key: string | null
  guardian_name: string | null
  guardian_phone_sealed: string | null
  open_books: number
  balance_won: number
}

/** The latest to join first. */
export async function membersAtDesk(
  sql: Sql,
  privacy: Privacy,
  sought: MemberSought,
  limit: number,
): Promise<MemberAtDesk[]> {
  const { where, params } = conditionOf(privacy, sought)
  const rows = await sql.all<MemberRow>(
    `SELECT m.id, m.name, m.phone_sealed, m.joined_at, m.user_key, m.guardian_name, m.guardian_phone_sealed,
       w.balance_won,
       (SELECT COUNT(*) FROM rentals r WHERE r.member_id = m.id AND r.open_copy_id IS NOT NULL) AS open_books
     FROM members m JOIN wallets w ON w.member_id = m.id
     WHERE ${where} ORDER BY m.joined_at DESC, m.id DESC LIMIT ${Math.trunc(limit)}`,
    params,
  )
  return rows.map((row) => ({
    memberId: row.id,
    name: row.name,
    maskedPhone: maskedSeal(privacy, row.phone_sealed),
    joinedAt: row.joined_at,
    isLinked: row.user_key !== null,
    openBooks: Number(row.open_books),
    balanceWon: row.balance_won,
    guardian: row.guardian_phone_sealed
      ? { name: row.guardian_name ?? '', maskedPhone: maskedSeal(privacy, row.guardian_phone_sealed) }
      : null,
  }))
}

function conditionOf(privacy: Privacy, sought: MemberSought): { where: string; params: Param[] } {
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
