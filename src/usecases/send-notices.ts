/**
 * Tells members what they should know: look again under the newest facts, ask Kakao to push, write down what it said.
 * Up to a hundred messages of one kind go in one call. When its answer was lost, Kakao
 * coming to have the message drawn is the sign that it heard; only after a minute without a sign it is asked again.
 */
import type { UserKey } from '../domain/ids.js'
import { decideSend, type Notice, type NoticeKind } from '../domain/notice.js'
import { ok } from '../domain/result.js'
import { instantOf, minutesAfter } from '../domain/time.js'
import { OutsideError, type Talk } from './gateways.js'
import type { Letter, RunInTx, Tx } from './tx.js'

/** The names of the event blocks in Kakao's console. */
const eventNames: { readonly [K in NoticeKind]: string } = {
  overdue: 'overdue_notice',
  'deposit-paid': 'deposit_receipt',
}

export type NoticeErrands = {
  readonly runInTx: RunInTx
  readonly talk: Talk
  readonly now: () => Date
}

/**
 * How long one round may go on calling Kakao, in seconds. Well within the time letters stay in hand and a message is left
 * in doubt (a minute each), so that nobody else sends what this round still holds.
 */
const roundSeconds = 30

type InHand = { readonly letter: Letter; readonly notice: Notice; readonly userKey: UserKey }

export type Undelivered = { readonly letter: Letter; readonly error: unknown }

/** Answers the letters that have to try again, each with its reason. */
export async function sendNotices(
  errands: NoticeErrands,
  letters: readonly Letter[],
  holder: string,
): Promise<readonly Undelivered[]> {
  const undelivered: Undelivered[] = []
  const inHand: InHand[] = []
  for (const letter of letters) {
    try {
      const ready = await prepare(errands, letter, holder)
      if (ready) inHand.push(ready)
    } catch (error) {
      undelivered.push({ letter, error })
    }
  }
  const until = errands.now().getTime() + roundSeconds * 1_000
  for (const call of callsOf(inHand)) undelivered.push(...(await push(errands, call, holder, until)))
  return undelivered
}

/** One kind of message per call, and nobody twice in the same: Kakao would refuse it. */
function callsOf(inHand: readonly InHand[]): InHand[][] {
  const calls: InHand[][] = []
  for (const one of inHand) {
    const call = calls.find((others) =>
      others.every(({ notice, userKey }) => notice.body.kind === one.notice.body.kind && userKey !== one.userKey),
    )
    if (call) call.push(one)
    else calls.push([one])
  }
  return calls
}

/** Those whom Kakao would not take together it is asked to take in halves, so that one of them cannot stop the rest. */
async function push(
  errands: NoticeErrands,
  call: readonly InHand[],
  holder: string,
  until: number,
): Promise<readonly Undelivered[]> {
  const { runInTx, talk } = errands
  const [first] = call
  if (!first) return []
  const users = call.map(({ notice, userKey }) => ({ userKey, properties: { noticeId: notice.id } }))
  const isLate = errands.now().getTime() > until
  const pushed = isLate ? lost(roundIsOver) : await talk.push(eventNames[first.notice.body.kind], users).catch(lost)
  if ('taskId' in pushed) return each(call, (one) => accepted(runInTx, one, pushed.taskId, holder))
  const { error, isHeard, isRetryable } = pushed
  if (!isHeard && !isRetryable && call.length > 1) {
    const middle = Math.floor(call.length / 2)
    const former = await push(errands, call.slice(0, middle), holder, until)
    return [...former, ...(await push(errands, call.slice(middle), holder, until))]
  }
  if (!isHeard) await each(call, (one) => notSent(runInTx, one))
  return call.map(({ letter }) => ({ letter, error }))
}

const roundIsOver = new OutsideError('event-api', 'the round took too long', 'no', true)

function lost(error: unknown) {
  const isOutside = error instanceof OutsideError
  return { error, isHeard: !isOutside || error.heard === 'maybe', isRetryable: !isOutside || error.isRetryable }
}

async function each(call: readonly InHand[], write: (one: InHand) => Promise<unknown>): Promise<Undelivered[]> {
  const undelivered: Undelivered[] = []
  for (const one of call) await write(one).catch((error: unknown) => undelivered.push({ letter: one.letter, error }))
  return undelivered
}

function accepted(runInTx: RunInTx, { letter, notice }: InHand, taskId: string, holder: string) {
  return runInTx(async (tx) => {
    const now = await tx.notices.byId(notice.id)
    if (now?.state === 'sending' || now?.state === 'waiting') tx.notices.change({ ...now, state: 'accepted', taskId })
    tx.letters.delivered([letter], holder)
    return ok(null)
  })
}

/** Kakao surely has nothing of it: no need to wait for a sign of it. Unless it is in other hands by now. */
function notSent(runInTx: RunInTx, { notice }: InHand) {
  return runInTx(async (tx) => {
    const now = await tx.notices.byId(notice.id)
    if (now?.state === 'sending' && now.version === notice.version) tx.notices.change({ ...now, state: 'waiting' })
    return ok(null)
  })
}

async function prepare({ runInTx }: NoticeErrands, letter: Letter, holder: string): Promise<InHand | null> {
  const prepared = await runInTx(async (tx) => {
    const notice = 'noticeId' in letter.event ? await tx.notices.byId(letter.event.noticeId) : null
    const userKey = notice && (await tx.members.userKeyOf(notice.memberId))
    if (!notice || !userKey) {
      tx.letters.delivered([letter], holder)
      return ok(null)
    }
    switch (decideSend(notice, await isStillTrue(tx, notice), tx.now)) {
      case 'send':
        tx.notices.change({ ...notice, state: 'sending', sentAt: instantOf(tx.now) })
        return ok({ letter, notice: { ...notice, version: notice.version + 1 }, userKey })
      case 'drop':
        tx.notices.change({ ...notice, state: 'dropped' })
        tx.letters.delivered([letter], holder)
        return ok(null)
      case 'already-heard':
        if (notice.state === 'waiting' || notice.state === 'sending')
          tx.notices.change({ ...notice, state: 'delivered' })
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
