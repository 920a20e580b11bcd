/**
 * By Alimtalk: the member's phone number and an approved template. When an answer was lost, Solapi is asked whether it has
 * the message before anything is sent again.
 */
import { alimtalkOf } from '../domain/alimtalk.js'
import { OutsideError, type Alimtalk, type AlimtalkMessage } from './gateways.js'
import type { InHand, NoticeErrands, Undelivered } from './notice-errands.js'
import { accepted, each, nothingToSay, notSent, refusedAtOnce } from './sending-outcome.js'
import { roundIsOver, type Round } from './sending-round.js'

export async function pushByAlimtalk(
  errands: NoticeErrands,
  inHand: readonly InHand[],
  holder: string,
  round: Round,
): Promise<readonly Undelivered[]> {
  const { alimtalk, runInTx } = errands
  if (!alimtalk || inHand.length === 0) return []
  const fresh: Worded[] = []
  const undelivered = await each(inHand, async (one) => {
    if (round.isOver()) throw roundIsOver('solapi')
    const known = one.wasInDoubt ? await alimtalk.find(one.notice.id, one.phone, one.notice.createdAt) : null
    if (known) return accepted(runInTx, one, known.messageId, holder)
    if (!one.isAllowed) return refusedAtOnce(runInTx, one, 'not wanted any more', holder)
    const drawn = await errands.look(one.notice.id)
    const words = drawn && alimtalkOf(drawn)
    if (!words) return nothingToSay(runInTx, one, holder)
    if (!alimtalk.hasTemplate(words.template)) return refusedAtOnce(runInTx, one, 'no template for it', holder)
    fresh.push({ ...one, message: { noticeId: one.notice.id, phone: one.phone, ...words } })
    return null
  })
  return [...undelivered, ...(await send(errands, alimtalk, fresh, holder, round))]
}

type Worded = InHand & { readonly message: AlimtalkMessage }

async function send(
  { runInTx }: NoticeErrands,
  alimtalk: Alimtalk,
  fresh: readonly Worded[],
  holder: string,
  round: Round,
): Promise<readonly Undelivered[]> {
  if (fresh.length === 0) return []
  const messages = fresh.map(({ message }) => message)
  const answer = round.isOver() ? roundIsOver('solapi') : await alimtalk.send(messages).catch((error: unknown) => error)
  if (!isAnswer(answer)) {
    const isHeard = !(answer instanceof OutsideError) || answer.heard === 'maybe'
    if (!isHeard) await each(fresh, (one) => notSent(runInTx, one))
    return fresh.map(({ letter }) => ({ letter, error: answer }))
  }
  const taken = new Map(answer.accepted.map(({ noticeId, messageId }) => [noticeId, messageId]))
  const refused = new Map(answer.refused.map(({ noticeId, reason }) => [noticeId, reason]))
  return each(fresh, (one) => {
    const messageId = taken.get(one.notice.id)
    if (messageId) return accepted(runInTx, one, messageId, holder)
    return refusedAtOnce(runInTx, one, refused.get(one.notice.id) ?? 'not taken', holder)
  })
}

type Answer = Awaited<ReturnType<Alimtalk['send']>>

function isAnswer(answer: unknown): answer is Answer {
  return typeof answer === 'object' && answer !== null && 'accepted' in answer
}
