/** Which keys of the index a query is answered from, and what is compared on the way. */
import { nearness, type Nearness } from '../../domain/arrange.js'
import type { Query } from '../../domain/search-query.js'
import {
  indexLimits,
  keyOfAuthor,
  keyOfBeginning,
  keyOfName,
  keyOfOther,
  keyOfVolume,
  pairsOf,
  piecesOf,
  runsOfInitials,
} from '../../domain/title-index.js'
import { isOfTriples, lettersAsked, lettersOfInitials, signatureOf } from '../../domain/title-signature.js'
import type { Commonness } from './search-commonness.js'
import type { Param } from './sql.js'

/** Titles of one key in the order of rank, those that hold all conditions. */
export type Walk = {
  readonly nearness: Nearness
  readonly key: string
  readonly conditions: readonly { readonly sql: string; readonly param: Param }[]
  /** Only titles with all of these bits can hold them. */
  readonly digests: readonly { readonly column: 'signature' | 'letters'; readonly bits: number }[]
}

type Condition = Walk['conditions'][number]

/** So many titles that begin so are looked through as soon as one that has a piece of it anywhere. */
const atBeginning = 3

const { named, thisVolume, begins, contains, hasWords } = nearness

/** The keys of which it must be known how common they are before `walksOf` can choose among them. */
export function candidatesOf(query: Query, isInFull: boolean): string[] {
  const pieces = piecesOfWords(query, isInFull)
  const inTitle = runsOfWhole(query, isInFull)
  const together = isOneWord(query) ? [] : pieces
  const all = [...inTitle, ...(inTitle.length > 0 ? [beginningOf(query)] : []), ...together, ...pieces.map(keyOfOther)]
  return [...new Set(all)]
}

/** `isInFull`: is every title filed in full; `common`: how common each of `candidatesOf` is. */
type Look = { readonly isInFull: boolean; readonly common: Commonness }

export function walksOf(query: Query, { isInFull, common }: Look): Walk[] {
  const { whole, volume, initials } = query
  const rarest = ([first, ...others]: readonly string[]) =>
    others.reduce((one, other) => (one === undefined || common(other) < common(one) ? other : one), first)
  const column = initials === null ? 'title_norm' : 'initials'
  const inTitle = runsOfWhole(query, isInFull)
  const walks: Walk[] = []
  if (whole.length < indexLimits.key)
    walks.push({ nearness: named, key: keyOfName(whole), conditions: [], digests: [] })
  if (initials === null && whole.length < indexLimits.key)
    walks.push({ nearness: named, key: keyOfAuthor(whole), conditions: [], digests: [] })
  if (volume) walks.push(...volumeWalks(volume, isInFull))
  const mayBeInTitle = inTitle.every((key) => common(key) > 0)
  if (mayBeInTitle) {
    // of what begins so the digests leave what goes on so; what has it anywhere may have all of it elsewhere
    const beginning = beginningOf(query)
    const inside = rarest(inTitle)
    const key = inside === undefined || common(beginning) < atBeginning * common(inside) ? beginning : inside
    const isAll = key === keyOfBeginning(whole)
    const conditions = isAll ? [] : [{ sql: `INSTR(s.${column}, ?) = 1`, param: whole }]
    walks.push({ nearness: begins, key, conditions, digests: digestsOfWhole(query, key, isInFull) })
  }
  const key = rarest(inTitle)
  if (mayBeInTitle && key !== undefined) {
    const conditions = key === whole && isKept(key) ? [] : [has(column, whole)]
    walks.push({ nearness: contains, key, conditions, digests: digestsOfWhole(query, key, isInFull) })
  }
  return initials === null ? [...walks, ...wordWalks(query, { isInFull, common })] : walks
}

function has(column: string, text: string): Condition {
  return { sql: `INSTR(s.${column}, ?) > 0`, param: text }
}

/** Whatever has this key has it in its text: the version before, too, drops pairs and runs that are there no more, but not triples. */
function isKept(key: string): boolean {
  return !isOfTriples(key)
}

