/** Which book is meant by a few words: one for certain, one of several, or none. */
import type { App } from '../app.js'
import type { BookId } from '../domain/ids.js'
import { norm } from '../domain/search.js'
import { hitsOnPage, type Hit } from '../usecases/views.js'

/** Longer words are cut: the beginning of a title finds it just as well. */
const queryAtMost = 100

/** `한강 책`, `한강 작가님 소설들` */
const bookWord = /\s+(?:작가님?의?\s+)?(?:책|도서|소설|소설책|작품)(?:들)?[은는이가을를도]?$/
/** Words around a name that say nothing about the book. */
const fillers =
  /^(?:책|도서|소설|작품|쓴|지은|작가|작가님|저자|지은이|출판사|시리즈|관련|관련된|관한|대한|좀|혹시|전부|다|모두)$/
const particle = /(?<=..)(?:에서|에게|[은는이가을를의도와과만])$/

/**
 * Books in the order they are shown: by the words as they were said, or without a `책` behind them that is not part of a
 * title; and once more without particles when that finds nothing.
 */
export async function find(app: App, query: string): Promise<BookId[]> {
  const said = cutQuery(query)
  const name = said.replace(bookWord, '')
  const titled = name === said ? [] : await findTitle(app, said)
  if (titled.length > 0) return titled
  const found = await app.views.find(name)
  const plain = plainWords(name)
  return found.length > 0 || plain === name ? found : app.views.find(plain)
}

/** `한강의 소설을` → `한강` */
export function plainWords(query: string): string {
  const words = query.split(' ').map((word) => word.replace(particle, ''))
  return words.filter((word) => !fillers.test(word)).join(' ')
}

export function cutQuery(query: string): string {
  return [...query].slice(0, queryAtMost).join('').trim()
}

export type Found =
  | { readonly kind: 'none' }
  | { readonly kind: 'one'; readonly hit: Hit }
  | { readonly kind: 'several'; readonly hits: readonly Hit[] }

/**
 * A title in full is certain when only one book bears it; several editions are for the person to choose from. Of a
 * single letter nothing is certain.
 */
export async function findMeant(app: App, query: string): Promise<Found> {
  const ids = await find(app, query)
  const hits = await app.views.hits(ids.slice(0, hitsOnPage))
  const exact = hits.filter((hit) => norm(hit.title) === norm(query))
  const meant = exact.length > 0 ? exact : hits
  const [only, second] = meant
  if (!only) return { kind: 'none' }
  const isCertain = !second && (exact.length > 0 || [...norm(query)].length > 1)
  return isCertain ? { kind: 'one', hit: only } : { kind: 'several', hits: meant }
}

/** Books of which one is called just so, or begins with these words; none otherwise. */
export async function findTitle(app: App, said: string, isWhole = false): Promise<BookId[]> {
  const name = norm(said)
  const ids = await app.views.find(cutQuery(said))
  const hits = await app.views.hits(ids.slice(0, hitsOnPage))
  const titles = hits.map((hit) => norm(hit.title))
  return titles.some((title) => (isWhole ? title === name : title.startsWith(name))) ? ids : []
}
