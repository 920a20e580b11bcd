/** Alimtalk over HTTP, against the simulator's Solapi and against one that answers as it likes. */
import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { alimtalk, type AlimtalkOptions } from '../../src/infra/kakao/alimtalk.js'
import { system } from '../../src/infra/system.js'
import { OutsideError, type AlimtalkMessage } from '../../src/usecases/gateways.js'
import { openStage, type Stage } from '../simulator/stage.js'

const templates = { overdue: 'KA01TP-overdue', 'hold-ready': 'KA01TP-hold-ready' }
const phone = '01012345678'
const overdue: AlimtalkMessage = {
  noticeId: 'notice-1',
  phone,
  template: 'overdue',
  variables: { 이름: '김독자', 도서명: '어린 왕자' },
}
const at = '2026-05-04T01:00:00.000Z'

const clientOf = (url: string, changes: Partial<AlimtalkOptions> = {}) =>
  alimtalk({
    baseUrl: () => url,
    apiKey: 'the-api-key',
    apiSecret: 'the-api-secret',
    pfId: 'KA01PF',
    from: null,
    templates,
    hasSmsFallback: false,
    now: () => new Date(at),
    newSalt: () => system.newSalt(),
    timeoutMs: 300,
    ...changes,
  })

async function failureOf(call: Promise<unknown>): Promise<OutsideError> {
  const failure: unknown = await call.then(
    () => null,
    (error: unknown) => error,
  )
  if (!(failure instanceof OutsideError)) throw new Error(`no outside error but ${String(failure)}`)
  expect(`${failure.message} ${failure.stack}`).not.toMatch(/01012345678|the-api-secret|notice-1|김독자/)
  return failure
}

