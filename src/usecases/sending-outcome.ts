/** What the other side said of a message is written down, for the notice and for the channel it went by. */
import type { Notice } from '../domain/notice.js'
import { ok } from '../domain/result.js'
import type { InHand, Undelivered } from './notice-errands.js'
import type { SendOutcome } from './ports/notices.js'
import type { RunInTx, Tx } from './tx.js'

/** It was taken; `taskId` is the other side's number of it, `null` where there is nobody to ask later. */
export function accepted(runInTx: RunInTx, { letter, notice, channel }: InHand, taskId: string | null, holder: string) {
  return runInTx(async (tx) => {
    const now = await tx.notices.byId(notice.id)
    if (now?.state === 'sending' || now?.state === 'waiting') {
      tx.notices.change({ ...now, channel, taskId, state: taskId === null ? 'delivered' : 'accepted' })
      tx.notices.sent(now, channel, taskId === null ? 'delivered' : 'accepted', null)
    }
    tx.letters.delivered([letter], holder)
    return ok(null)
  })
}

/** The other side surely has nothing of it: no need to wait for a sign of it. Unless it is in other hands by now. */
export function notSent(runInTx: RunInTx, { notice }: InHand) {
  return runInTx(async (tx) => {
    const now = await tx.notices.byId(notice.id)
    if (now?.state === 'sending' && now.version === notice.version) tx.notices.change({ ...now, state: 'waiting' })
    return ok(null)
  })
}

/** It will not reach the member by this channel: the next one is tried, by a letter of its own. */
export function refusedAtOnce(runInTx: RunInTx, { letter, notice, channel }: InHand, reason: string, holder: string) {
  return runInTx(async (tx) => {
    const now = await tx.notices.byId(notice.id)
    if (now?.state === 'sending') missed(tx, now, channel, 'failed', reason)
    tx.letters.delivered([letter], holder)
    return ok(null)
  })
}

/** Between the last look and the sending there was nothing left to say. */
export function nothingToSay(runInTx: RunInTx, { letter, notice }: InHand, holder: string) {
  return runInTx(async (tx) => {
    const now = await tx.notices.byId(notice.id)
    if (now?.state === 'sending') tx.notices.change({ ...now, state: 'dropped' })
    tx.letters.delivered([letter], holder)
    return ok(null)
  })
}

/** The notice waits for another try, and a letter of its own goes for it. */
export function missed(
  tx: Tx,
  notice: Notice,
  channel: InHand['channel'],
  outcome: Extract<SendOutcome, 'failed' | 'broken'>,
  reason: string,
): void {
  const { id: noticeId, memberId } = notice
  tx.notices.change({ ...notice, state: 'waiting', taskId: null, drawnAt: null })
  tx.notices.sent(notice, channel, outcome, reason)
  tx.emit({ type: 'NoticeMissed', memberId, noticeId, channel })
}

/** Messages looked at or written down at once: they wait for the database more than they compute. */
const atOnce = 8

/** Does it for each of them, a few at a time; one that goes wrong does not keep the others from it. */
export async function each<One extends { readonly letter: InHand['letter'] }>(
  some: readonly One[],
  act: (one: One) => Promise<unknown>,
): Promise<Undelivered[]> {
  const undelivered: Undelivered[] = []
  const actOn = (one: One) => act(one).catch((error: unknown) => undelivered.push({ letter: one.letter, error }))
  for (let from = 0; from < some.length; from += atOnce) await Promise.all(some.slice(from, from + atOnce).map(actOn))
  return undelivered
}
