/** A payment came to nothing: the chat says so at the member's next word, and a message when money had moved. */
import type { Deposit } from '../domain/deposit.js'
import type { NoticeId } from '../domain/ids.js'
import { newNotice, type DepositFailure } from '../domain/notice.js'
import { instantOf } from '../domain/time.js'
import type { Tx } from './tx.js'

/** `amountWon`: what KakaoPay had taken, which may be another amount than was asked for. */
export async function tellFailed(
  tx: Tx,
  { id: depositId, memberId, readyAt, ...deposit }: Deposit,
  why: DepositFailure,
  amountWon = deposit.amountWon,
): Promise<void> {
  const isMember = (await tx.wallets.of(memberId)) !== null
  const noticeId = tx.newId<NoticeId>()
  const notice = newNotice(noticeId, memberId, { kind: 'deposit-failed', depositId, amountWon, why }, instantOf(tx.now))
  if (isMember && why === 'given-back') {
    tx.notices.add(notice)
    tx.emit({ type: 'DepositGivenBack', depositId, memberId, amountWon, noticeId })
    return
  }
  tx.emit({ type: 'DepositFailed', depositId, memberId })
  // nothing to say of a card that was never opened, nor to somebody who has paid otherwise meanwhile
  if (isMember && readyAt !== null && !(await tx.deposits.hasPaidSince(memberId, readyAt))) tx.notices.add(notice)
}
