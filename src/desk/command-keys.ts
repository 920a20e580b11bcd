/** By what a line typed at the desk is known again. */
import { createHash } from 'node:crypto'

/** The same parts are the same command, which is carried out once. */
export function commandKeyOf(...parts: readonly string[]): string {
  return `desk:${createHash('sha256').update(JSON.stringify(parts)).digest('hex')}`
}
