/** How does KakaoPay answer ready, approve, cancel and order? The doors below /kakaopay. */
import { Router, urlencoded, type Request, type Response } from 'express'
import { z } from 'zod'
import * as bodies from './kakao-pay-bodies.js'
import { payPage } from './kakao-pay-page.js'
import type { Misbehaviour } from './misbehave.js'
import type { Mischief } from './mischief.js'
import * as payment from './payment.js'

const { payRefusals } = payment

type Wire = {
  now: () => Date
  /** The absolute address of this router. */
  address: () => string
  mischief: Mischief
  misbehaviour: Misbehaviour
}

export type KakaoPay = {
  router: Router
  /** By tid. */
  payments: Map<string, payment.Payment>
}

export function openKakaoPay(wire: Wire): KakaoPay {
  const payments = new Map<string, payment.Payment>()
  const router = Router()
  router.use('/online/v1/payment', apiOf(wire, payments))
  router.use('/pay/:tid', pageOf(wire, payments))
  return { router, payments }
}

function apiOf(wire: Wire, payments: Map<string, payment.Payment>): Router {
  const router = Router()

  router.use((req, res, next) => {
    if (/^SECRET_KEY \S+$/.test(req.get('authorization') ?? '')) return next()
    refuse(res, payRefusals.unauthorized, 401)
  })

  router.post('/ready', async (req, res) => {
    const mischief = wire.mischief.kakaoPay.ready
    if (mischief === '500') return fault(res)
    if (mischief === 'slow') await wire.misbehaviour.dawdle()
    const asked = take(bodies.readyBody, req, res)
    if (!asked) return
    const made = newPayment(asked, wire.now())
    payments.set(made.tid, made)
    if (mischief === 'lost-answer') return wire.misbehaviour.cut(res)
    res.json(bodies.readyAnswer(made, `${wire.address()}/pay/${made.tid}`))
  })

  router.post('/approve', (req, res) => {
    const mischief = wire.mischief.kakaoPay.approve
    if (mischief === '500') return fault(res)
    const asked = take(bodies.approveBody, req, res)
    if (!asked) return
    const found = payments.get(asked.tid)
    if (!found) return refuse(res, payRefusals.unknownTid)
    const refusal = payment.approvalRefusal(
      found,
      {
        tid: asked.tid,
        cid: asked.cid,
        orderId: asked.partner_order_id,
        userId: asked.partner_user_id,
        pgToken: asked.pg_token,
        totalWon: asked.total_amount,
      },
      wire.now(),
    )
    if (refusal) return refuse(res, refusal)
    if (mischief === 'declined') {
      payment.abandon(found, 'FAIL_PAYMENT')
      return refuse(res, payRefusals.declined, 400, {
        method_result_code: 'USER_LOCKED',
        method_result_message: '거절',
      })
    }
    payment.approve(found, mischief === 'wrong-amount' ? found.totalWon + 100 : found.totalWon, wire.now())
    if (mischief === 'lost-answer') return wire.misbehaviour.cut(res)
    res.json(bodies.approveAnswer(found))
  })

  router.post('/cancel', (req, res) => {
    const mischief = wire.mischief.kakaoPay.cancel
    if (mischief === '500') return fault(res)
    if (mischief === 'lost-request') return wire.misbehaviour.cut(res)
    const asked = take(bodies.cancelBody, req, res)
    if (!asked) return
    const found = payments.get(asked.tid)
    if (!found || found.cid !== asked.cid) return refuse(res, payRefusals.unknownTid)
    if (mischief === 'refused') return refuse(res, payRefusals.notCancelable)
    const { cancel_amount: askedWon, cancel_available_amount: availableWon } = asked
    const cancelledWon = mischief === 'wrong-amount' ? askedWon - 1 : askedWon
    const refusal = payment.cancel(found, cancelledWon, availableWon, wire.now())
    if (refusal) return refuse(res, refusal)
    if (mischief === 'lost-answer') return wire.misbehaviour.cut(res)
    res.json(bodies.cancelAnswer(found))
  })

  router.post('/order', (req, res) => {
    const mischief = wire.mischief.kakaoPay.order
    if (mischief === '500') return fault(res)
    if (mischief === 'lost-answer') return wire.misbehaviour.cut(res)
    const asked = take(bodies.orderBody, req, res)
    if (!asked) return
    const found = payments.get(asked.tid)
    if (!found || found.cid !== asked.cid) return refuse(res, payRefusals.unknownTid)
    res.json(bodies.orderAnswer(found))
  })

  return router
}

function pageOf(wire: Wire, payments: Map<string, payment.Payment>): Router {
  const router = Router({ mergeParams: true })
  const found = (req: Request) => payments.get(String(req.params['tid']))
  const leave = (how: (paid: payment.Payment) => string) => (req: Request, res: Response) => {
    const paid = found(req)
    if (paid) res.redirect(303, how(paid))
    else res.status(404).type('html').send(payPage(undefined, false))
  }

  router.get('/', (req, res) => {
    const paid = found(req)
    if (paid?.status === 'READY') paid.status = 'OPEN_PAYMENT'
    const isOpen = paid !== undefined && payment.isWaiting(paid) && !payment.isOver(paid, wire.now())
    res
      .status(paid ? 200 : 404)
      .type('html')
      .send(payPage(paid, isOpen))
  })
  router.use(urlencoded({ extended: false }))
  router.post(
    '/confirm',
    leave((paid) => payment.confirm(paid, wire.now())),
  )
  router.post(
    '/quit',
    leave((paid) => payment.abandon(paid, 'QUIT_PAYMENT')),
  )
  router.post(
    '/fail',
    leave((paid) => payment.abandon(paid, 'FAIL_PAYMENT')),
  )
  return router
}

function newPayment(asked: z.infer<typeof bodies.readyBody>, now: Date): payment.Payment {
  return {
    tid: payment.newTid(),
    cid: asked.cid,
    orderId: asked.partner_order_id,
    userId: asked.partner_user_id,
    itemName: asked.item_name,
    quantity: asked.quantity,
    totalWon: asked.total_amount,
    taxFreeWon: asked.tax_free_amount,
    vatWon: asked.vat_amount ?? Math.round((asked.total_amount - asked.tax_free_amount) / 11),
    approvedWon: 0,
    canceledWon: 0,
    status: 'READY',
    pgToken: null,
    approvalUrl: asked.approval_url,
    cancelUrl: asked.cancel_url,
    failUrl: asked.fail_url,
    createdAt: now,
    approvedAt: null,
    canceledAt: null,
    actions: [],
  }
}

/** The body as it should be, or undefined after having refused it. */
function take<T extends z.ZodType>(schema: T, req: Request, res: Response): z.infer<T> | undefined {
  const parsed = schema.safeParse(req.body)
  if (parsed.success) return parsed.data
  refuse(res, payRefusals.badRequest(z.prettifyError(parsed.error)))
  return undefined
}

function refuse(res: Response, refusal: payment.PayRefusal, status = 400, extras?: Record<string, string>): void {
  res.status(status).json({ error_code: refusal.code, error_message: refusal.message, ...(extras ? { extras } : {}) })
}

function fault(res: Response): void {
  res.status(500).json({ error_code: -500, error_message: 'internal server error' })
}
