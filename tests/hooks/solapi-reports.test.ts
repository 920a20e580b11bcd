/** Solapi tells what became of messages: each report is noted by itself, and only whoever knows the address is heard. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import type { HookParts } from '../../src/hooks/router.js'
import { alimtalk } from '../../src/infra/kakao/alimtalk.js'
import { system } from '../../src/infra/system.js'
import { openStage } from '../simulator/stage.js'
import { callHook, openDoor, solapiSecret, type Door } from './door.js'

const report = {
  messageId: 'M4V-1',
  groupId: 'G4V-1',
  to: '01012345678',
  type: 'ATA',
  statusCode: '4000',
  reason: '수신완료',
  customFields: { noticeId: 'notice-1' },
}
const news = { messageId: 'M4V-1', noticeId: 'notice-1', isDelivered: true, reason: '4000 수신완료' }

let door: Door
beforeEach(async () => {
  door = await openDoor()
})
afterEach(() => door.close())

const call = (body: unknown, secret = solapiSecret) => callHook(`${door.url}/solapi/${secret}`, body)
const reopen = async (parts: Partial<HookParts>) => {
  await door.close()
  door = await openDoor(parts)
}

describe('reports', () => {
  it('are noted one by one, delivered or not', async () => {
    const failed = { ...report, messageId: 'M4V-2', statusCode: '3104', reason: null, statusMessage: '미사용자' }
    expect(await call([report, failed])).toBe(200)
    expect(door.alimtalkNews).toEqual([
      news,
      { messageId: 'M4V-2', noticeId: 'notice-1', isDelivered: false, reason: '3104 미사용자' },
    ])
  })

  it('are known by the notice or by the message alone', async () => {
    expect(
      await call([
        { ...report, messageId: undefined },
        { ...report, customFields: null },
      ]),
    ).toBe(200)
    expect(door.alimtalkNews).toEqual([
      { ...news, messageId: null },
      { ...news, noticeId: null },
    ])
  })

  it('that are no news yet are passed over', async () => {
    expect(
      await call([
        { ...report, statusCode: '2000' },
        { ...report, statusCode: '3000' },
      ]),
    ).toBe(200)
    expect(door.alimtalkNews).toEqual([])
  })

  it('that make no sense are skipped and counted, and do not stop the others', async () => {
    const senseless = [
      null,
      'x',
      {},
      { ...report, statusCode: 4000 },
      { ...report, messageId: null, customFields: {} },
      { ...report, messageId: 'M'.repeat(101) },
      // MariaDB compares no such letters with an id: it would be repeated for ever
      { ...report, messageId: 'ᄮ' },
      { ...report, customFields: { noticeId: '\ude3e' } },
    ]
    expect(await call([...senseless, report])).toBe(200)
    expect(door.alimtalkNews).toEqual([news])
    expect(door.log()).toContain('"reports":1,"skipped":8')
  })

  it('never bring phone numbers in, nor anybody into the log', async () => {
    await call([{ ...report, statusCode: '3104', reason: '01012345678 번은 없는 번호' }, {}])
    expect(door.alimtalkNews[0]?.reason).toBe('3104 [struck out] 번은 없는 번호')
    expect(door.log()).not.toMatch(/01012345678|notice-1|M4V-1|the-secret/)
  })

  it.each([
    ['no list', report],
    ['no JSON', '[{'],
    ['nothing', ''],
  ])('are not understood as %s', async (_what, body) => {
    expect(await call(body)).toBe(400)
    expect(door.alimtalkNews).toEqual([])
  })

  it('an empty list is fine', async () => {
    expect(await call([])).toBe(200)
  })
})

describe('whoever does not know the address', () => {
  it.each(['another-secret-in-the-address', 'the-secret-in-the', '%20'])('%s is turned away', async (secret) => {
    expect([await call([report], secret), await call('[', secret)]).toEqual([401, 401])
    expect(door.alimtalkNews).toEqual([])
  })

  it('finds no door at all without a secret, or where none is configured', async () => {
    expect(await call([report], '')).toBe(404)
    await reopen({ hooks: { kakaoAdminKey: null, solapiSecret: null } })
    expect([await call([report]), await call([report], 'null')]).toEqual([404, 404])
    expect(door.alimtalkNews).toEqual([])
  })
})

describe('when the house', () => {
  it('cannot note one of them, the others are noted and Solapi is asked to come again', async () => {
    const noted: string[] = []
    await reopen({
      async noteAlimtalk({ messageId }) {
        if (messageId === 'M4V-2') throw new Error('the database is away')
        noted.push(String(messageId))
      },
    })
    expect(await call(['M4V-1', 'M4V-2', 'M4V-3'].map((messageId) => ({ ...report, messageId })))).toBe(503)
    expect(noted).toEqual(['M4V-1', 'M4V-3'])
    expect(door.log()).toContain('the database is away')
  })

  it('takes long, Solapi is answered all the same, and asked to come again', async () => {
    let finish = (): void => undefined
    await reopen({ noteAlimtalk: () => new Promise((resolve) => (finish = resolve)) })
    expect(await call([report])).toBe(503)
    finish()
  })
})

it('the simulator’s Solapi reports what the client sent, once', async () => {
  const stage = await openStage()
  try {
    const client = alimtalk({
      baseUrl: () => `${stage.url}/solapi`,
      apiKey: 'key',
      apiSecret: 'secret',
      pfId: 'KA01PF',
      from: null,
      templates: { overdue: 'KA01TP' },
      hasSmsFallback: false,
      now: () => new Date('2026-05-04T01:00:00Z'),
      newSalt: () => system.newSalt(),
    })
    const message = { phone: '01012345678', template: 'overdue', variables: {} }
    const { accepted } = await client.send([{ ...message, noticeId: 'notice-1' }])
    stage.simulator.mischief.alimtalk = 'not-a-user'
    await client.send([{ ...message, noticeId: 'notice-2' }])

    expect(await stage.simulator.reportAlimtalks(`${door.url}/solapi/wrong-secret-here`)).toBe(401)
    expect(await stage.simulator.reportAlimtalks(`${door.url}/solapi/${solapiSecret}`)).toBe(200)
    expect(await stage.simulator.reportAlimtalks(`${door.url}/solapi/${solapiSecret}`)).toBeNull()
    expect(door.alimtalkNews).toMatchObject([
      { messageId: accepted[0]?.messageId, noticeId: 'notice-1', isDelivered: true },
      { noticeId: 'notice-2', isDelivered: false },
    ])
  } finally {
    await stage.close()
  }
})
