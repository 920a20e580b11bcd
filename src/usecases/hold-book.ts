/** A member gets in line for a book that is out, and out of it again. */
import { todayAt } from '../domain/calendar.js'
import {
  decideCancelHold,
  decideHold,
  placeOf,
  type CancelHoldRefusal,
  type Hold,
  type HoldRefusal,
  type Place,
} from '../domain/hold.js'
import type { BookId, HoldId, MemberId } from '../domain/ids.js'
import { ok, refuse, type Result } from '../domain/result.js'
import { handOver } from './hand-over-holds.js'
import type { Tx } from './tx.js'

export type HoldInput = {
  readonly memberId: MemberId
  readonly bookId: BookId
  /** The tap behind the command; the same tap holds once. `null` for typed words. */
  readonly commandKey: string | null
}

export type Held = { readonly hold: Hold; readonly title: string; readonly place: Place }

export async function holdBook(tx: Tx, input: HoldInput): Promise<Result<Held, HoldRefusal>> {
  const { memberId, bookId, commandKey } = input
  const today = todayAt(tx.now, tx.rules)
  const facts = await tx.holds.factsFor(memberId, bookId, commandKey, today)
  if (!facts) return refuse({ kind: 'unknown-book' })
  const title = facts.book?.title ?? ''
  const again = facts.made && facts.own?.hold.id === facts.made.id ? facts.own : null
  if (again) {
    const place = placeOf(again.hold, again.position, facts.coming, today.day, tx.rules)
    return ok({ hold: again.hold, title, place })
  }
  const decided = decideHold(facts, {
    memberId,
    id: tx.newId<HoldId>(),
    // a button that has done its work holds anew when it is tapped again after that
    commandKey: facts.made ? null : commandKey,
    now: tx.now,
    rules: tx.rules,
  })
  if (!decided.ok) return decided

  const { hold, place } = decided.value
  tx.holds.add(hold, facts.openHolds)
  tx.emit({ type: 'HoldPlaced', holdId: hold.id, memberId, bookId })
  return ok({ hold, title, place })
}

export type CancelHoldInput = { readonly memberId: MemberId; readonly holdId: HoldId }

export type HoldCancelled = { readonly title: string; readonly bookId: BookId }

/** The copy that was set aside, if there was one, goes to the next in line. */
export async function cancelHold(
  tx: Tx,
  { memberId, holdId }: CancelHoldInput,
): Promise<Result<HoldCancelled, CancelHoldRefusal>> {
  const facts = await tx.holds.byId(holdId)
  const decided = decideCancelHold(facts, memberId, tx.now)
  if (!decided.ok) return decided

  const { hold, isNew } = decided.value
  const { bookId, copyId } = hold
  if (isNew) {
    tx.holds.release(hold, copyId)
    tx.emit({ type: 'HoldCancelled', holdId, memberId, bookId })
    if (copyId) await handOver(tx, bookId, [copyId])
  }
  return ok({ title: facts?.title ?? '', bookId })
}
