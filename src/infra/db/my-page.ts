/** 마이페이지: what a member has, waits for and owns. */
import { daysLate } from '../../domain/calendar.js'
import { placeOf } from '../../domain/hold.js'
import type { BookId, CopyId, MemberId, RentalId } from '../../domain/ids.js'
import type { LedgerKind } from '../../domain/money.js'
import type { Rules } from '../../domain/policy.js'
import type { Day, Instant } from '../../domain/time.js'
import type { RentedAtDesk } from '../../usecases/ports/desk-members.js'
import type { HeldBook, MyPage } from '../../usecases/views.js'
import { comingOf } from './hold-facts.js'
import { holdOf, type HoldRow } from './hold-row.js'
import { isAhead } from './in-line.js'
import { one, type Sql } from './sql.js'

export async function myPage(sql: Sql, memberId: MemberId, today: Day, rules: Rules): Promise<MyPage | null> {
  const member = await one<{
    name: string
    balance_won: number
    suspended_until: Day | null
    blocked_until: Day | null
  }>(
    sql,
    `SELECT m.name, m.suspended_until, m.blocked_until, w.balance_won FROM members m JOIN wallets w ON w.member_id = m.id
     WHERE m.id = ?`,
    [memberId],
  )
  if (!member) return null
  const lines = await sql.all<{ kind: LedgerKind; amount_won: number; written_at: Instant }>(
    'SELECT kind, amount_won, written_at FROM ledger_lines WHERE member_id = ? ORDER BY line_no DESC LIMIT 5',
    [memberId],
  )
  const { name, balance_won } = member
  const notOver = (until: Day | null) => (until !== null && until >= today ? until : null)
  return {
    name,
    balanceWon: balance_won,
    suspendedUntil: notOver(member.suspended_until),
    blockedUntil: notOver(member.blocked_until),
    rentals: await rentedBooks(sql, memberId, today, rules),
    holds: await heldBooks(sql, memberId, today, rules),
    lines: lines.map((line) => ({ kind: line.kind, amountWon: line.amount_won, writtenAt: line.written_at })),
  }
}

type RentedRow = {
  id: RentalId
  book_id: BookId
  due_on: Day
  renewals: number
  claimed_at: Instant | null
  lost_at: Instant | null
  book_no: number
  title: string
  author: string
  copy_id: CopyId
  copy_no: number
}

export async function rentedBooks(sql: Sql, memberId: MemberId, today: Day, rules: Rules): Promise<RentedAtDesk[]> {
  const rows = await sql.all<RentedRow>(
    `SELECT r.id, r.book_id, r.due_on, r.renewals, r.claimed_at, r.lost_at, t.book_no, t.title, t.author, r.copy_id, c.copy_no
     FROM rentals r JOIN titles t ON t.book_id = r.book_id JOIN copies c ON c.id = r.copy_id
     WHERE r.member_id = ? AND r.open_due_on IS NOT NULL ORDER BY r.open_due_on, r.id`,
    [memberId],
  )
  return rows.map((row) => ({
    rentalId: row.id,
    bookId: row.book_id,
    copyId: row.copy_id,
    copyNo: row.copy_no,
    bookNo: row.book_no,
    title: row.title,
    author: row.author,
    dueOn: row.due_on,
    daysLate: daysLate(row.due_on, today, rules),
    renewalsLeft: Math.max(0, rules.renewal.times - row.renewals),
    inQuestion: row.claimed_at !== null ? 'claimed' : row.lost_at !== null ? 'lost' : null,
  }))
}

type HeldRow = HoldRow & { book_no: number; title: string; ahead: number }

export async function heldBooks(sql: Sql, memberId: MemberId, today: Day, rules: Rules): Promise<HeldBook[]> {
  const rows = await sql.all<HeldRow>(
    `SELECT h.*, t.book_no, t.title,
       (SELECT COUNT(*) FROM holds a
        WHERE a.book_id = h.book_id AND a.state = 'waiting' AND ${isAhead('a', 'h')}) AS ahead
     FROM holds h JOIN titles t ON t.book_id = h.book_id
     WHERE h.member_id = ? AND h.state IN ('waiting', 'ready') ORDER BY h.state, h.queued_at`,
    [memberId],
  )
  return Promise.all(
    rows.map(async (row) => ({
      holdId: row.id,
      bookId: row.book_id,
      bookNo: row.book_no,
      title: row.title,
      place: placeOf(holdOf(row), Number(row.ahead) + 1, await comingOf(sql, row.book_id), today, rules),
    })),
  )
}
