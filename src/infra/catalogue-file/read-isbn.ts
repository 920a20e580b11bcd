/** Which ISBN do a row's cells name? */
import isbn3 from 'isbn3'
import { isIsbn13 } from '../../domain/isbn.js'

export type IsbnRead = { readonly isbn13: string | null } | { readonly refused: 'isbn-invalid' | 'isbn-rounded' }

/**
 * Looks into the cells in order and takes the first good ISBN; shop codes, barcodes and blanks are no ISBN.
 * Spreadsheets drop the zeros that English ISBN-10s begin with: they are put back where the title has no Hangul.
 */
export function readIsbn(cells: readonly string[], title: string): IsbnRead {
  const mayLackZeros = !/\p{Script=Hangul}/u.test(title)
  const tokens = cells.flatMap(candidates)
  for (const token of tokens) {
    const isbn13 = toIsbn13(mayLackZeros && /^\d{6,8}[\dXx]$/.test(token) ? token.padStart(10, '0') : token)
    if (isbn13) return { isbn13 }
  }
  if (cells.some((cell) => /^\s*\d([.,]\d+)?E\+1[0-3]\s*$/i.test(cell))) return { refused: 'isbn-rounded' }
  return tokens.some(isMeantAsIsbn) ? { refused: 'isbn-invalid' } : { isbn13: null }
}

/** Runs of digits as printed, the set's number after the others. */
function candidates(cell: string): string[] {
  const text = cell
    .normalize('NFKC')
    .replace(/\.0+\s*$/, '')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
  const whole = text.replace(/[\s-]/g, '')
  if (/^\d{6,9}[\dXx]$|^\d{12}[\dXx]$/.test(whole)) return [whole]
  const found = [
    ...text.matchAll(/(?<![\p{L}\p{N}])(\d[\d-]*[\dXx])(?![\p{L}\p{N}])(\s*[([]?\s*(세트|set|전\s*\d+\s*권))?/giu),
  ]
  const digits = (isSet: boolean) =>
    found.filter((match) => Boolean(match[2]) === isSet).map((match) => (match[1] ?? '').replaceAll('-', ''))
  return [...digits(false), ...digits(true)]
}

function toIsbn13(token: string): string | null {
  // an additional code of five digits may be glued on
  const digits = /^97[89]\d{15}$/.test(token) ? token.slice(0, 13) : token
  // ranges given out lately are unknown to isbn3; the check digit decides
  if (isIsbn13(digits)) return digits
  if (/^0*$/.test(digits)) return null
  // some write 978 before an ISBN-10 and keep its X
  if (/^978\d{9}X$/i.test(digits)) return isbn3.asIsbn13(digits.slice(3).toUpperCase())
  return digits.length === 10 ? isbn3.asIsbn13(digits.toUpperCase()) : null
}

function isMeantAsIsbn(token: string): boolean {
  return (/^97[89]/.test(token) && token.length >= 11) || (token.length === 10 && !/^0+$/.test(token))
}
