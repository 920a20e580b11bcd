/** Does a chat with the simulated Kakao look to the product as the real one does? */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { openStage, post, text, type Stage } from './stage.js'

let stage: Stage

beforeEach(async () => {
  stage = await openStage({ skillSecret: 'open sesame', skillLimitMs: 300 })
})
afterEach(() => stage.close())

describe('what a member says', () => {
  it('reaches the catch-all skill as a full payload with the secret', async () => {
    const said = await stage.simulator.say('김하늘', '어린왕자 찾아줘')
    const [call] = stage.calls
    expect(call?.path).toBe('/skills/dialog')
    expect(call?.headers['x-skill-secret']).toBe('open sesame')
    expect(call?.headers['content-type']).toBe('application/json')
    expect(call?.payload).toEqual(said.payload)

    const id = stage.simulator.person('김하늘').botUserKey
    expect(id).toMatch(/^[0-9a-f]{66}$/)
    expect(said.payload).toMatchObject({
      intent: { name: '폴백 블록', id: expect.stringMatching(/^[0-9a-f]{24}$/) },
      userRequest: {
        timezone: 'Asia/Seoul',
        utterance: '어린왕자 찾아줘',
        lang: 'ko',
        params: { surface: 'Kakaotalk.plusfriend' },
        user: { id, type: 'botUserKey', properties: { botUserKey: id, isFriend: true } },
      },
      bot: { id: '65aa0000000000000000b070' },
      action: { clientExtra: {}, params: {}, detailParams: {} },
      contexts: [],
      flow: { trigger: { type: 'TEXT_INPUT' } },
    })
  })

  it('keeps a member the same person and different members apart', async () => {
    const key = async (member: string) => (await stage.simulator.say(member, '안녕')).payload.userRequest.user.id
    const again = await openStage()
    const elsewhere = (await again.simulator.say('김하늘', '안녕')).payload.userRequest.user.id
    await again.close()
    expect(await key('김하늘')).toBe(elsewhere)
    expect(await key('이서준')).not.toBe(elsewhere)
  })

  it('carries a button’s extra, its block and the kind of tap', async () => {
    const via = {
      type: 'CARD_BUTTON_BLOCK',
      extra: { copyId: 'c-1', nonce: 'n-1' },
      blockId: '65aa00000000000000000002',
    }
    const { payload } = await stage.simulator.say('김하늘', '대여하기', via)
    expect(payload.action.clientExtra).toEqual({ copyId: 'c-1', nonce: 'n-1' })
    expect(payload.intent?.id).toBe('65aa00000000000000000002')
    expect(payload.flow?.trigger?.type).toBe('CARD_BUTTON_BLOCK')
  })

  it('remembers the block before, and welcomes whoever enters', async () => {
    const entered = await stage.simulator.enter('김하늘')
    expect(entered.payload.intent?.name).toBe('웰컴 블록')
    const { payload } = await stage.simulator.say('김하늘', '검색')
    expect(payload.flow?.lastBlock?.name).toBe('웰컴 블록')
  })

  it('sends the contexts a reply opened until their turns are used up', async () => {
    const context = { values: [{ name: 'searching', lifeSpan: 2, ttl: 600, params: { page: '1' } }] }
    stage.answerWith(() => ({ ...text('네'), context }))
    await stage.simulator.say('김하늘', '검색')
    stage.answerWith(() => text('네'))
    const next = () => stage.simulator.say('김하늘', '다음').then(({ payload }) => payload.contexts)
    const params = { page: { value: '1', resolvedValue: '1' } }
    expect(await next()).toEqual([{ name: 'searching', lifespan: 2, ttl: 600, params }])
    expect(await next()).toEqual([{ name: 'searching', lifespan: 1, ttl: 600, params }])
    expect(await next()).toEqual([])
  })
})

describe('what the skill answers', () => {
  it('is shown and kept', async () => {
    const said = await stage.simulator.say('김하늘', '안녕')
    expect(said).toMatchObject({ reply: text('안녕하세요'), breaches: [] })
    expect(said.failed).toBeUndefined()
    expect(stage.simulator.transcript('김하늘')).toMatchObject([
      { kind: 'utterance', text: '안녕', at: '2026-05-04T01:00:00.000Z' },
      { kind: 'reply', reply: text('안녕하세요'), ms: said.ms },
    ])
    expect(stage.simulator.transcript('이서준')).toEqual([])
  })

  it('is held against Kakao’s limits', async () => {
    stage.answerWith(() => text('가'.repeat(1001)))
    const { breaches, reply } = await stage.simulator.say('김하늘', '안녕')
    expect(reply).not.toBeNull()
    expect(breaches).toMatchObject([{ path: 'template.outputs[0].simpleText.text', rule: 'too-long' }])
  })

  it('is a breach when it does not call itself JSON', async () => {
    stage.answerWith((_call, res) => void res.end(JSON.stringify(text('네'))))
    expect((await stage.simulator.say('김하늘', '안녕')).breaches).toMatchObject([{ path: 'Content-Type' }])
  })

  it('is not waited for beyond the limit', async () => {
    stage.answerWith(() => undefined)
    const said = await stage.simulator.say('김하늘', '안녕')
    expect(said).toMatchObject({ reply: null, failed: { kind: 'timeout', reason: expect.stringContaining('0.3초') } })
    expect(stage.simulator.transcript('김하늘').at(-1)).toMatchObject({ kind: 'reply', failed: { kind: 'timeout' } })
  })

  it.each([
    ['an HTTP error', 500, '{}', { kind: 'status', status: 500 }],
    ['a wrong secret', 401, '{}', { kind: 'status', status: 401 }],
    ['no JSON', 200, '<html>', { kind: 'not-json' }],
    ['a byte order mark', 200, '\uFEFF{"version":"2.0"}', { kind: 'not-json' }],
    ['a list', 200, '[]', { kind: 'not-json' }],
  ])('fails on %s', async (_what, status, body, failed) => {
    stage.answerWith((_call, res) => void res.writeHead(status, { 'Content-Type': 'application/json' }).end(body))
    expect(await stage.simulator.say('김하늘', '안녕')).toMatchObject({ reply: null, failed })
  })

  it('fails when the line is cut', async () => {
    stage.answerWith((_call, res) => void res.destroy())
    expect((await stage.simulator.say('김하늘', '안녕')).failed?.kind).toBe('unreachable')
  })
})

