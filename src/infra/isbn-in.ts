/** Which ISBN was typed. */
import ISBN from 'isbn3'
import { isIsbn13 } from '../domain/isbn.js'

/** An ISBN-10 or -13 with any hyphens and spaces, as ISBN-13; `null` for anything else. */
export function isbnIn(text: string): string | null {
  const bare = text.replace(/^isbn\s*:?/i, '').replace(/[\s\p{Pd}]/gu, '')
  if (/^\d{9}[\dXx]$/.test(bare)) return ISBN.parse(bare)?.isbn13 ?? null
  return isIsbn13(bare) ? bare : null
}
