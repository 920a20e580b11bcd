/** A member wants to put money in: the deposit is written down and gets a pay page of its own. */
import { canStillBePaid, checkAmount, type Deposit, type DepositRefusal } from '../domain/deposit.js'
import type { DepositId, MemberId } from '../domain/ids.js'
import { ok, refuse, type Result } from '../domain/result.js'
import { instantOf } from '../domain/time.js'
import type { Tx } from './tx.js'

export type DepositInput = {
  readonly memberId: MemberId
  readonly amountWon: number
  readonly commandKey: string | null
}

export async function requestDeposit(tx: Tx, input: DepositInput): Promise<Result<Deposit, DepositRefusal>> {
  const { memberId, amountWon, commandKey } = input
  const asked = commandKey === null ? null : await tx.deposits.byCommand(commandKey)
  if (asked && canStillBePaid(asked, tx.now)) return ok(asked)

  const wallet = await tx.wallets.of(memberId)
  if (!wallet) return refuse({ kind: 'already-left' })
  const checked = checkAmount(amountWon, wallet.balanceWon, tx.rules)
  if (!checked.ok) return checked

  const deposit: Deposit = {
    id: tx.newId<DepositId>(),
    memberId,
    amountWon,
    state: 'requested',
    pageToken: tx.newToken(),
    // A button that has done its work begins a payment of its own when it is tapped again later.
    commandKey: asked ? null : commandKey,
    tid: null,
    version: 1,
    requestedAt: instantOf(tx.now),
    readyAt: null,
    settledAt: null,
    failure: null,
    paidBy: 'kakao-pay',
    refundedWon: 0,
  }
  tx.deposits.add(deposit)
  tx.emit({ type: 'DepositRequested', depositId: deposit.id, memberId, amountWon })
  return ok(deposit)
}
