/** The books as a file for Excel. */
import { writeFile } from 'node:fs/promises'

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
