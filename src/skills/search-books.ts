/** Finding books: a list with availability, five at a time, in an order that stays while one reads on. */
import type { QuickReply } from 'kakao-i-openbuilder-sdk-types'
import type { BookId } from '../domain/ids.js'
import type { Day } from '../domain/time.js'
import { hitsOnPage, searchDepth, type Hit } from '../usecases/views.js'
import { cutQuery, find, findAlike } from './find-books.js'
import { waysOn } from './help.js'
import { nearestOffers } from './nearest-offer.js'
import { button, cut, listCard, quick, text, type Reply, type Row } from './reply.js'
import { showBook } from './show-book.js'
import type { Visit } from './visit.js'
import { sayAvailability, sayNumbered, sayQuoted, sayTitle } from './words.js'

function askForWords(): Reply {
  return {
    intent: 'search',
    outcome: 'ask',
    outputs: [text('찾는 책의 제목, 지은이, 출판사나 ISBN을 보내 주세요. 예) 소년이 온다')],
    quickReplies: [quick('추천 도서'), quick('처음으로')],
  }
}

/** `1번`: the rows of a list have no numbers to call them by. */
export function askToPick(): Reply {
  return {
    intent: 'search',
    outcome: 'ask',
    outputs: [text('목록에서 책을 눌러 주세요. 제목이나 지은이를 보내 주셔도 돼요. 예) 소년이 온다')],
    quickReplies: [quick('책 찾기'), quick('마이페이지'), quick('처음으로')],
  }
}

/** A new search; or a further page of the one before, when it was for the same words. */
export async function search(visit: Visit, query: string, page: number | null = null): Promise<Reply> {
  const { app, turn } = visit
  const asked = cutQuery(query)
  if (asked === '') return askForWords()
  if (page !== null && page > 1 && turn.userKey) {
    const kept = await app.views.lastSearch(turn.userKey)
    if (kept?.query === asked) return showPage(visit, kept, page)
  }
  const bookIds = await find(app, asked)
  const [only, second] = bookIds
  if (!only) {
    const alike = await findAlike(app, asked)
    return alike.length > 0
      ? { intent: 'search', outcome: 'ask', ...offerAlike(visit, asked, alike) }
      : nothingFound(visit, asked)
  }
  if (!second) return showBook(visit, only)
  return showPage(visit, { id: app.newNonce(), query: asked, page: 1, bookIds }, page ?? 1)
}

/** `더보기`: by its button, or typed. The button of a search before the last one looks for its own words again. */
export async function showMore(visit: Visit, tapped: { searchId: string; page: number } | null): Promise<Reply> {
  const kept = visit.turn.userKey && (await visit.app.views.lastSearch(visit.turn.userKey))
  if (kept && (tapped === null || tapped.searchId === kept.id))
    return showPage(visit, kept, tapped?.page ?? kept.page + 1)
  const query = /^(.+) 검색 \d+쪽$/.exec(visit.turn.said)?.[1]
  return tapped && query ? search(visit, query, tapped.page) : askForWords()
}

type Kept = { readonly id: string; readonly query: string; readonly page: number; readonly bookIds: readonly BookId[] }

async function showPage(visit: Visit, kept: Kept, asked: number): Promise<Reply> {
  const { app, turn } = visit
  const page = Math.max(1, asked)
  const shown = kept.bookIds.slice(0, searchDepth)
  const pages = Math.ceil(shown.length / hitsOnPage)
  if (page > pages) return theEnd(kept.query)
  const hits = await app.views.hits(shown.slice((page - 1) * hitsOnPage, page * hitsOnPage))
  if (hits.length === 0) return showPage(visit, kept, page + 1)
  if (turn.userKey) await app.keepSearch(turn.userKey, { ...kept, page })
  const count = kept.bookIds.length > searchDepth ? `${searchDepth}권 넘게` : `${shown.length}권`
  const place = pages > 1 ? ` (${page}/${pages})` : ''
  const more =
    page < pages
      ? [button('더보기', `${kept.query} 검색 ${page + 1}쪽`, { do: 'more', searchId: kept.id, page: page + 1 })]
      : []
  return {
    intent: 'search',
    outcome: 'ok',
    outputs: [
      listCard(
        `${sayQuoted(kept.query, 20)} ${count}${place}`,
        hits.map((hit) => rowOf(hit, app.today())),
        more,
      ),
    ],
    quickReplies: [quick('다른 책 찾기', '책 찾기'), quick('마이페이지'), quick('처음으로')],
  }
}

export function rowOf(hit: Hit, today: Day): Row {
  return {
    title: hit.title,
    description: [sayAvailability(hit.freeCopies, hit.firstDueOn, today), hit.author, hit.publisher]
      .filter(Boolean)
      .join(' · '),
    say: sayNumbered(hit),
    tap: { do: 'book', bookId: hit.bookId },
  }
}

/** `혹시 『아몬드』 찾으세요?`: each row shows its book, and does nothing more. */
export function offerAlike(
  { app }: Visit,
  query: string,
  alike: readonly Hit[],
): Pick<Reply, 'outputs' | 'quickReplies'> {
  const [nearest] = alike
  return {
    outputs: [
      text(`${sayQuoted(query)} 검색 결과가 없어요.`),
      listCard(
        `혹시 ${sayTitle(cut(nearest?.title ?? '', 24))} 찾으세요?`,
        alike.map((hit) => rowOf(hit, app.today())),
      ),
    ],
    quickReplies: mostLikely(query, [quick('다른 책 찾기', '책 찾기'), quick('추천 도서'), quick('처음으로')]),
  }
}

/** What a word in it may have asked for comes first, then `others`. */
function mostLikely(said: string, others: readonly QuickReply[]): QuickReply[] {
  const likely = nearestOffers(said)
  return [...likely.map((label) => quick(label)), ...others.filter(({ label }) => !likely.includes(label))].slice(0, 10)
}

function nothingFound({ visitor }: Visit, query: string): Reply {
  return {
    intent: 'search',
    outcome: 'nothing-found',
    outputs: [
      text(
        nearestOffers(query).length > 0
          ? `${sayQuoted(query)} 검색 결과가 없어요. 아래에서 골라 주시거나, 책 제목이나 지은이만 보내 주세요. 예) 소년, 한강`
          : `${sayQuoted(query)} 검색 결과가 없어요. 제목의 일부나 지은이만 보내 보시겠어요? 예) 소년, 한강`,
      ),
    ],
    quickReplies: mostLikely(
      query,
      waysOn(visitor.member !== null).filter(({ label }) => label !== '반납하기' && label !== '연장하기'),
    ),
  }
}

function theEnd(query: string): Reply {
  return {
    intent: 'search',
    outcome: 'no-more',
    outputs: [text(`${sayQuoted(query)} 검색 결과는 여기까지예요. 지은이나 출판사를 함께 보내시면 더 잘 찾아요.`)],
    quickReplies: [quick('다른 책 찾기', '책 찾기'), quick('처음으로')],
  }
}
