/** Digests of a title that stand beside each of its keys: whoever walks a key sees what cannot be in a title without looking it up. */
import { initialsOf } from './initials.js'
import { areInitials, pairsOf, runsOf, triplesOf, type IndexedTitle } from './title-index.js'

/** As many bits as a number holds exactly, on every engine and on the way there. */
const bits = 52

/** A digest of pairs of characters. A title that has all pairs has all their bits; not the other way round. */
export const signatureOf = digestOf

export function signatureOfTitle({ fields }: IndexedTitle): number {
  return signatureOf(fields.split('|').flatMap(pairsOf))
}

/** What is typed as first consonants is told apart by three of them in a row. */
export function lettersOfInitials(...initials: readonly string[]): number {
  return digestOf(initials.flatMap((some) => runsOf(some, 3)).filter(areInitials))
}

/**
 * The letters of a title as they stand beside this key of it: the characters of all its fields; beside three Latin letters all such
 * threes, since every foreign title has most of the alphabet; beside first consonants those.
 */
export function lettersBeside(book: IndexedTitle): (key: string) => number {
  const fields = book.fields.split('|')
  const characters = digestOf([...fields, book.stem].flatMap((text) => [...text]))
  const triples = digestOf(fields.flatMap(triplesOf))
  const ofInitials = lettersOfInitials(book.initials, initialsOf(book.stem))
  return (key) => (isOfInitials(key) ? ofInitials : isOfTriples(key) ? triples : characters)
}

/** What must stand beside this key of a title that has all these texts. */
export function lettersAsked(key: string, texts: readonly string[]): number {
  if (isOfInitials(key)) return 0
  return digestOf(texts.flatMap(isOfTriples(key) ? triplesOf : (text) => [...text]))
}

/** Is it a key that first consonants are looked for by: several in a row, or at the beginning. */
function isOfInitials(key: string): boolean {
  const characters = [...key]
  if (characters[0] === '^') return areInitials(characters.slice(1).join(''))
  return characters.length > 2 && areInitials(key)
}

/** Is it a key of three Latin letters, in whatever field. */
export function isOfTriples(key: string): boolean {
  return /^~?[a-z0-9]{3}$/.test(key)
}

function digestOf(parts: readonly string[]): number {
  return [...new Set(parts.map(bitOf))].reduce((sum, bit) => sum + 2 ** bit, 0)
}

/** FNV-1a over the characters. */
function bitOf(part: string): number {
  const start = 2_166_136_261
  const hash = [...part].reduce((mixed, one) => Math.imul(mixed ^ (one.codePointAt(0) ?? 0), 16_777_619), start)
  return ((hash ^ (hash >>> 15)) >>> 0) % bits
}
