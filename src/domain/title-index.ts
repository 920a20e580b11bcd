/** How a title is filed to be found: what is compared, where it stands among all titles, and under which keys. */
import { initialsOf, isInitial } from './initials.js'
import { authorNorm } from './search.js'
import { norm } from './spelling.js'
import { titleParts } from './title-parts.js'

export type TitleToIndex = {
  readonly bookNo: number
  readonly title: string
  readonly author: string
  readonly publisher: string
  readonly publishedYear: number | null
  readonly series: string | null
  readonly popularity: number
}

/** What a title is found by, normalised. `rank`: the smaller, the further ahead; `fields`: all it is looked through by, parted by `|`. */
export type IndexedTitle = {
  readonly bookNo: number
  readonly rank: number
  readonly title: string
  readonly stem: string
  readonly volume: number | null
  readonly part: number | null
  readonly author: string
  readonly fields: string
  readonly initials: string
}

/** As it is filed. `isInFull`: under every key of `keysOf`, and with all that stands beside them; the version before files less. */
export type FiledTitle = IndexedTitle & { readonly isInFull: boolean }

/** So many first consonants in a row are a key; fewer say too little, and are looked for at the beginning only. */
export const runOfInitials = 4

/** Lengths as the columns keep them. */
export const indexLimits = { title: 300, author: 200, fields: 900, key: 60 } as const

const mostPopular = 2 ** 23 - 1
const newestYear = 2_155
const years = 256
export const worstRank = 2 ** 31 - 1

/** A whole number of 31 bits: what is asked for most first, of those alike what was published last. */
export function rankOf({ popularity, publishedYear }: Pick<TitleToIndex, 'popularity' | 'publishedYear'>): number {
  const asked = mostPopular - Math.min(Math.max(popularity, 0), mostPopular)
  const age = Math.min(Math.max(newestYear - (publishedYear ?? 0), 0), years - 1)
  return asked * years + age
}

/** As it stands in the index. */
export function indexed(book: TitleToIndex): IndexedTitle {
  const title = norm(book.title).slice(0, indexLimits.title)
  const { stem, volume, part } = titleParts(book.title)
  const others = [book.author, book.publisher, book.series ?? ''].map(norm)
  return {
    bookNo: book.bookNo,
    rank: rankOf(book),
    title,
    stem: stem.slice(0, indexLimits.title),
    volume,
    part,
    author: authorNorm(book.author).slice(0, indexLimits.author),
    fields: [title, ...others].join('|').slice(0, indexLimits.fields),
    initials: initialsOf(title),
  }
}

/** What is called just so. */
export const keyOfName = (name: string): string => `=${name}`
export const keyOfAuthor = (author: string): string => `@${author}`
/** What begins so: one or two characters; or two or three first consonants, of the title or of its name alone. */
export const keyOfBeginning = (beginning: string): string => `^${beginning}`
/** A pair of characters, or three Latin letters, in another field than the title. */
export const keyOfOther = (piece: string): string => `~${piece}`
/** A volume, with the first or the last pair of the name it is a volume of. */
export const keyOfVolume = (pair: string, volume: number): string => `#${volume}${pair}`

/** All keys it is filed under, each once. Those longer than a column holds are left out: nothing is asked for by them. */
export function keysOf(book: IndexedTitle): string[] {
  const others = book.fields.split('|').slice(1)
  const keys = [
    ...namesOf(book).map(keyOfName),
    keyOfAuthor(book.author),
    ...beginningsOf(book),
    ...pairsOf(book.title),
    ...triplesOf(book.title),
    ...others.flatMap(pairsOf).map(keyOfOther),
    ...others.flatMap(triplesOf).map(keyOfOther),
    ...volumeKeysOf(book),
    ...runsOfInitials(book.initials).filter(areInitials),
  ]
  return [...new Set(keys)].filter((key) => key.length > 1 && key.length <= indexLimits.key)
}

/** Every way a title is called in full: as it is written, without its subtitle, and that with the volume; by first consonants. */
export function namesOf({ title, stem, volume }: IndexedTitle): string[] {
  const initials = initialsOf(stem)
  return [
    title,
    stem,
    ...(volume === null ? [] : [`${stem}${volume}`]),
    ...(areInitials(initials) && initials.length > 1 ? [initials] : []),
  ]
}

function beginningsOf({ title, stem, initials }: IndexedTitle): string[] {
  const first = (text: string, count: number) => [...text].slice(0, count).join('')
  const consonants = [initials, initialsOf(stem)].flatMap((all) => [first(all, 2), first(all, 3)])
  return [first(title, 1), first(title, 2), ...consonants.filter(areInitials)].map(keyOfBeginning)
}

function volumeKeysOf({ stem, volume }: IndexedTitle): string[] {
  const pairs = pairsOf(stem)
  return volume === null ? [] : [...pairs.slice(0, 1), ...pairs.slice(-1)].map((pair) => keyOfVolume(pair, volume))
}

export function areInitials(text: string): boolean {
  return [...text].every(isInitial)
}

/** `소년이` → `소년`, `년이`. */
export function pairsOf(text: string): string[] {
  return runsOf(text, 2)
}

/**
 * Three Latin letters or digits in a row: `code` → `cod`, `ode`. There are few pairs of them, and each stands in very many titles.
 */
export function triplesOf(text: string): string[] {
  return (text.match(/[a-z0-9]{3,}/g) ?? []).flatMap((run) => runsOf(run, 3))
}

/** What a text is looked for by where titles are filed in full: its triples, and the pairs that are not within those. */
export function piecesOf(text: string): string[] {
  const triples = triplesOf(text)
  const within = new Set(triples.flatMap(pairsOf))
  return [...triples, ...pairsOf(text).filter((pair) => !within.has(pair))]
}

export function runsOfInitials(initials: string): string[] {
  return runsOf(initials, runOfInitials)
}

export function runsOf(text: string, length: number): string[] {
  const characters = [...text]
  return characters.slice(length - 1).map((_, index) => characters.slice(index, index + length).join(''))
}
