/** Does the Solapi stand-in take, refuse, list and report messages as Solapi's would? */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { openStage, post, type Stage } from './stage.js'

let stage: Stage
let calls = 0

beforeEach(async () => {
  stage = await openStage()
})
afterEach(() => stage.close())

const date = '2026-05-04T01:00:00.000Z'
const signature = 'a'.repeat(64)
const signed = () => ({
  Authorization: `HMAC-SHA256 apiKey=key, date=${date}, salt=${String(++calls).padStart(12, '0')}, signature=${signature}`,
})
const overdue = {
  to: '01012345678',
  kakaoOptions: { pfId: 'KA01PF', templateId: 'KA01TP', variables: { '#{이름}': '김독자' }, disableSms: true },
  customFields: { noticeId: 'notice-1' },
}
const ready = { ...overdue, customFields: { noticeId: 'notice-2' } }
const send = (body: object, headers: Record<string, string> = signed()) =>
  post(`${stage.url}/solapi/messages/v4/send-many/detail`, body, headers)
const list = async (query: string) => {
  const response = await fetch(`${stage.url}/solapi/messages/v4/list?${query}`, { headers: signed() })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

describe('a request', () => {
  const good = signed().Authorization
  it.each([
    ['without a signature', {}],
    ['with another kind of key', { Authorization: 'Bearer x' }],
    ['with a salt that is too short', { Authorization: good.replace(/salt=\w+/, 'salt=short') }],
    ['with a day for a date', { Authorization: good.replace(date, '2026-05-04') }],
    ['with a signature that is none', { Authorization: good.replace(signature, 'a'.repeat(63)) }],
  ])('%s is not heard', async (_what, headers) => {
    expect(await send({ messages: [overdue] }, headers)).toMatchObject({
      status: 401,
      body: { errorCode: expect.any(String), errorMessage: expect.any(String) },
    })
    expect(stage.simulator.alimtalks).toEqual([])
  })

  it('is not heard a second time with the same salt', async () => {
    const headers = signed()
    expect((await send({ messages: [overdue] }, headers)).status).toBe(200)
    expect((await send({ messages: [overdue] }, headers)).status).toBe(403)
  })

  it.each([
    ['nobody', { messages: [] }],
    ['no template', { messages: [{ ...overdue, kakaoOptions: { pfId: 'KA01PF' } }] }],
    [
      'variables that are no text',
      { messages: [{ ...overdue, kakaoOptions: { ...overdue.kakaoOptions, variables: { n: 3 } } }] },
    ],
    ['another kind of message', { messages: [{ ...overdue, type: 'SMS' }] }],
  ])('with %s is refused as a whole', async (_what, body) => {
    expect((await send(body)).status).toBe(400)
    expect(stage.simulator.alimtalks).toEqual([])
  })
})

describe('a message', () => {
  it.each([
    ['to a number that is none', { ...ready, to: '0212345678' }],
    ['to a number that was in the request before', ready],
    [
      'that would fall back to an SMS from nobody',
      { ...ready, to: '01011112222', kakaoOptions: { ...ready.kakaoOptions, disableSms: false } },
    ],
    [
      'with a bare variable',
      { ...ready, to: '01011112222', kakaoOptions: { ...ready.kakaoOptions, variables: { 이름: 'x' } } },
    ],
    [
      'with a dotted variable',
      { ...ready, to: '01011112222', kakaoOptions: { ...ready.kakaoOptions, variables: { '#{책.제목}': 'x' } } },
    ],
  ])('%s is refused by itself', async (_what, message) => {
    const { status, body } = await send({ messages: [overdue, message], showMessageList: true })
    expect(status).toBe(200)
    expect(body['failedMessageList']).toMatchObject([{ customFields: { noticeId: 'notice-2' } }])
    expect(body['messageList']).toMatchObject([{ customFields: { noticeId: 'notice-1' }, statusCode: '2000' }])
    expect(stage.simulator.alimtalks.map(({ outcome }) => outcome)).toEqual(['delivered', 'refused'])
  })

  it('is named in the answer only when that was asked for', async () => {
    expect((await send({ messages: [overdue] })).body['messageList']).toBeUndefined()
  })

  it('is listed by number and by time, page by page', async () => {
    await send({ messages: [overdue, ready], allowDuplicates: true })
    const [first, second] = stage.simulator.alimtalks.map(({ messageId }) => String(messageId))
    const page = await list('to=01012345678&limit=1')
    expect(page.body).toMatchObject({ nextKey: second, messageList: { [String(first)]: { statusCode: '4000' } } })
    const next = await list(`to=01012345678&limit=1&startKey=${second}`)
    expect([next.body['nextKey'], Object.keys(next.body['messageList'] as object)]).toEqual([null, [second]])
    expect((await list('to=01099998888')).body['messageList']).toEqual({})
    expect((await list('startDate=2026-05-04T01:00:01Z')).body['messageList']).toEqual({})
    expect((await list('startDate=yesterday')).status).toBe(400)
  })
})

describe('in the chat', () => {
  const chatOf = (member: string) => stage.simulator.transcript(member).filter(({ kind }) => kind === 'alimtalk')
  const seen = [{ kind: 'alimtalk', templateId: 'KA01TP', variables: { '#{이름}': '김독자' }, at: date }]

  it.each(['010-1234-5678', '제 번호는 010 1234 5678이에요', '+82 10-1234-5678', '０１０１２３４５６７８'])(
    'a message reaches whoever typed %s',
    async (typed) => {
      await stage.simulator.say('이서준', '010-9999-8888')
      await stage.simulator.say('김하늘', typed)
      await send({ messages: [overdue] })
      expect([chatOf('김하늘'), chatOf('이서준')]).toMatchObject([seen, []])
    },
  )

  it('the number that was typed last counts, and of two people the first', async () => {
    await stage.simulator.say('김하늘', '010-1234-5678')
    await stage.simulator.say('이서준', '010-1234-5678')
    await send({ messages: [overdue] })
    expect([chatOf('김하늘'), chatOf('이서준')]).toMatchObject([seen, []])
    await stage.simulator.say('김하늘', '010-7777-6666')
    await stage.simulator.say('김하늘', '12월 5일이요')
    await send({ messages: [ready] })
    expect([chatOf('김하늘'), chatOf('이서준')]).toMatchObject([seen, seen])
  })

  it.each([
    ['ok', 1],
    ['accept-then-drop-answer', 1],
    ['not-a-user', 0],
    ['500', 0],
  ] as const)('with %s, %i of them is seen', async (mischief, count) => {
    await stage.simulator.say('김하늘', '010-1234-5678')
    stage.simulator.mischief.alimtalk = mischief
    await send({ messages: [overdue] }).catch(() => undefined)
    expect(chatOf('김하늘')).toHaveLength(count)
  })
})

describe('mischief', () => {
  it('is chosen on the page, and put right with everything else', async () => {
    expect((await post(`${stage.url}/api/mischief`, { alimtalk: 'not-a-user' })).body).toMatchObject({
      alimtalk: 'not-a-user',
      eventApi: 'ok',
    })
    expect((await post(`${stage.url}/api/mischief`, { alimtalk: 'dance' })).status).toBe(400)
    const page = await (await fetch(`${stage.url}/`)).text()
    for (const piece of ['ok', '500', 'silence', 'accept-then-drop-answer', 'not-a-user'])
      expect(page.split('data-mischief="alimtalk"')[1]?.split('</select>')[0]).toContain(`value="${piece}"`)
    expect(await (await fetch(`${stage.url}/tools.js`)).text()).toContain("alimtalk: 'ok'")
  })

  it('500: nothing is registered', async () => {
    stage.simulator.mischief.alimtalk = '500'
    expect((await send({ messages: [overdue] })).status).toBe(500)
    expect((await list('to=01012345678')).body['messageList']).toEqual({})
  })

  it('accept-then-drop-answer: registered, but the sender cannot know', async () => {
    stage.simulator.mischief.alimtalk = 'accept-then-drop-answer'
    await expect(send({ messages: [overdue] })).rejects.toThrow()
    expect(Object.keys((await list('to=01012345678')).body['messageList'] as object)).toHaveLength(1)
  })
})
