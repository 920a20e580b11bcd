/** A suspension whose last day is over is forgotten. */
import type { MemberId } from '../domain/ids.js'
import { ok, type Result } from '../domain/result.js'
import { dayOf } from '../domain/time.js'
import type { Tx } from './tx.js'

export async function endSuspension(tx: Tx, memberId: MemberId): Promise<Result<boolean>> {
  const until = await tx.members.suspendedUntil(memberId)
  if (until === null || until >= dayOf(tx.now)) return ok(false)
  tx.members.endSuspension(memberId, until)
  tx.emit({ type: 'SuspensionEnded', memberId })
  return ok(true)
}
