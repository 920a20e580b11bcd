/** Which found titles are shown, and in which order: the nearest first, and what belongs together side by side. */
import type { Query } from './search-query.js'

/** Called so, or by somebody called so · this volume · begins so · has it in the title · has all words. */
export const nearness = { named: 0, thisVolume: 1, begins: 2, contains: 3, hasWords: 4 } as const
export type Nearness = (typeof nearness)[keyof typeof nearness]

export type Found = {
  readonly bookNo: number
  /** How near it comes to what was asked for; 0 is the nearest. */
  readonly nearness: Nearness
  readonly rank: number
  /** Can a copy be taken home today. */
  readonly isFree: boolean
  readonly stem: string
  readonly author: string
  readonly volume: number | null
  readonly part: number | null
}

/** Where the volume that was asked for is there, the others, which have all words but its number, are not meant. */
export function meant<F extends Found>(found: readonly F[], { volume }: Query): readonly F[] {
  const isNear = (one: F) => one.nearness < nearness.hasWords
  return volume !== null && found.some(isNear) ? found.filter(isNear) : found
}

/**
 * By nearness, then by rank, then what can be taken home today, then by number; and where the first volume or edition of a work
 * stands, there its others that are as near follow, in the order of their volumes.
 */
export function arrange<F extends Found>(found: readonly F[]): F[] {
  const inOrder = [...found].sort(
    (a, b) => a.nearness - b.nearness || a.rank - b.rank || Number(b.isFree) - Number(a.isFree) || a.bookNo - b.bookNo,
  )
  const works = new Map<string, F[]>()
  for (const one of inOrder) {
    const work = [one.nearness, one.stem, one.author].join('|')
    works.set(work, [...(works.get(work) ?? []), one])
  }
  return [...works.values()].flatMap((work) => work.sort(byVolume))
}

function byVolume(a: Found, b: Found): number {
  return (a.volume ?? 0) - (b.volume ?? 0) || (a.part ?? 0) - (b.part ?? 0)
}
