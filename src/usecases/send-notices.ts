/**
 * Tells members what they should know: look again under the newest facts, choose a way to reach them, ask the other side
 * to take the message there, write down what it said. Every step but the asking is a transaction of its own.
 */
import { channelFor, decideSend, mayLeaveAt, type Contact, type Notice } from '../domain/notice.js'
import type { ChannelName } from '../domain/policy.js'
import { ok } from '../domain/result.js'
import { instantOf, minutesAfter } from '../domain/time.js'
import { isStillTrue } from './is-still-true.js'
import type { InHand, NoticeErrands, Undelivered } from './notice-errands.js'
import { pushByAlimtalk } from './push-by-alimtalk.js'
import { pushByTalk } from './push-by-talk.js'
import { accepted, each } from './sending-outcome.js'
import { roundFrom } from './sending-round.js'
import type { Letter } from './ports/letters.js'
import type { Tx } from './tx.js'

/** Answers the letters that have to try again, each with its reason. */
export async function sendNotices(
  errands: NoticeErrands,
  letters: readonly Letter[],
  holder: string,
): Promise<readonly Undelivered[]> {
  const round = roundFrom(errands)
  const inHand: InHand[] = []
  const inTurn = letters.map((letter) => ({ letter }))
  const undelivered = await each(inTurn, async ({ letter }) => {
    const ready = await prepare(errands, letter, holder)
    if (ready) inHand.push(ready)
  })
  const by = (channel: ChannelName) => inHand.filter((one) => one.channel === channel)
  return [
    ...undelivered,
    ...(await pushByTalk(errands, by('event-api'), holder, round)),
    ...(await pushByAlimtalk(errands, by('alimtalk'), holder, round)),
    ...(await pushToLog(errands, by('log'), holder)),
  ]
}

async function pushToLog(
  { runInTx, writeLine }: NoticeErrands,
  inHand: readonly InHand[],
  holder: string,
): Promise<readonly Undelivered[]> {
  return each(inHand, (one) => {
    writeLine(one.notice)
    return accepted(runInTx, one, null, holder)
  })
}

/** Decides once more whether and how, and writes down that it is on its way; `null` when there is nothing to send now. */
async function prepare(errands: NoticeErrands, letter: Letter, holder: string): Promise<InHand | null> {
  const prepared = await errands.runInTx(async (tx) => {
    const notice = 'noticeId' in letter.event ? await tx.notices.byId(letter.event.noticeId) : null
    const contact = notice && (await tx.members.contactOf(notice.memberId))
    if (!notice || !contact) {
      if (notice) tx.notices.change({ ...notice, state: 'dropped' })
      tx.letters.delivered([letter], holder)
      return ok(null)
    }
    switch (decideSend(notice, await isStillTrue(tx, notice), tx.now, tx.rules.notices)) {
      case 'send': {
        const wasInDoubt = notice.state === 'sending'
        const allowed = await channelOf(tx, contact, notice, errands)
        // Solapi can be asked whether it has the message, so that comes before any other way
        const channel = wasInDoubt && notice.channel === 'alimtalk' ? notice.channel : allowed
        if (!channel) {
          tx.notices.change({ ...notice, state: 'unreachable' })
          tx.letters.delivered([letter], holder)
          return ok(null)
        }
        const sending: Notice = { ...notice, state: 'sending', channel, sentAt: instantOf(tx.now) }
        tx.notices.change(sending)
        tx.notices.sends(notice.id, channel, instantOf(tx.now))
        const phone = channel === 'alimtalk' ? ((await tx.members.phoneOf(notice.memberId)) ?? '') : ''
        return ok({
          letter,
          notice: { ...sending, version: notice.version + 1 },
          channel,
          userKey: contact.userKey,
          phone,
          wasInDoubt,
          isAllowed: channel === allowed,
          hasAnotherWay: (await channelOf(tx, contact, notice, errands, channel)) !== null,
        })
      }
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
      case 'in-the-morning':
        tx.letters.later([letter], holder, instantOf(mayLeaveAt(tx.now, tx.rules.notices)), null)
        return ok(null)
    }
  })
  return prepared.ok ? prepared.value : null
}

/** The next way to reach the member by, among those this house has open for such a notice. */
async function channelOf(
  tx: Tx,
  contact: Contact,
  { id, body }: Notice,
  { alimtalk }: NoticeErrands,
  ...besides: readonly ChannelName[]
): Promise<ChannelName | null> {
  const isOpen = (channel: ChannelName) => channel !== 'alimtalk' || (alimtalk?.hasTemplate(body.kind) ?? false)
  const closed = [...(await tx.notices.failedOn(id)), ...besides]
  return channelFor(contact, closed, tx.rules.notices.channels.filter(isOpen))
}
