/** Does a search find what people mean? Queries of ours, each with the book that is meant, on a list of real books. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { norm } from '../src/domain/spelling.js'
import { titleParts } from '../src/domain/title-parts.js'
import { openDataSource } from '../src/infra/db/data-source.js'
import { root } from '../src/root.js'
import { find, findAlike } from '../src/skills/find-books.js'
import type { Hit } from '../src/usecases/views.js'
import type { Databases } from './databases.js'
import { openHouseHere } from './houses.js'
import type { BenchOptions } from './options.js'
import { dice, listedBooks } from './made-up-books.js'
import { searchStock } from './search-stock.js'

type Quality = {
  readonly kind: string
  readonly queries: number
  /** How many had what is meant in the first place, and among the first five. */
  readonly first: number
  readonly firstFive: number
  /** The mean of 1 / place, of the first hundred. */
  readonly meanReciprocalRank: number
  readonly missed: readonly string[]
}

const shown = 5
const looked = 100

export async function benchQuality({ catalogue }: BenchOptions, databases: Databases): Promise<void> {
  console.log('\nWhat a search finds')
  if (!catalogue) {
    console.log('  Not measured: it asks a list of real books. Name one: BENCH_CATALOGUE=FILE npm run bench -- quality')
    return
  }
  const kinds = await measureQuality(catalogue, databases)
  for (const { kind, queries, first, firstFive, meanReciprocalRank } of kinds) {
    const rates = `hit@1 ${(first / queries).toFixed(3)}   hit@5 ${(firstFive / queries).toFixed(3)}`
    console.log(
      `  ${kind.padEnd(22)} ${String(queries).padStart(4)} queries   ${rates}   MRR ${meanReciprocalRank.toFixed(3)}`,
    )
  }
  const sum = (of: (one: Quality) => number) => kinds.reduce((all, one) => all + of(one), 0)
  const queries = sum((one) => one.queries)
  const [first, five] = [sum((one) => one.first) / queries, sum((one) => one.firstFive) / queries]
  const rank = sum((one) => one.meanReciprocalRank * one.queries) / queries
  const rates = `hit@1 ${first.toFixed(3)}   hit@5 ${five.toFixed(3)}   MRR ${rank.toFixed(3)}`
  console.log(`  ${'all'.padEnd(22)} ${String(queries).padStart(4)} queries   ${rates}   goals 0.900 and 0.970`)
  for (const { kind, missed } of kinds) for (const one of missed) console.log(`    not first, ${kind}: ${one}`)
}

async function measureQuality(catalogue: string, databases: Databases): Promise<Quality[]> {
  const url = databases.sqliteUrl('quality')
  await (await openDataSource(url)).destroy()
  const stock = await searchStock(listedBooks(catalogue), dice(7))
  await stock.load(url)
  stock.drop()
  const house = await openHouseHere(url)
  const kinds = new Map<string, { places: number[]; missed: string[] }>()
  for (const { kind, query, expected } of questions()) {
    const ids = await find(house.app, query)
    const hits = ids.length > 0 ? await house.app.views.hits(ids.slice(0, looked)) : await findAlike(house.app, query)
    const place = hits.findIndex((hit) => isMeant(hit, expected))
    const own = kinds.get(kind) ?? { places: [], missed: [] }
    kinds.set(kind, own)
    own.places.push(place)
    if (place !== 0)
      own.missed.push(`${query} → ${expected}: ${place < 0 ? (hits[0]?.title ?? 'nothing') : `place ${place + 1}`}`)
  }
  await house.close()
  return [...kinds].map(([kind, { places, missed }]) => ({
    kind,
    queries: places.length,
    first: places.filter((place) => place === 0).length,
    firstFive: places.filter((place) => place >= 0 && place < shown).length,
    meanReciprocalRank: places.reduce((sum, place) => sum + (place < 0 ? 0 : 1 / (place + 1)), 0) / places.length,
    missed,
  }))
}

function questions(): { kind: string; query: string; expected: string }[] {
  const [, ...lines] = readFileSync(join(root, 'bench/search-quality.tsv'), 'utf8').trim().split('\n')
  return lines.map((line) => {
    const [kind = '', query = '', expected = ''] = line.split('\t')
    return { kind, query, expected }
  })
}

/** `title#volume/author/publisher`, each of which may be left out. */
function isMeant({ title, author, publisher }: Hit, expected: string): boolean {
  const [named = '', by = '', from = ''] = expected.split('/')
  const [name = '', volume] = named.split('#')
  const has = (text: string, part: string) => norm(text).includes(norm(part))
  const isVolume = volume === undefined || titleParts(title).volume === Number(volume)
  return isVolume && has(title, name) && has(author, by) && has(publisher, from)
}
