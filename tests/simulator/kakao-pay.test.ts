/** Does the KakaoPay stand-in keep KakaoPay's rules about money? */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { openStage, post, type Stage } from './stage.js'

let stage: Stage
const secret = { Authorization: 'SECRET_KEY dev-key' }
const order = {
  cid: 'TC0ONETIME',
  partner_order_id: 'deposit-1',
  partner_user_id: 'member-1',
  item_name: '적립금 <10,000원>',
  quantity: 1,
  total_amount: 10000,
  tax_free_amount: 0,
  approval_url: 'http://127.0.0.1:1/pay/approved?order=deposit-1',
  cancel_url: 'http://127.0.0.1:1/pay/cancelled',
  fail_url: 'http://127.0.0.1:1/pay/failed',
}

beforeEach(async () => {
  stage = await openStage({ slowMs: 50 })
})
afterEach(() => stage.close())

const pay = (path: string, body: object, headers: Record<string, string> = secret) =>
  post(`${stage.url}/kakaopay/online/v1/payment/${path}`, body, headers)

async function ready() {
  const { body } = await pay('ready', order)
  return { tid: String(body['tid']), page: String(body['next_redirect_mobile_url']) }
}

async function press(page: string, button: 'confirm' | 'quit' | 'fail') {
  const response = await fetch(`${page}/${button}`, { method: 'POST', redirect: 'manual' })
  expect(response.status).toBe(303)
  return new URL(response.headers.get('location') ?? '')
}

async function confirmed() {
  const { tid, page } = await ready()
  const landing = await press(page, 'confirm')
  const { cid, partner_order_id, partner_user_id } = order
  const approval = { cid, tid, partner_order_id, partner_user_id, pg_token: landing.searchParams.get('pg_token') }
  return { tid, page, landing, approval }
}

async function paid() {
  const { tid, approval } = await confirmed()
  await pay('approve', approval)
  return { tid }
}

const status = async (tid: string) => (await pay('order', { cid: order.cid, tid })).body['status']

describe('a payment', () => {
  it('goes from ready over the person’s consent to approved', async () => {
    const { tid, landing, approval } = await confirmed()
    expect(tid).toHaveLength(20)
    expect(landing.pathname + landing.search).toMatch(/^\/pay\/approved\?order=deposit-1&pg_token=\w+$/)
    expect(await status(tid)).toBe('AUTH_PASSWORD')
    const approved = await pay('approve', { ...approval, total_amount: 10000 })
    expect(approved).toMatchObject({
      status: 200,
      body: {
        tid,
        cid: 'TC0ONETIME',
        partner_order_id: 'deposit-1',
        partner_user_id: 'member-1',
        amount: { total: 10000, tax_free: 0, vat: 909 },
        approved_at: '2026-05-04T10:00:00',
      },
    })
    expect(await status(tid)).toBe('SUCCESS_PAYMENT')
    expect(stage.simulator.payments.get(tid)).toMatchObject({ approvedWon: 10000, status: 'SUCCESS_PAYMENT' })
  })

  it('takes a pg_token only once', async () => {
    const { approval } = await confirmed()
    expect((await pay('approve', approval)).status).toBe(200)
    expect(await pay('approve', approval)).toMatchObject({ status: 400, body: { error_code: -702 } })
  })

  it.each([
    ['another token', { pg_token: 'guess' }],
    ['another order', { partner_order_id: 'deposit-2' }],
    ['another person', { partner_user_id: 'member-2' }],
    ['another shop', { cid: 'TCSUBSCRIP' }],
    ['another amount', { total_amount: 9999 }],
    ['another payment', { tid: 'T0000000000000000000' }],
    ['a missing token', { pg_token: undefined }],
  ])('is not approved for %s', async (_what, change) => {
    const { tid, approval } = await confirmed()
    expect(await pay('approve', { ...approval, ...change })).toMatchObject({
      status: 400,
      body: { error_code: expect.any(Number), error_message: expect.any(String) },
    })
    expect(await status(tid)).toBe('AUTH_PASSWORD')
  })

  it('is not approved before the person agreed, nor after 15 minutes', async () => {
    const { tid } = await ready()
    const early = { ...order, tid, pg_token: 'x' }
    expect((await pay('approve', early)).status).toBe(400)
    const { approval } = await confirmed()
    stage.moveClock(16)
    expect((await pay('approve', approval)).status).toBe(400)
  })

  it('ends when the person leaves, fails or waits too long', async () => {
    const left = await ready()
    expect((await press(left.page, 'quit')).pathname).toBe('/pay/cancelled')
    expect(await status(left.tid)).toBe('QUIT_PAYMENT')
    const failed = await ready()
    expect((await press(failed.page, 'fail')).pathname).toBe('/pay/failed')
    const late = await ready()
    stage.moveClock(16)
    expect((await press(late.page, 'confirm')).pathname).toBe('/pay/failed')
    expect(await status(late.tid)).toBe('FAIL_PAYMENT')
  })

  it('is given back in parts, never more than was paid', async () => {
    const { tid, approval } = await confirmed()
    const cancel = (cancel_amount: number) =>
      pay('cancel', { cid: order.cid, tid, cancel_amount, cancel_tax_free_amount: 0 })
    expect((await cancel(1000)).status).toBe(400)
    await pay('approve', approval)
    expect(await cancel(4000)).toMatchObject({
      status: 200,
      body: {
        status: 'PART_CANCEL_PAYMENT',
        cancel_available_amount: { total: 6000 },
        canceled_amount: { total: 4000 },
      },
    })
    expect((await cancel(6001)).status).toBe(400)
    expect(await cancel(6000)).toMatchObject({ body: { status: 'CANCEL_PAYMENT' } })
    const { body } = await pay('order', { cid: order.cid, tid })
    expect(body).toMatchObject({ cancel_available_amount: { total: 0 } })
    expect(body['payment_action_details']).toHaveLength(3)
  })

  it('is given back only when what can be given back is what the caller believes', async () => {
    const { tid } = await paid()
    const cancel = (cancel_amount: number, cancel_available_amount: number) =>
      pay('cancel', { cid: order.cid, tid, cancel_amount, cancel_tax_free_amount: 0, cancel_available_amount })
    expect((await cancel(4000, 9999)).status).toBe(400)
    expect((await cancel(4000, 10000)).status).toBe(200)
    expect((await cancel(4000, 10000)).status).toBe(400)
    expect(await status(tid)).toBe('PART_CANCEL_PAYMENT')
    expect((await cancel(6000, 6000)).status).toBe(200)
    expect(stage.simulator.payments.get(tid)).toMatchObject({ canceledWon: 10000 })
  })
})

