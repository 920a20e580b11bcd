/** Money has come in: the member gets a receipt. */
import type { Deposit } from '../domain/deposit.js'
import type { NoticeId } from '../domain/ids.js'
import { newNotice } from '../domain/notice.js'
import { instantOf } from '../domain/time.js'
import type { Tx } from './tx.js'

export function tellPaid(tx: Tx, { id: depositId, memberId, amountWon }: Deposit): void {
  const noticeId = tx.newId<NoticeId>()
  tx.notices.add(newNotice(noticeId, memberId, { kind: 'deposit-paid', depositId, amountWon }, instantOf(tx.now)))
  tx.emit({ type: 'DepositPaid', depositId, memberId, amountWon, noticeId })
}
