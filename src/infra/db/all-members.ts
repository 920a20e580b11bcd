/** Members from the first to the last, part by part: for a file. */
import type { MemberId } from '../../domain/ids.js'
import type { Instant } from '../../domain/time.js'
import { maskedSeal } from './desk-members.js'
import type { Privacy } from './members.js'
import type { Sql } from './sql.js'

export type MemberInList = {
  readonly memberId: MemberId
  readonly name: string
  readonly maskedPhone: string
  readonly joinedAt: Instant
  readonly isLinked: boolean
  readonly openBooks: number
  readonly balanceWon: number
}

type Row = {
  id: MemberId
  name: string
  phone_sealed: string
  joined_at: Instant
  user_key: string | null
  balance_won: number
  open_books: number
}

/** In the order of their ids, which is nearly that of joining. */
export async function allMembers(sql: Sql, privacy: Privacy, limit: number, after?: MemberId): Promise<MemberInList[]> {
  const rows = await sql.all<Row>(
    `SELECT m.id, m.name, m.phone_sealed, m.joined_at, m.user_key, w.balance_won,
       (SELECT COUNT(*) FROM rentals r WHERE r.member_id = m.id AND r.open_copy_id IS NOT NULL) AS open_books
     FROM members m JOIN wallets w ON w.member_id = m.id
     WHERE m.id > ? ORDER BY m.id LIMIT ${Math.trunc(limit)}`,
    [after ?? ''],
  )
  return rows.map((row) => ({
    memberId: row.id,
    name: row.name,
    maskedPhone: maskedSeal(privacy, row.phone_sealed),
    joinedAt: row.joined_at,
    isLinked: row.user_key !== null,
    openBooks: Number(row.open_books),
    balanceWon: row.balance_won,
  }))
}
