/** What kind of list is in the file, whatever its name says? */
import { fileBytes } from './file-bytes.js'

export type FileFormat = 'text' | 'xlsx' | 'marc'

/** By its first bytes, also inside a .gz. */
export async function fileFormat(path: string): Promise<FileFormat> {
  let head = ''
  for await (const bytes of fileBytes(path)) {
    head = bytes.toString('latin1', 0, 64)
    break
  }
  if (head.startsWith('PK\x03\x04')) return 'xlsx'
  return /^\s*\d{5}[a-z ].{4}\d\d\d{5}.{3}45/.test(head) ? 'marc' : 'text'
}
