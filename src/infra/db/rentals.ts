/** Rentals: which copy is out with whom until when, and what became of it. */
import type { CopyId, RentalId } from '../../domain/ids.js'
import type { OwnHold } from '../../domain/rental.js'
import type { Day, Instant } from '../../domain/time.js'
import type { Rentals } from '../../usecases/ports/lending.js'
import { column } from './columns.js'
import { copiesAtCounter } from './counter.js'
import { renewFacts } from './renew-facts.js'
import { openHoldKey, rentFacts } from './rent-facts.js'
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
    renewals: { ...column.int, default: 0 },
    claimed_at: maybe(column.instant),
    claim_refused_at: maybe(column.instant),
    lost_at: maybe(column.instant),
    told_step: { ...column.int, default: -1 },
  },
  {
    indices: [
      { name: 'rentals_one_open_per_copy', columns: ['open_copy_id'], unique: true },
      { name: 'rentals_once_per_command', columns: ['command_key'], unique: true },
      { name: 'rentals_open_of_member', columns: ['member_id', 'open_due_on'] },
      { name: 'rentals_open_of_book', columns: ['book_id', 'open_due_on'] },
      { name: 'rentals_due', columns: ['open_due_on', 'member_id', 'told_step', 'claimed_at', 'lost_at'] },
      { name: 'rentals_claimed', columns: ['claimed_at'] },
      { name: 'rentals_closed_of_member', columns: ['member_id', 'returned_at'] },
    ],
  },
)

/** Every tap that renewed a rental, and what came of it. */
export const renewalsTable = table(
  'renewals',
  {
    renew_key: key(column.word(120)),
    rental_id: key(column.id),
    due_on: column.day,
    renewals: column.int,
  },
  { indices: [{ name: 'renewals_of_rental', columns: ['rental_id'] }] },
)

type ByIdRow = RentalRow & { return_key: string | null; claim_refused_at: Instant | null; title: string | null }

