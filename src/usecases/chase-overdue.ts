/** The system finds who is late and decides, once per rental and due day, to tell them: one message for all their books. */
import type { MemberId, NoticeId } from '../domain/ids.js'
import { firstOverdueStep, newNotice } from '../domain/notice.js'
import { ok, type Result } from '../domain/result.js'
import { dayOf, instantOf } from '../domain/time.js'
import type { Tx } from './tx.js'

/** How many late books went into the message; 0 when there was nothing (any more) to tell. */
export async function chaseOverdue(tx: Tx, { memberId }: { memberId: MemberId }): Promise<Result<number>> {
  const items = await tx.rentals.lateWithoutNotice(memberId, dayOf(tx.now), firstOverdueStep)
  if (items.length === 0) return ok(0)
  const noticeId = tx.newId<NoticeId>()
  tx.notices.add(newNotice(noticeId, memberId, { kind: 'overdue', items }, instantOf(tx.now)))
  tx.notices.addItems(noticeId, items, firstOverdueStep)
  tx.emit({ type: 'OverdueFound', memberId, rentalIds: items.map((item) => item.rentalId), noticeId })
  return ok(items.length)
}
