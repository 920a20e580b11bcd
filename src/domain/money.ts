/** How a wallet moves: every change is a line of the ledger, and the balance is the sum of the lines. */
import type { DepositId, LedgerLineId, MemberId, RefundId, RentalId } from './ids.js'
import type { Instant } from './time.js'

/**
 * Whole won. `bonusWon`: the part of the balance that the house has given away; the rest was paid for and can be given back.
 * `version` counts the lines written so far; every change rests on the version it was decided on.
 */
export type Wallet = {
  readonly memberId: MemberId
  readonly balanceWon: number
  readonly bonusWon: number
  readonly version: number
}

/**
 * `refund-returned`: money that could not be given back is in the wallet again. `bonus`: given by the house. `bonus-taken`: a gift
 * taken back, or lost by leaving.
 */
export const ledgerKinds = ['rental-fee', 'deposit', 'refund', 'refund-returned', 'bonus', 'bonus-taken'] as const
export type LedgerKind = (typeof ledgerKinds)[number]

export type LedgerLine = {
  readonly id: LedgerLineId
  readonly memberId: MemberId
  /** Dense, from 1, in the order of the wallet's changes. */
  readonly lineNo: number
  readonly kind: LedgerKind
  /** Negative when money leaves the wallet. */
  readonly amountWon: number
  /** The part of the amount that is bonus, with the same sign. */
  readonly bonusAmountWon: number
  readonly balanceAfterWon: number
  readonly rentalId: RentalId | null
  readonly depositId: DepositId | null
  readonly refundId: RefundId | null
  /** Why, in a librarian's words; of what the desk did by hand. */
  readonly reason: string | null
  /** The same key is never written twice, so the same money never moves twice. */
  readonly idempotencyKey: string
  readonly writtenAt: Instant
}

/** Unused and paid for: what can be given back, in won (신유형 상품권 표준약관; bonus is not refundable). */
export function refundableWon({ balanceWon, bonusWon }: Pick<Wallet, 'balanceWon' | 'bonusWon'>): number {
  return balanceWon - bonusWon
}

/** The line that takes a rental's fee out of the wallet: gifts are used up first, so that what was paid can be given back. */
export function charge(wallet: Wallet, feeWon: number, rentalId: RentalId, id: LedgerLineId, at: Instant): LedgerLine {
  return {
    ...next(wallet, -feeWon, 0 - Math.min(feeWon, wallet.bonusWon), id, at),
    kind: 'rental-fee',
    rentalId,
    idempotencyKey: `rental:${rentalId}`,
  }
}

/** The line that puts a paid deposit into the wallet. */
export function credit(
  wallet: Wallet,
  amountWon: number,
  depositId: DepositId,
  id: LedgerLineId,
  at: Instant,
): LedgerLine {
  return { ...next(wallet, amountWon, 0, id, at), kind: 'deposit', depositId, idempotencyKey: `deposit:${depositId}` }
}

/** A line with nothing but the amounts in it. */
export function next(
  wallet: Wallet,
  amountWon: number,
  bonusAmountWon: number,
  id: LedgerLineId,
  writtenAt: Instant,
): Omit<LedgerLine, 'kind' | 'idempotencyKey'> {
  return {
    id,
    memberId: wallet.memberId,
    lineNo: wallet.version + 1,
    amountWon,
    bonusAmountWon,
    balanceAfterWon: wallet.balanceWon + amountWon,
    rentalId: null,
    depositId: null,
    refundId: null,
    reason: null,
    writtenAt,
  }
}
