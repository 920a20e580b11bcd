/** What the house tells a member unasked, and whether it still should. */
import type { DepositId, MemberId, NoticeId, RentalId } from './ids.js'
import type { Day, Instant } from './time.js'

export type OverdueItem = { readonly rentalId: RentalId; readonly dueOn: Day }

export type NoticeBody =
  | { readonly kind: 'overdue'; readonly items: readonly OverdueItem[] }
  | { readonly kind: 'deposit-paid'; readonly depositId: DepositId; readonly amountWon: number }

export type NoticeKind = NoticeBody['kind']

/**
 * waiting → sending → accepted → delivered | failed; or dropped when there is nothing left to say.
 * `sending` means that Kakao may or may not have heard us.
 */
export type NoticeState = 'waiting' | 'sending' | 'accepted' | 'delivered' | 'failed' | 'dropped'

export type Notice = {
  readonly id: NoticeId
  readonly memberId: MemberId
  readonly body: NoticeBody
  readonly state: NoticeState
  readonly version: number
  readonly taskId: string | null
  readonly createdAt: Instant
  readonly sentAt: Instant | null
  /** When Kakao came to have the message drawn: proof that it heard us, also when its answer was lost. */
  readonly drawnAt: Instant | null
  /** When the same was said in the chat instead. */
  readonly toldAt: Instant | null
}

/** A notice that nobody was told of yet. */
export function newNotice(id: NoticeId, memberId: MemberId, body: NoticeBody, createdAt: Instant): Notice {
  const untold = { taskId: null, sentAt: null, drawnAt: null, toldAt: null }
  return { id, memberId, body, state: 'waiting', version: 1, createdAt, ...untold }
}

/** The step of the overdue ladder this house has so far: the first notice, from the day after the due day. */
export const firstOverdueStep = 1

/** How long a message that Kakao may have heard is left alone before it is sent again, in seconds. */
const doubtSeconds = 60

export type SendVerdict = 'send' | 'drop' | 'already-heard' | 'wait'

/**
 * What to do with a notice whose letter is in hand. `isStillTrue`: is there still anything to say. What Kakao came to draw
 * was heard, whatever it answered us; what was said in the chat meanwhile need not be pushed.
 */
export function decideSend(notice: Notice, isStillTrue: boolean, now: Date): SendVerdict {
  const { state, drawnAt, toldAt, sentAt, createdAt } = notice
  const isOnItsWay = state === 'waiting' || state === 'sending'
  if (!isOnItsWay || drawnAt !== null) return 'already-heard'
  if (!isStillTrue || toldAt !== null) return 'drop'
  const isInDoubt = state === 'sending' && now.getTime() - Date.parse(sentAt ?? createdAt) < doubtSeconds * 1_000
  return isInDoubt ? 'wait' : 'send'
}
