/** Does the Event API stand-in take, refuse and deliver pushes as Kakao's would? */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { botId, openStage, post, text, type Stage } from './stage.js'

let stage: Stage
const key = { Authorization: 'KakaoAK rest-api-key' }

beforeEach(async () => {
  stage = await openStage({ slowMs: 50 })
})
afterEach(() => stage.close())

const user = (member: string) => ({ type: 'botUserKey', id: stage.simulator.person(member).botUserKey })
const talk = (body: object, headers: Record<string, string> = key, bot = botId) =>
  post(`${stage.url}/event-api/v2/bots/${bot}/talk`, body, headers)
const overdue = (...users: object[]) => ({ event: { name: 'overdue_notice' }, user: users, params: { batch: '1' } })
const task = async (taskId: unknown) => {
  await stage.simulator.idle()
  return (await fetch(`${stage.url}/event-api/v1/tasks/${String(taskId)}`, { headers: key })).json()
}

describe('an accepted push', () => {
  it('calls the skill behind the event block once per person and shows what it drew', async () => {
    stage.answerWith(({ payload }) => text(`연체 ${String(payload.userRequest.user.properties?.['loans'])}`))
    const { status, body } = await talk(
      overdue({ ...user('김하늘'), properties: { loans: 'L-1' } }, { ...user('이서준'), properties: { loans: 'L-2' } }),
    )
    expect([status, body['status']]).toEqual([200, 'SUCCESS'])
    expect(await task(body['taskId'])).toEqual({
      taskId: body['taskId'],
      status: 'ALL SUCCESS',
      allRequestCount: 2,
      successCount: 2,
      userKeyResolvingFailCount: 0,
    })
    expect(stage.calls.map(({ path }) => path)).toEqual(['/skills/notice', '/skills/notice'])
    expect(stage.calls[0]?.payload).toMatchObject({
      intent: { name: 'overdue_notice' },
      userRequest: {
        block: { name: 'overdue_notice' },
        utterance: 'overdue_notice',
        params: { surface: 'Kakaotalk.plusfriend', batch: '1' },
        user: { properties: { loans: 'L-1', isFriend: true } },
      },
    })
    expect(stage.simulator.transcript('이서준')).toMatchObject([
      { kind: 'push', event: 'overdue_notice', reply: text('연체 L-2') },
    ])
    expect(stage.simulator.sent).toMatchObject([{ event: { name: 'overdue_notice' }, outcome: 'accepted' }])
  })

  it('knows people by the channel’s key too, and the development channel', async () => {
    const { plusfriendUserKey } = stage.simulator.person('김하늘')
    const { status } = await talk(overdue({ type: 'plusfriendUserKey', id: plusfriendUserKey }), key, `${botId}!`)
    await stage.simulator.idle()
    expect([status, stage.simulator.transcript('김하늘').length]).toEqual([200, 1])
  })

  it('fails one by one for unknown keys and failing skills', async () => {
    stage.answerWith((_call, res) => void res.writeHead(500).end())
    const { body } = await talk(overdue(user('김하늘'), { type: 'botUserKey', id: 'nobody' }))
    expect(await task(body['taskId'])).toMatchObject({
      status: '2 FAIL',
      successCount: 0,
      userKeyResolvingFailCount: 1,
      fail: {
        count: 2,
        list: expect.arrayContaining([
          expect.objectContaining({ userId: 'nobody', reqUserType: 'botUserKey' }),
          expect.objectContaining({ errorMsg: expect.objectContaining({ errorType: 201 }) }),
        ]),
      },
    })
  })
})

describe('a refused push', () => {
  it.each([
    ['without a key', () => talk(overdue(user('김하늘')), {}), 401],
    ['with another kind of key', () => talk(overdue(user('김하늘')), { Authorization: 'Bearer x' }), 401],
    ['to another bot', () => talk(overdue(user('김하늘')), key, 'other'), 400],
    ['to nobody', () => talk(overdue()), 400],
    ['without an event name', () => talk({ event: {}, user: [user('김하늘')] }), 400],
    ['to the same person twice', () => talk(overdue(user('김하늘'), user('김하늘'))), 400],
    ['to 101 people', () => talk(overdue(...Array.from({ length: 101 }, (_, n) => user(`m${n}`)))), 400],
  ])('%s', async (_what, send, status) => {
    const refused = await send()
    expect(refused).toMatchObject({ status, body: { status: 'FAIL', message: expect.any(String) } })
    expect([stage.calls, stage.simulator.sent]).toEqual([[], []])
  })

  it('takes 100 people', async () => {
    const { body } = await talk(overdue(...Array.from({ length: 100 }, (_, n) => user(`m${n}`))))
    expect(await task(body['taskId'])).toMatchObject({ successCount: 100 })
  })

  it('knows no task it did not give', async () => {
    expect((await fetch(`${stage.url}/event-api/v1/tasks/none`, { headers: key })).status).toBe(404)
    expect((await fetch(`${stage.url}/event-api/v1/tasks/none`)).status).toBe(401)
  })
})

describe('mischief', () => {
  it('500: nothing is delivered', async () => {
    stage.simulator.mischief.eventApi = '500'
    expect((await talk(overdue(user('김하늘')))).status).toBe(500)
    expect(stage.simulator.sent).toMatchObject([{ outcome: 'failed', taskId: null }])
    expect(stage.calls).toEqual([])
  })

  it('silence: no answer, nothing delivered', async () => {
    stage.simulator.mischief.eventApi = 'silence'
    const waiting = fetch(`${stage.url}/event-api/v2/bots/${botId}/talk`, {
      method: 'POST',
      headers: { ...key, 'Content-Type': 'application/json' },
      body: JSON.stringify(overdue(user('김하늘'))),
      signal: AbortSignal.timeout(200),
    })
    await expect(waiting).rejects.toThrow()
    expect([stage.calls, stage.simulator.sent[0]?.outcome]).toEqual([[], 'silence'])
  })

  it('accept-then-drop-answer: delivered, but the sender cannot know', async () => {
    stage.simulator.mischief.eventApi = 'accept-then-drop-answer'
    await expect(talk(overdue(user('김하늘')))).rejects.toThrow()
    await stage.simulator.idle()
    expect(stage.simulator.transcript('김하늘')).toHaveLength(1)
    expect(stage.simulator.sent).toMatchObject([{ outcome: 'answer-dropped' }])
  })

  it('not-friend: accepted, then failed for everybody, and nobody who chats is called a friend', async () => {
    stage.simulator.mischief.eventApi = 'not-friend'
    const { body } = await talk(overdue(user('김하늘')))
    expect(await task(body['taskId'])).toMatchObject({ status: '1 FAIL', userKeyResolvingFailCount: 0 })
    expect(stage.simulator.transcript('김하늘')).toEqual([])
    const { payload } = await stage.simulator.say('김하늘', '안녕')
    expect(payload.userRequest.user.properties).not.toHaveProperty('isFriend')
  })

  it('slow: accepted late', async () => {
    stage.simulator.mischief.eventApi = 'slow'
    const started = performance.now()
    expect((await talk(overdue(user('김하늘')))).status).toBe(200)
    expect(performance.now() - started).toBeGreaterThan(45)
  })
})
