/** What we make of Kakao's answers, and above all of those that do not come: was it surely not done, or may it have been? */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { eventApi } from '../../src/infra/kakao/event-api.js'
import { kakaoPay } from '../../src/infra/kakao/pay.js'
import { OutsideError } from '../../src/usecases/gateways.js'

type Heard = { method: string; url: string; authorization: string; body: unknown }

let http: Server
let url: string
let answers: (response: ServerResponse, request: IncomingMessage) => void
const heard: Heard[] = []

beforeAll(async () => {
  http = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString()
      heard.push({
        method: request.method ?? '',
        url: request.url ?? '',
        authorization: request.headers.authorization ?? '',
        body: text ? JSON.parse(text) : null,
      })
      answers(response, request)
    })
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
})
beforeEach(() => void heard.splice(0))
afterAll(async () => {
  http.closeAllConnections()
  await new Promise((resolve) => http.close(resolve))
})

const talk = (baseUrl = url) =>
  eventApi({ baseUrl: () => baseUrl, botId: 'bot!', restApiKey: 'the-rest-key', timeoutMs: 1_000 })
const pay = (baseUrl = url) =>
  kakaoPay({
    baseUrl: () => baseUrl,
    secretKey: 'the-pay-key',
    cid: 'TC0ONETIME',
    timeoutMs: { ready: 1_000, approve: 1_000 },
  })
setFlagsFromString('--expose-gc')
const clearMemory = runInNewContext('gc') as () => void
const user = { userKey: 'key-1', properties: { noticeId: 'n-1' } }
const json = (status: number, body: unknown) => (response: ServerResponse) => {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(typeof body === 'string' ? body : JSON.stringify(body))
}
const taken = { taskId: 'task-1', status: 'SUCCESS', message: 'OK', timestamp: 1 }

async function failureOf(call: Promise<unknown>): Promise<OutsideError> {
  const failure: unknown = await call.then(
    () => null,
    (error: unknown) => error,
  )
  if (!(failure instanceof OutsideError)) throw new Error(`no outside error but ${String(failure)}`)
  return failure
}

describe('an answer that is no success', () => {
  const cases: readonly [string, typeof answers, 'no' | 'maybe', boolean][] = [
    ['HTTP 400', json(400, {}), 'no', false],
    ['HTTP 401', json(401, {}), 'no', true],
    ['HTTP 404', json(404, {}), 'no', true],
    ['HTTP 429', json(429, {}), 'no', true],
    ['HTTP 500', json(500, 'oops'), 'no', true],
    ['HTTP 503', json(503, {}), 'no', true],
    ['HTTP 502, of a gateway', json(502, {}), 'maybe', true],
    ['HTTP 504, of a gateway', json(504, {}), 'maybe', true],
    ['status FAIL', json(200, { ...taken, status: 'FAIL', message: 'bad user' }), 'no', false],
    ['status ERROR', json(200, { ...taken, status: 'ERROR' }), 'no', true],
    ['an answer of another shape', json(200, { hello: 'there' }), 'maybe', false],
    ['an answer that is no JSON', json(200, '<html>'), 'maybe', false],
    ['an empty answer', json(200, ''), 'maybe', false],
    ['no answer at all', () => undefined, 'maybe', true],
    ['a line that is cut', (response) => void response.socket?.destroy(), 'maybe', true],
    [
      'half an answer',
      (response) => void response.writeHead(200, { 'content-length': 99 }).write('{"taskId"'),
      'maybe',
      true,
    ],
    [
      'a redirection elsewhere',
      (response) => void response.writeHead(307, { location: `${url}/x` }).end(),
      'maybe',
      true,
    ],
  ]
  it.each(cases)('%s', async (_what, answer, isHeard, isRetryable) => {
    answers = answer
    const failure = await failureOf(talk().push('overdue_notice', [user]))
    expect(failure).toMatchObject({ place: 'event-api', heard: isHeard, isRetryable })
    expect(heard).toHaveLength(1)
    expect(`${failure.message} ${failure.stack}`).not.toMatch(/the-rest-key|key-1|n-1/)
  })

  it('half an answer is given up in time although memory is cleared meanwhile', async () => {
    answers = (response) => void response.writeHead(200, { 'content-length': 99 }).write('{"taskId"')
    const clearing = setInterval(clearMemory, 20)
    const failure = await failureOf(talk().push('overdue_notice', [user])).finally(() => clearInterval(clearing))
    expect(failure).toMatchObject({ heard: 'maybe', isRetryable: true, message: expect.stringContaining('in time') })
  })

  it('nobody at home has surely heard nothing', async () => {
    const gone = createServer()
    await new Promise<void>((resolve) => gone.listen(0, '127.0.0.1', resolve))
    const { port } = gone.address() as AddressInfo
    await new Promise((resolve) => gone.close(resolve))
    for (const failure of [
      await failureOf(talk(`http://127.0.0.1:${port}`).push('overdue_notice', [user])),
      await failureOf(pay(`http://127.0.0.1:${port}`).order('T1')),
    ])
      expect(failure).toMatchObject({ heard: 'no', isRetryable: true })
  })
})

