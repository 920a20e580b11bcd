/** Which book is meant by a few words: one for certain, one perhaps, one of several, or none. */
import { josa } from 'es-hangul'
import type { App } from '../app.js'
import type { BookId } from '../domain/ids.js'
import { authorNorm } from '../domain/search.js'
import { norm } from '../domain/spelling.js'
import { hitsOnPage, type Hit } from '../usecases/views.js'
import { hangulOf } from './slips.js'

/** Longer words are cut: the beginning of a title finds it just as well. */
const queryAtMost = 100

/** `한강 책`, `한강 작가님 소설들` */
const bookWord = /\s+(?:작가님?의?\s+)?(?:책|도서|소설|소설책|작품)(?:들)?[은는이가을를도]?$/
/** Words around a name that say nothing about the book. */
const fillers =
  /^(?:책들?[이은을]?|도서|소설|작품|쓴|지은|작가|작가님|저자|지은이|출판사|시리즈|관련|관련된|선생님|목록|신간|신작|뭐가?|나오|나온|펴낸|낸|출간한|출판한|관한|대한|좀|혹시|전부|다|다른|모두)$/
const particle = /(?<=..)(?:에서|에게|이?요|꺼|[은는이가을를의도와과만])$/

/**
 * Books in the order they are shown: by the words as they were said, or without a `책` behind them that is not part of a
 * title; and once more without particles, or as Korean typed on the Latin keyboard, when that finds nothing.
 */
export async function find(app: App, query: string): Promise<BookId[]> {
  const said = cutQuery(query)
  const name = said.replace(bookWord, '')
  const titled = name === said ? [] : await findTitle(app, said)
  if (titled.length > 0) return titled
  const found = await app.views.find(name)
  const plain = plainWords(name)
  if (found.length > 0) return found
  if (plain !== name) return app.views.find(plain)
  const hangul = hangulOf(name)
  return hangul === null ? found : app.views.find(hangul)
}

/** What may have been meant where nothing is called as it was said: to be shown, never to be carried out. */
export async function findAlike(app: App, query: string): Promise<readonly Hit[]> {
  const said = cutQuery(query).replace(bookWord, '')
  for (const name of new Set([hangulOf(said) ?? said, plainWords(said)])) {
    const bookIds = await app.views.findAlike(name)
    if (bookIds.length > 0) return app.views.hits(bookIds)
  }
  return []
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
  /** `alike`: they are called nearly so. */
  | { readonly kind: 'none'; readonly alike: readonly Hit[] }
  | { readonly kind: 'certain' | 'perhaps'; readonly hit: Hit }
  /** `editions`: each is called just so. */
  | { readonly kind: 'editions' | 'several'; readonly hits: readonly Hit[] }

/** Certain is only what was named in full, when one book bears that name; several editions are for the person to choose from. */
export async function findMeant(app: App, query: string): Promise<Found> {
  // all of them: another edition may stand behind any number of books that only begin so, or are by somebody called so
  const hits = await app.views.hits(await find(app, query))
  const named = hits.filter((hit) => isNamedInFull(query, hit) || isNamedInFull(query.replace(bookWord, ''), hit))
  const shown = (named.length > 0 ? named : hits).slice(0, hitsOnPage)
  const [only, second] = shown
  if (!only) return { kind: 'none', alike: await findAlike(app, query) }
  if (named.length > 0) return second ? { kind: 'editions', hits: shown } : { kind: 'certain', hit: only }
  return second ? { kind: 'several', hits: shown } : { kind: 'perhaps', hit: only }
}

/** What ties an author to a title: `한강 소년이 온다`, `한강의 소년이 온다`, `한강이 쓴 소년이 온다`. */
const ties = ['', '의', '작가의', '작가님의', '이쓴', '가쓴']

/** By the whole title, alone or together with the author, and with nothing else but the particle of an object. */
function isNamedInFull(query: string, { title, author }: Hit): boolean {
  const name = norm(title)
  const by = authorNorm(author)
  const names = [name, ...(by ? [`${name}${by}`, ...ties.map((tie) => `${by}${tie}${name}`)] : [])]
  const said = norm(query)
  return name !== '' && names.some((one) => said === one || said === josa(one, '을/를'))
}

/** Books of which one is called just so, or begins with these words; none otherwise. */
export async function findTitle(app: App, said: string, isWhole = false): Promise<BookId[]> {
  const name = norm(said)
  const ids = await app.views.find(cutQuery(said))
  const hits = await app.views.hits(ids)
  const titles = hits.map((hit) => norm(hit.title))
  return titles.some((title) => (isWhole ? title === name : title.startsWith(name))) ? ids : []
}
