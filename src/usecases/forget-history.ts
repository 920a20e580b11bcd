/** What a member has read is forgotten: because they asked for it, or because the house keeps it no longer. */
import { decideForget, unlinked, type ClosedRental, type ForgetReason } from '../domain/history.js'
import type { MemberId } from '../domain/ids.js'
import { ok, type Result } from '../domain/result.js'
import { dayOf } from '../domain/time.js'
import type { Unlinking } from './ports/privacy.js'
import type { RunInTx, Tx } from './tx.js'

export type ForgetInput = { readonly memberId: MemberId; readonly reason: ForgetReason }

/** `untold`: what is left since a letter about it is still under way. */
export type Forgotten = { readonly rentals: number; readonly holds: number; readonly untold: number }

/** Rentals in one go, for the clock: a story that takes long holds others up. What a member asks for is done whole. */
const inOneGo = 100

export async function forgetHistory(tx: Tx, { memberId, reason }: ForgetInput): Promise<Result<Forgotten>> {
  const part = decideForget(await tx.history.isKept(memberId), reason, dayOf(tx.now), tx.rules)
  if (part === null) return ok({ rentals: 0, holds: 0, untold: 0 })
  const atMost = reason === 'asked' ? Number.MAX_SAFE_INTEGER : inOneGo
  const { rentals, holds, untold } = await tx.history.over(memberId, part, atMost)
  if (reason === 'asked') tx.history.forgetSearch(memberId)
  if (rentals.length + holds.length > 0) {
    tx.history.unlink(memberId, unlinkings(tx, rentals))
    tx.history.deleteHolds(memberId, holds)
    tx.emit({ type: 'HistoryForgotten', memberId, rentals: rentals.length, holds: holds.length })
  }
  return ok({ rentals: rentals.length, holds: holds.length, untold })
}

/** For the clock: go by go, to the end. Cut short, the next run goes on. */
export async function forgetInTime(runInTx: RunInTx, memberId: MemberId): Promise<number> {
  for (let all = 0; ;) {
    const done = await runInTx((tx) => forgetHistory(tx, { memberId, reason: 'in-time' }))
    const some = done.ok ? done.value.rentals + done.value.holds : 0
    all += some
    if (some === 0) return all
  }
}

/** Under chance numbers: ids that tell the time would show what was forgotten together. */
export function unlinkings(tx: Tx, rentals: readonly ClosedRental[]): Unlinking[] {
  return rentals.map((rental) => ({ id: rental.id, as: unlinked(rental, tx.newToken()) }))
}

export type HistoryChoice = { readonly memberId: MemberId; readonly isKept: boolean }

/** Answers whether that is news. */
export async function chooseHistory(tx: Tx, { memberId, isKept }: HistoryChoice): Promise<Result<boolean>> {
  const before = await tx.history.isKept(memberId)
  if (before === null || before === isKept) return ok(false)
  tx.history.keep(memberId, isKept)
  tx.emit({ type: 'HistoryChoiceMade', memberId, isKept })
  return ok(true)
}