describe('to the simulator’s Solapi', () => {
  let stage: Stage
  beforeEach(async () => {
    stage = await openStage()
  })
  afterEach(() => stage.close())
  const client = (changes?: Partial<AlimtalkOptions>) => clientOf(`${stage.url}/solapi`, changes)
  const behave = (mischief: Stage['simulator']['mischief']['alimtalk']) => {
    stage.simulator.mischief.alimtalk = mischief
  }

  it('a message is registered, and delivered in the end', async () => {
    const { accepted, refused } = await client().send([overdue])
    expect([accepted, refused]).toEqual([[{ noticeId: 'notice-1', messageId: expect.any(String) }], []])
    expect(stage.simulator.alimtalks).toMatchObject([
      {
        to: phone,
        templateId: 'KA01TP-overdue',
        variables: { '#{이름}': '김독자', '#{도서명}': '어린 왕자' },
        customFields: { noticeId: 'notice-1' },
        hasSmsFallback: false,
        messageId: accepted[0]?.messageId,
        outcome: 'delivered',
      },
    ])
    expect(await client().result(accepted[0]?.messageId ?? '')).toEqual({ isDelivered: true, reason: '4000 수신완료' })
  })

  it('knows which kinds have a template', () => {
    expect(['overdue', 'hold-ready', 'due-soon', 'toString'].map(client().hasTemplate)).toEqual([
      true,
      true,
      false,
      false,
    ])
  })

  it('a hundred go in one request, and a hundred and one in none', async () => {
    const crowd = (size: number) =>
      Array.from({ length: size }, (_, n) => ({
        ...overdue,
        noticeId: `n-${n}`,
        phone: `0101234${String(n).padStart(4, '0')}`,
        variables: { 도서명: '가'.repeat(1_000) },
      }))
    const { accepted } = await client({ timeoutMs: 5_000 }).send(crowd(100))
    expect(accepted.map(({ noticeId }) => noticeId)).toEqual(crowd(100).map(({ noticeId }) => noticeId))
    await expect(client().send(crowd(101))).rejects.toThrow(RangeError)
    expect(stage.simulator.alimtalks).toHaveLength(100)
  })

  it('two notices to one member go side by side', async () => {
    const ready = { ...overdue, noticeId: 'notice-2', template: 'hold-ready' }
    expect((await client().send([overdue, ready])).accepted.map(({ noticeId }) => noticeId)).toEqual([
      'notice-1',
      'notice-2',
    ])
  })

  it('nobody to send to asks nobody', async () => {
    expect(await client().send([])).toEqual({ accepted: [], refused: [] })
    expect(stage.simulator.alimtalks).toEqual([])
  })

  it('a number that is none is refused by itself, and its reason does not repeat it', async () => {
    const wrong = { ...overdue, noticeId: 'notice-2', phone: '01012' }
    const { accepted, refused } = await client().send([wrong, overdue])
    expect(accepted.map(({ noticeId }) => noticeId)).toEqual(['notice-1'])
    expect(refused).toEqual([{ noticeId: 'notice-2', reason: expect.stringMatching(/^1021 /) }])
  })

  it('variables that are too long or too many are refused, and what is too long is not cut', async () => {
    const long = { ...overdue, noticeId: 'long', variables: { 도서명: '가'.repeat(1_001) } }
    const many = {
      ...overdue,
      noticeId: 'many',
      variables: Object.fromEntries(Array.from({ length: 41 }, (_, n) => [`이름${n}`, 'x'])),
    }
    const { accepted, refused } = await client().send([long, overdue, many])
    expect(accepted.map(({ noticeId }) => noticeId)).toEqual(['notice-1'])
    expect(refused.map(({ noticeId }) => noticeId)).toEqual(['long', 'many'])
    expect(stage.simulator.alimtalks[0]?.variables['#{도서명}']).toHaveLength(1_001)
  })

  it('a variable with a dot and a kind without a template are refused before anybody is asked', async () => {
    const dotted = { ...overdue, noticeId: 'dotted', variables: { '책.제목': 'x' } }
    const untold = { ...overdue, noticeId: 'untold', template: 'due-soon' }
    const { accepted, refused } = await client().send([dotted, overdue, untold])
    expect(accepted.map(({ noticeId }) => noticeId)).toEqual(['notice-1'])
    expect(refused).toEqual([
      { noticeId: 'dotted', reason: 'a dot in the variable 책.제목' },
      { noticeId: 'untold', reason: 'no template for due-soon' },
    ])
    expect(stage.simulator.alimtalks).toHaveLength(1)
  })

  it('an SMS goes out in its stead only where that is switched on, and comes from the library’s number', async () => {
    await client().send([overdue])
    await client({ hasSmsFallback: true, from: '0212345678' }).send([overdue])
    expect(stage.simulator.alimtalks.map(({ hasSmsFallback }) => hasSmsFallback)).toEqual([false, true])
    expect((await client({ hasSmsFallback: true }).send([overdue])).refused).toHaveLength(1)
  })

  it('a broken Solapi may have taken it, is asked once, and has nothing when looked at', async () => {
    behave('500')
    expect(await failureOf(client().send([overdue]))).toMatchObject({
      place: 'solapi',
      heard: 'maybe',
      isRetryable: true,
    })
    expect(stage.simulator.alimtalks).toMatchObject([{ outcome: 'failed', messageId: null }])
    expect(await client().find('notice-1', phone, at)).toBeNull()
  })

  it('a silent Solapi is left in time', async () => {
    behave('silence')
    expect(await failureOf(client().send([overdue]))).toMatchObject({ heard: 'maybe', isRetryable: true })
    expect(stage.simulator.alimtalks).toHaveLength(1)
  })

  it('a message whose answer was lost is found again, and only that one', async () => {
    behave('accept-then-drop-answer')
    expect(await failureOf(client().send([overdue]))).toMatchObject({ heard: 'maybe', isRetryable: true })
    const [lost] = stage.simulator.alimtalks
    expect(await client().find('notice-1', phone, at)).toEqual({ messageId: lost?.messageId })
    expect(await client().find('notice-2', phone, at)).toBeNull()
    expect(await client().find('notice-1', '01099998888', at)).toBeNull()
  })

  it('it is found on a later page too, and also when Solapi’s clock is a little behind, but not from long ago', async () => {
    await client().send([overdue])
    const [first] = stage.simulator.alimtalks
    const others = Array.from({ length: 100 }, (_, n) => ({ ...overdue, noticeId: `other-${n}` }))
    await client({ timeoutMs: 5_000 }).send(others)
    const last = stage.simulator.alimtalks.at(-1)
    expect(await client().find('other-99', phone, at)).toEqual({ messageId: last?.messageId })
    expect(await client().find('notice-1', phone, '2026-05-04T01:00:30.000Z')).toEqual({ messageId: first?.messageId })
    expect(await client().find('notice-1', phone, '2026-05-04T01:02:00.000Z')).toBeNull()
  })

  it('somebody without KakaoTalk is not reached', async () => {
    behave('not-a-user')
    const { accepted } = await client().send([overdue])
    expect(await client().result(accepted[0]?.messageId ?? '')).toEqual({
      isDelivered: false,
      reason: expect.stringMatching(/^3104 /),
    })
  })

  it('of a message it never had, nothing is known', async () => {
    expect(await client().result('M4V-nobody')).toBeNull()
  })

  it('a signature does not work twice', async () => {
    const again = client({ newSalt: () => '0123456789abcdef' })
    await again.send([overdue])
    expect(await failureOf(again.send([overdue]))).toMatchObject({ heard: 'no', isRetryable: true })
  })
})

