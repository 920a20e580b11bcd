/** The two errands outside the house: KakaoPay and the Event API. */

/**
 * Something outside did not do what we asked. `heard`: did it surely refuse (`no`), or may it have done it all the same
 * (`maybe`: the answer was lost or never came). `isRetryable`: it is away, or takes nothing from us just now; otherwise this
 * very request is at fault, and the same one will be refused again.
 */
export class OutsideError extends Error {
  override readonly name = 'OutsideError'
  constructor(
    readonly place: 'kakao-pay' | 'event-api',
    message: string,
    readonly heard: 'no' | 'maybe',
    readonly isRetryable: boolean,
  ) {
    super(`${place}: ${message}`)
  }
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
  order(tid: string): Promise<{ state: 'paid' | 'open' | 'over'; amountWon: number }>
  /** Gives the money back. */
  cancel(tid: string, amountWon: number): Promise<void>
}

export type TalkUser = { readonly userKey: string; readonly properties: Readonly<Record<string, string>> }

/** Kakao's Event API: a push into the bot chat. Every call may throw an OutsideError. */
export type Talk = {
  /** At most 100 users a call. The task id means accepted, not delivered. */
  push(eventName: string, users: readonly TalkUser[]): Promise<{ taskId: string }>
  /** Who was not reached, once Kakao knows; `null` while it does not. */
  result(taskId: string): Promise<{ failures: readonly { userKey: string; reason: string }[] } | null>
}
