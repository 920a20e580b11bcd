/** A refund has come on: KakaoPay is through with it, or the desk has handed out or put back what waited there. */
import type { NoticeBody } from '../domain/notice.js'
import type { DrawnNotice } from '../usecases/views.js'
import { sayAtDesk } from './refusal-words.js'
import { button, quick, textCard, type Reply } from './reply.js'
import type { Visit } from './visit.js'
import { wayToDesk } from './way-to-desk.js'
import { sayWon } from './words.js'

type Body = Extract<NoticeBody, { kind: 'refund-settled' }>

export function drawRefundSettled({ app }: Visit, drawn: DrawnNotice, body: Body): Reply {
  const isWaiting = body.step === 'through' && body.deskWon > 0 && drawn.isRefundAtDesk
  return {
    intent: 'notice',
    outcome: 'ok',
    outputs: [
      textCard(titles[body.step], said(drawn, body, isWaiting).join('\n'), [
        ...(isWaiting ? [wayToDesk(app)] : []),
        button('마이페이지', '마이페이지'),
      ]),
    ],
    quickReplies: [quick('책 찾기'), quick('적립금 충전')],
  }
}

const titles = {
  through: '환불 소식이에요',
  'paid-out': '환불해 드렸어요',
  'put-back': '환불을 되돌렸어요',
} as const satisfies Record<Body['step'], string>

function said({ balanceWon }: DrawnNotice, { step, kakaoPayWon, deskWon }: Body, isWaiting: boolean): string[] {
  const balance = `지금 적립금은 ${sayWon(balanceWon)}이에요.`
  switch (step) {
    case 'through':
      return [
        ...(kakaoPayWon > 0
          ? [`카카오페이 결제를 취소해 ${sayWon(kakaoPayWon)}을 돌려드렸어요.`]
          : ['카카오페이에서 결제를 취소할 수 없었어요.']),
        ...(isWaiting ? [sayAtDesk(deskWon)] : deskWon > 0 ? [`${sayWon(deskWon)}은 도서관에서 처리해 드렸어요.`] : []),
        balance,
      ]
    case 'paid-out':
      return [`도서관에서 ${sayWon(deskWon)}을 돌려드렸어요.`, balance]
    case 'put-back':
      return [`${sayWon(deskWon)}을 적립금에 다시 넣었어요.`, balance]
  }
}
