/** Wallets and deposits. */
import type { Deposit } from '../../domain/deposit.js'
import type { DepositId, MemberId } from '../../domain/ids.js'
import type { LedgerLine, Wallet } from '../../domain/money.js'
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
  add(deposit: Deposit): void
  /** Writes the deposit as it is now; only on the version before. */
  change(deposit: Deposit): void
}
