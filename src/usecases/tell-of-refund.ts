/** A refund has come to a point of which its member hears, as far as they are still one. */
import type { NoticeId } from '../domain/ids.js'
import { newNotice, type RefundStep } from '../domain/notice.js'
import { wonAtDesk, wonByKakaoPay, type Refund } from '../domain/refund.js'
import { instantOf } from '../domain/time.js'
import type { Tx } from './tx.js'

/** `deskWon`: what the desk has just handed out or put back; of what KakaoPay is through with, what waits there. */
export async function tellOfRefund(
  tx: Tx,
  refund: Refund,
  step: RefundStep,
  deskWon = wonAtDesk(refund.parts),
): Promise<void> {
  const { id: refundId, memberId, parts } = refund
  const noticeId = tx.newId<NoticeId>()
  const kakaoPayWon = step === 'through' ? wonByKakaoPay(parts) : 0
  const body = { kind: 'refund-settled', refundId, step, kakaoPayWon, deskWon } as const
  if (await tx.wallets.of(memberId)) tx.notices.add(newNotice(noticeId, memberId, body, instantOf(tx.now)))
  switch (step) {
    case 'through':
      return tx.emit({ type: 'RefundSettled', refundId, memberId, kakaoPayWon, atDeskWon: deskWon, noticeId })
    case 'paid-out':
      return tx.emit({ type: 'RefundPaidOut', refundId, memberId, amountWon: deskWon, noticeId })
    case 'put-back':
      return tx.emit({ type: 'RefundPutBack', refundId, memberId, amountWon: deskWon, noticeId })
  }
}
