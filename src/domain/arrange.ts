/** In which order found titles are shown: the nearest first, and what belongs together side by side. */

export type Found = {
  readonly bookNo: number
  /** How near it comes to what was asked for; 0 is the nearest. */
  readonly nearness: number
  readonly rank: number
  /** Can a copy be taken home today. */
  readonly isFree: boolean
  readonly stem: string
  readonly author: string
  readonly volume: number | null
  readonly part: number | null
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
