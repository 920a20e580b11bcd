/** Copies as the counter finds and sees them: by what stands on the book. */
import type { CopyAtCounter } from '../../domain/counter.js'
import type { CopyState } from '../../domain/events.js'
import type { BookId, CopyId, HoldId, MemberId, RentalId } from '../../domain/ids.js'
import type { Day, Instant } from '../../domain/time.js'
import type { Param, Sql } from './sql.js'

type Row = {
  copy_id: CopyId
  book_id: BookId
  book_no: number
  copy_no: number
  title: string
  author: string
  fee_won: number
  barcode: string | null
  call_number: string | null
  state: CopyState
  rental_id: RentalId | null
  renter_id: MemberId
  renter_name: string | null
  due_on: Day
  claimed_at: Instant | null
  lost_at: Instant | null
  hold_id: HoldId | null
  holder_id: MemberId
  holder_name: string | null
  pickup_until: Day | null
}

/** What may stand on a book, or be typed for it. */
export type CopySought =
  | { readonly copyId: CopyId }
  | { readonly barcode: string }
  | { readonly isbn13: string }
  | { readonly bookNo: number; readonly copyNo: number | null }

const copiesAtMost = 60

export async function copiesAtCounter(sql: Sql, sought: CopySought): Promise<CopyAtCounter[]> {
  const { where, params } = conditionOf(sought)
  const rows = await sql.all<Row>(
    `SELECT c.id AS copy_id, c.book_id, t.book_no, c.copy_no, t.title, t.author, t.fee_won, c.barcode, c.call_number, c.state,
            r.id AS rental_id, r.member_id AS renter_id, rm.name AS renter_name, r.due_on, r.claimed_at, r.lost_at,
            h.id AS hold_id, h.member_id AS holder_id, hm.name AS holder_name, h.pickup_until
     FROM copies c JOIN titles t ON t.book_id = c.book_id
     LEFT JOIN rentals r ON r.id = c.rental_id
     LEFT JOIN members rm ON rm.id = r.member_id
     LEFT JOIN holds h ON h.id = c.hold_id
     LEFT JOIN members hm ON hm.id = h.member_id
     WHERE ${where} ORDER BY t.book_no, c.copy_no LIMIT ${copiesAtMost}`,
    params,
  )
  return rows.map(copyOf)
}

function conditionOf(sought: CopySought): { where: string; params: Param[] } {
  if ('copyId' in sought) return { where: 'c.id = ?', params: [sought.copyId] }
  if ('barcode' in sought) return { where: 'c.barcode = ?', params: [sought.barcode] }
  if ('isbn13' in sought) return { where: 't.isbn13 = ?', params: [sought.isbn13] }
  if (sought.copyNo === null) return { where: 't.book_no = ?', params: [sought.bookNo] }
  return { where: 't.book_no = ? AND c.copy_no = ?', params: [sought.bookNo, sought.copyNo] }
}

function copyOf(row: Row): CopyAtCounter {
  return {
    copyId: row.copy_id,
    bookId: row.book_id,
    bookNo: row.book_no,
    copyNo: row.copy_no,
    title: row.title,
    author: row.author,
    feeWon: row.fee_won,
    barcode: row.barcode,
    callNumber: row.call_number,
    state: row.state,
    rental: row.rental_id && {
      rentalId: row.rental_id,
      memberId: row.renter_id,
      memberName: row.renter_name ?? '',
      dueOn: row.due_on,
      inQuestion: row.claimed_at !== null ? 'claimed' : row.lost_at !== null ? 'lost' : null,
    },
    hold:
      row.hold_id === null || row.pickup_until === null
        ? null
        : {
            holdId: row.hold_id,
            memberId: row.holder_id,
            memberName: row.holder_name ?? '',
            pickupUntil: row.pickup_until,
          },
  }
}