export function rentals(sql: Sql, write: (write: Write) => void): Rentals {
  return {
    factsFor: (memberId, bookId, commandKey, today) => rentFacts(sql, memberId, bookId, commandKey, today),
    renewFactsFor: (rentalId, commandKey, today) => renewFacts(sql, rentalId, commandKey, today),
    copyAtCounter: async (copyId) => (await copiesAtCounter(sql, { copyId }))[0] ?? null,
    async byId(rentalId) {
      const row = await one<ByIdRow>(
        sql,
        `SELECT r.*, t.title FROM rentals r LEFT JOIN titles t ON t.book_id = r.book_id WHERE r.id = ?`,
        [rentalId],
      )
      return (
        row && {
          rental: rentalOf(row),
          title: row.title ?? '',
          returnKey: row.return_key,
          wasRefused: row.claim_refused_at !== null,
        }
      )
    },
    add(rental, hold) {
      const { id, memberId, bookId, copyId, feeWon, rentedAt, dueOn, commandKey } = rental
      const isSetAside = hold !== null && hold.copyId === copyId
      const isThere = isSetAside
        ? `copies.state = 'in-circulation' AND copies.rental_id IS NULL AND copies.hold_id = ?`
        : isFree('copies')
      write({
        sql: `UPDATE copies SET rental_id = ?${isSetAside ? ', hold_id = NULL' : ''} WHERE id = ? AND ${isThere}`,
        params: [id, copyId, ...(isSetAside ? [hold.id] : [])],
        expect: 1,
      })
      // a copy was set aside that cannot be given out; the member takes another one
      if (hold && !isSetAside) write({ sql: 'UPDATE copies SET hold_id = NULL WHERE hold_id = ?', params: [hold.id] })
      // of the title and the hold as they were looked at; asked for here, where it costs MariaDB next to nothing
      const noHold = hold === null ? 'LEFT JOIN holds h ON h.open_key = ?' : ''
      write({
        sql: `INSERT INTO rentals (id, member_id, book_id, copy_id, open_copy_id, open_due_on, fee_won, rented_at, due_on,
                command_key)
              SELECT ?, ?, t.book_id, ?, ?, ?, t.fee_won, ?, ?, ? FROM titles t ${noHold}
              WHERE t.book_id = ? AND t.state = 'in-circulation' AND t.fee_won = ? ${hold === null ? 'AND h.id IS NULL' : ''}`,
        params: [
          ...[id, memberId, copyId, copyId, dueOn, rentedAt, dueOn, commandKey],
          ...(hold === null ? [openHoldKey(memberId, bookId)] : []),
          ...[bookId, feeWon],
        ],
        expect: 1,
      })
      if (hold) write(collect(hold, copyId, rentedAt))
    },
    close(rental, returnKey) {
      write({
        sql: `UPDATE copies SET rental_id = NULL WHERE id = ? AND rental_id = ?`,
        params: [rental.copyId, rental.id],
        expect: 1,
      })
      write({
        sql: `UPDATE rentals SET returned_at = ?, return_key = ?, open_copy_id = NULL, open_due_on = NULL, claimed_at = NULL,
                lost_at = NULL
              WHERE id = ? AND open_due_on = ? AND COALESCE(claimed_at, '') = ? AND COALESCE(lost_at, '') = ?`,
        params: [
          ...[rental.returnedAt, returnKey, rental.id],
          ...[rental.dueOn, rental.claimedAt ?? '', rental.lostAt ?? ''],
        ],
        expect: 1,
      })
    },
    renew({ id, dueOn, renewals }, dueBeforeOn, renewKey) {
      write({
        sql: `UPDATE rentals SET due_on = ?, open_due_on = ?, renewals = ?, told_step = -1
              WHERE id = ? AND open_due_on = ? AND renewals = ? AND claimed_at IS NULL AND lost_at IS NULL`,
        params: [dueOn, dueOn, renewals, id, dueBeforeOn, renewals - 1],
        expect: 1,
      })
      if (renewKey !== null)
        write({
          sql: 'INSERT INTO renewals (renew_key, rental_id, due_on, renewals) VALUES (?, ?, ?, ?)',
          params: [renewKey, id, dueOn, renewals],
        })
    },
    setClaim(rental, before, isRefused) {
      write({
        sql: `UPDATE rentals SET ${isRefused ? 'claim_refused_at = claimed_at, ' : ''}claimed_at = ?
              WHERE id = ? AND returned_at IS NULL AND ${isClaimed(before)}`,
        params: [rental.claimedAt, rental.id, ...claimParams(before)],
        expect: 1,
      })
    },
    async toRemind(memberId) {
      const rows = await sql.all<{ id: RentalId; due_on: Day; step: number; times: number }>(
        `SELECT r.id, r.due_on, r.told_step AS step,
                (SELECT COUNT(*) FROM notice_items i
                 WHERE i.rental_id = r.id AND i.due_on = r.due_on AND i.step > 0) AS times
         FROM rentals r
         WHERE r.member_id = ? AND r.open_due_on IS NOT NULL AND r.claimed_at IS NULL AND r.lost_at IS NULL
         ORDER BY r.due_on, r.id`,
        [memberId],
      )
      return rows.map((row) => ({
        rentalId: row.id,
        dueOn: row.due_on,
        toldStep: row.step,
        toldTimes: Number(row.times),
      }))
    },
    markTold({ rentalId, dueOn }, step) {
      write({
        sql: `UPDATE rentals SET told_step = ? WHERE id = ? AND open_due_on = ? AND told_step < ?
                AND claimed_at IS NULL AND lost_at IS NULL`,
        params: [step, rentalId, dueOn, step],
        expect: 1,
      })
    },
    async stillOpen(items) {
      const rows = await sql.all<{ id: RentalId; open_due_on: Day }>(
        `SELECT id, open_due_on FROM rentals WHERE id IN (${marks(items.length)})
           AND open_due_on IS NOT NULL AND claimed_at IS NULL AND lost_at IS NULL`,
        items.map((item) => item.rentalId),
      )
      const dueOns = new Map(rows.map((row) => [row.id, row.open_due_on]))
      return items.filter((item) => dueOns.get(item.rentalId) === item.dueOn)
    },
  }
}

/** That the claim is still as it was looked at, said in SQL. */
function isClaimed(at: Instant | null): string {
  return at === null ? 'claimed_at IS NULL' : 'claimed_at = ?'
}

function claimParams(at: Instant | null): Instant[] {
  return at === null ? [] : [at]
}

/** What the member waited for is there: the hold ends with the rental. */
function collect({ id, version }: OwnHold, copyId: CopyId, at: Instant): Write {
  return {
    sql: `UPDATE holds SET state = 'collected', ended_at = ?, copy_id = ?, open_key = NULL, open_copy_id = NULL,
            version = version + 1
          WHERE id = ? AND version = ?`,
    params: [at, copyId, id, version],
    expect: 1,
  }
}
