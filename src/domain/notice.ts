/** What the house tells a member unasked, and whether it still should. */
import type { BookId, DepositId, HoldId, LedgerLineId, MemberId, NoticeId, RefundId, RentalId } from './ids.js'
import type { ChannelName, NoticePolicy } from './policy.js'
import { addDays, atHour, dayOf, hourOf, type Day, type Instant } from './time.js'

/** A rental as it was when the notice was made; with another due day it is another matter. */
export type NoticeItem = { readonly rentalId: RentalId; readonly dueOn: Day }

/** Why a payment whose window had been opened came to nothing. */
export type DepositFailure = 'cancelled' | 'failed' | 'expired' | 'given-back'

/** How far a refund has come: KakaoPay is through with it; the desk has handed it out, or put it back into the wallet. */
export type RefundStep = 'through' | 'paid-out' | 'put-back'

export type NoticeBody =
  | { readonly kind: 'due-soon'; readonly items: readonly NoticeItem[] }
  /**
   * `number`: which notice it is for the book that was told of most often, from 1. `soon`: books due soon, of which the
   * member would have been reminded on the same day.
   */
  | {
      readonly kind: 'overdue'
      readonly items: readonly NoticeItem[]
      readonly number: number
      readonly soon: readonly NoticeItem[]
    }
  | { readonly kind: 'hold-ready'; readonly holdId: HoldId; readonly bookId: BookId; readonly pickupUntil: Day }
  | { readonly kind: 'hold-expired'; readonly holdId: HoldId; readonly bookId: BookId }
  /** The copy that was set aside cannot be given out after all; its member waits again. */
  | { readonly kind: 'hold-put-back'; readonly holdId: HoldId; readonly bookId: BookId }
  /** No copy of it can be had any more, for which somebody waited. */
  | { readonly kind: 'hold-dropped'; readonly holdId: HoldId; readonly bookId: BookId }
  /** The desk has looked for a book that was said to be back. */
  | { readonly kind: 'claim-settled'; readonly rentalId: RentalId; readonly isFound: boolean }
  | { readonly kind: 'deposit-paid'; readonly depositId: DepositId; readonly amountWon: number }
  /** `given-back` is pushed, since money had moved; all else is only told in the chat. */
  | {
      readonly kind: 'deposit-failed'
      readonly depositId: DepositId
      readonly amountWon: number
      readonly why: DepositFailure
    }
  /** `reason`: in the librarian's words. */
  | {
      readonly kind: 'points-given'
      readonly lineId: LedgerLineId
      readonly amountWon: number
      readonly reason: string
    }
  /** `deskWon`: what waits at the desk, or what the desk has handed out or put back. */
  | {
      readonly kind: 'refund-settled'
      readonly refundId: RefundId
      readonly step: RefundStep
      readonly kakaoPayWon: number
      readonly deskWon: number
    }

/** A body of a kind that is not named here does not compile, nor a kind that has no body. */
export const noticeKinds = [
  'due-soon',
  'overdue',
  'hold-ready',
  'hold-put-back',
  'hold-expired',
  'hold-dropped',
  'claim-settled',
  'deposit-paid',
  'deposit-failed',
  'points-given',
  'refund-settled',
] as const satisfies readonly NoticeBody['kind'][]

export type NoticeKind = (typeof noticeKinds)[number]

/**
 * waiting → sending → accepted → delivered; back to waiting when that channel did not reach the member and another may;
 * or unreachable when none is left; or dropped when there is nothing left to say.
 * `sending` means that the other side may or may not have heard us.
 */
export type NoticeState = 'waiting' | 'sending' | 'accepted' | 'delivered' | 'unreachable' | 'dropped'

export type Notice = {
  readonly id: NoticeId
  readonly memberId: MemberId
  readonly body: NoticeBody
  readonly state: NoticeState
  readonly version: number
  /** The way it goes, or went; `null` before the first was chosen. */
  readonly channel: ChannelName | null
  /** The other side's number of the message: a task id of the Event API, a message id of Solapi. */
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
  const untold = { channel: null, taskId: null, sentAt: null, drawnAt: null, toldAt: null }
  return { id, memberId, body, state: 'waiting', version: 1, createdAt, ...untold }
}

/** The step of a due-soon reminder; overdue notices are steps 1, 2, 3, … of the ladder. */
export const dueSoonStep = 0