describe('to a Solapi that answers as it likes', () => {
  type Heard = { method: string; url: URL; authorization: string; body: unknown }
  const heard: Heard[] = []
  let http: Server
  let url: string
  let answers: (response: ServerResponse) => void

  beforeEach(async () => {
    heard.splice(0)
    http = createServer((request, response) => void hear(request).then(() => answers(response)))
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  })
  afterEach(async () => {
    http.closeAllConnections()
    await new Promise((resolve) => http.close(resolve))
  })

  async function hear(request: IncomingMessage): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const text = Buffer.concat(chunks).toString()
    heard.push({
      method: request.method ?? '',
      url: new URL(request.url ?? '', url),
      authorization: request.headers.authorization ?? '',
      body: text ? JSON.parse(text) : null,
    })
  }
  const json = (status: number, body: unknown) => (response: ServerResponse) => {
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(typeof body === 'string' ? body : JSON.stringify(body))
  }
  const taken = { messageId: 'M1', statusCode: '2000', customFields: { noticeId: 'notice-1' } }

  it('is asked as its documents say, with a signature over date and salt', async () => {
    answers = json(200, { messageList: [taken], failedMessageList: [], groupInfo: {} })
    await clientOf(url, { newSalt: () => 'a1b2c3d4e5f6', from: '0212345678' }).send([overdue])
    const signature = createHmac('sha256', 'the-api-secret').update(`${at}a1b2c3d4e5f6`).digest('hex')
    expect(heard).toEqual([
      {
        method: 'POST',
        url: new URL('/messages/v4/send-many/detail', url),
        authorization: `HMAC-SHA256 apiKey=the-api-key, date=${at}, salt=a1b2c3d4e5f6, signature=${signature}`,
        body: {
          messages: [
            {
              to: phone,
              from: '0212345678',
              type: 'ATA',
              kakaoOptions: {
                pfId: 'KA01PF',
                templateId: 'KA01TP-overdue',
                variables: { '#{이름}': '김독자', '#{도서명}': '어린 왕자' },
                disableSms: true,
              },
              customFields: { noticeId: 'notice-1' },
            },
          ],
          allowDuplicates: true,
          showMessageList: true,
        },
      },
    ])
  })

  it('every call is signed anew', async () => {
    answers = json(200, { nextKey: null, messageList: {} })
    await clientOf(url).result('M1')
    await clientOf(url).find('notice-1', phone, at)
    expect(heard.map(({ url: asked }) => asked.pathname)).toEqual(['/messages/v4/list', '/messages/v4/list'])
    expect(heard[0]?.authorization).toMatch(/^HMAC-SHA256 apiKey=the-api-key, date=.*Z, salt=\w{32}, signature=\w{64}$/)
    expect(heard[0]?.authorization).not.toBe(heard[1]?.authorization)
  })

  const failures: readonly [string, (response: ServerResponse) => void, 'no' | 'maybe', boolean][] = [
    ['HTTP 400', json(400, { errorCode: 'ValidationError', errorMessage: phone }), 'no', false],
    ['HTTP 401, of another secret', json(401, {}), 'no', true],
    ['HTTP 402, with no money left', json(402, {}), 'no', true],
    ['HTTP 429', json(429, {}), 'no', true],
    ['HTTP 500', json(500, {}), 'maybe', true],
    ['HTTP 502', json(502, {}), 'maybe', true],
    ['a line that is cut', (response) => void response.socket?.destroy(), 'maybe', true],
    ['no JSON', json(200, phone), 'maybe', false],
    ['a message without its notice', json(200, { messageList: [{ messageId: 'M1' }] }), 'maybe', false],
    ['not a word about a message', json(200, { messageList: [], failedMessageList: [] }), 'maybe', false],
  ]
  it.each(failures)('%s', async (_what, answer, isHeard, isRetryable) => {
    answers = answer
    expect(await failureOf(clientOf(url).send([overdue]))).toMatchObject({ heard: isHeard, isRetryable })
    expect(heard).toHaveLength(1)
  })

  it('a message it both lists and refuses is refused, and numbers are struck out of its reasons', async () => {
    const refusal = { ...taken, statusCode: '1099', statusMessage: `수신번호 ${phone}, 010-1234-5678 오류` }
    answers = json(200, { messageList: [taken], failedMessageList: [refusal] })
    expect(await clientOf(url).send([overdue])).toEqual({
      accepted: [],
      refused: [{ noticeId: 'notice-1', reason: '1099 수신번호 [struck out], [struck out] 오류' }],
    })
  })

  const states: readonly [string, object, boolean | null][] = [
    ['registered', { statusCode: '2000' }, null],
    ['handed on', { statusCode: '3000' }, null],
    ['failed at KakaoTalk, with the SMS still on its way', { statusCode: '3104', status: 'SENDING' }, null],
    ['without a number yet', { statusCode: null }, null],
    ['delivered', { statusCode: '4000', status: 'COMPLETE' }, true],
    ['failed', { statusCode: '3104', status: 'COMPLETE' }, false],
    ['a number of next year', { statusCode: '9999' }, false],
  ]
  it.each(states)('a message that is %s', async (_what, state, isDelivered) => {
    answers = json(200, { nextKey: null, messageList: { M1: { messageId: 'M1', ...state } } })
    const result = await clientOf(url).result('M1')
    expect(result === null ? null : result.isDelivered).toBe(isDelivered)
  })

  it('pages without end are not turned for ever, and do not pass for nothing found', async () => {
    answers = json(200, { nextKey: 'M9', messageList: {} })
    expect(await failureOf(clientOf(url).find('notice-1', phone, at))).toMatchObject({ heard: 'maybe' })
    expect(heard.length).toBeLessThanOrEqual(10)
  })
})
