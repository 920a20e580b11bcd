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
  runsOfInitials,
  signatureOf,
} from '../../domain/title-index.js'
import type { Param } from './sql.js'

/** Titles of one key in the order of rank, those that hold all conditions. */
export type Walk = {
  readonly nearness: Nearness
  readonly key: string
  readonly conditions: readonly { readonly sql: string; readonly param: Param }[]
  /** Only titles with all bits of this signature can hold them; 0: any. */
  readonly signature: number
}

type Condition = Walk['conditions'][number]

const { named, thisVolume, begins, contains, hasWords } = nearness

/** The keys of which it must be known how common they are before `walksOf` can choose among them. */
export function candidatesOf(query: Query): string[] {
  const pairs = pairsOfWords(query)
  const others = query.initials === null ? pairs.map(keyOfOther) : []
  const inTitle = runsOfWhole(query)
  const together = isOneWord(query) ? [] : pairs
  return [...new Set([...inTitle, ...(inTitle.length > 0 ? [beginningOf(query)] : []), ...together, ...others])]
}

/** @param common how common each of `candidatesOf` is; 0: no title has it. */
export function walksOf(query: Query, common: (key: string) => number): Walk[] {
  const { whole, volume, initials } = query
  const rarest = (keys: readonly string[]) => keys.reduce((one, other) => (common(other) < common(one) ? other : one))
  const column = initials === null ? 'title_norm' : 'initials'
  const inTitle = runsOfWhole(query)
  const signature = initials === null ? signatureOf(pairsOf(whole)) : 0
  const walks: Walk[] = []
  if (whole.length < indexLimits.key)
    walks.push({ nearness: named, key: keyOfName(whole), conditions: [], signature: 0 })
  if (initials === null && whole.length < indexLimits.key)
    walks.push({ nearness: named, key: keyOfAuthor(whole), conditions: [], signature: 0 })
  if (volume) walks.push(...volumeWalks(volume))
  const mayBeInTitle = inTitle.every((key) => common(key) > 0)
  if (mayBeInTitle) {
    const key = rarest([beginningOf(query), ...inTitle])
    const isAll = key === keyOfBeginning(whole)
    const conditions = isAll ? [] : [{ sql: `INSTR(s.${column}, ?) = 1`, param: whole }]
    walks.push({ nearness: begins, key, conditions, signature })
  }
  if (mayBeInTitle && inTitle.length > 0) {
    const key = rarest(inTitle)
    walks.push({ nearness: contains, key, conditions: key === whole ? [] : [has(column, whole)], signature })
  }
  return initials === null ? [...walks, ...wordWalks(query, common)] : walks
}

function has(column: string, text: string): Condition {
  return { sql: `INSTR(s.${column}, ?) > 0`, param: text }
}

/** `전천당 3`: a third volume of what begins, or ends, so. */
function volumeWalks({ of, number }: NonNullable<Query['volume']>): Walk[] {
  const pairs = pairsOf(of)
  const walk = (pair: string, like: string): Walk => ({
    nearness: thisVolume,
    key: keyOfVolume(pair, number),
    conditions: [{ sql: 's.stem LIKE ?', param: like }],
    signature: 0,
  })
  return [
    ...pairs.slice(0, 1).map((pair) => walk(pair, `${of}%`)),
    ...pairs.slice(-1).map((pair) => walk(pair, `%${of}`)),
  ]
}

/** All words anywhere: from the pair that is the rarest where it is commoner, in titles or in other fields. */
function wordWalks(query: Query, common: (key: string) => number): Walk[] {
  const pairs = pairsOfWords(query)
  if (pairs.length === 0) return []
  const conditions = query.words.map((word) => has('fields', word))
  const signature = signatureOf(query.words.flatMap(pairsOf))
  // in the title one word was looked for before
  const keysOfPair = (pair: string) => (isOneWord(query) ? [keyOfOther(pair)] : [pair, keyOfOther(pair)])
  const commonIn = (keys: readonly string[]) => Math.max(...keys.map(common))
  const keys = pairs.map(keysOfPair).reduce((one, other) => (commonIn(other) < commonIn(one) ? other : one))
  return keys.filter((key) => common(key) > 0).map((key) => ({ nearness: hasWords, key, conditions, signature }))
}

function isOneWord({ whole, words }: Query): boolean {
  return words[0] === whole
}

/** Pairs, or runs of first consonants, that are in the title when the whole is. */
function runsOfWhole({ whole, initials }: Query): string[] {
  return initials === null ? some(pairsOf(whole), 5) : some(runsOfInitials(initials), 5)
}

function beginningOf({ whole, initials }: Query): string {
  return keyOfBeginning([...whole].slice(0, initials === null ? 2 : 3).join(''))
}

function pairsOfWords({ words, initials }: Query): string[] {
  if (initials !== null) return []
  return [...new Set(words.flatMap((word) => some(pairsOf(word), Math.max(2, Math.floor(6 / words.length)))))]
}

/** At most so many of them, from the beginning to the end. */
function some(runs: readonly string[], atMost: number): string[] {
  const each = [...new Set(runs)]
  if (each.length <= atMost) return each
  const places = Array.from({ length: atMost }, (_, index) => Math.round((index * (each.length - 1)) / (atMost - 1)))
  return [...new Set(places)].flatMap((place) => each.slice(place, place + 1))
}
