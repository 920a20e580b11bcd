/** Everything that stands on the status board, as it can be read. */
import type { Library } from './library.js'

const readings = {
  rows: 'SELECT * FROM board_rows ORDER BY id',
  // a title that is withdrawn has a version of its own for that, of which the board need not hear
  books: 'SELECT book_id, book_no, title, title_norm FROM board_books ORDER BY book_id',
  copies: 'SELECT * FROM board_copies ORDER BY copy_id',
  members: 'SELECT * FROM board_members ORDER BY member_id',
  days: `SELECT * FROM board_days
         WHERE rentals + returns + kakao_pay_won + cash_won + fees_won + refunds_won <> 0 ORDER BY day`,
}

export async function boardOf(library: Library): Promise<Record<keyof typeof readings, Record<string, unknown>[]>> {
  const read = Object.entries(readings).map(async ([name, text]) => [name, await library.rows(text)] as const)
  return Object.fromEntries(await Promise.all(read)) as never
}

export async function emptyBoard(library: Library): Promise<void> {
  for (const name of ['rows', 'books', 'copies', 'members']) await library.rows(`DELETE FROM board_${name}`)
}
