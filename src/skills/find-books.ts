/** Which book is meant by a few words: one for certain, one of several, or none. */
import type { App } from '../app.js'
import { norm } from '../domain/search.js'
import { hitsOnPage, searchDepth, type Hit } from '../usecases/views.js'

export type Found =
  | { readonly kind: 'none' }
  | { readonly kind: 'one'; readonly hit: Hit }
  | { readonly kind: 'several'; readonly hits: readonly Hit[] }

/** A title in full is certain when only one book bears it; several editions are for the person to choose from. */
export async function findMeant(app: App, query: string): Promise<Found> {
  const ids = await app.views.find(query)
  const hits = await app.views.hits(ids.slice(0, hitsOnPage))
  const exact = hits.filter((hit) => norm(hit.title) === norm(query))
  const [only, second] = exact.length > 0 ? exact : hits
  if (!only) return { kind: 'none' }
  return second ? { kind: 'several', hits: exact.length > 0 ? exact : hits } : { kind: 'one', hit: only }
}

/** How many there are, said honestly when there are more than are shown. */
export function sayCount(count: number): string {
  return count > searchDepth ? `${searchDepth}권 넘게` : `${count}권`
}
