/** Books to search in, alike on every run: some words stand in many titles and most in few, as in real ones. */
import { join } from 'node:path'
import type { BookRecord } from '../src/domain/catalogue-record.js'
import { readCatalogueFile } from '../src/infra/catalogue-file/read-catalogue-file.js'
import { root } from '../src/root.js'

const words = 60_000
const authors = 20_000
/** How fast words become rarer (Zipf). */
const steepness = 0.92

/** The words of the demo shelf come most often, then words put together from its syllables. */
export async function* madeUpBooks(count: number): AsyncGenerator<BookRecord> {
  const shelf = await records(join(root, 'demo/shelf.csv'))
  const chance = dice(20_261_122)
  const among = <T>(some: readonly T[], towardsFirst: number): T =>
    some[Math.floor(chance() ** towardsFirst * some.length)]!
  const syllables = shelf.flatMap(({ title }) => title.match(/[가-힣]/g) ?? [])
  const madeUp = (length: number) => Array.from({ length }, () => among(syllables, 1)).join('')
  const known = [...new Set(shelf.flatMap(({ title }) => title.split(/\s+/)))]
  const vocabulary = [
    ...known,
    ...Array.from({ length: words - known.length }, () => madeUp(2 + (chance() < 0.4 ? 1 : 0))),
  ]
  const people = Array.from({ length: authors }, () => madeUp(3))
  const word = byFrequency(vocabulary, chance)
  for (let number = 0; number < count; number += 1) {
    const name = Array.from({ length: 1 + Math.floor(chance() * 5) }, word).join(' ')
    const title = chance() < 0.15 ? `${name} ${1 + Math.floor(chance() * 12)}` : name
    const popularity = chance() < 0.3 ? Math.floor(chance() ** 4 * 1_000) : 0
    const rest = { author: among(people, 2), publisher: among(shelf, 2).publisher, popularity }
    const publishedYear = 1_980 + Math.floor(chance() ** 0.5 * 46)
    yield { ...shelf[0]!, isbn13: null, bookKey: `bench:${number}`, series: null, title, publishedYear, ...rest }
  }
}

function byFrequency(vocabulary: readonly string[], chance: () => number): () => string {
  const reached = new Float64Array(vocabulary.length)
  let sum = 0
  for (let place = 0; place < reached.length; place += 1) reached[place] = sum += (place + 1) ** -steepness
  return () => {
    const wanted = chance() * sum
    let [low, high] = [0, reached.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if (reached[middle]! < wanted) low = middle + 1
      else high = middle
    }
    return vocabulary[low]!
  }
}

export async function* listedBooks(path: string): AsyncGenerator<BookRecord> {
  for await (const row of readCatalogueFile(path)) if (row.ok) yield row.record
}

async function records(path: string): Promise<BookRecord[]> {
  const all: BookRecord[] = []
  for await (const record of listedBooks(path)) all.push(record)
  return all
}

/** Numbers from 0 up to 1 that look like chance and repeat themselves (mulberry32). */
export function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
