/** Rows as a file that Excel opens right. */
import { stringify } from 'csv-stringify/sync'

export type Cell = string | number | null

/**
 * Begins with the mark by which Excel knows UTF-8, unless it goes on where another part ended; lines end as Excel ends them.
 * What would be taken for a formula is kept from being one.
 */
export function csvOf(rows: readonly (readonly Cell[])[], goesOn = false): string {
  return stringify(rows as Cell[][], { bom: !goesOn, record_delimiter: 'windows', escape_formulas: true })
}
