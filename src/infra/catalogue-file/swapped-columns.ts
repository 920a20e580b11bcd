/** Do the names of authors stand under the title's heading, and titles under the author's? */
import type { Columns } from './columns.js'

const fewestRows = 20
/** What library cards write beside a person and never end a title with. */
const role =
  /(지음|지은이|옮김|엮음|그림|원작|[\s\]](글|저|역|편|공저|편저))\s*(;|,|$)|^(지은이|저자|글|그림|엮은이|옮긴이|편저)\s*:/

/**
 * The columns to read with. They are exchanged only when roles (지음, 옮김 …) stand in at least a fifth of the title
 * column and in hardly any cell of the author column; names without roles prove nothing, and nothing is guessed.
 */
export function withoutSwap(
  columns: Columns,
  rows: readonly (readonly string[])[],
): { columns: Columns; isSwapped: boolean } {
  const [title, ...otherTitles] = columns.title
  const [author, ...otherAuthors] = columns.author
  if (title === undefined || author === undefined) return { columns, isSwapped: false }
  const inTitles = shareOfRoles(rows, title)
  const inAuthors = shareOfRoles(rows, author)
  if (inTitles === null || inAuthors === null || inTitles < 0.2 || inAuthors > 0.02)
    return { columns, isSwapped: false }
  return {
    columns: { ...columns, title: [author, ...otherTitles], author: [title, ...otherAuthors] },
    isSwapped: true,
  }
}

function shareOfRoles(rows: readonly (readonly string[])[], place: number): number | null {
  const filled = rows.map((cells) => (cells[place] ?? '').trim()).filter((cell) => cell !== '')
  return filled.length < fewestRows ? null : filled.filter((cell) => role.test(cell)).length / filled.length
}
