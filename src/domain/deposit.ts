/** How money comes into the wallet: a deposit is asked for, paid at KakaoPay, and credited once. */
import type { DepositId, MemberId } from './ids.js'
import type { Policy } from './policy.js'
import { ok, refuse, refusedBy, type Refused, type Result } from './result.js'
import { minutesAfter, type Instant } from './time.js'

/** requested → ready (window open) → approving → paid; or failed, or expired when nobody paid in time. */
export type DepositState = 'requested' | 'ready' | 'approving' | 'paid' | 'failed' | 'expired'

export type Deposit = {
  readonly id: DepositId
  readonly memberId: MemberId
  readonly amountWon: number
  readonly state: DepositState
  /** What the address of the pay page holds: unguessable, known to the member's chat only. */
  readonly pageToken: string
  readonly commandKey: string | null
  /** KakaoPay's number of the payment. */
  readonly tid: string | null
  /** Every change rests on the version it was decided on. */
  readonly version: number
  readonly requestedAt: Instant
  readonly readyAt: Instant | null
  readonly settledAt: Instant | null
  readonly failure: string | null
  /** `desk`: cash at the counter. */
  readonly paidBy: 'kakao-pay' | 'desk'
  /** How much of it was given back, or is on its way back. */
  readonly refundedWon: number
}

export type DepositRefusal =
  | { kind: 'already-left' }
  | { kind: 'amount-too-small'; minWon: number }
  | { kind: 'amount-too-large'; maxWon: number }
  | { kind: 'balance-would-be-too-large'; balanceWon: number; balanceMaxWon: number; roomWon: number }

/** May this amount be asked for. Bounds are the house's (`policy.deposit`). */
export function checkAmount(amountWon: number, balanceWon: number, policy: Policy): Result<number, DepositRefusal> {
  const { minWon, maxWon, balanceMaxWon } = policy.deposit
  const leftWon = balanceMaxWon - balanceWon
  const roomWon = leftWon < minWon ? 0 : leftWon
  return (
    refusedBy<DepositRefusal>([
      Number.isInteger(amountWon) && amountWon >= minWon ? null : { kind: 'amount-too-small', minWon },
      amountWon > maxWon ? { kind: 'amount-too-large', maxWon } : null,
      amountWon <= maxWon && amountWon > roomWon
        ? { kind: 'balance-would-be-too-large', balanceWon, balanceMaxWon, roomWon }
        : null,
    ]) ?? ok(amountWon)
  )
}

export type PayRefusal =
  | { kind: 'unknown-deposit' }
  /** Who asked for it has left; what KakaoPay took all the same goes back. */
  | { kind: 'member-left' }
  | { kind: 'already-paid'; amountWon: number }
  | { kind: 'payment-over'; state: 'failed' | 'expired' }
  | { kind: 'payment-in-progress' }
  | { kind: 'balance-would-be-too-large'; balanceWon: number; balanceMaxWon: number; roomWon: number }

/** Minutes for which the card in the chat can be used to begin paying: a day. */
export const cardMinutes = 24 * 60

/** Does the card in the chat still lead to a payment. */
export function canStillBePaid({ state, requestedAt }: Deposit, now: Date): boolean {
  const isOpen = state === 'requested' || state === 'ready' || state === 'approving'
  return isOpen && now <= minutesAfter(new Date(requestedAt), cardMinutes)
}

/** May KakaoPay be asked to open (or open anew) the window for this deposit. */
export function decideReady(
  deposit: Deposit | null,
  balanceWon: number,
  now: Date,
  policy: Policy,
): Result<Deposit, PayRefusal> {
  if (!deposit) return refuse({ kind: 'unknown-deposit' })
  if (deposit.state === 'paid') return refuse({ kind: 'already-paid', amountWon: deposit.amountWon })
  if (deposit.state === 'approving') return refuse({ kind: 'payment-in-progress' })
  if (deposit.state === 'failed' || deposit.state === 'expired')
    return refuse({ kind: 'payment-over', state: deposit.state })
  if (!canStillBePaid(deposit, now)) return refuse({ kind: 'payment-over', state: 'expired' })
  return mustFit(deposit, balanceWon, policy) ?? ok(deposit)
}

/** May the landing page's word be taken to KakaoPay for approval: only from an open window, by one at a time. */
export function decideApproval(
  deposit: Deposit | null,
  balanceWon: number,
  policy: Policy,
): Result<Deposit & { tid: string }, PayRefusal> {
  if (!deposit) return refuse({ kind: 'unknown-deposit' })
  const { state, tid } = deposit
  if (state === 'paid') return refuse({ kind: 'already-paid', amountWon: deposit.amountWon })
  if (state === 'failed' || state === 'expired') return refuse({ kind: 'payment-over', state })
  if (state === 'ready' && tid)
    return mustFit(deposit, balanceWon, policy) ?? ok({ ...deposit, tid, state: 'approving' })
  return refuse({ kind: 'payment-in-progress' })
}

/** Several cards can be open at once; before money moves, the wallet is looked at again. */
function mustFit({ amountWon }: Deposit, balanceWon: number, { deposit }: Policy): Refused<PayRefusal> | null {
  const { balanceMaxWon } = deposit
  const roomWon = Math.max(0, balanceMaxWon - balanceWon)
  return amountWon <= roomWon
    ? null
    : refuse({ kind: 'balance-would-be-too-large', balanceWon, balanceMaxWon, roomWon })
}

/** What KakaoPay says of a payment when asked (`order`). */
export type PaymentWord = 'paid' | 'open' | 'over'

/**
 * What becomes of a deposit that hangs, by KakaoPay's own word. Money that was paid is always credited, however late;
 * an open window stays open until it has run out.
 */
export function settlementOf(
  deposit: Deposit,
  word: PaymentWord,
  now: Date,
  policy: Policy,
): 'credit' | 'fail' | 'expire' | 'wait' {
  if (word === 'paid') return 'credit'
  if (word === 'over') return 'fail'
  const openedAt = new Date(deposit.readyAt ?? deposit.requestedAt)
  return now > minutesAfter(openedAt, policy.paymentMinutes + 1) ? 'expire' : 'wait'
}
