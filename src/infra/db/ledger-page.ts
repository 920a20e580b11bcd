/** 적립금 내역: a wallet's lines, a page at a time. */
import type { MemberId } from '../../domain/ids.js'
import type { LedgerKind } from '../../domain/money.js'
import type { Instant } from '../../domain/time.js'
import type { LedgerPage } from '../../usecases/views.js'
import { one, type Param, type Sql } from './sql.js'

type LineRow = {
  line_no: number
  kind: LedgerKind
  amount_won: number
  bonus_amount_won: number
  balance_after_won: number
  title: string | null
  reason: string | null
  written_at: Instant
}

/** By line number: what is written meanwhile neither repeats nor skips a line. */
export async function ledgerPage(
  sql: Sql,
  memberId: MemberId,
  before: number | null,
  limit: number,
): Promise<LedgerPage | null> {
  const wallet = await one<{ balance_won: number; bonus_won: number; version: number }>(
    sql,
    'SELECT balance_won, bonus_won, version FROM wallets WHERE member_id = ? AND closed_at IS NULL',
    [memberId],
  )
  if (!wallet) return null
  const params: Param[] = before === null ? [memberId] : [memberId, before]
  const rows = await sql.all<LineRow>(
    `SELECT l.line_no, l.kind, l.amount_won, l.bonus_amount_won, l.balance_after_won, l.reason, l.written_at, t.title
     FROM ledger_lines l
     LEFT JOIN rentals r ON r.id = l.rental_id AND r.member_id = l.member_id
     LEFT JOIN titles t ON t.book_id = r.book_id
     WHERE l.member_id = ? ${before === null ? '' : 'AND l.line_no < ?'}
     ORDER BY l.line_no DESC LIMIT ${Math.trunc(limit) + 1}`,
    params,
  )
  return {
    balanceWon: wallet.balance_won,
    bonusWon: wallet.bonus_won,
    lastLineNo: wallet.version,
    hasMore: rows.length > limit,
    lines: rows.slice(0, limit).map((row) => ({
      lineNo: row.line_no,
      kind: row.kind,
      amountWon: row.amount_won,
      bonusAmountWon: row.bonus_amount_won,
      balanceAfterWon: row.balance_after_won,
      title: row.title,
      reason: row.reason,
      writtenAt: row.written_at,
    })),
  }
}
