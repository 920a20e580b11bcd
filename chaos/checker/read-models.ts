/** What is only a picture of something else is like it: lending's shelf like the catalogue, the board like what its owners have. */
import { isDeepStrictEqual } from 'node:util'
import { boardOf, emptyBoard } from '../../tests/support/board.js'
import type { Library } from '../../tests/support/library.js'

/** The board is made anew for it. */
export async function readModels(library: Library): Promise<string[]> {
  const found = await shelfAndCatalogue(library)
  const fed = await boardOf(library)
  await emptyBoard(library)
  if (!(await library.app.board.rebuild())) found.push('the board could not be made anew')
  const rebuilt = await boardOf(library)
  for (const part of Object.keys(fed) as (keyof typeof fed)[])
    if (!isDeepStrictEqual(fed[part], rebuilt[part]))
      found.push(`the board's ${part}: ${differing(fed[part], rebuilt[part])}`)
  return found
}

type Row = Readonly<Record<string, unknown>>

function differing(fed: readonly Row[], rebuilt: readonly Row[]): string {
  const asText = (rows: readonly Row[]) => new Set(rows.map((row) => JSON.stringify(row)))
  const [was, is] = [asText(fed), asText(rebuilt)]
  const only = [...was].filter((row) => !is.has(row))
  const missing = [...is].filter((row) => !was.has(row))
  return `${only.length} that are not true, such as ${only[0] ?? '-'}; ${missing.length} that are missing, such as ${missing[0] ?? '-'}`
}

async function shelfAndCatalogue({ rows }: Pick<Library, 'rows'>): Promise<string[]> {
  const found: string[] = []
  const books = await rows<{ id: string }>(
    `SELECT b.id FROM catalogue_books b LEFT JOIN titles t ON t.book_id = b.id
     WHERE b.state <> 'deleted' AND (t.book_id IS NULL OR t.book_no <> b.book_no OR t.title <> b.title
       OR t.author <> b.author OR t.publisher <> b.publisher OR t.fee_won <> COALESCE(b.fee_won, t.fee_won))`,
  )
  for (const { id } of books) found.push(`book ${id} is another on lending's shelf`)
  const copies = await rows<{ id: string }>(
    `SELECT k.id FROM catalogue_copies k LEFT JOIN copies c ON c.id = k.id
     WHERE c.id IS NULL OR c.copy_no <> k.copy_no
       OR c.state <> CASE k.state WHEN 'kept' THEN 'in-circulation' ELSE k.state END OR COALESCE(c.call_number, '') <> COALESCE(k.call_number, '')`,
  )
  for (const { id } of copies) found.push(`copy ${id} is another on lending's shelf`)
  return found
}
