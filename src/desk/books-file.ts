/** The books as a file for Excel. */
import { writeFile } from 'node:fs/promises'
import { stringify } from 'csv-stringify/sync'

export type Cell = string | number

/** Begins with the mark by which Excel knows UTF-8. What would be taken for a formula is kept from being one. */
export function csvOf(rows: readonly (readonly Cell[])[]): string {
  return stringify(rows as Cell[][], { bom: true, record_delimiter: 'windows', escape_formulas: true })
}

/** False when there is a file of that name: nothing is written over. */
export async function writeNew(path: string, text: string): Promise<boolean> {
  try {
    await writeFile(path, text, { flag: 'wx' })
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}
