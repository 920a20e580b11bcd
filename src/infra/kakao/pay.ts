/** KakaoPay's online payment: ready, approve, order, cancel. */
import { z } from 'zod'
import type { KakaoPay } from '../../usecases/gateways.js'
import { call } from './http.js'

export type KakaoPayOptions = {
  /** `https://open-api.kakaopay.com`, or a stand-in. */
  readonly baseUrl: () => string
  readonly secretKey: string
  /** The shop's number at KakaoPay; `TC0ONETIME` for tests. */
  readonly cid: string
  readonly timeoutMs?: { readonly ready: number; readonly approve: number }
}

const window = z.object({
  tid: z.string().min(1),
  next_redirect_mobile_url: z.url(),
  next_redirect_pc_url: z.url(),
})
const approval = z.object({ tid: z.string(), amount: z.object({ total: z.number().int() }) })
const sum = z.object({ total: z.number().int() })
const givenBack = new Set(['CANCEL_PAYMENT', 'PART_CANCEL_PAYMENT'])
/** What was given back must be said, unless nothing was. */
const order = z
  .object({ tid: z.string(), status: z.string(), amount: sum, canceled_amount: sum.nullish() })
  .refine(({ status, canceled_amount }) => canceled_amount || !givenBack.has(status))
const cancelled = z.object({ tid: z.string(), canceled_amount: sum })

/** How a payment ended that nobody can pay any more, or that was paid and given back. */
const endings = new Map<string, 'cancelled' | 'failed' | 'given-back'>([
  ['CANCEL_PAYMENT', 'given-back'],
  ['PART_CANCEL_PAYMENT', 'given-back'],
  ['QUIT_PAYMENT', 'cancelled'],
  ['FAIL_AUTH_PASSWORD', 'failed'],
  ['FAIL_PAYMENT', 'failed'],
])

export function kakaoPay(options: KakaoPayOptions): KakaoPay {
  const { baseUrl, secretKey, cid, timeoutMs = { ready: 4_000, approve: 10_000 } } = options
  const post = <T>(path: string, body: object, timeout: number, shape: z.ZodType<T>): Promise<T> =>
    call(
      {
        place: 'kakao-pay',
        method: 'POST',
        url: `${baseUrl()}/online/v1/payment/${path}`,
        authorization: `SECRET_KEY ${secretKey}`,
        body: { cid, ...body },
        timeoutMs: timeout,
        mayHaveHeardWhenBroken: true,
      },
      shape,
    )
  return {
    async ready(asked) {
      const answer = await post(
        'ready',
        {
          partner_order_id: asked.orderId,
          partner_user_id: asked.payerId,
          item_name: asked.itemName,
          quantity: 1,
          total_amount: asked.amountWon,
          tax_free_amount: 0,
          approval_url: asked.approvalUrl,
          cancel_url: asked.cancelUrl,
          fail_url: asked.failUrl,
        },
        timeoutMs.ready,
        window,
      )
      return { tid: answer.tid, mobileUrl: answer.next_redirect_mobile_url, pcUrl: answer.next_redirect_pc_url }
    },
    async approve({ tid, orderId, payerId }, pgToken) {
      const answer = await post(
        'approve',
        { tid, partner_order_id: orderId, partner_user_id: payerId, pg_token: pgToken },
        timeoutMs.approve,
        approval,
      )
      return { amountWon: answer.amount.total }
    },
    async order(tid) {
      const answer = await post('order', { tid }, timeoutMs.ready, order)
      const ending = endings.get(answer.status) ?? null
      const state = answer.status === 'SUCCESS_PAYMENT' ? 'paid' : ending === null ? 'open' : 'over'
      return { state, ending, amountWon: answer.amount.total, canceledWon: answer.canceled_amount?.total ?? 0 }
    },
    async cancel({ tid, amountWon, availableWon }) {
      const answer = await post(
        'cancel',
        { tid, cancel_amount: amountWon, cancel_tax_free_amount: 0, cancel_available_amount: availableWon },
        timeoutMs.approve,
        cancelled,
      )
      return { canceledWon: answer.canceled_amount.total }
    },
  }
}
