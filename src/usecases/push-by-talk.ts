/**
 * By the Event API: up to a hundred messages of one kind in one call. When its answer was lost, Kakao coming to have the
 * message drawn is the sign that it heard; only after a minute without a sign it is asked again.
 */
import type { UserKey } from '../domain/ids.js'
import type { NoticeKind } from '../domain/notice.js'
import { OutsideError } from './gateways.js'
import type { InHand, NoticeErrands, Undelivered } from './notice-errands.js'
import { reasonOf, roundIsOver, type Round } from './sending-round.js'
import { accepted, each, notSent, refusedAtOnce } from './sending-outcome.js'

/** The names of the event blocks in Kakao's console. */
const eventNames: { readonly [K in NoticeKind]: string } = {
  'due-soon': 'due_soon_notice',
  overdue: 'overdue_notice',
  'hold-ready': 'hold_ready_notice',
  'hold-put-back': 'hold_put_back_notice',
  'hold-expired': 'hold_expired_notice',
  'hold-dropped': 'hold_dropped_notice',
  'claim-settled': 'claim_notice',
  'deposit-paid': 'deposit_receipt',
  'deposit-failed': 'deposit_failed_notice',
  'points-given': 'points_given_notice',
  'refund-settled': 'refund_notice',
}

export async function pushByTalk(
  errands: NoticeErrands,
  inHand: readonly InHand[],
  holder: string,
  round: Round,
): Promise<readonly Undelivered[]> {
  const undelivered: Undelivered[] = []
  for (const call of callsOf(inHand.flatMap(withChat))) undelivered.push(...(await push(errands, call, holder, round)))
  return undelivered
}

type InChat = InHand & { readonly userKey: UserKey }

function withChat(one: InHand): InChat[] {
  return one.userKey === null ? [] : [{ ...one, userKey: one.userKey }]
}

/** One kind of message per call, and nobody twice in the same: Kakao would refuse it. */
function callsOf(inHand: readonly InChat[]): InChat[][] {
  const calls: { event: string; users: Set<string>; call: InChat[] }[] = []
  for (const one of inHand) {
    const event = eventNames[one.notice.body.kind]
    const fitting = calls.find((other) => other.event === event && !other.users.has(one.userKey))
    if (fitting) fitting.call.push(one)
    else calls.push({ event, users: new Set(), call: [one] })
    ;(fitting ?? calls.at(-1))?.users.add(one.userKey)
  }
  return calls.map(({ call }) => call)
}

/** Those whom Kakao would not take together it is asked to take in halves, so that one of them cannot stop the rest. */
async function push(
  errands: NoticeErrands,
  call: readonly InChat[],
  holder: string,
  round: Round,
): Promise<readonly Undelivered[]> {
  const { runInTx, talk } = errands
  const [first] = call
  if (!first) return []
  const users = call.map(({ notice, userKey }) => ({ userKey, properties: { noticeId: notice.id } }))
  const pushed = round.isOver()
    ? lost(roundIsOver('event-api'))
    : await talk.push(eventNames[first.notice.body.kind], users).catch(lost)
  if ('taskId' in pushed) return each(call, (one) => accepted(runInTx, one, pushed.taskId, holder))
  const { error, isHeard, isRetryable } = pushed
  if (!isHeard && !isRetryable && call.length > 1) {
    const middle = Math.floor(call.length / 2)
    const former = await push(errands, call.slice(0, middle), holder, round)
    return [...former, ...(await push(errands, call.slice(middle), holder, round))]
  }
  if (!isHeard && !isRetryable && first.hasAnotherWay)
    return each(call, (one) => refusedAtOnce(runInTx, one, reasonOf(error), holder))
  if (!isHeard) await each(call, (one) => notSent(runInTx, one))
  return call.map(({ letter }) => ({ letter, error }))
}

function lost(error: unknown) {
  const isOutside = error instanceof OutsideError
  return { error, isHeard: !isOutside || error.heard === 'maybe', isRetryable: !isOutside || error.isRetryable }
}
