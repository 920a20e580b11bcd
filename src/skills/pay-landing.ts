/** The pages around a payment: ours before it, and where KakaoPay brings the payer back. */
import { Router, urlencoded, type Response } from 'express'
import type { App } from '../app.js'
import { payPage, payStyle, type PayPage } from './pay-page.js'
import { sayWon } from './words.js'

export function payRouter(app: App): Router {
  const router = Router()
  const name = app.library.name
  const show = (response: Response, page: PayPage, status = 200) =>
    response
      .status(status)
      .set({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex' })
      .type('html')
      .send(payPage(name, page))

  router.get('/style.css', (_request, response) => void response.type('css').send(payStyle))

  /** Shown, not acted on: link previews open it, too. */
  router.get('/:token', async (request, response) => {
    const deposit = await app.views.deposit(request.params.token)
    if (!deposit) return void show(response, unknown, 404)
    if (deposit.state === 'paid') return void show(response, receipt(deposit.amountWon, null))
    if (deposit.state === 'failed' || deposit.state === 'expired') return void show(response, over)
    if (deposit.state === 'approving') return void show(response, checking)
    show(response, {
      title: `${sayWon(deposit.amountWon)} 충전`,
      lines: ['결제가 끝나면 적립금이 바로 올라가요.', '쓰지 않은 적립금은 언제든 돌려받을 수 있어요.'],
      pay: { action: `/pay/${deposit.pageToken}`, label: '카카오페이로 결제하기' },
    })
  })

  router.post('/:token', urlencoded({ extended: false, limit: '1kb' }), async (request, response) => {
    const opened = await app.openPayment(request.params.token)
    if (opened.ok) {
      const isPhone = /Android|iPhone|iPad|Mobile/i.test(request.header('user-agent') ?? '')
      return void response.redirect(303, isPhone ? opened.value.mobileUrl : opened.value.pcUrl)
    }
    show(response, pageOf(opened.refusals[0]), opened.refusals[0].kind === 'unknown-deposit' ? 404 : 200)
  })

  /** Anybody can open this address; only KakaoPay's own word puts money in. */
  router.get('/:token/approve', async (request, response) => {
    const pgToken = typeof request.query['pg_token'] === 'string' ? request.query['pg_token'] : ''
    const paid = await app.approvePayment(request.params.token, pgToken)
    if (paid.ok) return void show(response, receipt(paid.value.amountWon, paid.value.balanceWon))
    show(response, pageOf(paid.refusals[0]), paid.refusals[0].kind === 'unknown-deposit' ? 404 : 200)
  })

  for (const end of ['cancel', 'fail'] as const)
    router.get(`/:token/${end}`, async (request, response) => {
      const deposit = await app.views.deposit(request.params.token)
      if (!deposit) return void show(response, unknown, 404)
      if (deposit.state === 'paid') return void show(response, receipt(deposit.amountWon, null))
      show(response, {
        title: end === 'cancel' ? '결제를 취소했어요' : '결제가 되지 않았어요',
        lines: ['돈은 나가지 않았어요. 다시 하시려면 아래 버튼을 눌러 주세요.'],
        pay: { action: `/pay/${deposit.pageToken}`, label: '다시 결제하기' },
      })
    })
  return router
}

type Kind =
  | 'unknown-deposit'
  | 'already-paid'
  | 'payment-over'
  | 'payment-in-progress'
  | 'kakao-pay-unreachable'
  | 'payment-declined'

function pageOf(refusal: { kind: Kind; amountWon?: number }): PayPage {
  switch (refusal.kind) {
    case 'unknown-deposit':
      return unknown
    case 'already-paid':
      return receipt(refusal.amountWon ?? 0, null)
    case 'payment-over':
      return over
    case 'payment-in-progress':
      return checking
    case 'kakao-pay-unreachable':
      return {
        title: '카카오페이와 연결되지 않았어요',
        lines: ['잠시 후 다시 시도해 주세요. 결제하셨다면 확인되는 대로 적립금에 넣고 알려 드려요.'],
      }
    case 'payment-declined':
      return { title: '결제가 확인되지 않았어요', lines: ['돈은 나가지 않았어요. 대화방에서 다시 충전해 주세요.'] }
  }
}

function receipt(amountWon: number, balanceWon: number | null): PayPage {
  return {
    title: `${sayWon(amountWon)}을 충전했어요`,
    lines: [
      ...(balanceWon === null ? [] : [`지금 잔액은 ${sayWon(balanceWon)}이에요.`]),
      '이 창을 닫고 대화방으로 돌아가 주세요.',
    ],
  }
}

const unknown: PayPage = { title: '찾을 수 없는 결제예요', lines: ['대화방에서 ‘적립금 충전’을 다시 눌러 주세요.'] }
const over: PayPage = { title: '시간이 지난 결제예요', lines: ['대화방에서 ‘적립금 충전’을 다시 눌러 주세요.'] }
const checking: PayPage = {
  title: '결제를 확인하고 있어요',
  lines: ['잠시만 기다려 주세요. 확인되면 대화방으로 알려 드려요.'],
}
