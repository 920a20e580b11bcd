/** What the shop's books say, and whether they are right. */
import type { Day } from '../../domain/time.js'

/** What must be so, whatever happened. */
export const ledgerSentences = [
  'balance-is-the-ledger',
  'lines-are-counted',
  'line-ends-with-its-balance',
  'never-below-zero',
  'bonus-is-the-sum',
  'bonus-within-balance',
  'amount-fits-its-kind',
  'fee-is-of-a-rental',
  'fees-of-unlinked-rentals',
  'rental-is-charged',
  'deposit-line-is-paid',
  'paid-deposit-is-credited',
  'refund-line-is-of-a-refund',
  'refund-is-charged',
  'refund-is-its-parts',
  'part-is-of-a-deposit',
  'refunded-is-its-parts',
  'returned-part-is-back',
  'wallet-has-an-owner',
  'key-is-used-once',
] as const

export type LedgerSentence = (typeof ledgerSentences)[number]

/** `example`: one of those for which it is not so, by its id. */
export type Proof = { readonly sentence: LedgerSentence; readonly broken: number; readonly example: string | null }

/** Whole won, of everybody together. */
export type LedgerTotals = {
  readonly lines: number
  readonly wallets: number
  readonly balanceWon: number
  readonly bonusWon: number
  readonly depositsWon: number
  readonly feesWon: number
  readonly refundsWon: number
}

/** What one day did to the money, in whole won; none is negative. */
export type DayBooks = {
  readonly day: Day
  readonly byKakaoPayWon: number
  readonly inCashWon: number
  /** Income: fees, by what they were paid with. */
  readonly feesPaidWon: number
  readonly feesBonusWon: number
  readonly refundsWon: number
  /** Refunds that could not be paid out and are in the wallet again. */
  readonly refundsPutBackWon: number
  /** Money that left the house on that day. */
  readonly backByKakaoPayWon: number
  readonly backAtDeskWon: number
  readonly giftsWon: number
  /** Gifts taken back, or lost by leaving. */
  readonly giftsTakenWon: number
  /** At the end of the day: what members have paid and not used, which the house owes; and what it has given them. */
  readonly owedWon: number
  readonly giftsLeftWon: number
}

export type Bookkeeping = {
  /** Every sentence once, in order. */
  prove(): Promise<Proof[]>
  totals(): Promise<LedgerTotals>
  /** Every day from `from` to `until`, both included. */
  days(from: Day, until: Day): Promise<DayBooks[]>
}
