/** A suspension or a block whose last day is over is forgotten, with its reason. */
import type { MemberId } from '../domain/ids.js'
import { ok, type Result } from '../domain/result.js'
import { dayOf, type Day } from '../domain/time.js'
import type { Tx } from './tx.js'

export async function endSuspension(tx: Tx, memberId: MemberId): Promise<Result<boolean>> {
  const isOver = (until: Day | null | undefined) => until !== null && until !== undefined && until < dayOf(tx.now)
  const until = await tx.members.suspendedUntil(memberId)
  const block = (await tx.remarks.of(memberId))?.block ?? null
  if (block && isOver(block.until)) tx.remarks.setBlock(memberId, null, block)
  if (until !== null && isOver(until)) {
    tx.members.endSuspension(memberId, until)
    tx.emit({ type: 'SuspensionEnded', memberId })
  }
  return ok(isOver(until) || isOver(block?.until))
}
