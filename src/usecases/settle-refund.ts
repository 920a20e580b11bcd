/** What the desk does with refunds by hand: hands money out, puts it back, and says what it saw at KakaoPay. */
import type { DeedRecord } from '../domain/deed.js'
import type { LedgerLineId, RefundId } from '../domain/ids.js'
import { decideParked, decidePayOut, decidePutBack, type RefundAtDeskRefusal } from '../domain/refund-at-desk.js'
import { wonAtDesk, type Refund } from '../domain/refund.js'
import { ok, type Result } from '../domain/result.js'
import { tellOfRefund } from './tell-of-refund.js'
import type { Tx } from './tx.js'

/** `note`: how it was handed out (계좌이체, 현금); never an account number. */
export type PayOutInput = { readonly refundId: RefundId; readonly note: string }

/** What waits of it at the desk was handed out. Answers how much that was. */
export async function payOutRefund(
  tx: Tx,
  { refundId, note }: PayOutInput,
): Promise<Result<{ paidWon: number }, RefundAtDeskRefusal>> {
  const before = await tx.refunds.byId(refundId)
  const decided = decidePayOut(before, note, tx.now)
  if (!decided.ok) return decided
  const paidWon = before ? wonAtDesk(before.parts) : 0
  tx.refunds.change(decided.value)
  await tellOfRefund(tx, decided.value, 'paid-out', paidWon)
  tx.record(recordOf('refund-paid-out', decided.value, { paidWon }))
  return ok({ paidWon })
}

/** What waits of it at the desk is in the wallet again. */
export async function putBackRefund(
  tx: Tx,
  { refundId }: { refundId: RefundId },
): Promise<Result<{ backWon: number; balanceWon: number }, RefundAtDeskRefusal>> {
  const before = await tx.refunds.byId(refundId)
  const wallet = before && (await tx.wallets.of(before.memberId))
  const deposits = await tx.deposits.withIds(before?.parts.map(({ depositId }) => depositId) ?? [])
  const decided = decidePutBack(before, { wallet, deposits }, () => tx.newId<LedgerLineId>(), tx.now)
  if (!decided.ok) return decided
  const { refund, lines } = decided.value
  for (const line of lines) tx.wallets.write(line)
  for (const deposit of decided.value.deposits) tx.deposits.setRefunded(deposit)
  tx.refunds.change(refund)
  const backWon = lines.reduce((sum, { amountWon }) => sum + amountWon, 0)
  await tellOfRefund(tx, refund, 'put-back', backWon)
  tx.record(recordOf('refund-put-back', refund, { backWon }))
  return ok({ backWon, balanceWon: lines.at(-1)?.balanceAfterWon ?? 0 })
}

/** `isCancelled`: KakaoPay has given back the part in question; otherwise it has not, and the desk will. */
export type SettleParkedInput = { readonly refundId: RefundId; readonly isCancelled: boolean }

export async function settleParkedRefund(
  tx: Tx,
  { refundId, isCancelled }: SettleParkedInput,
): Promise<Result<Refund, RefundAtDeskRefusal>> {
  const decided = decideParked(await tx.refunds.byId(refundId), isCancelled, tx.now)
  if (!decided.ok) return decided
  const refund = decided.value
  tx.refunds.change(refund)
  if (refund.state === 'under-way') tx.emit({ type: 'RefundResumed', refundId, memberId: refund.memberId })
  else await tellOfRefund(tx, refund, 'through')
  tx.record(recordOf('refund-settled', refund, { isCancelled, state: refund.state }))
  return decided
}

function recordOf(
  action: 'refund-paid-out' | 'refund-put-back' | 'refund-settled',
  { id, memberId }: Refund,
  after: DeedRecord['after'],
): DeedRecord {
  return { action, subject: memberId, before: null, after: { refundId: id, ...after } }
}
