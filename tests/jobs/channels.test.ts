/** By which way a member is reached: the house's order, each way once, and nobody is written to who does not want it. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { defaultPolicy, type ChannelName, type Policy } from '../../src/domain/policy.js'
import { noMischief, type Mischief } from '../../src/simulator/mischief.js'
import { complaints } from '../support/audit.js'
import { wait, type Member } from '../support/crowd.js'
import { engines } from '../support/empty-database.js'
import { findLate, lateMember, noticesOf } from '../support/late.js'
import { openLibrary, saturdayNoon, type Library } from '../support/library.js'

const kakaoAdminKey = 'the-admin-key-of-kakao'
const solapiSecret = 'the-secret-in-the-address'

/** One notice for a late book, at any hour, by these ways. */
function by(...channels: ChannelName[]): Policy {
  const { notices } = defaultPolicy
  const alone = { dueSoonDaysBefore: 0, overdueDays: [1], atMost: 1, fromHour: 0, untilHour: 24 }
  return { ...defaultPolicy, notices: { ...notices, ...alone, channels } }
}

describe.each(engines)('the ways to a member on %s', (engine) => {
  let library: Library
  beforeAll(async () => {
    library = await openLibrary(engine, {
      policy: by('event-api', 'alimtalk'),
      env: { KAKAO_ADMIN_KEY: kakaoAdminKey, SOLAPI_WEBHOOK_SECRET: solapiSecret },
    })
  })
  afterEach(async () => {
    behave(noMischief())
    expect(await complaints(library)).toEqual([])
    wait(library, 3_600)
    await library.settle()
    library.clock.set(saturdayNoon)
  })
  afterAll(() => library.close())

  function behave(how: Partial<Mischief>): void {
    Object.assign(library.simulator?.mischief ?? {}, how)
  }
  const pushed = (one: Member) =>
    (library.simulator?.sent ?? []).filter(({ user }) => user.some(({ id }) => id === one.userKey))
  const alimtalks = async (one: Member) => {
    const notices = new Set<string>((await noticesOf(library, one)).map(({ id }) => id))
    return (library.simulator?.alimtalks ?? []).filter(({ customFields }) =>
      notices.has(String(customFields['noticeId'])),
    )
  }
  const sends = (one: Member) =>
    library.rows<{ channel: string; outcome: string; attempts: number; failure: string | null }>(
      `SELECT s.channel, s.outcome, s.attempts, s.failure FROM notice_sends s JOIN notices n ON n.id = s.notice_id
       WHERE n.member_id = ? ORDER BY s.sent_at`,
      [one.memberId],
    )
  async function settleFor(seconds: number): Promise<void> {
    for (let passed = 0; passed < seconds; passed += 60) {
      wait(library, 60)
      await library.settle()
    }
  }
  /** Kakao Developers tells of the member's app user. */
  async function kakaoSays(event: 'added' | 'blocked', appUserId: string, resourceId: string, at = library.app.now()) {
    const response = await fetch(`${library.url}/hooks/kakao-channel`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `KakaoAK ${kakaoAdminKey}`,
        'x-kakao-resource-id': resourceId,
      },
      body: JSON.stringify({ event, id: appUserId, id_type: 'app_user_id', updated_at: at.toISOString() }),
    })
    expect(response.status).toBe(200)
  }
  async function lateWithAppUser(name: string, appUserId: string): Promise<Member & { titles: string[] }> {
    const one = await lateMember(library, name)
    await library.app.noteFriend(one.memberId, true, appUserId)
    return one
  }

  it('a friend of the channel is written to there, and nowhere else', async () => {
    const one = await lateMember(library, '친구')
    await library.settle()
    await settleFor(180)
    expect([pushed(one).length, (await alimtalks(one)).length]).toEqual([1, 0])
    expect(await sends(one)).toMatchObject([{ channel: 'event-api', outcome: 'delivered', attempts: 1 }])
  })

  it('who is no friend of the channel gets an Alimtalk, with the facts of the moment, and at once the next time', async () => {
    const one = await lateMember(library, '남')
    behave({ eventApi: 'not-friend' })
    await library.settle()
    await settleFor(180)
    const [alimtalk, ...more] = await alimtalks(one)
    expect(more).toEqual([])
    expect(alimtalk?.variables).toMatchObject({
      '#{이름}': '남',
      '#{도서명}': one.titles[0],
      '#{권수}': '1',
      '#{반납일}': '2026년 12월 5일',
      '#{연체일수}': '1',
      '#{안내횟수}': '1',
    })
    expect(one.pushes()).toEqual([])
    expect(await sends(one)).toMatchObject([
      { channel: 'event-api', outcome: 'failed', failure: expect.stringContaining('friend') },
      { channel: 'alimtalk', outcome: 'delivered' },
    ])

    behave({ eventApi: 'ok' })
    await library.rows('DELETE FROM notice_items WHERE notice_id IN (SELECT id FROM notices WHERE member_id = ?)', [
      one.memberId,
    ])
    await library.rows('DELETE FROM notice_sends')
    await library.rows('UPDATE rentals SET told_step = -1 WHERE member_id = ?', [one.memberId])
    await library.rows('DELETE FROM notices WHERE member_id = ?', [one.memberId])
    const before = pushed(one).length
    await library.settle()
    expect(pushed(one)).toHaveLength(before)
    expect(await alimtalks(one)).toHaveLength(1)
  })

  it('whom no way reaches is tried once by each, and then stands on the list of members to call', async () => {
    const one = await lateMember(library, '아무데도')
    behave({ eventApi: 'not-friend', alimtalk: 'not-a-user' })
    await library.settle()
    await settleFor(600)
    expect(await noticesOf(library, one)).toMatchObject([{ state: 'unreachable' }])
    expect([pushed(one).length, (await alimtalks(one)).length]).toEqual([1, 1])
    const calls = await library.app.deskViews.unreachable(50)
    expect(calls.filter(({ memberId }) => memberId === one.memberId)).toMatchObject([{ memberName: '아무데도' }])
  })

  it('who chats as a friend again is written to in the chat again', async () => {
    const one = await lateMember(library, '돌아온이')
    await library.rows(`UPDATE members SET channel = 'not-a-friend' WHERE id = ?`, [one.memberId])
    await library.app.noteFriend(one.memberId, true, null)
    await library.settle()
    expect([pushed(one).length, (await alimtalks(one)).length]).toEqual([1, 0])
  })

  it('who blocked the channel is left alone on every way, until they are back', async () => {
    const one = await lateWithAppUser('막은이', '900001')
    await kakaoSays('blocked', '900001', 'news-1')
    await library.settle()
    await settleFor(180)
    expect([pushed(one).length, (await alimtalks(one)).length]).toEqual([0, 0])
    expect(await noticesOf(library, one)).toMatchObject([{ state: 'unreachable' }])

    const back = await lateWithAppUser('풀었다', '900002')
    await kakaoSays('blocked', '900002', 'news-2')
    wait(library, 1)
    await kakaoSays('added', '900002', 'news-3')
    await library.settle()
    expect(pushed(back)).toHaveLength(1)
  })

  it('news of the channel counts once, and older news does not undo newer', async () => {
    const one = await lateWithAppUser('늦은소식', '900003')
    const earlier = new Date(library.app.now().getTime() - 60_000)
    wait(library, 60)
    await kakaoSays('added', '900003', 'news-4')
    await kakaoSays('blocked', '900003', 'news-5', earlier)
    await kakaoSays('added', '900003', 'news-4', earlier)
    await library.settle()
    expect(pushed(one)).toHaveLength(1)
    expect(await library.rows(`SELECT resource_id FROM channel_news WHERE resource_id = 'news-4'`)).toHaveLength(1)
  })

  it('a lost answer of Solapi is looked up, not sent again', async () => {
    const one = await lateMember(library, '잃은알림톡')
    await library.rows(`UPDATE members SET channel = 'not-a-friend' WHERE id = ?`, [one.memberId])
    behave({ alimtalk: 'accept-then-drop-answer' })
    await library.settle()
    expect(await noticesOf(library, one)).toMatchObject([{ state: 'sending', channel: 'alimtalk' }])
    behave({ alimtalk: 'ok' })
    await settleFor(600)
    expect(await alimtalks(one)).toHaveLength(1)
    expect(await noticesOf(library, one)).toMatchObject([{ state: 'delivered', channel: 'alimtalk' }])
  })

  it('a Solapi that answers 500 may have the message: it is asked, has it not, and is sent it once more', async () => {
    const one = await lateMember(library, '오백톡')
    await library.rows(`UPDATE members SET channel = 'not-a-friend' WHERE id = ?`, [one.memberId])
    behave({ alimtalk: '500' })
    await library.settle()
    behave({ alimtalk: 'ok' })
    await settleFor(600)
    expect((await alimtalks(one)).map(({ outcome }) => outcome)).toEqual(['failed', 'delivered'])
  })

  it('what Solapi reports by itself settles a message, however often it comes', async () => {
    const one = await lateMember(library, '보고')
    await library.rows(`UPDATE members SET channel = 'not-a-friend' WHERE id = ?`, [one.memberId])
    await library.settle()
    for (let time = 0; time < 2; time += 1) {
      const [message] = await alimtalks(one)
      const report = [{ messageId: message?.messageId, statusCode: '3019', statusMessage: '카카오톡을 쓰지 않는 번호' }]
      const response = await fetch(`${library.url}/hooks/solapi/${solapiSecret}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(report),
      })
      expect(response.status).toBe(200)
    }
    await library.settle()
    expect(await noticesOf(library, one)).toMatchObject([{ state: 'unreachable' }])
    expect(await alimtalks(one)).toHaveLength(1)
    expect(await sends(one)).toMatchObject([
      { channel: 'alimtalk', outcome: 'failed', failure: expect.stringContaining('3019') },
    ])
  })

  it('the result of an earlier sending says nothing of a later one', async () => {
    const one = await lateMember(library, '옛결과')
    await library.settle()
    const old = await library.app.due.acceptedTasks(1_000)
    wait(library, 10)
    const tasks = (await library.app.due.acceptedTasks(1_000)).filter(({ notices }) => notices.length > 0)
    expect(old).toEqual([])
    behave({ eventApi: 'not-friend' })
    const again = await lateMember(library, '옛결과둘')
    await library.settle()
    wait(library, 10)
    const stale = await library.app.due.acceptedTasks(1_000)
    await library.settle()
    for (const task of [...tasks, ...stale]) await library.app.readOutcome(task)
    await library.settle()
    expect(await noticesOf(library, again)).toMatchObject([{ channel: 'alimtalk' }])
    expect(await sends(again)).toMatchObject([{ channel: 'event-api' }, { channel: 'alimtalk', outcome: 'accepted' }])
    expect([pushed(one).length, (await alimtalks(again)).length]).toEqual([1, 1])
  })

  it('who blocks the channel after a message was taken stays blocked, and gets nothing by the next way', async () => {
    const one = await lateWithAppUser('막은뒤', '900004')
    behave({ eventApi: 'not-friend' })
    await library.settle()
    wait(library, 5)
    await kakaoSays('blocked', '900004', 'news-6')
    await settleFor(180)
    expect(await alimtalks(one)).toEqual([])
    expect(await noticesOf(library, one)).toMatchObject([{ state: 'unreachable' }])
    expect(await library.rows('SELECT channel FROM members WHERE id = ?', [one.memberId])).toEqual([
      { channel: 'blocked' },
    ])
  })

  it('who added the channel after a message was taken is a friend, whatever became of that message', async () => {
    const one = await lateWithAppUser('막들어온이', '900005')
    behave({ eventApi: 'not-friend' })
    await library.settle()
    wait(library, 5)
    await kakaoSays('added', '900005', 'news-7')
    await settleFor(180)
    expect(await library.rows('SELECT channel FROM members WHERE id = ?', [one.memberId])).toEqual([
      { channel: 'friend' },
    ])
  })

  it('an Alimtalk in doubt is not sent again to who has blocked the channel meanwhile', async () => {
    const one = await lateWithAppUser('의심중', '900006')
    await library.rows(`UPDATE members SET channel = 'not-a-friend' WHERE id = ?`, [one.memberId])
    behave({ alimtalk: '500' })
    await library.settle()
    behave({ alimtalk: 'ok' })
    await kakaoSays('blocked', '900006', 'news-8')
    await settleFor(600)
    expect((await alimtalks(one)).map(({ outcome }) => outcome)).toEqual(['failed'])
    expect(await noticesOf(library, one)).toMatchObject([{ state: 'unreachable' }])
  })

  it('a member who is gone meanwhile is written to by nobody', async () => {
    const one = await lateMember(library, '떠난이')
    const other = await lateMember(library, '남은이')
    await findLate(library)
    await library.rows('DELETE FROM members WHERE id = ?', [one.memberId])
    await library.settle()
    expect([pushed(one).length, pushed(other).length]).toEqual([0, 1])
    expect(await noticesOf(library, one)).toMatchObject([{ state: 'dropped' }])
    await library.rows('DELETE FROM notice_items WHERE rental_id IN (SELECT id FROM rentals WHERE member_id = ?)', [
      one.memberId,
    ])
    await library.rows('DELETE FROM rentals WHERE member_id = ?', [one.memberId])
    await library.rows('UPDATE copies SET rental_id = NULL WHERE rental_id NOT IN (SELECT id FROM rentals)')
    await library.rows('DELETE FROM wallets WHERE member_id = ?', [one.memberId])
    await library.rows('DELETE FROM ledger_lines WHERE member_id = ?', [one.memberId])
    await library.rows('DELETE FROM deposits WHERE member_id = ?', [one.memberId])
  })
})

describe.each(engines)('a house with ways of its own on %s', (engine) => {
  it('writes an Alimtalk first when it wants to', async () => {
    const library = await openLibrary(engine, { policy: by('alimtalk', 'event-api') })
    const one = await lateMember(library, '톡먼저')
    await library.settle()
    expect(library.simulator?.alimtalks).toHaveLength(1)
    expect(one.pushes()).toEqual([])
    await library.close()
  })

  it('can do with its log alone', async () => {
    const library = await openLibrary(engine, { policy: by('log') })
    const one = await lateMember(library, '로그만')
    await library.settle()
    expect(await noticesOf(library, one)).toMatchObject([{ state: 'delivered', channel: 'log' }])
    expect([one.pushes().length, library.simulator?.alimtalks.length]).toEqual([0, 0])
    await library.close()
  })
})
