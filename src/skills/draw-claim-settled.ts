/** What the desk found when it looked for a book that was said to be back. */
import type { DrawnNotice } from '../usecases/views.js'
import { returnButton } from './deed-buttons.js'
import { quick, textCard, type Reply } from './reply.js'
import type { Visit } from './visit.js'
import { wayToDesk } from './way-to-desk.js'
import { sayDay, sayTitle } from './words.js'

type Body = Extract<DrawnNotice['notice']['body'], { kind: 'claim-settled' }>

export async function drawClaimSettled(
  { app }: Visit,
  { memberName, title, notice }: DrawnNotice,
  { rentalId, isFound }: Body,
): Promise<Reply> {
  const name = sayTitle(title ?? '')
  if (isFound)
    return said('ok', '책을 찾았어요', `${memberName}님, ${name}, 도서관에 잘 돌아와 있었어요. 알려 주셔서 고마워요!`)
  const mine = (await app.views.rentals(notice.memberId)).find((rental) => rental.rentalId === rentalId)
  if (!mine) return said('already-returned', '이제 괜찮아요', `${memberName}님, ${name}, 그 뒤에 대여가 끝났어요.`)
  return said(
    'ok',
    '책을 찾지 못했어요',
    `${memberName}님, ${name}, 도서관에서 찾아봤지만 찾지 못했어요. 한 번 더 찾아봐 주세요. 반납일은 ${sayDay(mine.dueOn)}이에요. 도서관에 물어보셔도 돼요.`,
    [returnButton(app, mine), wayToDesk(app)],
  )
}

function said(outcome: string, heading: string, words: string, buttons: Parameters<typeof textCard>[2] = []): Reply {
  return {
    intent: 'notice',
    outcome,
    outputs: [textCard(heading, words, buttons)],
    quickReplies: [quick('책 찾기'), quick('마이페이지'), quick('도서관 문의')],
  }
}