it('calls the skill twice at the same time when asked for duplicates', async () => {
  stage.simulator.mischief.duplicateSkillCalls = true
  let count = 0
  stage.answerWith(() => text(`${++count}번째`))
  const said = await stage.simulator.say('김하늘', '대여')
  expect(stage.calls).toHaveLength(2)
  expect(stage.calls[0]?.payload).toEqual(stage.calls[1]?.payload)
  expect(said.duplicate?.reply).toBeDefined()
  expect(stage.simulator.transcript('김하늘')).toHaveLength(2)
})

describe('the page’s API', () => {
  it('says, lists and reads back', async () => {
    const via = { type: 'QUICKREPLY_BUTTON_MESSAGE', extra: { page: 2 } }
    const said = await post(`${stage.url}/api/say`, { member: '박지우', utterance: '더 보기', via })
    expect(said).toMatchObject({ status: 200, body: { reply: text('안녕하세요'), breaches: [] } })
    expect(stage.calls[0]?.payload.action.clientExtra).toEqual({ page: 2 })

    const added = await post(`${stage.url}/api/members`, { name: '최유진' })
    expect(added).toMatchObject({ status: 201, body: { name: '최유진' } })
    const members = (await (await fetch(`${stage.url}/api/members`)).json()) as { name: string }[]
    expect(members.map(({ name }) => name)).toEqual(['김하늘', '이서준', '박지우', '최유진'])

    const transcript = await (await fetch(`${stage.url}/api/transcript?member=박지우`)).json()
    expect(transcript).toMatchObject([{ kind: 'utterance' }, { kind: 'reply' }])
  })

  it('refuses what makes no sense', async () => {
    expect((await post(`${stage.url}/api/say`, { member: '', utterance: '' })).status).toBe(400)
    expect((await post(`${stage.url}/api/clock`, { advanceDays: -1 })).status).toBe(400)
    expect((await post(`${stage.url}/api/mischief`, { eventApi: 'dance' })).status).toBe(400)
    const broken = await fetch(`${stage.url}/api/say`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{',
    })
    expect(broken.status).toBe(400)
  })

  it('moves the product’s clock, and says whether notices rest then', async () => {
    const awake = { fromHour: 9, untilHour: 20, areResting: false }
    const days = { now: '2026-05-12T01:00:00.000Z', notices: awake }
    expect((await post(`${stage.url}/api/clock`, { advanceDays: 8 })).body).toEqual(days)
    expect(await (await fetch(`${stage.url}/api/clock`)).json()).toEqual(days)
    expect((await post(`${stage.url}/api/clock`, { advanceHours: 11 })).body).toEqual({
      now: '2026-05-12T12:00:00.000Z',
      notices: { ...awake, areResting: true },
    })
  })

  it('changes one piece of mischief and leaves the rest', async () => {
    await post(`${stage.url}/api/mischief`, { kakaoPay: { approve: 'declined' } })
    const { body } = await post(`${stage.url}/api/mischief`, { eventApi: 'slow' })
    expect(body).toEqual({
      eventApi: 'slow',
      kakaoPay: { ready: 'ok', approve: 'declined', order: 'ok', cancel: 'ok' },
      alimtalk: 'ok',
      books: 'ok',
      duplicateSkillCalls: false,
    })
  })

  it('streams what happens, from where the page left off', async () => {
    await stage.simulator.say('이서준', '처음')
    await stage.simulator.say('김하늘', '첫째')
    const stop = new AbortController()
    const stream = await fetch(`${stage.url}/api/stream?member=김하늘&after=0`, { signal: stop.signal })
    const heard: string[] = []
    const reading = (async () => {
      for await (const chunk of stream.body ?? []) {
        heard.push(Buffer.from(chunk).toString())
        if (heard.join('').includes('둘째')) return stop.abort()
      }
    })().catch(() => undefined)
    await stage.simulator.say('김하늘', '둘째')
    await reading
    const all = heard.join('')
    expect(all).toContain('첫째')
    expect(all).not.toContain('처음')
    expect(all.indexOf('첫째')).toBeLessThan(all.indexOf('둘째'))
  })

  it('serves the page with a strict content policy', async () => {
    const page = await fetch(`${stage.url}/`)
    expect(page.status).toBe(200)
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'")
    expect(await page.text()).toContain('data-testid="input"')
    const bare = await fetch(stage.url, { redirect: 'manual' })
    expect([bare.status, bare.headers.get('location')]).toEqual([301, '/simulator/'])
  })
})
