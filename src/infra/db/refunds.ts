/** Refunds on their way from the wallet back to where the money came from. */
import type { DepositId, MemberId, RefundId } from '../../domain/ids.js'
import type { Refund, RefundPart, RefundPartState, RefundState } from '../../domain/refund.js'
import type { Instant } from '../../domain/time.js'
import type { Refunds } from '../../usecases/ports/money.js'
import { column } from './columns.js'
import { depositOf, type DepositRow } from './deposits.js'
import { inserts, marks, one, type Param, type Sql, type Write } from './sql.js'
import { key, maybe, table } from './table.js'

export const refundsTable = table(
  'refunds',
  {
    id: key(column.id),
    member_id: column.id,
    amount_won: column.int,
    state: column.word(16),
    version: column.int,
    command_key: maybe(column.word(120)),
    requested_at: column.instant,
    settled_at: maybe(column.instant),
  },
  {
    checks: [{ name: 'refunds_of_something', expression: 'amount_won > 0' }],
    indices: [
      { name: 'refunds_once_per_command', columns: ['command_key'], unique: true },
      { name: 'refunds_by_state', columns: ['state', 'id'] },
      { name: 'refunds_of_member', columns: ['member_id', 'state'] },
    ],
  },
)

/** A refund goes back to the deposits it came from, part by part. */
export const refundPartsTable = table(
  'refund_parts',
  {
    refund_id: key(column.id),
    part_no: key(column.int),
    deposit_id: column.id,
    amount_won: column.int,
    state: column.word(16),
    paid_back_by: maybe(column.word(16)),
    tried_at: maybe(column.instant),
    settled_at: maybe(column.instant),
    note: maybe(column.text(200)),
  },
  {
    checks: [{ name: 'refund_parts_of_something', expression: 'amount_won > 0' }],
    indices: [{ name: 'refund_parts_of_deposit', columns: ['deposit_id', 'state'] }],
  },
)

type RefundRow = {
  id: RefundId
  member_id: MemberId
  amount_won: number
  state: RefundState
  version: number
  command_key: string | null
  requested_at: Instant
  settled_at: Instant | null
}

type PartRow = {
  refund_id: RefundId
  part_no: number
  deposit_id: DepositId
  amount_won: number
  state: RefundPartState
  paid_back_by: RefundPart['paidBackBy']
  tried_at: Instant | null
  settled_at: Instant | null
  note: string | null
}

function refundOf(row: RefundRow, parts: readonly PartRow[]): Refund {
  return {
    id: row.id,
    memberId: row.member_id,
    amountWon: row.amount_won,
    state: row.state,
    version: row.version,
    commandKey: row.command_key,
    requestedAt: row.requested_at,
    settledAt: row.settled_at,
    parts: parts.flatMap((part) => (part.refund_id === row.id ? [partOf(part)] : [])),
  }
}

function partOf(row: PartRow): RefundPart {
  return {
    partNo: row.part_no,
    depositId: row.deposit_id,
    amountWon: row.amount_won,
    state: row.state,
    paidBackBy: row.paid_back_by,
    triedAt: row.tried_at,
    settledAt: row.settled_at,
    note: row.note,
  }
}

/** Refunds with their parts, in the order asked for. `ending`: what follows FROM refunds. */
export async function findRefunds(sql: Sql, ending: string, params: readonly Param[]): Promise<Refund[]> {
  const rows = await sql.all<RefundRow>(`SELECT * FROM refunds ${ending}`, params)
  if (rows.length === 0) return []
  const parts = await sql.all<PartRow>(
    `SELECT * FROM refund_parts WHERE refund_id IN (${marks(rows.length)}) ORDER BY refund_id, part_no`,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => refundOf(row, parts))
}

type FactsRow = { balance_won: number; bonus_won: number; wallet_version: number; deposit_id: DepositId | null }

async function factsFor(sql: Sql, memberId: MemberId): ReturnType<Refunds['factsFor']> {
  const rows = await sql.all<DepositRow & FactsRow>(
    `SELECT d.*, d.id AS deposit_id, w.balance_won, w.bonus_won, w.version AS wallet_version FROM wallets w
     LEFT JOIN deposits d ON d.member_id = w.member_id AND d.state = 'paid' AND d.refunded_won < d.amount_won
     WHERE w.member_id = ? AND w.closed_at IS NULL ORDER BY d.settled_at DESC, d.id DESC`,
    [memberId],
  )
  const [row] = rows
  if (!row) return { wallet: null, deposits: [] }
  const wallet = { memberId, balanceWon: row.balance_won, bonusWon: row.bonus_won, version: row.wallet_version }
  return { wallet, deposits: rows.flatMap((one) => (one.deposit_id === null ? [] : [depositOf(one)])) }
}

export function refunds(sql: Sql, write: (write: Write) => void): Refunds {
  return {
    factsFor: (memberId) => factsFor(sql, memberId),
    async byId(id) {
      return (await findRefunds(sql, 'WHERE id = ?', [id]))[0] ?? null
    },
    async byCommand(commandKey) {
      return (await findRefunds(sql, 'WHERE command_key = ?', [commandKey]))[0] ?? null
    },
    open: (memberId) =>
      findRefunds(sql, `WHERE member_id = ? AND state IN ('under-way', 'parked', 'at-desk') ORDER BY id`, [memberId]),
    async canceledWon(depositId) {
      const row = await one<{ won: number | string | null }>(
        sql,
        `SELECT SUM(amount_won) AS won FROM refund_parts
         WHERE deposit_id = ? AND state = 'paid-back' AND paid_back_by = 'kakao-pay'`,
        [depositId],
      )
      return Number(row?.won ?? 0)
    },
    add(refund) {
      const { id, memberId, amountWon, state, version, commandKey, requestedAt, settledAt, parts } = refund
      write({
        sql: `INSERT INTO refunds (id, member_id, amount_won, state, version, command_key, requested_at, settled_at)
              VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        params: [id, memberId, amountWon, state, version, commandKey, requestedAt, settledAt],
      })
      const columns = ['refund_id', 'part_no', 'deposit_id', 'amount_won', 'state']
      const rows = parts.map((part): Param[] => [id, part.partNo, part.depositId, part.amountWon, part.state])
      for (const one of inserts('refund_parts', columns, rows)) write(one)
    },
    change({ id, version, state, settledAt, parts }) {
      write({
        sql: 'UPDATE refunds SET state = ?, settled_at = ?, version = version + 1 WHERE id = ? AND version = ?',
        params: [state, settledAt, id, version],
        expect: 1,
      })
      for (const part of parts)
        write({
          sql: `UPDATE refund_parts SET state = ?, paid_back_by = ?, tried_at = ?, settled_at = ?, note = ?
                WHERE refund_id = ? AND part_no = ?`,
          params: [part.state, part.paidBackBy, part.triedAt, part.settledAt, part.note, id, part.partNo],
        })
    },
  }
}
