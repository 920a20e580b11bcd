/** Who waits for a title, said in SQL: `waitingSql` counts those whose turn could come today. */
import type { Today } from '../../domain/calendar.js'
import type { Param } from './sql.js'

/**
 * Members in line for the title `book` (an SQL expression) whose turn could come: nothing late or lost, neither suspended nor blocked. `more`: a
 * further condition on `h`. Takes the parameters of `waitingParams`.
 */
export function waitingSql(book: string, more: string): string {
  return `(SELECT COUNT(*) FROM holds h JOIN members hm ON hm.id = h.member_id
     WHERE h.book_id = ${book} AND h.state = 'waiting' AND ${more}
       AND (hm.suspended_until IS NULL OR hm.suspended_until < ?) AND (hm.blocked_until IS NULL OR hm.blocked_until < ?)
       AND NOT EXISTS (SELECT 1 FROM rentals hl
                       WHERE hl.member_id = h.member_id AND hl.open_due_on IS NOT NULL AND hl.claimed_at IS NULL
                         AND (hl.open_due_on <= ? OR hl.lost_at IS NOT NULL)))`
}

/** That hold `first` stands before hold `then`: whoever came earlier, and of those who came at the same moment the smaller id. */
export function isAhead(first: string, then: string): string {
  return `(${first}.queued_at < ${then}.queued_at
           OR (${first}.queued_at = ${then}.queued_at AND ${first}.id < ${then}.id))`
}

export function waitingParams({ day, lateUntil }: Today): Param[] {
  return [day, day, lateUntil]
}
