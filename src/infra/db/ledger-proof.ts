/**
 * Is the money right? Each sentence is one statement, so it sees one moment of the house, and goes over each table once: a
 * million lines take seconds, with the house open. A statement answers the ids of those for which its sentence is not so.
 */
import type { LedgerSentence, LedgerTotals, Proof } from '../../usecases/ports/bookkeeping.js'
import type { Sql } from './sql.js'

const running = (column: string) =>
  `SUM(${column}) OVER (PARTITION BY member_id ORDER BY line_no ROWS UNBOUNDED PRECEDING)`
const summed = (columns: string, from: string, by: string) => `(SELECT ${by}, ${columns} FROM ${from} GROUP BY ${by})`
const ofMember = summed(
  'SUM(amount_won) AS won, SUM(bonus_amount_won) AS bonus_won, COUNT(*) AS lines_, MIN(line_no) AS first_no, MAX(line_no) AS last_no',
  'ledger_lines',
  'member_id',
)
const ofDeposit = summed('COUNT(*) AS lines_', `ledger_lines WHERE kind = 'deposit'`, 'deposit_id')
const ofRefund = summed('COUNT(*) AS lines_', `ledger_lines WHERE kind = 'refund'`, 'refund_id')

const sentences: { readonly [S in LedgerSentence]: string } = {
  'balance-is-the-ledger': `
    SELECT w.member_id AS id FROM wallets w LEFT JOIN ${ofMember} l ON l.member_id = w.member_id
    LEFT JOIN ledger_lines z ON z.member_id = w.member_id AND z.line_no = l.last_no
    WHERE w.balance_won <> COALESCE(l.won, 0) OR w.balance_won <> COALESCE(z.balance_after_won, 0)`,
  'lines-are-counted': `
    SELECT w.member_id AS id FROM wallets w LEFT JOIN ${ofMember} l ON l.member_id = w.member_id
    WHERE w.version <> COALESCE(l.lines_, 0) OR w.version <> COALESCE(l.last_no, 0) OR l.first_no <> 1`,
  'line-ends-with-its-balance': `
    SELECT id FROM (SELECT id, balance_after_won, ${running('amount_won')} AS won FROM ledger_lines) l
    WHERE balance_after_won <> won`,
  'never-below-zero': `
    SELECT id FROM ledger_lines WHERE balance_after_won < 0
    UNION ALL SELECT member_id FROM wallets WHERE balance_won < 0`,
  'bonus-is-the-sum': `
    SELECT w.member_id AS id FROM wallets w LEFT JOIN ${ofMember} l ON l.member_id = w.member_id
    WHERE w.bonus_won <> COALESCE(l.bonus_won, 0)`,
  'bonus-within-balance': `
    SELECT id FROM (SELECT id, ${running('amount_won')} AS won, ${running('bonus_amount_won')} AS bonus FROM ledger_lines) l
    WHERE bonus < 0 OR (bonus > won AND won >= 0)
    UNION ALL SELECT member_id FROM wallets WHERE bonus_won < 0 OR bonus_won > balance_won`,
  'amount-fits-its-kind': `
    SELECT id FROM ledger_lines WHERE NOT CASE kind
      WHEN 'rental-fee' THEN amount_won <= 0 AND bonus_amount_won <= 0 AND bonus_amount_won >= amount_won
      WHEN 'deposit' THEN amount_won > 0 AND bonus_amount_won = 0
      WHEN 'refund' THEN amount_won < 0 AND bonus_amount_won = 0
      WHEN 'refund-returned' THEN amount_won > 0 AND bonus_amount_won = 0
      WHEN 'bonus' THEN amount_won > 0 AND bonus_amount_won = amount_won
      WHEN 'bonus-taken' THEN amount_won < 0 AND bonus_amount_won = amount_won
      ELSE 1 = 0 END`,
  // a rental that was unlinked from its member has another id; of these only the amounts can be compared
  'fee-is-of-a-rental': `
    SELECT l.id FROM ledger_lines l LEFT JOIN rentals r ON r.id = l.rental_id
    WHERE l.kind = 'rental-fee' AND (l.rental_id IS NULL OR l.idempotency_key <> CONCAT('rental:', l.rental_id)
      OR (r.id IS NOT NULL AND (r.member_id <> l.member_id OR r.fee_won <> -l.amount_won)))`,
  'fees-of-unlinked-rentals': `
    SELECT won AS id FROM (
      SELECT r.fee_won AS won, 1 AS rentals_ FROM rentals r WHERE r.member_id = ''
      UNION ALL SELECT -l.amount_won, -1 FROM ledger_lines l LEFT JOIN rentals r ON r.id = l.rental_id
        WHERE l.kind = 'rental-fee' AND r.id IS NULL
      UNION ALL SELECT c.fee_won, -c.charges FROM forgotten_charges c) fees
    GROUP BY won HAVING SUM(rentals_) <> 0`,
  // a key is there once, and every fee has the key of its rental: so no rental is charged twice
  'rental-is-charged': `
    SELECT r.id FROM rentals r
    LEFT JOIN ledger_lines l ON l.idempotency_key = CONCAT('rental:', r.id) AND l.rental_id = r.id
    WHERE r.member_id <> '' AND l.id IS NULL`,
  'deposit-line-is-paid': `
    SELECT l.id FROM ledger_lines l LEFT JOIN deposits d ON d.id = l.deposit_id
    WHERE l.kind = 'deposit' AND (d.id IS NULL OR d.state <> 'paid' OR d.member_id <> l.member_id
      OR d.amount_won <> l.amount_won)`,
  'paid-deposit-is-credited': `
    SELECT d.id FROM deposits d LEFT JOIN ${ofDeposit} l ON l.deposit_id = d.id
    WHERE COALESCE(l.lines_, 0) <> CASE WHEN d.state = 'paid' THEN 1 ELSE 0 END`,
  'refund-line-is-of-a-refund': `
    SELECT l.id FROM ledger_lines l LEFT JOIN refunds r ON r.id = l.refund_id
    WHERE l.kind IN ('refund', 'refund-returned') AND (r.id IS NULL OR r.member_id <> l.member_id
      OR (l.kind = 'refund' AND r.amount_won <> -l.amount_won))`,
  'refund-is-charged': `
    SELECT r.id FROM refunds r LEFT JOIN ${ofRefund} l ON l.refund_id = r.id WHERE COALESCE(l.lines_, 0) <> 1`,
  'refund-is-its-parts': `
    SELECT r.id FROM refunds r LEFT JOIN ${summed('SUM(amount_won) AS won', 'refund_parts', 'refund_id')} p
      ON p.refund_id = r.id
    WHERE r.amount_won <> COALESCE(p.won, 0)`,
  'part-is-of-a-deposit': `
    SELECT p.refund_id AS id FROM refund_parts p LEFT JOIN refunds r ON r.id = p.refund_id
    LEFT JOIN deposits d ON d.id = p.deposit_id
    WHERE r.id IS NULL OR d.id IS NULL OR d.state <> 'paid' OR d.member_id <> r.member_id`,
  'refunded-is-its-parts': `
    SELECT d.id FROM deposits d
    LEFT JOIN ${summed('SUM(amount_won) AS won', `refund_parts WHERE state <> 'returned'`, 'deposit_id')} p
      ON p.deposit_id = d.id
    WHERE d.refunded_won <> COALESCE(p.won, 0) OR d.refunded_won > d.amount_won`,
  'returned-part-is-back': `
    SELECT refund_id AS id FROM (
      SELECT refund_id, amount_won AS won, 1 AS parts FROM refund_parts WHERE state = 'returned'
      UNION ALL SELECT COALESCE(refund_id, id), -amount_won, -1 FROM ledger_lines WHERE kind = 'refund-returned') back
    GROUP BY refund_id HAVING SUM(won) <> 0 OR SUM(parts) <> 0`,
  'wallet-has-an-owner': `
    SELECT w.member_id AS id FROM wallets w LEFT JOIN members m ON m.id = w.member_id
    LEFT JOIN former_members f ON f.member_id = w.member_id
    WHERE NOT CASE WHEN m.id IS NOT NULL THEN f.member_id IS NULL AND w.closed_at IS NULL
      ELSE f.member_id IS NOT NULL AND w.closed_at IS NOT NULL AND w.balance_won = 0 END
    UNION ALL SELECT m.id FROM members m LEFT JOIN wallets w ON w.member_id = m.id WHERE w.member_id IS NULL
    UNION ALL SELECT l.member_id FROM (SELECT DISTINCT member_id FROM ledger_lines) l
      LEFT JOIN wallets w ON w.member_id = l.member_id WHERE w.member_id IS NULL`,
  'key-is-used-once': `
    SELECT MIN(id) AS id FROM ledger_lines GROUP BY idempotency_key HAVING COUNT(*) > 1`,
}

