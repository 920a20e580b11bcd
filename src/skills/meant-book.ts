/** A book that is called by words: what was named in full is dealt with at once; of what was not, the card is shown first. */
import type { BookId } from '../domain/ids.js'
import type { Hit } from '../usecases/views.js'
import { findMeant } from './find-books.js'
import { button, listCard, quick, text, type Reply, type Row } from './reply.js'
import { offerAlike, rowOf } from './search-books.js'
import type { Visit } from './visit.js'
import { sayQuoted } from './words.js'

/** What is to be done with it. */
export type Doing = {
  readonly intent: 'rent' | 'hold'
  /** `어떤 책을 빌릴까요?` */
  readonly question: string
  /** How it is said with a title: `소년이 온다 빌려줘`. */
  readonly example: string
  readonly act: (bookId: BookId) => Promise<Reply>
  /** It may be this one: shown, and not yet done. */
  readonly show: (bookId: BookId) => Promise<Reply>
  /** A row that does it when tapped. */
  readonly row: (hit: Hit) => Row
}

export async function withMeant(visit: Visit, query: string, doing: Doing): Promise<Reply> {
  const { app } = visit
  if (query === '') return ask(doing)
  const found = await findMeant(app, query)
  switch (found.kind) {
    case 'certain':
      return doing.act(found.hit.bookId)
    case 'perhaps':
      return doing.show(found.hit.bookId)
    case 'editions':
      return choose(doing, query, found.hits.map(doing.row))
    case 'several':
      return choose(
        doing,
        query,
        found.hits.map((hit) => rowOf(hit, app.today())),
      )
    case 'none':
      return found.alike.length > 0
        ? { intent: doing.intent, outcome: 'ask', ...offerAlike(visit, query, found.alike) }
        : notFound(doing, query)
  }
}

export function ask({ intent, question, example }: Pick<Doing, 'intent' | 'question' | 'example'>): Reply {
  return {
    intent,
    outcome: 'ask',
    outputs: [text(`${question} 제목을 보내 주세요. 예) ${example}`)],
    quickReplies: [quick('책 찾기'), quick('추천 도서'), quick('처음으로')],
  }
}

function choose({ intent, question }: Doing, query: string, rows: readonly Row[]): Reply {
  return {
    intent,
    outcome: 'ask',
    outputs: [listCard(question, rows, [button('모두 보기', `${query} 검색 1쪽`)])],
    quickReplies: [quick('처음으로')],
  }
}

function notFound({ intent }: Doing, query: string): Reply {
  return {
    intent,
    outcome: 'unknown-book',
    outputs: [text(`${sayQuoted(query)} 검색 결과가 없어요. 제목의 일부나 지은이로 찾아볼까요?`)],
    quickReplies: [quick('책 찾기'), quick('추천 도서'), quick('도서관 문의'), quick('처음으로')],
  }
}
