/** Holds that end by themselves, or have to wait again: not picked up in time, the title withdrawn, the copy gone. */
import { ended, isOpen, isPickupOver } from '../domain/hold.js'
import type { HoldId, NoticeId } from '../domain/ids.js'
import { newNotice } from '../domain/notice.js'
import { ok, type Result } from '../domain/result.js'
import { dayOf, instantOf } from '../domain/time.js'
import { handOver } from './hand-over-holds.js'
import type { Tx } from './tx.js'

/** Not picked up by the end of its last day: it is over, its member is told, and the copy goes to the next in line. */
export async function expireHold(tx: Tx, holdId: HoldId): Promise<Result<boolean>> {
  const facts = await tx.holds.byId(holdId)
  if (!facts || !isPickupOver(facts.hold, dayOf(tx.now))) return ok(false)
  const { memberId, bookId, copyId } = facts.hold
  const noticeId = tx.newId<NoticeId>()
  tx.holds.release(ended(facts.hold, 'expired', tx.now), copyId)
  tx.notices.add(newNotice(noticeId, memberId, { kind: 'hold-expired', holdId, bookId }, instantOf(tx.now)))
  tx.emit({ type: 'HoldExpired', holdId, memberId, bookId, noticeId })
  if (copyId) await handOver(tx, bookId, [copyId])
  return ok(true)
}

/** No copy of the title can be had any more, or the title is withdrawn: whoever waits for it is told. */
export async function dropHold(tx: Tx, holdId: HoldId): Promise<Result<boolean>> {
  const facts = await tx.holds.byId(holdId)
  if (!facts?.isHopeless || !isOpen(facts.hold)) return ok(false)
  const { memberId, bookId, copyId } = facts.hold
  const noticeId = tx.newId<NoticeId>()
  tx.holds.release(ended(facts.hold, 'dropped', tx.now), copyId)
  tx.notices.add(newNotice(noticeId, memberId, { kind: 'hold-dropped', holdId, bookId }, instantOf(tx.now)))
  tx.emit({ type: 'HoldDropped', holdId, memberId, bookId, noticeId })
  return ok(true)
}

/** The copy that was set aside cannot be given out after all: its member waits again, at the old place, and is told. */
export async function putHoldBack(tx: Tx, holdId: HoldId): Promise<Result<boolean>> {
  const facts = await tx.holds.byId(holdId)
  if (!facts || facts.hold.state !== 'ready' || facts.isCopyThere) return ok(false)
  const { memberId, bookId, copyId } = facts.hold
  const noticeId = tx.newId<NoticeId>()
  tx.holds.release({ ...facts.hold, state: 'waiting', readyAt: null, copyId: null, pickupUntil: null }, copyId)
  tx.notices.add(newNotice(noticeId, memberId, { kind: 'hold-put-back', holdId, bookId }, instantOf(tx.now)))
  tx.emit({ type: 'HoldPutBack', holdId, memberId, bookId, noticeId })
  return ok(true)
}
