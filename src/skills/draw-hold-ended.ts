/** A hold that ended by itself: not collected in time, or no copy of the title can be had any more. */
import type { DrawnNotice } from '../usecases/views.js'
import { holdButton, rentButton, showButton } from './deed-buttons.js'
import { quick, textCard, type Reply } from './reply.js'
import type { Visit } from './visit.js'
import { sayTitle } from './words.js'

type Body = Extract<DrawnNotice['notice']['body'], { kind: 'hold-expired' | 'hold-dropped' }>

export async function drawHoldEnded({ app }: Visit, drawn: DrawnNotice, body: Body): Promise<Reply> {
  const { memberName, title, hold, notice } = drawn
  const name = sayTitle(title ?? hold?.title ?? '')
  const card = await app.views.bookCard(body.bookId, notice.memberId)
  const isFree = card?.member?.refusals.length === 0
  const said =
    body.kind === 'hold-expired'
      ? `${memberName}님, ${name}, 기한까지 대여하지 않으셔서 예약이 끝났어요.${isFree ? ' 지금은 바로 빌릴 수 있어요.' : ''}`
      : `${memberName}님, ${name}, 지금은 대여할 수 있는 책이 없어 예약을 마쳤어요. 기다려 주셨는데 죄송해요.`
  const again = !card?.member
    ? []
    : isFree
      ? [rentButton(app, card.book)]
      : [card.member.mayHold ? holdButton(app, card.book, '다시 예약') : showButton(card.book)]
  return {
    intent: 'notice',
    outcome: 'ok',
    outputs: [textCard('예약이 끝났어요', said, again)],
    quickReplies: [quick('책 찾기'), quick('추천 도서'), quick('마이페이지')],
  }
}