describe('a bad request', () => {
  it('needs the secret key', async () => {
    expect((await pay('ready', order, {})).status).toBe(401)
    expect((await pay('ready', order, { Authorization: 'KakaoAK x' })).status).toBe(401)
  })

  it.each([
    ['cid', 'short'],
    ['partner_order_id', ''],
    ['item_name', '가'.repeat(101)],
    ['total_amount', 0],
    ['total_amount', 10.5],
    ['quantity', '1'],
    ['approval_url', 'kakaotalk://x'],
    ['approval_url', `https://x.kr/${'a'.repeat(255)}`],
    ['tax_free_amount', undefined],
  ])('is refused for %s = %s', async (field, value) => {
    expect(await pay('ready', { ...order, [field]: value })).toMatchObject({ status: 400, body: { error_code: -2 } })
  })
})

describe('the page', () => {
  it('shows what is paid, harmlessly', async () => {
    const { tid, page } = await ready()
    const html = await (await fetch(page)).text()
    expect(html).toContain('10,000')
    expect(html).not.toContain('<10,000원>')
    expect(html).toContain('결제하기')
    expect(await status(tid)).toBe('OPEN_PAYMENT')
  })

  it('offers nothing once the payment is over or unknown', async () => {
    const { page, approval } = await confirmed()
    await pay('approve', approval)
    expect(await (await fetch(page)).text()).not.toContain('결제하기')
    expect((await fetch(`${stage.url}/kakaopay/pay/T1`)).status).toBe(404)
  })
})

describe('mischief', () => {
  it('ready 500 and slow', async () => {
    stage.simulator.mischief.kakaoPay.ready = '500'
    expect((await pay('ready', order)).status).toBe(500)
    stage.simulator.mischief.kakaoPay.ready = 'slow'
    expect((await pay('ready', order)).status).toBe(200)
    expect(stage.simulator.payments.size).toBe(1)
  })

  it('approve 500: nothing is taken and it can be tried again', async () => {
    const { tid, approval } = await confirmed()
    stage.simulator.mischief.kakaoPay.approve = '500'
    expect((await pay('approve', approval)).status).toBe(500)
    expect(await status(tid)).toBe('AUTH_PASSWORD')
    stage.simulator.mischief.kakaoPay.approve = 'ok'
    expect((await pay('approve', approval)).status).toBe(200)
  })

  it('lost-answer: the money is taken, the connection dies', async () => {
    const { tid, approval } = await confirmed()
    stage.simulator.mischief.kakaoPay.approve = 'lost-answer'
    await expect(pay('approve', approval)).rejects.toThrow()
    expect(await status(tid)).toBe('SUCCESS_PAYMENT')
  })

  it('declined: refused for good', async () => {
    const { tid, approval } = await confirmed()
    stage.simulator.mischief.kakaoPay.approve = 'declined'
    expect(await pay('approve', approval)).toMatchObject({ status: 400, body: { error_code: -780 } })
    expect(await status(tid)).toBe('FAIL_PAYMENT')
  })

  it.each([
    ['500', 500, 0],
    ['refused', 400, 0],
    ['wrong-amount', 200, 3999],
    ['ok', 200, 4000],
  ] as const)('cancel %s', async (mischief, http, canceledWon) => {
    const { tid } = await paid()
    stage.simulator.mischief.kakaoPay.cancel = mischief
    const asked = { cid: order.cid, tid, cancel_amount: 4000, cancel_tax_free_amount: 0 }
    expect((await pay('cancel', asked)).status).toBe(http)
    expect(stage.simulator.payments.get(tid)).toMatchObject({ canceledWon })
  })

  it.each([
    ['lost-request', 0],
    ['lost-answer', 4000],
  ] as const)('cancel %s: the connection dies, and %d won are given back', async (mischief, canceledWon) => {
    const { tid } = await paid()
    stage.simulator.mischief.kakaoPay.cancel = mischief
    const asked = { cid: order.cid, tid, cancel_amount: 4000, cancel_tax_free_amount: 0 }
    await expect(pay('cancel', asked)).rejects.toThrow()
    expect(stage.simulator.payments.get(tid)).toMatchObject({ canceledWon })
  })

  it('wrong-amount: approved, but not what was asked', async () => {
    const { approval } = await confirmed()
    stage.simulator.mischief.kakaoPay.approve = 'wrong-amount'
    const { status: http, body } = await pay('approve', approval)
    expect(http).toBe(200)
    expect((body['amount'] as { total: number }).total).not.toBe(10000)
  })
})
