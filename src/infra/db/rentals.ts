/** Rentals: which copy is with whom, until when. */
import type { RentalId } from '../../domain/ids.js'
import type { OverdueItem } from '../../domain/notice.js'
import type { Day } from '../../domain/time.js'
import type { Rentals } from '../../usecases/tx.js'
import { column } from './columns.js'
import { rentFacts } from './rent-facts.js'
import { rentalOf, type RentalRow } from './rental-row.js'
import { isFree } from './shelf.js'
import { marks, one, type Sql, type Write } from './sql.js'
import { key, maybe, table } from './table.js'

/** `open_copy_id` and `open_due_on` hold their values while the rental is open and are empty after: small, portable indexes. */
export const rentalsTable = table(
  'rentals',
  {
    id: key(column.id),
    member_id: column.id,
    book_id: column.id,
    copy_id: column.id,
    open_copy_id: maybe(column.id),
    open_due_on: maybe(column.day),
    fee_won: column.int,
    rented_at: column.instant,
    due_on: column.day,
    returned_at: maybe(column.instant),
    command_key: maybe(column.word(120)),
    return_key: maybe(column.word(120)),
  },
  {
    indices: [
      { name: 'rentals_one_open_per_copy', columns: ['open_copy_id'], unique: true },
      { name: 'rentals_once_per_command', columns: ['command_key'], unique: true },
      { name: 'rentals_open_of_member', columns: ['member_id', 'open_due_on'] },
      { name: 'rentals_open_of_book', columns: ['book_id', 'open_due_on'] },
      { name: 'rentals_due', columns: ['open_due_on', 'member_id'] },
    ],
  },
)

export function rentals(sql: Sql, write: (write: Write) => void): Rentals {
  return {
    factsFor: (memberId, bookId, commandKey) => rentFacts(sql, memberId, bookId, commandKey),
    async byId(rentalId) {
      const row = await one<RentalRow & { return_key: string | null; title: string | null }>(
        sql,
        `SELECT r.*, t.title FROM rentals r LEFT JOIN titles t ON t.book_id = r.book_id WHERE r.id = ?`,
        [rentalId],
      )
      return row && { rental: rentalOf(row), title: row.title ?? '', returnKey: row.return_key }
    },
    add(rental) {
      const { id, memberId, bookId, copyId, feeWon, rentedAt, dueOn, commandKey } = rental
      write({
        sql: `UPDATE copies SET rental_id = ? WHERE id = ? AND ${isFree('copies')}
                AND EXISTS (SELECT 1 FROM titles t WHERE t.book_id = ? AND t.state = 'in-circulation' AND t.fee_won = ?)`,
        params: [id, copyId, bookId, feeWon],
        expect: 1,
      })
      write({
        sql: `INSERT INTO rentals (id, member_id, book_id, copy_id, open_copy_id, open_due_on, fee_won, rented_at, due_on,
                command_key)
              VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        params: [id, memberId, bookId, copyId, copyId, dueOn, feeWon, rentedAt, dueOn, commandKey],
      })
    },
    close(rental, returnKey) {
      write({
        sql: `UPDATE copies SET rental_id = NULL WHERE id = ? AND rental_id = ?`,
        params: [rental.copyId, rental.id],
        expect: 1,
      })
      write({
        sql: `UPDATE rentals SET returned_at = ?, return_key = ?, open_copy_id = NULL, open_due_on = NULL
              WHERE id = ? AND returned_at IS NULL`,
        params: [rental.returnedAt, returnKey, rental.id],
        expect: 1,
      })
    },
    async lateWithoutNotice(memberId, today, step) {
      const rows = await sql.all<{ id: RentalId; due_on: Day }>(
        `SELECT r.id, r.due_on FROM rentals r
         WHERE r.member_id = ? AND r.open_due_on < ?
           AND NOT EXISTS (SELECT 1 FROM notice_items i WHERE i.rental_id = r.id AND i.due_on = r.due_on AND i.step = ?)
         ORDER BY r.due_on, r.id`,
        [memberId, today, step],
      )
      return rows.map((row): OverdueItem => ({ rentalId: row.id, dueOn: row.due_on }))
    },
    async stillOpen(items) {
      const rows = await sql.all<{ id: RentalId; open_due_on: Day }>(
        `SELECT id, open_due_on FROM rentals WHERE id IN (${marks(items.length)}) AND open_due_on IS NOT NULL`,
        items.map((item) => item.rentalId),
      )
      const dueOns = new Map(rows.map((row) => [row.id, row.open_due_on]))
      return items.filter((item) => dueOns.get(item.rentalId) === item.dueOn)
    },
  }
}
