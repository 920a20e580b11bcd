/** How a wallet moves: every change is a line of the ledger, and the balance is the sum of the lines. */
import type { DepositId, LedgerLineId, MemberId, RentalId } from './ids.js'
import type { Instant } from './time.js'

/** Whole won. `version` counts the lines written so far; every change rests on the version it was decided on. */
export type Wallet = { readonly memberId: MemberId; readonly balanceWon: number; readonly version: number }

export type LedgerKind = 'rental-fee' | 'deposit'

export type LedgerLine = {
  readonly id: LedgerLineId
  readonly memberId: MemberId
  /** Dense, from 1, in the order of the wallet's changes. */
  readonly lineNo: number
  readonly kind: LedgerKind
  /** Negative when money leaves the wallet. */
  readonly amountWon: number
  readonly balanceAfterWon: number
  readonly rentalId: RentalId | null
  readonly depositId: DepositId | null
  /** The same key is never written twice, so the same money never moves twice. */
  readonly idempotencyKey: string
  readonly writtenAt: Instant
}

/** The line that takes a rental's fee out of the wallet. */
export function charge(wallet: Wallet, feeWon: number, rentalId: RentalId, id: LedgerLineId, at: Instant): LedgerLine {
  return {
    ...next(wallet, -feeWon, id, at),
    kind: 'rental-fee',
    rentalId,
    depositId: null,
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
  return {
    ...next(wallet, amountWon, id, at),
    kind: 'deposit',
    rentalId: null,
    depositId,
    idempotencyKey: `deposit:${depositId}`,
  }
}

function next(wallet: Wallet, amountWon: number, id: LedgerLineId, writtenAt: Instant) {
  return {
    id,
    memberId: wallet.memberId,
    lineNo: wallet.version + 1,
    amountWon,
    balanceAfterWon: wallet.balanceWon + amountWon,
    writtenAt,
  }
}