function digestsOfWhole({ whole, initials }: Query, key: string, isInFull: boolean): Walk['digests'] {
  if (initials !== null) return digests({ letters: isInFull ? lettersOfInitials(initials) : 0 })
  return digests({ signature: signatureOf(pairsOf(whole)), letters: isInFull ? lettersAsked(key, [whole]) : 0 })
}

/** Those that tell anything. */
function digests(all: Partial<Record<'signature' | 'letters', number>>): Walk['digests'] {
  return (['signature', 'letters'] as const).flatMap((column) => {
    const bits = all[column] ?? 0
    return bits > 0 ? [{ column, bits }] : []
  })
}

/** `전천당 3`: a third volume of what begins, or ends, so. */
function volumeWalks({ of, number }: NonNullable<Query['volume']>, isInFull: boolean): Walk[] {
  const pairs = pairsOf(of)
  const walk = (pair: string, conditions: Walk['conditions']): Walk => {
    const key = keyOfVolume(pair, number)
    // a name's pairs may be parted by brackets in the title
    const beside = digests({ letters: isInFull ? lettersAsked(key, [of]) : 0 })
    return { nearness: thisVolume, key, conditions, digests: beside }
  }
  if (pairs.length === 1) return pairs.map((pair) => walk(pair, []))
  const like = (param: string) => [{ sql: 's.stem LIKE ?', param }]
  return [
    ...pairs.slice(0, 1).map((pair) => walk(pair, like(`${of}%`))),
    ...pairs.slice(-1).map((pair) => walk(pair, like(`%${of}`))),
  ]
}

/** All words anywhere: from the piece that is the rarest in titles and in other fields together. */
function wordWalks(query: Query, { isInFull, common }: Look): Walk[] {
  const words = [...new Set(query.words)]
  const pieces = piecesOfWords(query, isInFull)
  if (pieces.length === 0) return []
  const signature = signatureOf(words.flatMap(pairsOf))
  // in the title one word was looked for before
  const keysOf = (piece: string) => (isOneWord(query) ? [keyOfOther(piece)] : [piece, keyOfOther(piece)])
  const commonIn = (piece: string) => keysOf(piece).reduce((sum, key) => sum + common(key), 0)
  const rarest = pieces.reduce((one, other) => (commonIn(other) < commonIn(one) ? other : one))
  const others = words.filter((word) => word !== rarest || !isKept(word))
  return keysOf(rarest)
    .filter((key) => common(key) > 0)
    .map((key) => ({
      ...{ nearness: hasWords, key, digests: digests({ signature, letters: isInFull ? lettersAsked(key, words) : 0 }) },
      conditions: others.map((word) => has('fields', word)),
    }))
}

function isOneWord({ whole, words }: Query): boolean {
  return words[0] === whole
}

/** Pieces, or runs of first consonants, that are in the title when the whole is. */
function runsOfWhole({ whole, initials }: Query, isInFull: boolean): string[] {
  return some(initials === null ? piecesIn(whole, isInFull) : runsOfInitials(initials), 5)
}

function piecesIn(text: string, isInFull: boolean): string[] {
  return isInFull ? piecesOf(text) : pairsOf(text)
}

function beginningOf({ whole, initials }: Query): string {
  return keyOfBeginning([...whole].slice(0, initials === null ? 2 : 3).join(''))
}

function piecesOfWords({ words, initials }: Query, isInFull: boolean): string[] {
  if (initials !== null) return []
  const each = words.flatMap((word) => some(piecesIn(word, isInFull), Math.max(2, Math.floor(6 / words.length))))
  return [...new Set(each)]
}

/** At most so many of them, from the beginning to the end. */
function some(runs: readonly string[], atMost: number): string[] {
  const each = [...new Set(runs)]
  if (each.length <= atMost) return each
  const places = Array.from({ length: atMost }, (_, index) => Math.round((index * (each.length - 1)) / (atMost - 1)))
  return [...new Set(places)].flatMap((place) => each.slice(place, place + 1))
}
