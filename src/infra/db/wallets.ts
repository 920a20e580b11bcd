/** Wallets and their ledger: the balance is always the balance after the last line. */
import type { DepositId, LedgerLineId, MemberId, RefundId, RentalId } from '../../domain/ids.js'
import type { LedgerKind, LedgerLine } from '../../domain/money.js'
import type { Instant } from '../../domain/time.js'
import type { Wallets } from '../../usecases/ports/money.js'
import { column } from './columns.js'
import { one, type Sql, type Write } from './sql.js'
import { key, maybe, table } from './table.js'

export const walletsTable = table(
  'wallets',
  {
    member_id: key(column.id),
    balance_won: column.int,
    version: column.int,
    // holds and payments that were ever asked for; leaving rests on it
    holds_placed: { ...column.int, default: 0 },
    bonus_won: { ...column.int, default: 0 },
    closed_at: maybe(column.instant),
  },
  {
    checks: [
      { name: 'wallets_never_negative', expression: 'balance_won >= 0' },
      { name: 'wallets_bonus_within', expression: 'bonus_won >= 0 AND bonus_won <= balance_won' },
    ],
  },
)

export const ledgerLinesTable = table(
  'ledger_lines',
  {
    id: key(column.id),
    member_id: column.id,
    line_no: column.int,
    kind: column.word(20),
    amount_won: column.int,
    balance_after_won: column.int,
    rental_id: maybe(column.id),
    deposit_id: maybe(column.id),
    idempotency_key: column.word(90),
    written_at: column.instant,
    bonus_amount_won: { ...column.int, default: 0 },
    refund_id: maybe(column.id),
    reason: maybe(column.text(200)),
  },
  {
    indices: [
      { name: 'ledger_lines_by_time', columns: ['written_at', 'kind', 'amount_won', 'bonus_amount_won'] },
      { name: 'ledger_lines_in_order', columns: ['member_id', 'line_no'], unique: true },
      { name: 'ledger_lines_once', columns: ['idempotency_key'], unique: true },
    ],
  },
)

type LineRow = {
  id: LedgerLineId
  member_id: MemberId
  line_no: number
  kind: LedgerKind
  amount_won: number
  bonus_amount_won: number
  balance_after_won: number
  rental_id: RentalId | null
  deposit_id: DepositId | null
  refund_id: RefundId | null
  reason: string | null
  idempotency_key: string
  written_at: Instant
}

/** `moved`: told of every line as it is named, to be told on once it is written. */
export function wallets(sql: Sql, write: (write: Write) => void, moved: (line: LedgerLine) => void): Wallets {
  return {
    async of(memberId: MemberId) {
      const row = await one<{ balance_won: number; bonus_won: number; version: number }>(
        sql,
        'SELECT balance_won, bonus_won, version FROM wallets WHERE member_id = ? AND closed_at IS NULL',
        [memberId],
      )
      return row && { memberId, balanceWon: row.balance_won, bonusWon: row.bonus_won, version: row.version }
    },
    async lineOf(idempotencyKey) {
      const row = await one<LineRow>(sql, 'SELECT * FROM ledger_lines WHERE idempotency_key = ?', [idempotencyKey])
      return (
        row && {
          id: row.id,
          memberId: row.member_id,
          lineNo: row.line_no,
          kind: row.kind,
          amountWon: row.amount_won,
          bonusAmountWon: row.bonus_amount_won,
          balanceAfterWon: row.balance_after_won,
          rentalId: row.rental_id,
          depositId: row.deposit_id,
          refundId: row.refund_id,
          reason: row.reason,
          idempotencyKey: row.idempotency_key,
          writtenAt: row.written_at,
        }
      )
    },
    write(line) {
      moved(line)
      write({
        sql: `UPDATE wallets SET balance_won = ?, bonus_won = bonus_won + ?, version = ?
              WHERE member_id = ? AND version = ? AND balance_won + ? >= 0 AND closed_at IS NULL`,
        params: [
          ...[line.balanceAfterWon, line.bonusAmountWon, line.lineNo],
          ...[line.memberId, line.lineNo - 1, line.amountWon],
        ],
        expect: 1,
      })
      write({
        sql: `INSERT INTO ledger_lines (id, member_id, line_no, kind, amount_won, balance_after_won, rental_id, deposit_id,
                idempotency_key, written_at, bonus_amount_won, refund_id, reason)
              VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        params: [
          line.id,
          line.memberId,
          line.lineNo,
          line.kind,
          line.amountWon,
          line.balanceAfterWon,
          line.rentalId,
          line.depositId,
          line.idempotencyKey,
          line.writtenAt,
          line.bonusAmountWon,
          line.refundId,
          line.reason,
        ],
      })
    },
  }
}
