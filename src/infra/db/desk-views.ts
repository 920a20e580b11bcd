/** What the desk has to look at by hand: claims, members nobody reached, copies and where they are. */
import type { CopyState } from '../../domain/events.js'
import type { BookId, CopyId, HoldId, RentalId } from '../../domain/ids.js'
import type { Day, Instant } from '../../domain/time.js'
import type { CopyAtDesk, DeskViews, ScannedCopy, WaitingClaim, Whereabouts } from '../../usecases/ports/desk.js'
import { copyStateOf, type KeptState } from './catalogue-row.js'
import { lateMembers } from './late-members.js'
import { membersToCall } from './members-to-call.js'
import type { Privacy } from './members.js'
import { onward, one, type Param, type Sql } from './sql.js'

export function deskViews(sql: Sql, privacy: Privacy): DeskViews {
  return {
    async claims(limit, after) {
      const [behind, params] = after
        ? [onward('r.claimed_at', 'r.id', '>'), [after.claimedAt, after.claimedAt, after.rentalId]]
        : ['', []]
      const rows = await sql.all<ClaimRow>(
        `${claimsSql} ${behind} ORDER BY r.claimed_at, r.id LIMIT ${Math.trunc(limit)}`,
        params,
      )
      return rows.map(claimOf)
    },
    async claimOn(bookNo, copyNo) {
      const row = await one<ClaimRow>(sql, `${claimsSql} AND t.book_no = ? AND c.copy_no = ?`, [bookNo, copyNo])
      return row && claimOf(row)
    },
    unreachable: (today, limit, after) => membersToCall(sql, privacy, today, limit, after),
    lateMembers: (today, rules, limit, after) => lateMembers(sql, privacy, { today, rules, limit, after }),
    async copyCounts() {
      const rows = await sql.all<{ place: Whereabouts; copies: number }>(
        `SELECT s.place, COUNT(*) AS copies FROM (SELECT ${placeSql} AS place ${placedCopies}
           JOIN titles t ON t.book_id = c.book_id WHERE t.state <> 'withdrawn' OR c.rental_id IS NOT NULL) s
         GROUP BY s.place ORDER BY s.place`,
      )
      return rows.map(({ place, copies }) => ({ where: place, copies: Number(copies) }))
    },
    copiesOf: (bookNo) => copiesWhere(sql, 't.book_no = ?', bookNo),
    async copyById(copyId) {
      const [copy] = await copiesWhere(sql, 'c.id = ?', copyId)
      return copy ?? null
    },
    copyOfBarcode: (barcode) => copyOfBarcode(sql, barcode),
  }
}

type ClaimRow = {
  id: RentalId
  book_no: number
  title: string
  copy_no: number
  name: string
  due_on: Day
  claimed_at: Instant
}

const claimsSql = `
SELECT r.id, t.book_no, t.title, c.copy_no, m.name, r.due_on, r.claimed_at FROM rentals r
JOIN titles t ON t.book_id = r.book_id JOIN copies c ON c.id = r.copy_id JOIN members m ON m.id = r.member_id
WHERE r.claimed_at IS NOT NULL AND r.returned_at IS NULL`

function claimOf(row: ClaimRow): WaitingClaim {
  return {
    rentalId: row.id,
    bookNo: row.book_no,
    title: row.title,
    copyNo: row.copy_no,
    memberName: row.name,
    dueOn: row.due_on,
    claimedAt: row.claimed_at,
  }
}

/** One place for every copy, said in SQL. */
const placeSql = `
CASE WHEN c.state <> 'in-circulation' THEN c.state
     WHEN r.claimed_at IS NOT NULL THEN 'claimed-returned'
     WHEN c.rental_id IS NOT NULL THEN 'on-loan'
     WHEN c.hold_id IS NOT NULL THEN 'set-aside'
     ELSE 'on-the-shelf' END`

const placedCopies = 'FROM copies c LEFT JOIN rentals r ON r.id = c.rental_id'

/** The newest news of it, should the same barcode have gone from one copy to another just now. */
async function copyOfBarcode(sql: Sql, barcode: string): Promise<ScannedCopy | null> {
  const row = await one<{
    id: CopyId
    copy_no: number
    book_id: BookId
    book_no: number
    title: string
    place: Whereabouts
  }>(
    sql,
    `SELECT c.id, c.copy_no, c.book_id, t.book_no, t.title, ${placeSql} AS place ${placedCopies}
     JOIN titles t ON t.book_id = c.book_id WHERE c.barcode = ? ORDER BY c.version DESC, c.id DESC LIMIT 1`,
    [barcode],
  )
  return (
    row && {
      ...{ copyId: row.id, copyNo: row.copy_no, bookId: row.book_id, bookNo: row.book_no },
      ...{ title: row.title, where: row.place },
    }
  )
}

async function copiesWhere(sql: Sql, condition: string, value: Param): Promise<CopyAtDesk[]> {
  const rows = await sql.all<{
    id: CopyId
    book_id: BookId
    book_no: number
    title: string
    copy_no: number
    state: CopyState
    place: Whereabouts
    rental_id: RentalId | null
    hold_id: HoldId | null
  }>(
    `SELECT c.id, c.book_id, t.book_no, t.title, c.copy_no, c.state, c.rental_id, c.hold_id, ${placeSql} AS place ${placedCopies}
     JOIN titles t ON t.book_id = c.book_id WHERE ${condition} ORDER BY c.copy_no`,
    [value],
  )
  const [first] = rows
  if (!first) return []
  const kept = await sql.all<{ id: CopyId; state: KeptState; version: number }>(
    'SELECT id, state, version FROM catalogue_copies WHERE book_id = ?',
    [first.book_id],
  )
  const said = new Map(kept.map(({ id, state, version }) => [id, { state: copyStateOf(state), version }]))
  const offTheList = new Set(kept.flatMap(({ id, state }) => (state === 'deleted' ? [id] : [])))
  return rows
    .filter(({ id }) => !offTheList.has(id))
    .map(({ id, book_no, title, copy_no, state, place, rental_id, hold_id }) => ({
      copyId: id,
      copyNo: copy_no,
      bookNo: book_no,
      title,
      version: said.get(id)?.version ?? 0,
      state,
      comesNext: said.get(id)?.state === state ? null : (said.get(id)?.state ?? null),
      where: place,
      isOut: rental_id !== null,
      isSetAside: hold_id !== null,
    }))
}
