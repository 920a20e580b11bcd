/** What goes when a member leaves, and years later with the ledger. */
import type { MemberId } from '../../domain/ids.js'
import type { LeaveFacts, OpenRefund } from '../../domain/leave.js'
import type { Instant } from '../../domain/time.js'
import type { FormerLedger, Leaver, Leaving } from '../../usecases/ports/privacy.js'
import { depositOf, type DepositRow } from './deposits.js'
import { closedRentals, forgetEvents, forgetEventsOf, unlinkWrites } from './history.js'
import { holdOf, type HoldRow } from './hold-row.js'
import { marks, one, type Sql, type Write } from './sql.js'

/** Of the member's own events, those that say more than that somebody came and went. */
const erasedEvents = ['MemberSuspended', 'SuspensionEnded', 'MemberLinked', 'PhoneChanged']

export function leaving(sql: Sql, write: (write: Write) => void): Leaving {
  const carry = (text: string, params: Write['params'], expect?: number) =>
    write({ sql: text, params, ...(expect === undefined ? {} : { expect }) })
  return {
    factsFor: (memberId) => leaverOf(sql, memberId),
    closeWallet({ memberId, version }, { holdsPlaced, openDeposits }, at) {
      // whoever rents, holds, pays or asks for money at the same moment writes in this row, or is looked for here
      carry(
        `UPDATE wallets SET closed_at = ?
         WHERE member_id = ? AND version = ? AND balance_won = 0 AND holds_placed = ? AND closed_at IS NULL
           AND NOT EXISTS (SELECT 1 FROM rentals r WHERE r.member_id = ? AND r.open_due_on IS NOT NULL)
           AND NOT EXISTS (SELECT 1 FROM refunds f WHERE f.member_id = ? AND f.state <> 'done')
           AND (SELECT COUNT(*) FROM deposits d
                WHERE d.member_id = ? AND d.state IN ('requested', 'ready', 'approving')) = ?`,
        [at, memberId, version, holdsPlaced, memberId, memberId, memberId, openDeposits.length],
        1,
      )
    },
    erase(memberId, rentals, at) {
      unlinkWrites(sql.dialect, memberId, rentals, '').forEach(write)
      forgetEvents(
        'not in hand',
        rentals.map(({ id }) => id),
      ).forEach(write)
      for (const table of ['holds', 'notices'])
        forgetEventsOf('not in hand', `SELECT x.id FROM ${table} x WHERE x.member_id = ?`, [memberId]).forEach(write)
      carry(`DELETE FROM events WHERE aggregate_id = ? AND type IN (${marks(erasedEvents.length)})`, [
        memberId,
        ...erasedEvents,
      ])
      for (const table of ['notice_items', 'notice_sends'])
        carry(`DELETE FROM ${table} WHERE notice_id IN (SELECT n.id FROM notices n WHERE n.member_id = ?)`, [memberId])
      for (const table of ['notices', 'holds', 'link_codes', 'member_notes'])
        carry(`DELETE FROM ${table} WHERE member_id = ?`, [memberId])
      for (const table of ['dialogues', 'searches', 'link_tries'])
        carry(`DELETE FROM ${table} WHERE user_key = (SELECT m.user_key FROM members m WHERE m.id = ?)`, [memberId])
      carry('DELETE FROM members WHERE id = ?', [memberId], 1)
      carry('INSERT INTO former_members (member_id, left_at) VALUES (?, ?)', [memberId, at])
    },
    ledgerOf: (memberId) => ledgerOf(sql, memberId),
    eraseLedger(memberId, { leftAt, charges }, newId, at) {
      carry('DELETE FROM former_members WHERE member_id = ? AND left_at = ?', [memberId, leftAt], 1)
      for (const table of ['refunds', 'deposits'])
        forgetEventsOf('not in hand', `SELECT x.id FROM ${table} x WHERE x.member_id = ?`, [memberId]).forEach(write)
      forgetEvents('not in hand', [memberId]).forEach(write)
      carry('DELETE FROM refund_parts WHERE refund_id IN (SELECT f.id FROM refunds f WHERE f.member_id = ?)', [
        memberId,
      ])
      for (const table of ['refunds', 'deposits', 'ledger_lines', 'wallets'])
        carry(`DELETE FROM ${table} WHERE member_id = ?`, [memberId])
      for (const { feeWon, count } of charges)
        carry('INSERT INTO forgotten_charges (id, forgotten_at, fee_won, charges) VALUES (?, ?, ?, ?)', [
          ...[newId(), at, feeWon, count],
        ])
    },
    eraseReadings(before) {
      carry('DELETE FROM phone_readings WHERE read_at < ?', [before])
    },
  }
}

