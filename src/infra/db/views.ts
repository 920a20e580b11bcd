/** One SQL answer per question, shaped as it is shown. Lending, membership and points tables only. */
import type { BookId, NoticeId } from '../../domain/ids.js'
import { addDays, dayOf, type Day, type Instant } from '../../domain/time.js'
import type { Hit, Views } from '../../usecases/views.js'
import { closedDays } from './calendar.js'
import { ledgerPage } from './ledger-page.js'
import { heldBooks, myPage, rentedBooks } from './my-page.js'
import { drawnNotice, toldNotices } from './notice-views.js'
import { findAlike } from './search-alike.js'
import { findBooks } from './search.js'
import { bookOf, fromACopyThatComesBack, isFree, type TitleRow } from './shelf.js'
import { marks, one, type Sql } from './sql.js'
import { visitor } from './visitor.js'

export function views(sql: Sql): Views {
  return {
    visitor: (userKey, now) => visitor(sql, userKey, now),
    find: (query) => findBooks(sql, query),
    findAlike: (query) => findAlike(sql, query),
    hits: (bookIds) => hits(sql, bookIds),
    async lastSearch(userKey) {
      const row = await one<{ id: string; query: string; page: number; book_ids: string }>(
        sql,
        'SELECT id, query, page, book_ids FROM searches WHERE user_key = ?',
        [userKey],
      )
      return row && { id: row.id, query: row.query, page: row.page, bookIds: JSON.parse(row.book_ids) as BookId[] }
    },
    async bookIdOfNo(bookNo) {
      const row = await one<{ book_id: BookId }>(sql, 'SELECT book_id FROM titles WHERE book_no = ?', [bookNo])
      return row?.book_id ?? null
    },
    async returnedLately(memberId, today) {
      const rows = await sql.all<{ book_no: number; title: string; returned_at: Instant }>(
        `SELECT t.book_no, t.title, r.returned_at FROM rentals r JOIN titles t ON t.book_id = r.book_id
         WHERE r.member_id = ? AND r.returned_at >= ?
           AND NOT EXISTS (SELECT 1 FROM events e WHERE e.aggregate_id = r.id AND e.type = 'RentalWrittenOff')
         ORDER BY r.returned_at DESC LIMIT 20`,
        [memberId, addDays(today, -7)],
      )
      return rows.map((row) => ({
        bookNo: row.book_no,
        title: row.title,
        returnedOn: dayOf(new Date(row.returned_at)),
      }))
    },
    async popular() {
      const rows = await sql.all<{ book_id: BookId }>(
        `SELECT t.book_id FROM titles t WHERE t.state = 'in-circulation'
           AND (SELECT COUNT(*) FROM copies c
                WHERE c.book_id = t.book_id AND ${isFree('c')}) > 0
         ORDER BY t.popularity DESC, t.book_no DESC LIMIT 5`,
      )
      return rows.map((row) => row.book_id)
    },
    async newest() {
      const rows = await sql.all<{ book_id: BookId }>(
        `SELECT t.book_id FROM titles t WHERE t.state = 'in-circulation'
           AND EXISTS (SELECT 1 FROM copies c WHERE c.book_id = t.book_id AND c.state = 'in-circulation')
         ORDER BY t.book_no DESC LIMIT 5`,
      )
      return rows.map((row) => row.book_id)
    },
    rentals: (memberId, today, rules) => rentedBooks(sql, memberId, today, rules),
    holds: (memberId, today, rules) => heldBooks(sql, memberId, today, rules),
    myPage: (memberId, today, rules) => myPage(sql, memberId, today, rules),
    ledger: (memberId, before, limit) => ledgerPage(sql, memberId, before, limit),
    notice: (noticeId, today, rules) => drawnNotice(sql, noticeId, today, rules),
    toldNotices: (memberId, limit) => toldNotices(sql, memberId, limit),
    async newestSentNotice(userKey) {
      const row = await one<{ id: NoticeId }>(
        sql,
        `SELECT n.id FROM notices n JOIN members m ON m.id = n.member_id
         WHERE m.user_key = ? AND n.state IN ('sending', 'accepted') ORDER BY n.sent_at DESC LIMIT 1`,
        [userKey],
      )
      return row?.id ?? null
    },
    closedDays: (from, until) => closedDays(sql, from, until),
  }
}

type HitRow = TitleRow & { free_copies: number; first_due_on: Day | null }

async function hits(sql: Sql, bookIds: readonly BookId[]): Promise<Hit[]> {
  if (bookIds.length === 0) return []
  const rows = await sql.all<HitRow>(
    `SELECT t.book_id, t.book_no, t.title, t.author, t.publisher, t.published_year, t.fee_won, t.state,
       (SELECT COUNT(*) FROM copies c
        WHERE c.book_id = t.book_id AND ${isFree('c')}) AS free_copies,
       (SELECT MIN(r.open_due_on) FROM rentals r ${fromACopyThatComesBack('r')}
        WHERE r.book_id = t.book_id) AS first_due_on
     FROM titles t WHERE t.book_id IN (${marks(bookIds.length)}) AND t.state = 'in-circulation'`,
    bookIds,
  )
  const found = new Map(rows.map((row) => [row.book_id, row]))
  return bookIds.flatMap((bookId): Hit[] => {
    const row = found.get(bookId)
    return row ? [{ ...bookOf(row), freeCopies: Number(row.free_copies), firstDueOn: row.first_due_on }] : []
  })
}
