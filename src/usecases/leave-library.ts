/** A member leaves: what is personal goes at once and whole, the ledger stays under a number for as long as the law wants. */
import { ended } from '../domain/hold.js'
import type { CopyId, LedgerLineId, MemberId } from '../domain/ids.js'
import { decideLeave, ledgersKeptFrom, type LeaveRefusal } from '../domain/leave.js'
import { ok, type Result } from '../domain/result.js'
import { beginOf, dayOf, instantOf } from '../domain/time.js'
import { unlinkings } from './forget-history.js'
import { handOver } from './hand-over-holds.js'
import type { Tx } from './tx.js'

export type Left = { readonly rentals: number; readonly holds: number }

export async function leaveLibrary(tx: Tx, memberId: MemberId): Promise<Result<Left, LeaveRefusal>> {
  const at = instantOf(tx.now)
  const leaver = await tx.leaving.factsFor(memberId)
  const decided = decideLeave(leaver, tx.newId<LedgerLineId>(), at)
  if (!decided.ok) return decided
  if (!leaver) return ok({ rentals: 0, holds: 0 })

  const { line, wallet } = decided.value
  if (line) tx.wallets.write(line)
  tx.leaving.closeWallet(wallet, leaver, at)
  for (const deposit of leaver.openDeposits) {
    tx.deposits.change({ ...deposit, state: 'expired', settledAt: at, failure: 'member-left' })
    tx.emit({ type: 'DepositFailed', depositId: deposit.id, memberId })
  }
  for (const hold of leaver.openHolds) {
    tx.holds.release(ended(hold, 'cancelled', tx.now), hold.copyId)
    if (hold.copyId) await handOver(tx, hold.bookId, [hold.copyId] satisfies CopyId[])
  }
  tx.leaving.erase(memberId, unlinkings(tx, leaver.closedRentals), at)
  const left = { rentals: leaver.closedRentals.length, holds: leaver.openHolds.length }
  tx.emit({ type: 'MemberLeft', memberId, ...left })
  return ok(left)
}

/** Years later the ledger goes, too. */
export async function forgetFormerMember(tx: Tx, memberId: MemberId): Promise<Result<boolean>> {
  const ledger = await tx.leaving.ledgerOf(memberId)
  if (!ledger || dayOf(new Date(ledger.leftAt)) >= ledgersKeptFrom(dayOf(tx.now), tx.rules)) return ok(false)
  tx.leaving.eraseLedger(memberId, ledger, tx.newToken, instantOf(tx.now))
  return ok(true)
}

/** Who read which phone number is kept as long as a ledger. */
export async function forgetReadings(tx: Tx): Promise<Result<null>> {
  tx.leaving.eraseReadings(beginOf(ledgersKeptFrom(dayOf(tx.now), tx.rules)))
  return ok(null)
}
