/** What goes in and out of KakaoPay's four addresses, field by field? */
import { z } from 'zod'
import { cancelableWon, type Action, type Payment } from './payment.js'

const won = z.int().nonnegative()
const cid = z.string().length(10)
const name = z.string().min(1).max(100)
const address = z.url({ protocol: /^https?$/ }).max(255)

export const readyBody = z.looseObject({
  cid,
  partner_order_id: name,
  partner_user_id: name,
  item_name: name,
  quantity: z.int().positive(),
  total_amount: z.int().positive(),
  tax_free_amount: won,
  vat_amount: won.optional(),
  approval_url: address,
  cancel_url: address,
  fail_url: address,
})

export const approveBody = z.looseObject({
  cid,
  tid: z.string(),
  partner_order_id: name,
  partner_user_id: name,
  pg_token: z.string().min(1),
  total_amount: won.optional(),
})

export const cancelBody = z.looseObject({
  cid,
  tid: z.string(),
  cancel_amount: z.int().positive(),
  cancel_tax_free_amount: won,
  cancel_available_amount: won.optional(),
})

export const orderBody = z.looseObject({ cid, tid: z.string() })

/** KakaoPay writes times in Seoul, without a zone. */
function seoulTime(at: Date): string {
  return new Date(at.getTime() + 9 * 3_600_000).toISOString().slice(0, 19)
}

export function readyAnswer(payment: Payment, page: string) {
  return {
    tid: payment.tid,
    tms_result: false,
    next_redirect_app_url: page,
    next_redirect_mobile_url: page,
    next_redirect_pc_url: page,
    android_app_scheme: `kakaotalk://kakaopay/pg?url=${encodeURIComponent(page)}`,
    ios_app_scheme: `kakaotalk://kakaopay/pg?url=${encodeURIComponent(page)}`,
    created_at: seoulTime(payment.createdAt),
  }
}

export function approveAnswer(payment: Payment) {
  return { aid: payment.actions.at(-1)?.aid, ...basics(payment), amount: amounts(payment, payment.approvedWon) }
}

export function cancelAnswer(payment: Payment) {
  const last = payment.actions.at(-1)
  return {
    aid: last?.aid,
    ...basics(payment),
    status: payment.status,
    amount: amounts(payment, payment.approvedWon),
    approved_cancel_amount: amounts(payment, last?.amountWon ?? 0),
    canceled_amount: amounts(payment, payment.canceledWon),
    cancel_available_amount: amounts(payment, cancelableWon(payment)),
    canceled_at: payment.canceledAt && seoulTime(payment.canceledAt),
  }
}

export function orderAnswer(payment: Payment) {
  return {
    ...basics(payment),
    status: payment.status,
    amount: amounts(payment, payment.approvedAt ? payment.approvedWon : payment.totalWon),
    canceled_amount: amounts(payment, payment.canceledWon),
    cancel_available_amount: amounts(payment, cancelableWon(payment)),
    canceled_at: payment.canceledAt && seoulTime(payment.canceledAt),
    payment_action_details: payment.actions.map(actionDetail),
  }
}

function basics(payment: Payment) {
  return {
    tid: payment.tid,
    cid: payment.cid,
    partner_order_id: payment.orderId,
    partner_user_id: payment.userId,
    payment_method_type: 'MONEY',
    item_name: payment.itemName,
    quantity: payment.quantity,
    created_at: seoulTime(payment.createdAt),
    approved_at: payment.approvedAt && seoulTime(payment.approvedAt),
  }
}

/** A part of the payment, with tax shares in proportion to the whole. */
function amounts(payment: Payment, total: number) {
  const share = (whole: number) => Math.round((whole * total) / payment.totalWon)
  return {
    total,
    tax_free: share(payment.taxFreeWon),
    vat: share(payment.vatWon),
    point: 0,
    discount: 0,
    green_deposit: 0,
  }
}

function actionDetail(action: Action) {
  return {
    aid: action.aid,
    amount: action.amountWon,
    point_amount: 0,
    discount_amount: 0,
    approved_at: seoulTime(action.at),
    payment_action_type: action.type,
  }
}
