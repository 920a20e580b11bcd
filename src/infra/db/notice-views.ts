/** Notices as they are drawn and as they are remembered. */
import { suspensionFor } from '../../domain/standing.js'
import type { BookId, MemberId, NoticeId } from '../../domain/ids.js'
import type { NoticeBody } from '../../domain/notice.js'
import type { Rules } from '../../domain/policy.js'
import type { Day } from '../../domain/time.js'
import type { DrawnNotice, RentedBook, ToldNotice } from '../../usecases/views.js'
import { heldBooks, rentedBooks } from './my-page.js'
import { noticeOf, type NoticeRow } from './notices.js'
import { one, type Sql } from './sql.js'

export async function drawnNotice(sql: Sql, noticeId: NoticeId, today: Day, rules: Rules): Promise<DrawnNotice | null> {
  const row = await one<NoticeRow & { name: string; balance_won: number }>(
    sql,
    `SELECT n.*, m.name, w.balance_won FROM notices n
     JOIN members m ON m.id = n.member_id JOIN wallets w ON w.member_id = n.member_id WHERE n.id = ?`,
    [noticeId],
  )
  if (!row) return null
  const notice = noticeOf(row)
  const { memberId, body } = notice
  const rentals = aboutRentals(body) ? await rentedBooks(sql, memberId, today, rules) : []
  const certain = rentals.filter(({ inQuestion }) => inQuestion === null)
  const books = body.kind === 'overdue' ? certain.filter((book) => book.daysLate > 0) : dueStill(body, certain)
  const suspensions = books.flatMap(({ dueOn }) => suspensionFor(dueOn, today, rules) ?? [])
  return {
    notice,
    memberName: row.name,
    balanceWon: row.balance_won,
    books,
    soon: body.kind === 'overdue' ? dueStill(body, certain) : [],
    title: await titleOf(sql, body),
    hold: await holdOfNotice(sql, memberId, body, today, rules),
    isRefundAtDesk: await isRefundAtDesk(sql, body),
    suspendedIfReturnedToday: suspensions.sort().at(-1) ?? null,
  }
}

function aboutRentals({ kind }: NoticeBody): boolean {
  return kind === 'overdue' || kind === 'due-soon'
}

/** Of those it was due to remind of, the books that are still out and due on that same day, which is not over. */
function dueStill(body: NoticeBody, rentals: readonly RentedBook[]): RentedBook[] {
  const items = body.kind === 'overdue' ? body.soon : body.kind === 'due-soon' ? body.items : []
  return rentals.filter(
    (book) =>
      book.daysLate <= 0 && items.some(({ rentalId, dueOn }) => rentalId === book.rentalId && dueOn === book.dueOn),
  )
}

async function titleOf(sql: Sql, body: NoticeBody): Promise<string | null> {
  if (body.kind === 'claim-settled') {
    const row = await one<{ title: string }>(
      sql,
      'SELECT t.title FROM rentals r JOIN titles t ON t.book_id = r.book_id WHERE r.id = ?',
      [body.rentalId],
    )
    return row?.title ?? null
  }
  if (!('bookId' in body)) return null
  const row = await one<{ title: string }>(sql, 'SELECT title FROM titles WHERE book_id = ?', [body.bookId])
  return row?.title ?? null
}

async function holdOfNotice(
  sql: Sql,
  memberId: MemberId,
  body: NoticeBody,
  today: Day,
  rules: Rules,
): Promise<DrawnNotice['hold']> {
  if (!('holdId' in body)) return null
  const [open] = (await heldBooks(sql, memberId, today, rules)).filter(({ holdId }) => holdId === body.holdId)
  if (open) return { ...open, isOpen: true }
  const row = await one<{ book_id: BookId; book_no: number; title: string }>(
    sql,
    'SELECT book_id, book_no, title FROM titles WHERE book_id = ?',
    [body.bookId],
  )
  return (
    row && {
      holdId: body.holdId,
      bookId: row.book_id,
      bookNo: row.book_no,
      title: row.title,
      isOpen: false,
    }
  )
}

async function isRefundAtDesk(sql: Sql, body: NoticeBody): Promise<boolean> {
  if (!('refundId' in body)) return false
  return (await one(sql, `SELECT id FROM refunds WHERE id = ? AND state = 'at-desk'`, [body.refundId])) !== null
}

/** Those that left the house; what waits, or was dropped because there was nothing left to say, was not told. */
export async function toldNotices(sql: Sql, memberId: MemberId, limit: number): Promise<ToldNotice[]> {
  const rows = await sql.all<NoticeRow>(
    `SELECT * FROM notices WHERE member_id = ? AND state IN ('accepted', 'delivered', 'unreachable')
     ORDER BY created_at DESC, id DESC LIMIT ${Math.trunc(limit)}`,
    [memberId],
  )
  return rows.map(noticeOf).map(({ id, body, state, channel, createdAt, sentAt }) => ({
    noticeId: id,
    body,
    state,
    channel,
    createdAt,
    sentAt,
  }))
}
