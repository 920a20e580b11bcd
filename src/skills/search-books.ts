/** Finding books: a list with availability, five at a time, in an order that stays while one reads on. */
import type { BookId } from '../domain/ids.js'
import { hitsOnPage, searchDepth, type Hit } from '../usecases/views.js'
import { waysOn } from './help.js'
import { button, listCard, quick, text, type Reply, type Row } from './reply.js'
import { showBook } from './show-book.js'
import type { Visit } from './visit.js'
import { sayAvailability } from './words.js'

export function askForWords(): Reply {
  return {
    intent: 'search',
    outcome: 'ask',
    outputs: [text('찾는 책의 제목, 지은이, 출판사나 ISBN을 보내 주세요. 예) 소년이 온다')],
    quickReplies: [quick('추천 도서'), quick('처음으로')],
  }
}

/** A new search, or the given page of the one before when it was for the same words. */
export async function search(visit: Visit, query: string, page: number | null = null): Promise<Reply> {
  const { app, turn } = visit
  if (query.trim() === '') return askForWords()
  if (page !== null && turn.userKey) {
    const kept = await app.views.lastSearch(turn.userKey)
    if (kept?.query === query) return showPage(visit, kept, page)
  }
  const bookIds = await app.views.find(query)
  if (bookIds.length === 0) return nothingFound(visit, query)
  if (bookIds.length === 1 && bookIds[0]) return showBook(visit, bookIds[0])
  return showPage(visit, { id: app.newNonce(), query, page: 1, bookIds }, page ?? 1)
}

/** `더보기`: by its button, or typed. */
export async function showMore(visit: Visit, tapped: { searchId: string; page: number } | null): Promise<Reply> {
  const kept = visit.turn.userKey && (await visit.app.views.lastSearch(visit.turn.userKey))
  if (!kept) return askForWords()
  const isSame = tapped === null || tapped.searchId === kept.id
  return isSame
    ? showPage(visit, kept, tapped?.page ?? kept.page + 1)
    : search(visit, queryOf(visit.turn.said, kept.query))
}

/** An old button's search is not kept any more; its own words still say what was looked for. */
function queryOf(said: string, otherwise: string): string {
  return /^(.+) 검색 \d+쪽$/.exec(said)?.[1] ?? otherwise
}

type Kept = { readonly id: string; readonly query: string; readonly page: number; readonly bookIds: readonly BookId[] }

async function showPage(visit: Visit, kept: Kept, page: number): Promise<Reply> {
  const { app, turn } = visit
  const shown = kept.bookIds.slice(0, searchDepth)
  const pages = Math.ceil(shown.length / hitsOnPage)
  if (page > pages) return theEnd(kept.query)
  const hits = await app.views.hits(shown.slice((page - 1) * hitsOnPage, page * hitsOnPage))
  if (turn.userKey) await app.keepSearch(turn.userKey, { ...kept, page })
  const count = kept.bookIds.length > searchDepth ? `${searchDepth}권 이상` : `${shown.length}권`
  const more =
    page < pages
      ? [button('더보기', `${kept.query} 검색 ${page + 1}쪽`, { do: 'more', searchId: kept.id, page: page + 1 })]
      : []
  if (hits.length === 0) return theEnd(kept.query)
  return {
    intent: 'search',
    outcome: 'ok',
    outputs: [listCard(`‘${kept.query}’ ${count}${pages > 1 ? ` (${page}/${pages})` : ''}`, hits.map(rowOf), more)],
    quickReplies: [quick('다른 책 찾기', '책 찾기'), quick('마이페이지'), quick('처음으로')],
  }
}

export function rowOf(hit: Hit): Row {
  return {
    title: hit.title,
    description: [sayAvailability(hit.freeCopies, hit.firstDueOn), hit.author, hit.publisher]
      .filter(Boolean)
      .join(' · '),
    say: `#${hit.bookNo} ${hit.title.slice(0, 30)}`,
    tap: { do: 'book', bookId: hit.bookId },
  }
}

function nothingFound({ visitor }: Visit, query: string): Reply {
  return {
    intent: 'search',
    outcome: 'nothing-found',
    outputs: [
      text(`‘${query.slice(0, 40)}’ 책을 찾지 못했어요. 제목의 일부나 지은이만 보내 보시겠어요? 예) 소년, 한강`),
    ],
    quickReplies: waysOn(visitor.member !== null).filter(({ label }) => label !== '반납하기'),
  }
}

function theEnd(query: string): Reply {
  return {
    intent: 'search',
    outcome: 'no-more',
    outputs: [text(`‘${query.slice(0, 40)}’ 검색 결과는 여기까지예요. 지은이나 출판사를 함께 보내시면 더 잘 찾아요.`)],
    quickReplies: [quick('다른 책 찾기', '책 찾기'), quick('처음으로')],
  }
}
