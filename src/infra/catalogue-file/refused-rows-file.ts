/** Where can the librarian see every row that was left out? */
import { open, type FileHandle } from 'node:fs/promises'
import { refusalSentences, type RowRefusal } from './row-refusals.js'

export type RefusedRow = { readonly line: number; readonly reason: RowRefusal; readonly excerpt: string }

/** A CSV for Excel (UTF-8 with BOM), made when the first rows come; without a path nothing is written. */
export function refusedRowsFile(path: string | undefined) {
  let file: FileHandle | undefined
  return {
    write: async (rows: readonly RefusedRow[]): Promise<void> => {
      if (path === undefined || rows.length === 0) return
      const isNew = !file
      file ??= await open(path, 'w')
      await file.write((isNew ? '\uFEFF줄,이유,내용\r\n' : '') + rows.map(csvLine).join(''))
    },
    close: async (): Promise<void> => file?.close(),
  }
}

function csvLine({ line, reason, excerpt }: RefusedRow): string {
  return `${line},${quoted(refusalSentences[reason])},${quoted(excerpt)}\r\n`
}

/** A cell that begins like a formula is kept from being one. */
function quoted(text: string): string {
  const harmless = /^[=+\-@\t]/.test(text) ? `'${text}` : text
  return `"${harmless.replaceAll('"', '""')}"`
}
