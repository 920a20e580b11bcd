/** Rented books that were lost, that nobody says are back, and that the desk has to settle with their members. */
import type { RentalId } from '../../domain/ids.js'
import type { Day, Instant } from '../../domain/time.js'
import type { LostRental } from '../../usecases/ports/lost-rental.js'
import { onward, one, type Sql } from './sql.js'

type LostRow = {
  id: RentalId
  book_no: number
  title: string
  copy_no: number
  name: string
  due_on: Day
  lost_at: Instant
}

const select = `SELECT r.id, t.book_no, t.title, c.copy_no, m.name, r.due_on, r.lost_at
  FROM copies c JOIN rentals r ON r.id = c.rental_id AND r.lost_at IS NOT NULL AND r.claimed_at IS NULL
  JOIN titles t ON t.book_id = r.book_id JOIN members m ON m.id = r.member_id
  WHERE c.state = 'lost'`

/** The longest-lost first. */
export async function lostRentals(
  sql: Sql,
  limit: number,
  after?: Pick<LostRental, 'lostAt' | 'rentalId'>,
): Promise<LostRental[]> {
  const rows = await sql.all<LostRow>(
    `${select}${after ? onward('r.lost_at', 'r.id', '>') : ''} ORDER BY r.lost_at, r.id LIMIT ${Math.trunc(limit)}`,
    after ? [after.lostAt, after.lostAt, after.rentalId] : [],
  )
  return rows.map(lostRentalFrom)
}

/** The one of that copy of that book, or `null`. */
export async function lostRentalOf(sql: Sql, bookNo: number, copyNo: number): Promise<LostRental | null> {
  const row = await one<LostRow>(sql, `${select} AND t.book_no = ? AND c.copy_no = ?`, [bookNo, copyNo])
  return row && lostRentalFrom(row)
}

function lostRentalFrom(row: LostRow): LostRental {
  return {
    rentalId: row.id,
    bookNo: row.book_no,
    title: row.title,
    copyNo: row.copy_no,
    memberName: row.name,
    dueOn: row.due_on,
    lostAt: row.lost_at,
  }
}
