/** Deposits on their way from the chat to the wallet. */
import type { Deposit, DepositState } from '../../domain/deposit.js'
import type { DepositId, MemberId } from '../../domain/ids.js'
import type { Instant } from '../../domain/time.js'
import type { Deposits } from '../../usecases/ports/money.js'
import { column } from './columns.js'
import { marks, one, type Sql, type Write } from './sql.js'
import { key, maybe, table } from './table.js'

export const depositsTable = table(
  'deposits',
  {
    id: key(column.id),
    member_id: column.id,
    amount_won: column.int,
    state: column.word(16),
    page_token: column.word(64),
    command_key: maybe(column.word(120)),
    tid: maybe(column.word(40)),
    version: column.int,
    requested_at: column.instant,
    ready_at: maybe(column.instant),
    settled_at: maybe(column.instant),
    failure: maybe(column.text(200)),
    paid_by: maybe(column.word(16)),
    refunded_won: { ...column.int, default: 0 },
  },
  {
    checks: [{ name: 'deposits_refunded_within', expression: 'refunded_won >= 0 AND refunded_won <= amount_won' }],
    indices: [
      { name: 'deposits_of_member', columns: ['member_id', 'state'] },
      { name: 'deposits_page_token', columns: ['page_token'], unique: true },
      { name: 'deposits_once_per_command', columns: ['command_key'], unique: true },
      { name: 'deposits_tid', columns: ['tid'], unique: true },
      { name: 'deposits_by_state', columns: ['state', 'requested_at'] },
    ],
  },
)

export type DepositRow = {
  id: DepositId
  member_id: MemberId
  amount_won: number
  state: DepositState
  page_token: string
  command_key: string | null
  tid: string | null
  version: number
  requested_at: Instant
  ready_at: Instant | null
  settled_at: Instant | null
  failure: string | null
  paid_by: Deposit['paidBy'] | null
  refunded_won: number
}

export function depositOf(row: DepositRow): Deposit {
  return {
    id: row.id,
    memberId: row.member_id,
    amountWon: row.amount_won,
    state: row.state,
    pageToken: row.page_token,
    commandKey: row.command_key,
    tid: row.tid,
    version: row.version,
    requestedAt: row.requested_at,
    readyAt: row.ready_at,
    settledAt: row.settled_at,
    failure: row.failure,
    paidBy: row.paid_by ?? 'kakao-pay',
    refundedWon: row.refunded_won,
  }
}

export function deposits(sql: Sql, write: (write: Write) => void): Deposits {
  const by = async (name: 'id' | 'page_token' | 'command_key', value: string): Promise<Deposit | null> => {
    const row = await one<DepositRow>(sql, `SELECT * FROM deposits WHERE ${name} = ?`, [value])
    return row && depositOf(row)
  }
  return {
    byId: (id) => by('id', id),
    byToken: (pageToken) => by('page_token', pageToken),
    byCommand: (commandKey) => by('command_key', commandKey),
    async hasPaidSince(memberId, since) {
      const row = await one(
        sql,
        `SELECT id FROM deposits WHERE member_id = ? AND state = 'paid' AND settled_at >= ? LIMIT 1`,
        [memberId, since],
      )
      return row !== null
    },
    async withIds(ids) {
      if (ids.length === 0) return []
      return (await sql.all<DepositRow>(`SELECT * FROM deposits WHERE id IN (${marks(ids.length)})`, ids)).map(
        depositOf,
      )
    },
    add(deposit) {
      // whoever leaves at the same moment writes in the same row, and so before or after
      write({
        sql: 'UPDATE wallets SET holds_placed = holds_placed + 1 WHERE member_id = ? AND closed_at IS NULL',
        params: [deposit.memberId],
        expect: 1,
      })
      write({
        sql: `INSERT INTO deposits (id, member_id, amount_won, state, page_token, command_key, version, requested_at,
                settled_at, paid_by)
              VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        params: [
          deposit.id,
          deposit.memberId,
          deposit.amountWon,
          deposit.state,
          deposit.pageToken,
          deposit.commandKey,
          deposit.version,
          deposit.requestedAt,
          deposit.settledAt,
          deposit.paidBy === 'desk' ? 'desk' : null,
        ],
      })
    },
    change(deposit) {
      write({
        sql: `UPDATE deposits SET state = ?, tid = ?, ready_at = ?, settled_at = ?, failure = ?, version = version + 1
              WHERE id = ? AND version = ?`,
        params: [
          deposit.state,
          deposit.tid,
          deposit.readyAt,
          deposit.settledAt,
          deposit.failure,
          deposit.id,
          deposit.version,
        ],
        expect: 1,
      })
    },
    setRefunded(deposit) {
      write({
        sql: `UPDATE deposits SET refunded_won = ?, version = version + 1 WHERE id = ? AND version = ? AND state = 'paid'`,
        params: [deposit.refundedWon, deposit.id, deposit.version],
        expect: 1,
      })
    },
  }
}
