/** The tables of the status board. They hold copies of what others own, and can be filled anew at any time. */
import { column } from './columns.js'
import { key, table } from './table.js'

/**
 * A row for every rental, and for every hold that is open. `state`: how its owner has it; what is late or lost is seen when it
 * is read. Empty texts stand for nobody, no copy, no day. Without row ids, whose order would show what was forgotten together.
 */
export const boardRowsTable = table(
  'board_rows',
  {
    id: key(column.id),
    kind: column.word(8),
    state: column.word(16),
    member_id: column.id,
    book_id: column.id,
    copy_id: column.id,
    began_at: column.instant,
    due_on: column.day,
    ended_at: column.instant,
    renewals: column.int,
    fee_won: column.int,
  },
  {
    indices: [
      { name: 'board_rows_by_due', columns: ['state', 'due_on', 'id'] },
      { name: 'board_rows_by_begin', columns: ['began_at', 'id'] },
      { name: 'board_rows_by_end', columns: ['ended_at', 'id'] },
      { name: 'board_rows_of_member', columns: ['member_id', 'began_at'] },
      { name: 'board_rows_of_copy', columns: ['copy_id', 'began_at'] },
    ],
    withoutRowid: true,
  },
)

export const boardBooksTable = table('board_books', {
  book_id: key(column.id),
  book_no: column.int,
  title: column.text(300),
  title_norm: column.text(300),
  version: column.int,
})

export const boardCopiesTable = table(
  'board_copies',
  {
    copy_id: key(column.id),
    book_id: column.id,
    copy_no: column.int,
    state: column.word(16),
    version: column.int,
  },
  { indices: [{ name: 'board_copies_of_book', columns: ['book_id', 'copy_no'] }] },
)

export const boardMembersTable = table('board_members', {
  member_id: key(column.id),
  name: column.text(60),
  balance_won: column.int,
  bonus_won: column.int,
})

/** What happened on a civil day in Seoul, counted; nobody's name stands here, so it outlives what is forgotten. */
export const boardDaysTable = table('board_days', {
  day: key(column.day),
  rentals: column.int,
  returns: column.int,
  kakao_pay_won: column.int,
  cash_won: column.int,
  fees_won: column.int,
  refunds_won: column.int,
})
