/** Which states does one KakaoPay payment go through, and what may be done in each? */
import { randomBytes } from 'node:crypto'

export type PaymentStatus =
  | 'READY'
  | 'OPEN_PAYMENT'
  | 'AUTH_PASSWORD'
  | 'SUCCESS_PAYMENT'
  | 'PART_CANCEL_PAYMENT'
  | 'CANCEL_PAYMENT'
  | 'QUIT_PAYMENT'
  | 'FAIL_PAYMENT'

export type Action = { aid: string; type: 'PAYMENT' | 'CANCEL'; amountWon: number; at: Date }

export type Payment = {
  tid: string
  cid: string
  orderId: string
  userId: string
  itemName: string
  quantity: number
  /** What ready asked for. */
  totalWon: number
  taxFreeWon: number
  vatWon: number
  /** What was really taken; differs from `totalWon` only by mischief. */
  approvedWon: number
  canceledWon: number
  status: PaymentStatus
  pgToken: string | null
  approvalUrl: string
  cancelUrl: string
  failUrl: string
  createdAt: Date
  approvedAt: Date | null
  canceledAt: Date | null
  actions: Action[]
}

export type PayRefusal = { code: number; message: string }

/** KakaoPay's window between ready and approve. */
const windowMs = 15 * 60 * 1000

/** The numbers are this stand-in's own: KakaoPay's list is not public, callers must not branch on them. */
export const payRefusals = {
  badRequest: (message: string) => ({ code: -2, message }),
  unauthorized: { code: -401, message: 'secret key is missing' },
  unknownTid: { code: -721, message: 'no such tid' },
  otherOrder: { code: -722, message: 'cid, partner_order_id or partner_user_id differ from ready' },
  otherAmount: { code: -723, message: 'total_amount differs from ready' },
  expired: { code: -724, message: 'the payment window of 15 minutes has passed' },
  badToken: { code: -725, message: 'pg_token is wrong or was used' },
  alreadyDone: { code: -702, message: 'the payment is done already' },
  notConfirmed: { code: -726, message: 'the person has not confirmed the payment' },
  declined: { code: -780, message: 'approval failure!' },
  tooMuch: { code: -727, message: 'cancel_amount is more than can be canceled' },
  otherAvailable: { code: -729, message: 'cancel_available_amount differs from what can be canceled' },
  notCancelable: { code: -730, message: 'this payment cannot be canceled any more' },
  notPaid: { code: -728, message: 'nothing was paid' },
}

export function isOver(payment: Payment, now: Date): boolean {
  return now.getTime() - payment.createdAt.getTime() > windowMs
}

/** Still before approval: the page may be opened, confirmed or left. */
export function isWaiting(payment: Payment): boolean {
  return ['READY', 'OPEN_PAYMENT', 'AUTH_PASSWORD'].includes(payment.status)
}

/** The person pressed 결제하기: gives the address to go to, with the token that approve needs. */
export function confirm(payment: Payment, now: Date): string {
  if (!isWaiting(payment)) return payment.failUrl
  if (isOver(payment, now)) {
    payment.status = 'FAIL_PAYMENT'
    return payment.failUrl
  }
  payment.status = 'AUTH_PASSWORD'
  payment.pgToken ??= randomBytes(10).toString('hex')
  const address = new URL(payment.approvalUrl)
  address.searchParams.set('pg_token', payment.pgToken)
  return address.href
}

/** The person left the page, or the bank said no there. */
export function abandon(payment: Payment, how: 'QUIT_PAYMENT' | 'FAIL_PAYMENT'): string {
  if (isWaiting(payment)) payment.status = how
  return how === 'QUIT_PAYMENT' ? payment.cancelUrl : payment.failUrl
}

export type Approval = {
  tid: string
  cid: string
  orderId: string
  userId: string
  pgToken: string
  totalWon?: number | undefined
}

/** Why this payment cannot be approved now; undefined when it can. */
export function approvalRefusal(payment: Payment, approval: Approval, now: Date): PayRefusal | undefined {
  const isOurs =
    payment.cid === approval.cid && payment.orderId === approval.orderId && payment.userId === approval.userId
  if (!isOurs) return payRefusals.otherOrder
  if (approval.totalWon !== undefined && approval.totalWon !== payment.totalWon) return payRefusals.otherAmount
  if (payment.approvedAt) return payRefusals.alreadyDone
  if (payment.status !== 'AUTH_PASSWORD') return payRefusals.notConfirmed
  if (isOver(payment, now)) return payRefusals.expired
  if (payment.pgToken !== approval.pgToken) return payRefusals.badToken
  return undefined
}

export function approve(payment: Payment, takenWon: number, now: Date): void {
  payment.status = 'SUCCESS_PAYMENT'
  payment.pgToken = null
  payment.approvedWon = takenWon
  payment.approvedAt = now
  payment.actions.push({ aid: newAid(), type: 'PAYMENT', amountWon: takenWon, at: now })
}

/** Gives money back; undefined when done. `availableWon`: what the caller believes can be given back before this. */
export function cancel(
  payment: Payment,
  amountWon: number,
  availableWon: number | undefined,
  now: Date,
): PayRefusal | undefined {
  if (!payment.approvedAt) return payRefusals.notPaid
  if (availableWon !== undefined && availableWon !== cancelableWon(payment)) return payRefusals.otherAvailable
  if (amountWon > cancelableWon(payment)) return payRefusals.tooMuch
  payment.canceledWon += amountWon
  payment.status = cancelableWon(payment) === 0 ? 'CANCEL_PAYMENT' : 'PART_CANCEL_PAYMENT'
  payment.canceledAt = now
  payment.actions.push({ aid: newAid(), type: 'CANCEL', amountWon, at: now })
  return undefined
}

export function cancelableWon(payment: Payment): number {
  return payment.approvedWon - payment.canceledWon
}

export function newTid(): string {
  return `T${randomBytes(10).toString('hex').slice(0, 19)}`
}

function newAid(): string {
  return `A${randomBytes(10).toString('hex').slice(0, 19)}`
}
