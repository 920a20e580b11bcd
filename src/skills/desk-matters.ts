/** What the bot cannot do by itself: it says so, and how to reach the desk. */
import type { QuickReply } from 'kakao-i-openbuilder-sdk-types'
import type { BookId } from '../domain/ids.js'
import { waysOn } from './help.js'
import { button, listCard, quick, text, textCard, type Intent, type Reply } from './reply.js'
import { rowOf } from './search-books.js'
import type { Visit } from './visit.js'
import { wayToDesk } from './way-to-desk.js'

export async function recommend(visit: Visit): Promise<Reply> {
  const books = await visit.app.views.popular()
  return shelfOf(visit, books, ['지금 빌릴 수 있는 인기 도서', '지금은 추천할 책이 없어요.'], quick('새로 들어온 책'))
}

export async function newArrivals(visit: Visit): Promise<Reply> {
  const books = await visit.app.views.newest()
  return shelfOf(visit, books, ['새로 들어온 책', '아직 새로 들어온 책이 없어요.'], quick('인기 도서'))
}

async function shelfOf(
  { app, visitor }: Visit,
  bookIds: readonly BookId[],
  [title, none]: readonly [string, string],
  other: QuickReply,
): Promise<Reply> {
  const hits = await app.views.hits(bookIds)
  return {
    intent: 'recommend',
    outcome: hits.length > 0 ? 'ok' : 'nothing-found',
    outputs: [
      hits.length > 0
        ? listCard(
            title,
            hits.map((hit) => rowOf(hit, app.today())),
          )
        : text(none),
    ],
    quickReplies: [other, ...waysOn(visitor.member !== null).filter(({ label }) => label !== '추천 도서')],
  }
}

const matters = {
  contact: '궁금한 점이나 문제가 있으면 도서관에 물어봐 주세요.',
  hours: '대여와 반납은 챗봇에서 24시간 할 수 있어요. 도서관 여는 시간은 도서관에 물어봐 주세요.',
} as const satisfies Partial<Record<Intent, string>>

export type DeskMatter = keyof typeof matters

export function atTheDesk(visit: Visit, matter: DeskMatter): Reply {
  return deskCard(visit, matter, '도서관에서 도와드려요', matters[matter])
}

/** Who wants no more notices hears the truth: they belong to lending, and how they end all the same. */
export function whyNoticesCome(visit: Visit): Reply {
  const said =
    '반납일과 연체 알림은 대여에 함께 따라오는 안내라 따로 끌 수 없어요. 책을 반납하시면 더는 가지 않아요. 카카오톡에서 이 채널을 차단하시면 알림이 모두 멈추지만, 반납일은 직접 챙겨 주셔야 해요.'
  return deskCard(visit, 'contact', '알림을 그만 받고 싶으시군요', said)
}

function deskCard({ app, visitor }: Visit, intent: DeskMatter, title: string, said: string): Reply {
  const way = wayToDesk(app)
  const how = `‘${way.label}’ 버튼을 누르시거나 도서관에 들러 주세요.`
  return {
    intent,
    outcome: 'ok',
    outputs: [textCard(title, `${said}\n${how}`, [way, button('마이페이지', '마이페이지')])],
    quickReplies: waysOn(visitor.member !== null),
  }
}
