/** To be taken is not to have arrived: some time later the other side is asked who was really reached. */
import type { NoticeId } from '../domain/ids.js'
import type { Notice } from '../domain/notice.js'
import { ok, type Result } from '../domain/result.js'
import { OutsideError, type Alimtalk, type Talk } from './gateways.js'
import { missed } from './sending-outcome.js'
import type { RunInTx } from './tx.js'

export type AcceptedTask = {
  readonly taskId: string
  readonly channel: Notice['channel']
  readonly notices: readonly { readonly id: NoticeId; readonly userKey: string | null }[]
}

type Errands = { readonly runInTx: RunInTx; readonly talk: Talk; readonly alimtalk: Alimtalk | null }

/** How many of the task's messages are now known to have arrived; 0 while the other side does not know or answer. */
export async function readOutcome(errands: Errands, task: AcceptedTask): Promise<Result<number>> {
  const failures = await failuresOf(errands, task).catch((error: unknown) => {
    if (error instanceof OutsideError) return null
    throw error
  })
  if (!failures) return ok(0)
  for (const { id, userKey } of task.notices)
    await settleNotice(errands.runInTx, { noticeId: id, ...task }, failures.get(userKey) ?? null)
  return ok(task.notices.filter(({ userKey }) => !failures.has(userKey)).length)
}

/** Why a message did not arrive. */
export type Miss = { readonly reason: string; readonly cause: 'skill' | 'member' | 'other' }

/** By user key; `null` while that is not known. */
async function failuresOf({ talk, alimtalk }: Errands, task: AcceptedTask): Promise<Map<string | null, Miss> | null> {
  if (task.channel !== 'alimtalk') {
    const outcome = await talk.result(task.taskId)
    return (
      outcome && new Map(outcome.failures.map(({ userKey, reason, cause }) => [userKey, { reason, cause }] as const))
    )
  }
  const result = (await alimtalk?.result(task.taskId)) ?? null
  if (!result) return null
  const { isDelivered, reason } = result
  return new Map(isDelivered ? [] : task.notices.map(({ userKey }) => [userKey, { reason, cause: 'other' }]))
}

/** Which sending a result is about: a notice may have gone another way since. */
export type Sending = {
  readonly noticeId: NoticeId
  readonly channel: Notice['channel']
  /** `null` where only the notice's own number is known. */
  readonly taskId: string | null
}

/**
 * A notice that was taken has arrived, or was missed and goes another way. The second time nothing changes, nor when the
 * result is of an earlier sending. That somebody is no friend of the channel is as old as the message it was said of.
 */
export function settleNotice(runInTx: RunInTx, sending: Sending, miss: Miss | null): Promise<Result<boolean>> {
  return runInTx(async (tx) => {
    const { noticeId, channel } = sending
    const notice = await tx.notices.byId(noticeId)
    const isThisOne = sending.taskId === null || sending.taskId === notice?.taskId
    if (notice?.state !== 'accepted' || channel === null || notice.channel !== channel || !isThisOne) return ok(false)
    if (miss === null) {
      tx.notices.change({ ...notice, state: 'delivered' })
      tx.notices.sent(notice, channel, 'delivered', null)
      return ok(true)
    }
    missed(tx, notice, channel, miss.cause === 'skill' ? 'broken' : 'failed', miss.reason)
    if (miss.cause === 'member') tx.members.setNoFriend(notice.memberId, notice.sentAt ?? notice.createdAt)
    return ok(true)
  })
}
