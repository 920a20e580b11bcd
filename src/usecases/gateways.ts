/**
 * What no story can do by itself: KakaoPay, the Event API, Alimtalk, Kakao's book search, the state's calendar, passwords, and
 * counting tries.
 */
import type { Holiday } from '../domain/closed-day.js'

/**
 * Something outside did not do what we asked. `heard`: did it surely refuse (`no`), or may it have done it all the same
 * (`maybe`: the answer was lost or never came). `isRetryable`: it is away, or takes nothing from us just now; otherwise this
 * very request is at fault, and the same one will be refused again. `isDown`: it cannot be reached, does not answer in time,
 * breaks or has too much to do, whoever asks.
 */
export class OutsideError extends Error {
  override readonly name = 'OutsideError'
  constructor(
    readonly place: 'kakao-pay' | 'event-api' | 'solapi' | 'kakao-books',
    message: string,
    readonly heard: 'no' | 'maybe',
    readonly isRetryable: boolean,
    readonly isDown = false,
  ) {
    super(`${place}: ${message}`)
  }
}

/** For `catch`: the error, when something outside failed; whatever else went wrong is thrown on. */
export function outsideOnly(error: unknown): OutsideError {
  if (error instanceof OutsideError) return error
  throw error
}

export type PaymentOrder = { readonly tid: string; readonly orderId: string; readonly payerId: string }

/** KakaoPay's online payment (one-off). Amounts in whole won. Every call may throw an OutsideError. */
export type KakaoPay = {
  /** Opens a payment window of fifteen minutes. */
  ready(asked: {
    orderId: string
    payerId: string
    itemName: string
    amountWon: number
    /** Absolute addresses KakaoPay sends the payer back to; 255 characters at most. */
    approvalUrl: string
    cancelUrl: string
    failUrl: string
  }): Promise<{ tid: string; mobileUrl: string; pcUrl: string }>
  /** Takes the money. `pgToken` comes with the payer's return and works once. */
  approve(order: PaymentOrder, pgToken: string): Promise<{ amountWon: number }>
  /** What KakaoPay knows of a payment. */
  order(tid: string): Promise<{
    /** `over`: nobody can pay it any more, or it was paid and then given back, also in part only. */
    state: 'paid' | 'open' | 'over'
    amountWon: number
    /** How it ended, when it is over. */
    ending: 'cancelled' | 'failed' | 'given-back' | null
    /** What was given back of it so far. */
    canceledWon: number
  }>
  /**
   * Gives money back, in part too. `availableWon`: what can still be given back before this, or KakaoPay is to refuse.
   * Answers what was given back in all.
   */
  cancel(asked: { tid: string; amountWon: number; availableWon: number }): Promise<{ canceledWon: number }>
}

export type TalkUser = { readonly userKey: string; readonly properties: Readonly<Record<string, string>> }

/** Kakao's Event API: a push into the bot chat. Every call may throw an OutsideError. */
export type Talk = {
  /** At most 100 users a call. The task id means accepted, not delivered; `null` when it cannot be asked about later. */
  push(eventName: string, users: readonly TalkUser[]): Promise<{ taskId: string | null }>
  /** Who was not reached, once Kakao knows; `null` while it does not. */
  result(taskId: string): Promise<{ failures: readonly TalkFailure[] } | null>
}

/** `skill`: our own answer could not be drawn; `member`: no friend of the channel; `other`: says nothing about the member. */
export type TalkFailure = {
  readonly userKey: string
  readonly reason: string
  readonly cause: 'skill' | 'member' | 'other'
}

export type AlimtalkMessage = {
  readonly noticeId: string
  /** Digits only. */
  readonly phone: string
  /** The kind of the notice, which has a template of its own. */
  readonly template: string
  /** By the name in the template, without `#{}` and without a dot; 40 at most, 1,000 characters with the template's own. */
  readonly variables: Readonly<Record<string, string>>
}

/** Alimtalk through Solapi. Every call may throw an OutsideError. */
export type Alimtalk = {
  /** Which notice kinds have an approved template. */
  hasTemplate(kind: string): boolean
  /**
   * One request for up to 100 messages. `refused`: those Solapi would not take, with its reason; the others are registered,
   * not yet delivered.
   */
  send(messages: readonly AlimtalkMessage[]): Promise<{
    readonly accepted: readonly { noticeId: string; messageId: string }[]
    readonly refused: readonly { noticeId: string; reason: string }[]
  }>
  /**
   * Was this notice's message registered after all (its answer was lost): its message id, or null. `since`: the instant it
   * was sent at.
   */
  find(noticeId: string, phone: string, since: string): Promise<{ messageId: string } | null>
  /** What became of a message: null while not known. */
  result(messageId: string): Promise<{ isDelivered: boolean; reason: string } | null>
}

/** What a book's ISBN says of it elsewhere; what is not known is empty. */
export type BookFound = {
  readonly isbn13: string
  readonly title: string
  readonly author: string
  readonly publisher: string
  readonly publishedYear: number | null
  readonly coverUrl: string | null
}

/** Kakao's book search. May throw an OutsideError; `null`: it knows no such book. */
export type BookSearch = (isbn13: string) => Promise<BookFound | null>

/** The public holidays of a year, in order; none when the year is not known (yet). */
export type PublicHolidays = (year: number) => Promise<readonly Holiday[]>

/** Passwords and tokens: made, and recognised. */
export type Secrets = {
  hash(password: string): Promise<string>
  /** Is it that password. Against `null` it takes as long and is never right. */
  isRight(hash: string | null, password: string): Promise<boolean>
  /** A password for once, easy to copy by hand. */
  newPassword(): string
  /** 256 random bits for a cookie, and what of it may be stored. */
  newToken(): { token: string; print: string }
  printOf(token: string): string
}

export type RateLimit = { readonly uses: number; readonly seconds: number }

/** How often something was done lately, by all processes together. */
export type RateLimits = {
  /** Counts one more use: `null` while that is within the limit. The last use within it begins the time of waiting. */
  use(bucket: string, limit: RateLimit): Promise<{ retryAfterSeconds: number } | null>
  /** This use does not count after all. */
  giveBack(bucket: string): Promise<void>
  /** None of the uses count any more. */
  forget(bucket: string): Promise<void>
}
