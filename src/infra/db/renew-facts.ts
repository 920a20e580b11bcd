/** Everything the rule for renewing wants to know, in one round trip: a row per open rental of the member. */
import type { Today } from '../../domain/calendar.js'
import type { BookId, RentalId } from '../../domain/ids.js'
import type { RenewFacts } from '../../domain/renewal.js'
import type { OpenRental } from '../../domain/rental.js'
import type { Day, Instant } from '../../domain/time.js'
import { waitingParams, waitingSql } from './in-line.js'
import { rentalOf, type RentalRow } from './rental-row.js'
import { isFree } from './shelf.js'
import type { Sql } from './sql.js'

type FactsRow = RentalRow & {
  title: string | null
  made_due_on: Day | null
  made_renewals: number
  suspended_until: Day | null
  blocked_until: Day | null
  waiting: number
  free_copies: number
  open_id: RentalId | null
  open_book_id: BookId
  open_due: Day
  open_claimed_at: Instant | null
  open_lost_title: string | null
}

const factsSql = `
SELECT r.*, t.title, p.suspended_until, p.blocked_until, n.due_on AS made_due_on, n.renewals AS made_renewals,
       ${waitingSql('r.book_id', '1 = 1')} AS waiting,
       (SELECT COUNT(*) FROM copies c WHERE c.book_id = r.book_id AND ${isFree('c')}) AS free_copies,
       o.id AS open_id, o.book_id AS open_book_id, o.open_due_on AS open_due, o.claimed_at AS open_claimed_at,
       l.title AS open_lost_title
FROM rentals r
JOIN members p ON p.id = r.member_id
LEFT JOIN titles t ON t.book_id = r.book_id
LEFT JOIN renewals n ON n.renew_key = ? AND n.rental_id = r.id
LEFT JOIN rentals o ON o.member_id = r.member_id AND o.open_due_on IS NOT NULL
LEFT JOIN titles l ON l.book_id = o.book_id AND o.lost_at IS NOT NULL
WHERE r.id = ?`

export async function renewFacts(
  sql: Sql,
  rentalId: RentalId,
  commandKey: string | null,
  today: Today,
): Promise<RenewFacts | null> {
  const rows = await sql.all<FactsRow>(factsSql, [...waitingParams(today), commandKey, rentalId])
  const [row] = rows
  if (!row) return null
  return {
    rental: rentalOf(row),
    title: row.title ?? '',
    made: row.made_due_on === null ? null : { dueOn: row.made_due_on, renewals: row.made_renewals },
    open: rows.flatMap(({ open_id, open_book_id, open_due, open_claimed_at, open_lost_title }): OpenRental[] =>
      open_id === null
        ? []
        : [
            {
              rentalId: open_id,
              bookId: open_book_id,
              dueOn: open_due,
              isClaimed: open_claimed_at !== null,
              lostTitle: open_lost_title,
            },
          ],
    ),
    suspendedUntil: row.suspended_until,
    blockedUntil: row.blocked_until,
    waiting: Number(row.waiting),
    freeCopies: Number(row.free_copies),
  }
}
