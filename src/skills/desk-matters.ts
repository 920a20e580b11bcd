/** What the bot cannot do by itself: it says so, and how to reach the desk. */
import type { Button } from 'kakao-i-openbuilder-sdk-types'
import { waysOn } from './help.js'
import { button, listCard, text, textCard, type Intent, type Reply } from './reply.js'
import { rowOf } from './search-books.js'
import type { Visit } from './visit.js'

export async function recommend({ app, visitor }: Visit): Promise<Reply> {
  const hits = await app.views.hits(await app.views.popular())
  return {
    intent: 'recommend',
    outcome: hits.length > 0 ? 'ok' : 'nothing-found',
    outputs: [
      hits.length > 0
        ? listCard(
            '지금 빌릴 수 있는 인기 도서',
            hits.map((hit) => rowOf(hit, app.today())),
          )
        : text('지금은 추천할 책이 없어요.'),
    ],
    quickReplies: waysOn(visitor.member !== null),
  }
}

const matters = {
  contact: '궁금한 점이나 문제가 있으면 도서관에 물어봐 주세요.',
  hours: '대여와 반납은 챗봇에서 24시간 할 수 있어요. 도서관 여는 시간은 도서관에 물어봐 주세요.',
  renew: '연장은 아직 챗봇에서 할 수 없어요. 도서관에서 도와드려요.',
  hold: '예약은 아직 챗봇에서 할 수 없어요. 도서관에서 도와드려요.',
  'hold-cancel': '예약 취소는 아직 챗봇에서 할 수 없어요. 도서관에서 도와드려요.',
  refund: '쓰지 않은 적립금은 언제든 돌려받을 수 있어요. 도서관에 말씀해 주세요.',
  leave:
    '탈퇴는 도서관에서 도와드려요. 탈퇴하시면 법에 따라 남기는 거래 기록 말고는 개인정보를 지워 드려요. 남은 적립금은 돌려드리고, 빌린 책은 먼저 반납해 주세요.',
} as const satisfies Partial<Record<Intent, string>>

export type DeskMatter = keyof typeof matters

/** Renewing and holding are refused until the bot can do them; the rest is an answer. */
const notYet: readonly DeskMatter[] = ['renew', 'hold', 'hold-cancel']

export function atTheDesk({ app, visitor }: Visit, matter: DeskMatter): Reply {
  const { phone } = app.library
  const way: Button = phone
    ? { label: '전화하기', action: 'phone', phoneNumber: phone }
    : { label: '상담원 연결', action: 'operator' }
  const how = `‘${way.label}’ 버튼을 누르시거나 도서관에 들러 주세요.`
  return {
    intent: matter,
    outcome: notYet.includes(matter) ? 'at-the-desk' : 'ok',
    outputs: [
      textCard('도서관에서 도와드려요', `${matters[matter]}\n${how}`, [way, button('마이페이지', '마이페이지')]),
    ],
    quickReplies: waysOn(visitor.member !== null),
  }
}