/** Every sentence once, in order. */
export async function proveLedger(sql: Pick<Sql, 'all'>): Promise<Proof[]> {
  const proofs: Proof[] = []
  for (const [sentence, broken] of Object.entries(sentences)) {
    const [row] = await sql.all<{ broken: number; example: string | number | null }>(
      `SELECT COUNT(*) AS broken, MIN(x.id) AS example FROM (${broken}) x`,
    )
    const example = row?.example ?? null
    proofs.push({
      sentence: sentence as LedgerSentence,
      broken: Number(row?.broken),
      example: example === null ? null : String(example),
    })
  }
  return proofs
}

export async function ledgerTotals(sql: Sql): Promise<LedgerTotals> {
  const [wallets] = await sql.all<{ wallets: number; balance: number | null; bonus: number | null }>(
    'SELECT COUNT(*) AS wallets, SUM(balance_won) AS balance, SUM(bonus_won) AS bonus FROM wallets',
  )
  const kinds = await sql.all<{ kind: string; lines_: number; won: number }>(
    'SELECT kind, COUNT(*) AS lines_, SUM(amount_won) AS won FROM ledger_lines GROUP BY kind',
  )
  const of = (...named: string[]) =>
    kinds.filter(({ kind }) => named.includes(kind)).reduce((sum, { won }) => sum + Number(won), 0)
  return {
    lines: kinds.reduce((sum, { lines_ }) => sum + Number(lines_), 0),
    wallets: Number(wallets?.wallets ?? 0),
    balanceWon: Number(wallets?.balance ?? 0),
    bonusWon: Number(wallets?.bonus ?? 0),
    depositsWon: of('deposit'),
    feesWon: 0 - of('rental-fee'),
    refundsWon: 0 - of('refund', 'refund-returned'),
  }
}
