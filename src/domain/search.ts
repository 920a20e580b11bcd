/** How books are filed to be found: by the pairs of characters in them. */
import { norm } from './spelling.js'

/** The first author's bare name, to compare with: `한강 지음 ; 김 옮김` → `한강`. */
export function authorNorm(author: string): string {
  const [first = ''] = author.split(/[;,/|·]/)
  const bare = first.replace(/\([^)]*\)|\[[^\]]*\]/g, ' ').replace(/^\s*(?:지은이|글쓴이|저자|글)\s*:\s*/, '')
  return norm(
    bare.replace(/\s+(?:지음|지은이|저|저자|글|글쓴이|글·그림|쓰고 그림|엮음|편|편저|원작|원저|작|by)\s*$/, ''),
  )
}

/** The pairs of neighbouring characters under which a book is filed. Each once. */
export function gramsOf(searchText: string): string[] {
  const grams = new Set<string>()
  for (const field of searchText.split('|')) for (const gram of pairs(field)) grams.add(gram)
  return [...grams]
}

/**
 * The pairs a hit must be filed under, the most telling few: pairs of long words first, from their beginnings and ends.
 * Fewer pairs only mean more candidates; whoever searches compares the whole words afterwards.
 */
export function queryGrams(words: readonly string[]): string[] {
  const byLength = [...words].sort((a, b) => b.length - a.length)
  const chosen = new Set<string>()
  for (const word of byLength) {
    const grams = pairs(word)
    for (const gram of [grams[0], grams.at(-1), grams[Math.floor(grams.length / 2)]])
      if (gram !== undefined && chosen.size < 3) chosen.add(gram)
  }
  return [...chosen]
}

function pairs(text: string): string[] {
  const characters = [...text]
  return characters.slice(1).map((character, index) => `${characters[index] ?? ''}${character}`)
}
