/** Refunds that are not done, for the desk. */
import type { MemberId, RefundId } from '../../domain/ids.js'
import type { OpenRefund } from '../../usecases/ports/refund-at-desk.js'
import { findRefunds } from './refunds.js'
import { marks, type Param, type Sql } from './sql.js'

const isOpen = `WHERE state IN ('parked', 'at-desk', 'under-way')`

/** The oldest first. */
export function openRefunds(sql: Sql, limit: number, after?: RefundId): Promise<OpenRefund[]> {
  return withNames(sql, `${isOpen} AND id > ? ORDER BY id LIMIT ${Math.trunc(limit)}`, [after ?? ''])
}

/** Those whose id ends so: one, if it is long enough. `ending`: digits and letters only. */
export function openRefundsNamed(sql: Sql, ending: string): Promise<OpenRefund[]> {
  return withNames(sql, `${isOpen} AND id LIKE ? ORDER BY id LIMIT 2`, [`%${ending}`])
}

async function withNames(sql: Sql, ending: string, params: readonly Param[]): Promise<OpenRefund[]> {
  const found = await findRefunds(sql, ending, params)
  if (found.length === 0) return []
  const rows = await sql.all<{ id: MemberId; name: string }>(
    `SELECT id, name FROM members WHERE id IN (${marks(found.length)})`,
    found.map(({ memberId }) => memberId),
  )
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  return found.map((refund) => ({ refund, memberName: names.get(refund.memberId) ?? null }))
}