async function leaverOf(sql: Sql, memberId: MemberId): Promise<Leaver | null> {
  const facts = await leaveFacts(sql, memberId)
  if (!facts) return null
  const holds = await sql.all<HoldRow>(
    `SELECT * FROM holds WHERE member_id = ? AND state IN ('waiting', 'ready') ORDER BY queued_at, id`,
    [memberId],
  )
  const deposits = await sql.all<DepositRow>(
    `SELECT * FROM deposits WHERE member_id = ? AND state IN ('requested', 'ready') ORDER BY id`,
    [memberId],
  )
  const closed = await closedRentals(sql, memberId, 'all')
  return {
    ...facts,
    closedRentals: closed.map(({ id, rentedAt, returnedAt }) => ({ id, rentedAt, returnedAt })),
    openHolds: holds.map(holdOf),
    openDeposits: deposits.map(depositOf),
  }
}

type WalletRow = { balance_won: number; bonus_won: number; version: number; holds_placed: number }

/** What may stand in the way of leaving. */
export async function leaveFacts(
  sql: Sql,
  memberId: MemberId,
): Promise<(LeaveFacts & { readonly holdsPlaced: number }) | null> {
  const wallet = await one<WalletRow>(
    sql,
    `SELECT w.balance_won, w.bonus_won, w.version, w.holds_placed FROM members m
     JOIN wallets w ON w.member_id = m.id AND w.closed_at IS NULL WHERE m.id = ?`,
    [memberId],
  )
  if (!wallet) return null
  const books = await sql.all<{ book_no: number; title: string; is_claimed: number; is_lost: number }>(
    `SELECT t.book_no, t.title, CASE WHEN r.claimed_at IS NULL THEN 0 ELSE 1 END AS is_claimed,
            CASE WHEN r.lost_at IS NULL THEN 0 ELSE 1 END AS is_lost
     FROM rentals r JOIN titles t ON t.book_id = r.book_id
     WHERE r.member_id = ? AND r.open_due_on IS NOT NULL ORDER BY r.open_due_on, r.id`,
    [memberId],
  )
  const refunds = await sql.all<{ amount_won: number; state: OpenRefund['state'] }>(
    `SELECT amount_won, state FROM refunds WHERE member_id = ? AND state <> 'done' ORDER BY requested_at, id`,
    [memberId],
  )
  const approving = await sql.all<{ amount_won: number }>(
    `SELECT amount_won FROM deposits WHERE member_id = ? AND state = 'approving' ORDER BY id`,
    [memberId],
  )
  return {
    wallet: { memberId, balanceWon: wallet.balance_won, bonusWon: wallet.bonus_won, version: wallet.version },
    holdsPlaced: wallet.holds_placed,
    books: books.map(({ book_no, title, is_claimed, is_lost }) => ({
      bookNo: book_no,
      title,
      inQuestion: Number(is_claimed) === 1 ? 'claimed' : Number(is_lost) === 1 ? 'lost' : null,
    })),
    refunds: refunds.map(({ amount_won, state }) => ({ amountWon: amount_won, state })),
    approvingWon: approving.map(({ amount_won }) => amount_won),
  }
}

async function ledgerOf(sql: Sql, memberId: MemberId): Promise<FormerLedger | null> {
  const former = await one<{ left_at: Instant }>(sql, 'SELECT left_at FROM former_members WHERE member_id = ?', [
    memberId,
  ])
  if (!former) return null
  const charges = await sql.all<{ fee_won: number; charges: number }>(
    `SELECT -amount_won AS fee_won, COUNT(*) AS charges FROM ledger_lines
     WHERE member_id = ? AND kind = 'rental-fee' GROUP BY amount_won ORDER BY amount_won`,
    [memberId],
  )
  return {
    leftAt: former.left_at,
    charges: charges.map((row) => ({ feeWon: Number(row.fee_won), count: Number(row.charges) })),
  }
}
