/** Which name is meant by one that is spelt nearly so. */
import { distance } from 'fastest-levenshtein'

/** Of so many letters one may be wrong. */
const lettersPerSlip = 5

export type Names = { readonly title: string; readonly stem: string; readonly author: string }

/**
 * How many letters (자모) stand between what was said and the nearest of a book's names: its title, without its subtitle or volume,
 * its author, or how its title begins. All normalised; `null`: more than a slip or two.
 */
export function slipsBetween(said: string, { title, stem, author }: Names): number | null {
  const length = [...said].length
  if (length < 2) return null
  const letters = lettersOf(said)
  const atMost = Math.max(1, Math.floor(letters.length / lettersPerSlip))
  const beginnings = [-1, 0, 1].map((more) => [...title].slice(0, length + more).join(''))
  const names = [...new Set([title, stem, author, ...beginnings])].filter((name) => [...name].length > 1)
  const slips = Math.min(...names.map((name) => distance(letters, lettersOf(name))))
  return slips <= atMost ? slips : null
}

/** Syllables taken apart. */
function lettersOf(text: string): string {
  return text.normalize('NFD')
}
