/** A member wants unused money back: it leaves the wallet at once, and goes back to where it came from part by part. */
import type { LedgerLineId, MemberId, RefundId } from '../domain/ids.js'
import { decideRefund, isPutBack, type DecidedRefund, type Refund, type RefundRefusal } from '../domain/refund.js'
import { ok, type Result } from '../domain/result.js'
import type { Tx } from './tx.js'

/** `amountWon`: whole won, or everything that can be given back. */
export type RefundInput = {
  readonly memberId: MemberId
  readonly amountWon: number | 'all'
  readonly commandKey: string | null
}

export async function requestRefund(tx: Tx, input: RefundInput): Promise<Result<Refund, RefundRefusal>> {
  const decided = await lookAtRefund(tx, input)
  // looked for last: whoever was faster with the same command may be what stood in the way
  const { standing, commandKey } = await askedBefore(tx, input.commandKey)
  if (standing) return ok(standing)
  if (!decided.ok) return decided
  const { line, deposits } = decided.value
  const refund = { ...decided.value.refund, commandKey }
  tx.wallets.write(line)
  for (const deposit of deposits) tx.deposits.setRefunded(deposit)
  tx.refunds.add(refund)
  const { id: refundId, memberId, amountWon } = refund
  tx.emit({ type: 'RefundRequested', refundId, memberId, amountWon })
  tx.record({ action: 'refund-requested', subject: memberId, before: null, after: { refundId, amountWon } })
  return ok(refund)
}

/** What the command has brought about and still stands. What was put back whole does not: the same words ask for it anew. */
async function askedBefore(
  tx: Tx,
  given: string | null,
): Promise<{ standing: Refund | null; commandKey: string | null }> {
  for (let commandKey = given; commandKey !== null;) {
    const before = await tx.refunds.byCommand(commandKey)
    if (!before || !isPutBack(before)) return { standing: before, commandKey }
    commandKey = `${given}:${before.id}`
  }
  return { standing: null, commandKey: given }
}

/** What a refund of so much would be now, or why there is none; nothing is written. */
export async function lookAtRefund(
  tx: Tx,
  { memberId, amountWon, commandKey }: RefundInput,
): Promise<Result<DecidedRefund, RefundRefusal>> {
  // the wallet first: what is begun after this look moves it, and then this refund is decided anew
  const known = await tx.refunds.factsFor(memberId)
  const facts = { ...known, open: await tx.refunds.open(memberId), asked: amountWon }
  return decideRefund(facts, { refundId: tx.newId<RefundId>(), lineId: tx.newId<LedgerLineId>(), commandKey }, tx.now)
}
