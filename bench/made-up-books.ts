/** Books to search in: the words of the demo shelf, shuffled into as many titles as wanted, alike on every run. */
import { join } from 'node:path'
import type { BookRecord } from '../src/domain/catalogue-record.js'
import { readCatalogueFile } from '../src/infra/catalogue-file/read-catalogue-file.js'
import { root } from '../src/root.js'

export async function* madeUpBooks(count: number): AsyncGenerator<BookRecord> {
  const shelf = await records(join(root, 'demo/shelf.csv'))
  const words = [...new Set(shelf.flatMap((book) => book.title.split(/\s+/)))]
  const chance = dice(20_261_122)
  const among = <T>(some: readonly T[], towardsFirst: number): T =>
    some[Math.floor(chance() ** towardsFirst * some.length)]!
  for (let number = 0; number < count; number += 1) {
    const { author, publisher } = among(shelf, 1)
    const title = Array.from({ length: 2 + Math.floor(chance() * 4) }, () => among(words, 2)).join(' ')
    const popularity = Math.floor(chance() ** 4 * 1_000)
    yield { ...shelf[0]!, isbn13: null, bookKey: `bench:${number}`, title, author, publisher, popularity }
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
