/** Draws a pushed message, with the facts of the moment it is drawn at. */
import type { NoticeBody } from '../domain/notice.js'
import type { DrawnNotice } from '../usecases/views.js'
import { drawClaimSettled } from './draw-claim-settled.js'
import { drawDueSoon } from './draw-due-soon.js'
import { drawHoldEnded } from './draw-hold-ended.js'
import { drawHoldReady } from './draw-hold-ready.js'
import { drawOverdue } from './draw-overdue.js'
import { drawDepositFailed } from './deposit-failed.js'
import { drawRefundSettled } from './draw-refund-settled.js'
import { quick, text, textCard, type Reply } from './reply.js'
import type { Visit } from './visit.js'
import { sayWon } from './words.js'

/** Kakao calls for each person it pushes to. What is not theirs, or not there, is not shown. */
export async function drawNotice(visit: Visit): Promise<Reply> {
  const { app, turn, visitor } = visit
  const noticeId = turn.noticeId ?? (turn.userKey && (await app.views.newestSentNotice(turn.userKey)))
  const drawn = noticeId && (await app.views.notice(noticeId))
  if (!drawn || !visitor.member || drawn.notice.memberId !== visitor.member.id)
    return {
      intent: 'notice',
      outcome: 'unknown-notice',
      outputs: [text('새 알림이 없어요.')],
      quickReplies: [quick('처음으로')],
    }
  await app.markDrawn(drawn.notice.id)
  return draw(visit, drawn)
}

function draw(visit: Visit, drawn: DrawnNotice): Reply | Promise<Reply> {
  const { body } = drawn.notice
  switch (body.kind) {
    case 'due-soon':
      return drawDueSoon(visit, drawn, body)
    case 'overdue':
      return drawOverdue(visit, drawn, body)
    case 'hold-ready':
    case 'hold-put-back':
      return drawHoldReady(visit, drawn, body)
    case 'hold-expired':
    case 'hold-dropped':
      return drawHoldEnded(visit, drawn, body)
    case 'claim-settled':
      return drawClaimSettled(visit, drawn, body)
    case 'deposit-paid':
      return receipt(drawn, body.amountWon)
    case 'deposit-failed':
      return drawDepositFailed(visit.app, body)
    case 'points-given':
      return gift(drawn, body)
    case 'refund-settled':
      return drawRefundSettled(visit, drawn, body)
  }
}

function receipt({ balanceWon }: DrawnNotice, amountWon: number): Reply {
  return {
    intent: 'notice',
    outcome: 'ok',
    outputs: [
      textCard('적립금을 충전했어요', `${sayWon(amountWon)}을 결제하셨어요. 지금 잔액은 ${sayWon(balanceWon)}이에요.`),
    ],
    quickReplies: [quick('책 찾기'), quick('마이페이지')],
  }
}

/** Plain information: what was given, why, and what is there now. */
function gift(
  { balanceWon }: DrawnNotice,
  { amountWon, reason }: Extract<NoticeBody, { kind: 'points-given' }>,
): Reply {
  return {
    intent: 'notice',
    outcome: 'ok',
    outputs: [
      textCard(
        '적립금을 드렸어요',
        `도서관에서 적립금 ${sayWon(amountWon)}을 드렸어요. (${reason}) 지금 잔액은 ${sayWon(balanceWon)}이에요.\n드린 적립금은 대여료로 먼저 쓰이고, 돈으로 돌려받을 수는 없어요.`,
      ),
    ],
    quickReplies: [quick('적립금 내역'), quick('마이페이지')],
  }
}
