/** Kakao tells who added or blocked the channel: only Kakao is believed, and it is answered in time whatever happens. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import type { HookParts } from '../../src/hooks/router.js'
import { until } from '../support/until.js'
import { callHook, kakaoAdminKey, openDoor, type Door } from './door.js'

const added = {
  event: 'added',
  id: '1376016924429759228',
  id_type: 'app_user_id',
  plus_friend_public_id: '_ZeUTxl',
  channel_public_id: '_ZeUTxl',
  plus_friend_uuid: '@테스트',
  channel_uuid: '@테스트',
  timestamp: 1579495390000,
  updated_at: '2026-05-04T01:00:00Z',
}
const key = { Authorization: `KakaoAK ${kakaoAdminKey}`, 'User-Agent': 'KakaoOpenAPI/1.0' }
const fromKakao = { ...key, 'X-Kakao-Resource-ID': 'Rvy1c2dkzBAZ5hGD3rqYbxvr' }

let door: Door
beforeEach(async () => {
  door = await openDoor()
})
afterEach(() => door.close())

const call = (body: unknown, headers: Record<string, string> = fromKakao) =>
  callHook(`${door.url}/kakao-channel`, body, headers)
const reopen = async (parts: Partial<HookParts>) => {
  await door.close()
  door = await openDoor(parts)
}

describe('news of the channel', () => {
  it('of somebody who added or blocked it is noted, with Kakao’s own number', async () => {
    expect(await call(added)).toBe(200)
    expect(await call({ ...added, event: 'blocked', id: 1234, updated_at: '2026-05-04T10:00:00+09:00' })).toBe(200)
    const news = {
      resourceId: 'Rvy1c2dkzBAZ5hGD3rqYbxvr',
      appUserId: added.id,
      event: 'added',
      updatedAt: '2026-05-04T01:00:00.000Z',
    }
    expect(door.channelNews).toEqual([news, { ...news, event: 'blocked', appUserId: '1234' }])
  })

  it('is read whatever the type of the body is called', async () => {
    expect(await call(added, { ...fromKakao, 'Content-Type': 'application/json;charset=UTF-8' })).toBe(200)
    expect(await call(added, { ...fromKakao, 'Content-Type': 'text/plain' })).toBe(200)
    expect(door.channelNews).toHaveLength(2)
  })

  it.each([
    ['who did not agree to be known', { ...added, id_type: 'open_id' }, fromKakao, 'open_id'],
    ['without Kakao’s number', added, key, 'no resource id'],
    ['with a number that is none', added, { ...key, 'X-Kakao-Resource-ID': 'é' }, 'no resource id'],
  ])('of somebody %s is taken and left alone', async (_what, body, headers, why) => {
    expect(await call(body, headers)).toBe(200)
    expect(door.channelNews).toEqual([])
    expect(door.log()).toContain(why)
  })

  it('never gets into the log with the one it is about', async () => {
    await call(added)
    await call({ ...added, id_type: 'open_id' })
    await call({ ...added, event: 'danced' })
    expect(door.log()).toMatch(/"event":"added"/)
    expect(door.log()).not.toMatch(/1376016924429759228|Rvy1c2dkz|the-admin-key/)
  })
})

describe('whoever is not Kakao', () => {
  it.each([
    ['without a key', {}],
    ['with another key', { Authorization: 'KakaoAK another-key' }],
    ['with a part of the key', { Authorization: 'KakaoAK the-admin' }],
    ['with the bare key', { Authorization: kakaoAdminKey }],
    ['with another scheme', { Authorization: `Bearer ${kakaoAdminKey}` }],
  ])('%s is turned away, whatever the body', async (_what, headers) => {
    const turnedAway: Record<string, string> = { ...fromKakao, Authorization: '', ...headers }
    expect([await call(added, turnedAway), await call('{', turnedAway)]).toEqual([401, 401])
    expect(door.channelNews).toEqual([])
  })

  it('finds no door at all where no key is configured', async () => {
    await reopen({ hooks: { kakaoAdminKey: null, solapiSecret: null } })
    expect(await call(added, { ...fromKakao, Authorization: 'KakaoAK null' })).toBe(404)
    expect(await call(added, { ...fromKakao, Authorization: 'KakaoAK ' })).toBe(404)
    expect(door.channelNews).toEqual([])
  })
})

describe('a body that is not understood', () => {
  it.each([
    ['nothing', ''],
    ['no JSON', '{"event":'],
    ['a list', []],
    ['another event', { ...added, event: 'danced' }],
    ['no event', { ...added, event: undefined }],
    ['another kind of id', { ...added, id_type: 'phone' }],
    ['an empty id', { ...added, id: ' ' }],
    ['an id of letters that no id has', { ...added, id: '회원' }],
    ['an endless id', { ...added, id: '1'.repeat(101) }],
    ['no time', { ...added, updated_at: undefined }],
    ['a time that is none', { ...added, updated_at: 'yesterday' }],
    ['far too much', { ...added, note: 'x'.repeat(1_100_000) }],
  ])('%s changes nothing', async (_what, body) => {
    expect(await call(body)).toBe(400)
    expect(door.channelNews).toEqual([])
  })
})

describe('when the house', () => {
  it('cannot note it, Kakao hears so, and the log says why', async () => {
    await reopen({ noteChannel: () => Promise.reject(new Error('the database is away')) })
    expect(await call(added)).toBe(503)
    expect(door.log()).toContain('the database is away')
  })

  it('takes long, Kakao hears within its 3 seconds that it is not noted, and may come again', async () => {
    let fail = (): void => undefined
    const away = new Promise<void>((_, reject) => (fail = () => reject(new Error('the database went away'))))
    await reopen({ noteChannel: () => away })
    const started = performance.now()
    expect(await call(added)).toBe(503)
    expect(performance.now() - started).toBeLessThan(3_000)
    fail()
    await until('the failure is in the log', () => door.log().includes('the database went away'))
  })
})
