/** `SUCCESS` from the Event API only means accepted: some time later Kakao is asked who was really reached. */
import type { NoticeId } from '../domain/ids.js'
import { ok, type Result } from '../domain/result.js'
import { OutsideError, type Talk } from './gateways.js'
import type { RunInTx } from './tx.js'

export type AcceptedTask = {
  readonly taskId: string
  readonly notices: readonly { readonly id: NoticeId; readonly userKey: string }[]
}

/** How many of the task's messages are now known to have arrived; 0 while Kakao does not know yet or does not answer. */
export async function readOutcome(
  { runInTx, talk }: { runInTx: RunInTx; talk: Talk },
  task: AcceptedTask,
): Promise<Result<number>> {
  const outcome = await talk.result(task.taskId).catch((error: unknown) => {
    if (error instanceof OutsideError) return null
    throw error
  })
  if (!outcome) return ok(0)
  const failed = new Set(outcome.failures.map((failure) => failure.userKey))
  for (const { id, userKey } of task.notices)
    await runInTx(async (tx) => {
      const notice = await tx.notices.byId(id)
      if (notice?.state === 'accepted')
        tx.notices.change({ ...notice, state: failed.has(userKey) ? 'failed' : 'delivered' })
      return ok(null)
    })
  return ok(task.notices.filter(({ userKey }) => !failed.has(userKey)).length)
}
