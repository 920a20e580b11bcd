/** It is the member's turn: until when, for how much, and the tap that rents it; or it was, and the copy is gone. */
import type { Button, Output } from 'kakao-i-openbuilder-sdk-types'
import type { Day } from '../domain/time.js'
import type { DrawnNotice } from '../usecases/views.js'
import { cancelHoldButton, holdButton, rentButton, showButton } from './deed-buttons.js'
import { withOwnLine } from './own-line.js'
import { sayRefusals } from './refusal-words.js'
import { itemCard, quick, text, textCard, type Reply } from './reply.js'
import { aboutBook } from './show-book.js'
import type { Visit } from './visit.js'
import { waysOut } from './ways-out.js'
import { sayDay, sayExpected, sayTitle, sayWon } from './words.js'

type Body = Extract<DrawnNotice['notice']['body'], { kind: 'hold-ready' | 'hold-put-back' }>

export async function drawHoldReady(visit: Visit, drawn: DrawnNotice, body: Body): Promise<Reply> {
  const { app } = visit
  const { memberName, title, balanceWon, hold } = drawn
  const card = await app.views.bookCard(body.bookId, drawn.notice.memberId)
  if (!card?.member || !hold?.isOpen) return overNow(visit, drawn, body)
  const { place } = hold
  if (place.kind === 'ready' && place.until < app.today()) return overNow(visit, drawn, body)
  if (place.kind === 'waiting')
    return said('still-waiting', [
      text(
        `${memberName}님, ${sayTitle(hold.title)}, 맡아 둔 책을 내어 드릴 수 없게 됐어요. 죄송해요. 다음 책은 먼저 맡아 드릴게요.`,
      ),
      textCard(
        '다시 기다리는 중이에요',
        [`내 순서 ${place.position}번째`, sayExpected(place)].filter(Boolean).join(' · '),
        [cancelHoldButton(hold)],
      ),
    ])
  const { refusals } = card.member
  const ways = refusals.length > 0 ? waysOut(app, refusals, { book: card.book, hold }) : [rentButton(app, card.book)]
  const ready = { memberName, title: title ?? hold.title, until: place.until, feeWon: card.book.feeWon, balanceWon }
  return said('ok', [
    ...drawReady(visit, ready, [...ways, cancelHoldButton(hold)]),
    ...(refusals.length > 0 ? [text(sayRefusals(refusals))] : []),
  ])
}

type Ready = {
  readonly memberName: string
  readonly title: string
  readonly until: Day
  readonly feeWon: number
  readonly balanceWon: number
}

export function drawReady(
  visit: Pick<Visit, 'app'>,
  { memberName, title, until, feeWon, balanceWon }: Ready,
  buttons: readonly Button[],
): Output[] {
  const last = sayDay(until)
  const words = `${memberName}님, 기다리시던 ${sayTitle(title)} 차례가 됐어요! ${last}까지 대여하세요.`
  return [
    text(withOwnLine(visit, 'holdReady', words)),
    itemCard(
      '예약하신 책이 준비됐어요',
      [
        ['책', title],
        ['기한', `${last}까지`],
        ['대여료', sayWon(feeWon)],
        ['내 적립금', sayWon(balanceWon)],
      ],
      buttons,
    ),
  ]
}

/** Collected, cancelled or missed by now. */
async function overNow(visit: Visit, { title, hold }: DrawnNotice, { bookId }: Body): Promise<Reply> {
  const { app } = visit
  const { book, rental, mayHold } = await aboutBook(visit, bookId)
  const name = sayTitle(title ?? hold?.title ?? '')
  if (rental)
    return said('already-yours', [
      textCard('', `${name}, 이미 빌려 가셨어요. ${sayDay(rental.dueOn)}까지 즐겁게 읽으세요!`, [showButton(rental)]),
    ])
  const again = book ? [mayHold ? holdButton(app, book, '다시 예약') : showButton(book)] : []
  return said('hold-over', [textCard('', `${name}, 이 예약은 끝났어요.`, again)])
}

function said(outcome: string, outputs: Reply['outputs']): Reply {
  return { intent: 'notice', outcome, outputs, quickReplies: [quick('내 예약'), quick('책 찾기'), quick('마이페이지')] }
}
