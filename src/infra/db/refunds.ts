/** Refunds on their way from the wallet back to where the money came from. */
import { column } from './columns.js'
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
