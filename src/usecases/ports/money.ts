/** Wallets, deposits, and refunds. */
import type { Deposit } from '../../domain/deposit.js'
import type { DepositId, MemberId, RefundId } from '../../domain/ids.js'
import type { LedgerLine, Wallet } from '../../domain/money.js'
import type { Refund } from '../../domain/refund.js'
import type { Instant } from '../../domain/time.js'

export type Wallets = {
  of(memberId: MemberId): Promise<Wallet | null>
  /** The line that was written under this key. */
  lineOf(idempotencyKey: string): Promise<LedgerLine | null>
  /** Writes the line and the balance after it; only on the version of the wallet it was reckoned from. */
  write(line: LedgerLine): void
}

export type Deposits = {
  byToken(pageToken: string): Promise<Deposit | null>
  byId(id: DepositId): Promise<Deposit | null>
  byCommand(commandKey: string): Promise<Deposit | null>
  /** Has the member put any money in since then. */
  hasPaidSince(memberId: MemberId, since: Instant): Promise<boolean>
  withIds(ids: readonly DepositId[]): Promise<Deposit[]>
  add(deposit: Deposit): void
  /** Writes the deposit as it is now; only on the version before. */
  change(deposit: Deposit): void
  /** Writes how much of it is given back; only on the version before. */
  setRefunded(deposit: Deposit): void
}

export type Refunds = {
  /**
   * The wallet as it is (`null`: the member has left), and of that very moment the paid deposits of which something is left
   * to give back, the newest first.
   */
  factsFor(memberId: MemberId): Promise<{ wallet: Wallet | null; deposits: Deposit[] }>
  byId(id: RefundId): Promise<Refund | null>
  byCommand(commandKey: string): Promise<Refund | null>
  /** The member's refunds that are not done. */
  open(memberId: MemberId): Promise<Refund[]>
  /** What KakaoPay has given back of that payment so far, by our own books, in won. */
  canceledWon(depositId: DepositId): Promise<number>
  add(refund: Refund): void
  /** Writes the refund and its parts as they are now; only on the version before. */
  change(refund: Refund): void
}