describe('the Event API', () => {
  it('is asked as its documents say', async () => {
    answers = json(200, taken)
    expect(await talk().push('overdue_notice', [user])).toEqual({ taskId: 'task-1' })
    expect(heard).toEqual([
      {
        method: 'POST',
        url: '/v2/bots/bot!/talk',
        authorization: 'KakaoAK the-rest-key',
        body: {
          event: { name: 'overdue_notice' },
          user: [{ type: 'botUserKey', id: 'key-1', properties: { noticeId: 'n-1' } }],
        },
      },
    ])
  })

  it('is never asked to reach more than a hundred at a time', async () => {
    const crowd = Array.from({ length: 101 }, (_, n) => ({ userKey: `key-${n}`, properties: {} }))
    await expect(talk().push('overdue_notice', crowd)).rejects.toThrow(RangeError)
    expect(heard).toEqual([])
  })

  it('takes a message for taken although the task has a name too long to be asked about', async () => {
    answers = json(200, { taskId: 't'.repeat(81), status: 'SUCCESS' })
    expect(await talk().push('overdue_notice', [{ userKey: 'key-1', properties: {} }])).toEqual({ taskId: null })
  })

  it('knows who was not reached once it is through, and nothing before', async () => {
    const result = { taskId: 'task-1', allRequestCount: 2, successCount: 1, status: 'IN PROGRESS' }
    answers = json(200, result)
    expect(await talk().result('task-1')).toBeNull()
    const failure = {
      userId: 'key-2',
      reqUserType: 'botUserKey',
      createdAt: 'now',
      errorMsg: { errorType: 201, msg: 'no' },
    }
    answers = json(200, { ...result, status: '1 FAIL', fail: { count: 1, list: [failure] } })
    expect(await talk().result('task-1')).toEqual({ failures: [{ userKey: 'key-2', reason: 'no', cause: 'skill' }] })
    const stranger = { ...failure, errorMsg: { errorType: 102, msg: 'no friend' } }
    answers = json(200, { ...result, status: '1 FAIL', fail: { count: 1, list: [stranger] } })
    expect(await talk().result('task-1')).toEqual({
      failures: [{ userKey: 'key-2', reason: 'no friend', cause: 'member' }],
    })
    answers = json(200, { ...result, successCount: 2, status: 'ALL SUCCESS' })
    expect(await talk().result('task-1')).toEqual({ failures: [] })
  })
})

describe('KakaoPay', () => {
  const statuses: readonly [string, 'paid' | 'open' | 'over', ending?: string][] = [
    ['READY', 'open'],
    ['OPEN_PAYMENT', 'open'],
    ['SELECT_METHOD', 'open'],
    ['AUTH_PASSWORD', 'open'],
    ['a status of next year', 'open'],
    ['SUCCESS_PAYMENT', 'paid'],
    ['CANCEL_PAYMENT', 'over', 'given-back'],
    ['PART_CANCEL_PAYMENT', 'over', 'given-back'],
    ['FAIL_AUTH_PASSWORD', 'over', 'failed'],
    ['QUIT_PAYMENT', 'over', 'cancelled'],
    ['FAIL_PAYMENT', 'over', 'failed'],
  ]
  it.each(statuses)('saying %s means %s', async (status, state, ending = undefined) => {
    const canceledWon = ending === 'given-back' ? 2_000 : 0
    const given = canceledWon > 0 ? { canceled_amount: { total: canceledWon } } : {}
    answers = json(200, { tid: 'T1', status, amount: { total: 5_000 }, ...given })
    expect(await pay().order('T1')).toEqual({ state, amountWon: 5_000, canceledWon, ending: ending ?? null })
    expect(heard).toMatchObject([
      {
        method: 'POST',
        url: '/online/v1/payment/order',
        authorization: 'SECRET_KEY the-pay-key',
        body: { cid: 'TC0ONETIME', tid: 'T1' },
      },
    ])
  })

  it('is asked for the money once, and not again by itself when it does not answer', async () => {
    answers = () => undefined
    const failure = await failureOf(pay().approve({ tid: 'T1', orderId: 'd', payerId: 'm' }, 'word'))
    expect(failure).toMatchObject({ place: 'kakao-pay', heard: 'maybe' })
    expect(heard).toHaveLength(1)
    expect(heard[0]?.body).toEqual({
      cid: 'TC0ONETIME',
      tid: 'T1',
      partner_order_id: 'd',
      partner_user_id: 'm',
      pg_token: 'word',
    })
    expect(failure.message).not.toMatch(/the-pay-key|word/)
  })

  it('may have taken the money although it says that it broke, and surely has not when it refuses', async () => {
    const approve = () => pay().approve({ tid: 'T1', orderId: 'd', payerId: 'm' }, 'word')
    answers = json(500, { error_code: -500, error_message: 'internal server error' })
    expect(await failureOf(approve())).toMatchObject({ heard: 'maybe' })
    answers = json(400, { error_code: -780, error_message: 'approval failure!' })
    expect(await failureOf(approve())).toMatchObject({ heard: 'no' })
  })

  it('opening a window with an address that is none is not believed', async () => {
    answers = json(200, { tid: 'T1', next_redirect_mobile_url: 'nowhere', next_redirect_pc_url: 'nowhere' })
    const asked = { orderId: 'd', payerId: 'm', itemName: 'x', amountWon: 1_000 }
    const addresses = { approvalUrl: `${url}/a`, cancelUrl: `${url}/c`, failUrl: `${url}/f` }
    expect(await failureOf(pay().ready({ ...asked, ...addresses }))).toMatchObject({ heard: 'maybe' })
  })
})
