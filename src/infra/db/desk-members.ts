/** Members as the desk looks for them. */
import type { MemberId } from '../../domain/ids.js'
import type { MemberAtDesk, MemberSought } from '../../usecases/ports/desk-members.js'
import type { Privacy } from './members.js'
import type { Sql } from './sql.js'

export async function membersAtDesk(
  sql: Sql,
  privacy: Privacy,
  sought: MemberSought,
  limit: number,
): Promise<MemberAtDesk[]> {
  const [where, param] =
    'phone' in sought ? ['m.phone_print = ?', privacy.print(sought.phone)] : ['SUBSTR(m.id, -8) = ?', sought.ending]
  const rows = await sql.all<{ id: MemberId; name: string; balance_won: number }>(
    `SELECT m.id, m.name, w.balance_won FROM members m JOIN wallets w ON w.member_id = m.id
     WHERE ${where} ORDER BY m.id LIMIT ${Math.trunc(limit)}`,
    [param],
  )
  return rows.map((row) => ({ memberId: row.id, name: row.name, balanceWon: row.balance_won }))
}
