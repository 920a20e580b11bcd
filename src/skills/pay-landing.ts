/** The pages around a payment: ours before it, and where KakaoPay brings the payer back. */
import { Router, type Response } from 'express'
import type { App } from '../app.js'
import type { Deposit, PayRefusal } from '../domain/deposit.js'
import { payPage, payStyle, type PayPage } from './pay-page.js'
import { sayRefusals } from './refusal-words.js'
import { sayWon } from './words.js'

export function payRouter(app: App): Router {
  const router = Router()

  /** The address is the key to the payment: kept nowhere, told to nobody, not even to KakaoPay on the way there. */
  router.use((_request, response, next) => {
    response.set({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex' })
    next()
  })
  const show = (response: Response, page: PayPage, status = 200) =>
    void response.status(status).type('html').send(payPage(app.library, page))
  const refused = (response: Response, token: string, refusal: Refusal) =>
    show(response, pageOf(refusal, token), refusal.kind === 'unknown-deposit' ? 404 : 200)

  router.get(
    '/style.css',
    (_request, response) => void response.set('cache-control', 'max-age=3600').type('css').send(payStyle),
  )

  /** What can be done about it now. Shown, not acted on: link previews open it, too. */
  const look = async (response: Response, token: string, offer: (deposit: Deposit) => PayPage) => {
    const now = await app.lookAtPayment(token)
    if (now.ok) show(response, offer(now.value))
    else refused(response, token, now.refusals[0])
  }

  /** Letters that no token of ours has are looked up nowhere: not every engine compares them with one. */
  router.param('token', (_request, response, next, token: string) =>
    /^[\w-]{1,64}$/.test(token) ? next() : refused(response, token, { kind: 'unknown-deposit' }),
  )

  router.get('/:token', (request, response) =>
    look(response, request.params.token, (deposit) => offer(deposit, app.rules().paymentMinutes)),
  )

  router.post('/:token', async (request, response) => {
    const { token } = request.params
    const opened = await app.openPayment(token)
    if (!opened.ok) return refused(response, token, opened.refusals[0])
    const isPhone = /Android|iPhone|iPad|Mobile/i.test(request.header('user-agent') ?? '')
    response.redirect(303, isPhone ? opened.value.mobileUrl : opened.value.pcUrl)
  })

  /** Looking at what a GET would answer must not pay. */
  router.head('/:token/approve', (_request, response) => void response.type('html').end())

  /** Anybody can open this address; only KakaoPay's own word puts money in. */
  router.get('/:token/approve', async (request, response) => {
    const { token } = request.params
    const pgToken = request.query['pg_token']
    if (typeof pgToken !== 'string' || !/^\S{1,200}$/.test(pgToken))
      return look(response, token, (deposit) => offer(deposit, app.rules().paymentMinutes))
    const paid = await app.approvePayment(token, pgToken)
    if (paid.ok) return show(response, receipt(paid.value.amountWon, paid.value.balanceWon))
    const [refusal] = paid.refusals
    if (refusal.kind !== 'payment-declined') return refused(response, token, refusal)
    await look(response, token, (deposit) => again(deposit, '결제가 확인되지 않았어요'))
  })

  const turnedBack = (path: string, title: string) =>
    router.get(`/:token/${path}`, async (request, response) => {
      const token = String(request.params['token'])
      await app.closeWindow(token)
      await look(response, token, (deposit) => again(deposit, title))
    })
  turnedBack('cancel', '결제를 취소했어요')
  turnedBack('fail', '결제가 되지 않았어요')
  return router
}

type Refusal =
  | PayRefusal
  | { kind: 'kakao-pay-unreachable' | 'payment-declined' }
  | { kind: 'payment-given-back'; amountWon: number }

function pageOf(refusal: Refusal, token: string): PayPage {
  switch (refusal.kind) {
    case 'unknown-deposit':
      return { title: '찾을 수 없는 결제예요', end: 'not-paid', lines: [askAgain] }
    case 'member-left':
      return {
        title: '탈퇴하셔서 충전하지 않았어요',
        end: 'not-paid',
        lines: ['결제하신 돈이 있으면 카카오페이로 모두 돌려드려요.'],
      }
    case 'already-paid':
      return receipt(refusal.amountWon, null)
    case 'payment-over':
      return refusal.state === 'expired'
        ? { title: '시간이 지난 결제예요', end: 'not-paid', lines: [askAgain] }
        : notPaid
    case 'payment-in-progress':
      return {
        title: '결제를 확인하고 있어요',
        lines: ['잠시만 기다려 주세요. 확인되면 대화방으로 알려 드려요.'],
        button: lookAgain(token),
      }
    case 'kakao-pay-unreachable':
      return {
        title: '카카오페이와 연결되지 않았어요',
        end: 'not-paid',
        lines: ['잠시 후 다시 시도해 주세요. 결제하셨다면 확인되는 대로 적립금에 넣고 알려 드려요.'],
        button: lookAgain(token),
      }
    case 'balance-would-be-too-large':
      return {
        title: '적립금이 가득 찼어요',
        end: 'not-paid',
        lines: [sayRefusals([refusal]), '돈은 나가지 않았어요.'],
      }
    case 'payment-declined':
      return notPaid
    case 'payment-given-back':
      return {
        title: '결제 금액을 돌려드렸어요',
        end: 'not-paid',
        lines: [
          `${sayWon(refusal.amountWon)} 결제를 적립금에 넣을 수 없어서 카카오페이에서 취소했어요. 청구되는 돈은 없어요.`,
          askAgain,
        ],
      }
  }
}

const lookAgain = (token: string) => ({ method: 'get', action: `/pay/${token}`, label: '다시 확인하기' }) as const
const askAgain = '대화방에서 ‘적립금 충전’을 다시 눌러 주세요.'

const notPaid: PayPage = {
  title: '결제가 되지 않았어요',
  end: 'not-paid',
  lines: ['청구되는 돈은 없어요.', askAgain],
}

function offer({ amountWon, pageToken }: Deposit, minutes: number): PayPage {
  return {
    title: `${sayWon(amountWon)} 충전`,
    lines: [],
    bill: [
      ['상품', '적립금 충전'],
      ['결제 수단', '카카오페이'],
      ['결제 금액', sayWon(amountWon)],
    ],
    rules: [
      '결제가 끝나면 적립금이 바로 올라가요.',
      '쓰지 않은 적립금은 언제든 돌려받을 수 있어요. 대화방에서 ‘환불’이라고 보내 주세요.',
      `카드와 계좌 정보는 카카오페이만 다뤄요. 결제 창은 ${minutes}분 동안 열려 있어요.`,
    ],
    button: { method: 'post', action: `/pay/${pageToken}`, label: '카카오페이로 결제하기' },
  }
}

function again({ pageToken }: Deposit, title: string): PayPage {
  return {
    title,
    end: 'not-paid',
    lines: ['돈은 나가지 않았어요. 다시 하시려면 아래 버튼을 눌러 주세요.'],
    button: { method: 'post', action: `/pay/${pageToken}`, label: '다시 결제하기' },
  }
}

function receipt(amountWon: number, balanceWon: number | null): PayPage {
  return {
    title: `${sayWon(amountWon)}을 충전했어요`,
    end: 'paid',
    lines: [
      ...(balanceWon === null ? [] : [`지금 잔액은 ${sayWon(balanceWon)}이에요.`]),
      '이 창을 닫고 대화방으로 돌아가 주세요.',
    ],
  }
}
