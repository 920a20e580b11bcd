/** What leads from a member to what they have read, and how it is forgotten; and how a member leaves. */
import type { Deposit } from '../../domain/deposit.js'
import type { ClosedRental, EndedHold, HistoryPart, UnlinkedRental } from '../../domain/history.js'
import type { Hold } from '../../domain/hold.js'
import type { MemberId, RentalId } from '../../domain/ids.js'
import type { LeaveFacts } from '../../domain/leave.js'
import type { Wallet } from '../../domain/money.js'
import type { Instant } from '../../domain/time.js'

/** `as`: what is left of it. */
export type Unlinking = { readonly id: RentalId; readonly as: UnlinkedRental }

export type History = {
  /** `null` for somebody who is no member. */
  isKept(memberId: MemberId): Promise<boolean | null>
  keep(memberId: MemberId, isKept: boolean): void
  /**
   * So many of the member's closed rentals and ended holds, of that part. `untold`: how many
   * were left out since a letter about them is still under way, or waits for a person.
   */
  over(
    memberId: MemberId,
    part: HistoryPart,
    atMost: number,
  ): Promise<{ rentals: readonly ClosedRental[]; holds: readonly EndedHold[]; untold: number }>
  /** They are nobody's from now on; only while they are the member's, closed, and all was told of them. */
  unlink(memberId: MemberId, rentals: readonly Unlinking[]): void
  /** Deleted with all that was told of them; only while they are as they were looked at. */
  deleteHolds(memberId: MemberId, holds: readonly EndedHold[]): void
  /** What the member looked for last. */
  forgetSearch(memberId: MemberId): void
}

/**
 * What leaves with a member, or stands in the way. `holdsPlaced` counts holds and payments ever asked for: one more, and it
 * is another matter.
 */
export type Leaver = LeaveFacts & {
  readonly holdsPlaced: number
  readonly closedRentals: readonly ClosedRental[]
  readonly openHolds: readonly Hold[]
  /** Pay pages on which nobody is paying. */
  readonly openDeposits: readonly Deposit[]
}

export type FormerLedger = {
  readonly leftAt: Instant
  /** How many rentals it paid for, by fee. */
  readonly charges: readonly { readonly feeWon: number; readonly count: number }[]
}

export type Leaving = {
  /** `null` for somebody who is no member (any more). */
  factsFor(memberId: MemberId): Promise<Leaver | null>
  /** The wallet is closed for good; only while it is empty and nothing has come that was not looked at. Named first. */
  closeWallet(wallet: Wallet, leaver: Leaver, at: Instant): void
  /** All that is personal goes, whoever was still to be told; the number in the ledger is a former member's. Named last. */
  erase(memberId: MemberId, rentals: readonly Unlinking[], at: Instant): void
  /** The ledger of a former member; `null` when there is none. */
  ledgerOf(memberId: MemberId): Promise<FormerLedger | null>
  /** The ledger goes, with deposits and refunds; what is left, each under a new id, is how many rentals it had paid for. */
  eraseLedger(memberId: MemberId, ledger: FormerLedger, newId: () => string, at: Instant): void
  /** Who read a phone number before that moment. */
  eraseReadings(before: Instant): void
}
