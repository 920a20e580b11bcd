/**
 * Tells members what they should know: look again under the newest facts, ask Kakao to push, write down what it said.
 * Up to a hundred messages of one kind go in one call. A message Kakao may have heard is never sent again blindly: if it
 * came to have the message drawn, it heard.
 */
import type { UserKey } from '../domain/ids.js'
import { decideSend, type Notice, type NoticeKind } from '../domain/notice.js'
import { ok } from '../domain/result.js'
import { instantOf, minutesAfter } from '../domain/time.js'
import { OutsideError, type Talk } from './gateways.js'
import type { Letter, RunInTx, Tx } from './tx.js'

/** The names of the event blocks in Kakao's console. */
export const eventNames: { readonly [K in NoticeKind]: string } = {
  overdue: 'overdue_notice',
  'deposit-paid': 'deposit_receipt',
}

export type NoticeErrands = {
  readonly runInTx: RunInTx
  readonly talk: Talk
  readonly userKeyOf: (notice: Notice) => Promise<UserKey | null>
}

type InHand = { readonly letter: Letter; readonly notice: Notice; readonly userKey: UserKey }

/** All letters must be of the same event type. Throws OutsideError when Kakao did not take them; the letters then wait. */
export async function sendNotices(errands: NoticeErrands, letters: readonly Letter[], holder: string): Promise<void> {
  const { runInTx, talk } = errands
  const inHand: InHand[] = []
  for (const letter of letters) {
    const ready = await prepare(errands, letter, holder)
    if (ready) inHand.push(ready)
  }
  const [first] = inHand
  if (!first) return
  const users = inHand.map(({ notice, userKey }) => ({ userKey, properties: { noticeId: notice.id } }))
  const pushed = await talk.push(eventNames[first.notice.body.kind], users).catch((error: unknown) => {
    if (error instanceof OutsideError) return error
    throw error
  })
  if (pushed instanceof OutsideError && pushed.heard === 'maybe') throw pushed
  for (const { letter, notice } of inHand)
    await runInTx(async (tx) => {
      const now = await tx.notices.byId(notice.id)
      if (!now) return ok(null)
      if (pushed instanceof OutsideError) tx.notices.change({ ...now, state: 'waiting' })
      else {
        tx.notices.change({ ...now, state: 'accepted', taskId: pushed.taskId })
        tx.letters.delivered([letter], holder)
      }
      return ok(null)
    })
  if (pushed instanceof OutsideError) throw pushed
}

async function prepare({ runInTx, userKeyOf }: NoticeErrands, letter: Letter, holder: string): Promise<InHand | null> {
  const prepared = await runInTx(async (tx) => {
    const notice = 'noticeId' in letter.event ? await tx.notices.byId(letter.event.noticeId) : null
    const userKey = notice && (await userKeyOf(notice))
    if (!notice || !userKey) {
      tx.letters.delivered([letter], holder)
      return ok(null)
    }
    switch (decideSend(notice, await isStillTrue(tx, notice), tx.now)) {
      case 'send':
        tx.notices.change({ ...notice, state: 'sending', sentAt: instantOf(tx.now) })
        return ok({ letter, notice, userKey })
      case 'drop':
        tx.notices.change({ ...notice, state: 'dropped' })
        tx.letters.delivered([letter], holder)
        return ok(null)
      case 'already-heard':
        if (notice.state === 'sending') tx.notices.change({ ...notice, state: 'delivered' })
        tx.letters.delivered([letter], holder)
        return ok(null)
      case 'wait':
        tx.letters.later([letter], holder, instantOf(minutesAfter(tx.now, 1)), null)
        return ok(null)
    }
  })
  return prepared.ok ? prepared.value : null
}

/** Is there still something to say: some book of an overdue notice still out and due on that same day. */
async function isStillTrue(tx: Tx, { body }: Notice): Promise<boolean> {
  return body.kind !== 'overdue' || (await tx.rentals.stillOpen(body.items)).length > 0
}
