/** What is stored of a member, counted. */
import type { MemberId } from '../../domain/ids.js'
import type { Instant } from '../../domain/time.js'
import type { StoredData } from '../../usecases/views.js'
import { one, type Sql } from './sql.js'

type Row = {
  name: string
  joined_at: Instant
  consent_version: string
  consent_at: Instant
  keeps_history: number
  closed_rentals: number
  ended_holds: number
  open_rentals: number
  open_holds: number
  ledger_lines: number
  notices: number
}

export async function storedData(sql: Sql, memberId: MemberId): Promise<StoredData | null> {
  const count = (from: string) => `(SELECT COUNT(*) FROM ${from} x WHERE x.member_id = m.id`
  const row = await one<Row>(
    sql,
    `SELECT m.name, m.joined_at, m.consent_version, m.consent_at, m.keeps_history,
       ${count('rentals')} AND x.returned_at IS NOT NULL) AS closed_rentals, ${count('holds')} AND x.ended_at IS NOT NULL) AS ended_holds,
       ${count('rentals')} AND x.returned_at IS NULL) AS open_rentals, ${count('holds')} AND x.ended_at IS NULL) AS open_holds,
       ${count('ledger_lines')}) AS ledger_lines, ${count('notices')}) AS notices
     FROM members m WHERE m.id = ?`,
    [memberId],
  )
  return (
    row && {
      name: row.name,
      joinedAt: row.joined_at,
      consent: { version: row.consent_version, at: row.consent_at },
      keepsHistory: Number(row.keeps_history) === 1,
      closedRentals: Number(row.closed_rentals),
      endedHolds: Number(row.ended_holds),
      openRentals: Number(row.open_rentals),
      openHolds: Number(row.open_holds),
      ledgerLines: Number(row.ledger_lines),
      notices: Number(row.notices),
    }
  )
}