/** Late days at which each step of the ladder is due. */
export function ladderOf({ overdueDays, thenEveryDays, atMost }: NoticePolicy): readonly number[] {
  const last = overdueDays.at(-1) ?? 0
  return Array.from({ length: atMost }, (_, step) => {
    const beyond = step - overdueDays.length + 1
    return overdueDays[step] ?? last + beyond * thenEveryDays
  })
}

/**
 * The step that is due for a book so many days late, 0 when none is. The highest that was reached: who was not told for a
 * while, because nobody was there to tell them, is told once, not once for every step that was missed.
 */
export function stepAt(daysLate: number, notices: NoticePolicy): number {
  return ladderOf(notices).filter((days) => daysLate >= days).length
}

export type RemindRefusal =
  | { kind: 'nothing-late' }
  | { kind: 'told-today' }
  /** Every late book was told of as often as the house tells of any. */
  | { kind: 'told-often-enough'; atMost: number }

/**
 * The step to tell of ahead of its day, because a librarian wants to: the one that is due, or the next after what was told.
 * It takes the place of that step, so nobody is told oftener than the ladder has steps; `null` when it has no more.
 */
export function stepAhead(toldStep: number, daysLate: number, notices: NoticePolicy): number | null {
  const step = Math.max(stepAt(daysLate, notices), Math.max(toldStep, dueSoonStep) + 1)
  return step <= notices.atMost ? step : null
}

/** What became of a payment or a refund answers what the member has done; everything else can wait for the morning. */
export function keepsQuietHours(kind: NoticeKind): boolean {
  return kind !== 'deposit-paid' && kind !== 'deposit-failed' && kind !== 'refund-settled'
}

/** When a notice may leave: now, or at the beginning of the next day's hours. */
export function mayLeaveAt(now: Date, { fromHour, untilHour }: NoticePolicy): Date {
  const hour = hourOf(now)
  if (hour >= fromHour && hour < untilHour) return now
  const today = dayOf(now)
  return atHour(hour < fromHour ? today : addDays(today, 1), fromHour)
}

/** The same day's nearest moment at which notices leave. */
export function wakingTime(at: Date, { fromHour, untilHour }: NoticePolicy): Date {
  const hour = hourOf(at)
  if (hour < fromHour) return atHour(dayOf(at), fromHour)
  return hour < untilHour ? at : atHour(dayOf(at), untilHour - 1)
}

/** How a member can be reached. `not-a-friend`: never added the channel, or left it; `blocked`: does not want to hear of us. */
export type Contact = {
  readonly channel: 'friend' | 'not-a-friend' | 'blocked' | 'unknown'
  readonly hasPhone: boolean
}

/**
 * The first channel, in the house's order, that may reach the member and was not tried for this notice. Whoever blocked
 * the channel is left alone on every one of Kakao's.
 */
export function channelFor(
  contact: Contact,
  tried: readonly ChannelName[],
  open: readonly ChannelName[],
): ChannelName | null {
  const canReach: Readonly<Record<ChannelName, boolean>> = {
    'event-api': contact.channel === 'friend' || contact.channel === 'unknown',
    alimtalk: contact.channel !== 'blocked' && contact.hasPhone,
    log: true,
  }
  return open.find((channel) => canReach[channel] && !tried.includes(channel)) ?? null
}

/** How long a message that Kakao may have heard is left alone before it is sent again, in seconds. */
const doubtSeconds = 60

export type SendVerdict = 'send' | 'drop' | 'already-heard' | 'wait' | 'in-the-morning'

/**
 * What to do with a notice whose letter is in hand. `isStillTrue`: is there still anything to say. What Kakao came to draw
 * was heard, whatever it answered us; what was said in the chat meanwhile need not be pushed.
 */
export function decideSend(notice: Notice, isStillTrue: boolean, now: Date, notices: NoticePolicy): SendVerdict {
  const { state, drawnAt, toldAt, sentAt, createdAt, body } = notice
  const isOnItsWay = state === 'waiting' || state === 'sending'
  if (!isOnItsWay || drawnAt !== null) return 'already-heard'
  if (!isStillTrue || toldAt !== null) return 'drop'
  const isInDoubt = state === 'sending' && now.getTime() - Date.parse(sentAt ?? createdAt) < doubtSeconds * 1_000
  if (isInDoubt) return 'wait'
  return keepsQuietHours(body.kind) && mayLeaveAt(now, notices) > now ? 'in-the-morning' : 'send'
}
