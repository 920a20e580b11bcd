/** The books as a file for Excel. */
import { writeFile } from 'node:fs/promises'
import { stringify } from 'csv-stringify/sync'

export type Cell = string | number

/** Begins with the mark by which Excel knows UTF-8. What would be taken for a formula is kept from being one. */
export function csvOf(rows: readonly (readonly Cell[])[]): string {
  return stringify(rows as Cell[][], { bom: true, record_delimiter: 'windows', escape_formulas: true })
}

/** Nothing is written over. */
export async function writeNew(path: string, text: string): Promise<'written' | 'is-there' | 'cannot-be'> {
  try {
    await writeFile(path, text, { flag: 'wx' })
    return 'written'
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null
    if (code === 'EEXIST') return 'is-there'
    if (code === 'ENOENT' || code === 'EACCES' || code === 'EROFS' || code === 'ENOTDIR') return 'cannot-be'
    throw error
  }
}
