/** What is said of payments that came to nothing. */
import type { QuickReply } from 'kakao-i-openbuilder-sdk-types'
import type { App } from '../app.js'
import type { DepositFailure, NoticeBody } from '../domain/notice.js'
import { quick, textCard, type Reply } from './reply.js'
import { sayWon } from './words.js'

type Failed = { readonly amountWon: number; readonly why: DepositFailure }

/** `지난번 10,000원 충전은 끝나지 않았어요. 돈은 나가지 않았어요.` */
export function sayFailed({ amountWon, why }: Failed): string {
  return why === 'given-back'
    ? `결제하신 ${sayWon(amountWon)}은 적립금에 넣을 수 없어서 카카오페이로 돌려드렸어요.`
    : `지난번 ${sayWon(amountWon)} 충전은 ${because[why]} 끝나지 않았어요. 돈은 나가지 않았어요.`
}

const because: { readonly [W in Exclude<DepositFailure, 'given-back'>]: string } = {
  cancelled: '취소하셔서',
  failed: '결제가 되지 않아',
  expired: '결제 시간이 지나',
}

/** Begins a payment of its own. */
export function topUpAgain(app: App, { amountWon }: Pick<Failed, 'amountWon'>): QuickReply {
  return quick('다시 충전', `${sayWon(amountWon)} 충전`, { do: 'deposit', amountWon, nonce: app.newNonce() })
}

export function drawDepositFailed(app: App, body: Extract<NoticeBody, { kind: 'deposit-failed' }>): Reply {
  return {
    intent: 'notice',
    outcome: 'ok',
    outputs: [textCard('결제 금액을 돌려드렸어요', `${sayFailed(body)} 적립금은 그대로예요.`)],
    quickReplies: [quick('적립금 충전'), quick('적립금 내역'), quick('마이페이지')],
  }
}
