/** Which key sealed how many phone numbers, and whether all of them can still be opened. */
import type { MemberId } from '../../domain/ids.js'
import type { Privacy } from './members.js'
import type { Sql } from './sql.js'

/** Everything sealed, a row each; what begins with `k2.` was sealed by the key k2. */
const seals = `(SELECT phone_sealed AS sealed FROM members WHERE phone_sealed <> ''
  UNION ALL SELECT guardian_phone_sealed FROM members WHERE guardian_phone_sealed IS NOT NULL)`
const label = (sealed: string) => `SUBSTR(${sealed}, 1, INSTR(${sealed}, '.'))`

export type SealsOfKey = { readonly keyId: string; readonly count: number; readonly canBeOpened: boolean }

/** Every key that has sealed anything; a sample of what it sealed is opened. */
export async function sealsByKey(sql: Sql, privacy: Privacy): Promise<SealsOfKey[]> {
  const rows = await sql.all<{ label: string; count: number; one_of_them: string; another: string }>(
    `SELECT ${label('s.sealed')} AS label, COUNT(*) AS count, MIN(s.sealed) AS one_of_them, MAX(s.sealed) AS another
     FROM ${seals} s GROUP BY ${label('s.sealed')} ORDER BY 1`,
  )
  return rows.map((row) => ({
    keyId: row.label.slice(0, -1),
    count: Number(row.count),
    canBeOpened: [row.one_of_them, row.another].every((sealed) => opens(privacy, sealed)),
  }))
}

function opens(privacy: Privacy, sealed: string): boolean {
  try {
    privacy.open(sealed)
    return true
  } catch {
    return false
  }
}

/** Members of whom something is sealed by another key than the current one. */
export async function phonesToReseal(
  sql: Sql,
  privacy: Privacy,
  after: MemberId | null,
  limit: number,
): Promise<MemberId[]> {
  const rows = await sql.all<{ id: MemberId }>(
    `SELECT id FROM members WHERE id > ?
       AND ((phone_sealed <> '' AND ${label('phone_sealed')} <> ?)
         OR (guardian_phone_sealed IS NOT NULL AND ${label('guardian_phone_sealed')} <> ?))
     ORDER BY id LIMIT ${Math.trunc(limit)}`,
    [after ?? '', privacy.label, privacy.label],
  )
  return rows.map((row) => row.id)
}
