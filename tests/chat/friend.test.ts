/** What Kakao says of a member beside the words: a friend of the channel, and the number of Kakao Login. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { member, wait, type Member } from '../support/crowd.js'
import { engines } from '../support/empty-database.js'
import { openLibrary, type Library } from '../support/library.js'
import { ask, utterance } from '../support/skill-call.js'
import { until } from '../support/until.js'

describe.each(engines)('a call on %s', (engine) => {
  let library: Library
  let haneul: Member
  let members = 0

  beforeAll(async () => {
    library = await openLibrary(engine)
  })
  beforeEach(async () => {
    haneul = await member(library, `친구${++members}`)
    wait(library, 60)
  })
  afterAll(() => library.close())

  function says(properties: Record<string, unknown>, skill = 'dialog') {
    const body = utterance(haneul.userKey, '마이페이지')
    Object.assign(body.userRequest.user.properties, properties)
    return ask(library, body, { skill })
  }
  async function known(): Promise<{ channel: string | null; app_user_id: string | null }> {
    const [row] = await library.rows<{ channel: string | null; app_user_id: string | null }>(
      'SELECT channel, app_user_id FROM members WHERE id = ?',
      [haneul.memberId],
    )
    if (!row) throw new Error('no such member')
    return row
  }
  const becomes = (channel: string, appUserId: string | null) =>
    until(`the member is ${channel}, ${appUserId}`, async () => {
      const now = await known()
      return now.channel === channel && now.app_user_id === appUserId
    })

  it('of a friend makes the member one, also when the channel was blocked before', async () => {
    expect(await says({ isFriend: true })).toMatchObject({ intent: 'mypage', outcome: 'ok' })
    await becomes('friend', null)
    await library.rows(`UPDATE members SET channel = 'blocked' WHERE id = ?`, [haneul.memberId])
    wait(library, 60)
    await says({ isFriend: true })
    await becomes('friend', null)
  })

  it('with a number of Kakao Login is remembered, in either spelling, and the newest stands', async () => {
    await says({ isFriend: true, appUserId: '1234567890' })
    await becomes('friend', '1234567890')
    await says({ app_user_id: '77' })
    await becomes('friend', '77')
  })

  it('with a number alone makes nobody a friend', async () => {
    const before = await known()
    await says({ appUserId: '4711' })
    await until('the number is known', async () => (await known()).app_user_id === '4711')
    expect((await known()).channel).toBe(before.channel)
  })

  it.each([
    [{ isFriend: 'true' }],
    [{ isFriend: 1 }],
    [{ isFriend: false }],
    [{}],
    [{ appUserId: 12 }],
    [{ appUserId: "1' OR 1=1" }],
    [{ appUserId: '9'.repeat(41) }],
  ])('with %j changes nothing', async (properties) => {
    const before = await known()
    await says(properties)
    await says(properties)
    expect(await known()).toEqual(before)
  })

  it('is answered also when it cannot be written down', async () => {
    await library.rows(
      engine === 'sqlite'
        ? `CREATE TRIGGER shut BEFORE UPDATE ON members BEGIN SELECT RAISE(ABORT, 'shut'); END`
        : `CREATE TRIGGER shut BEFORE UPDATE ON members FOR EACH ROW SIGNAL SQLSTATE '45001' SET MYSQL_ERRNO = 4711`,
    )
    expect(await says({ isFriend: true, appUserId: '99' })).toMatchObject({ intent: 'mypage', outcome: 'ok' })
    expect(await says({ isFriend: true, appUserId: '99' })).toMatchObject({ intent: 'mypage', outcome: 'ok' })
    await library.rows('DROP TRIGGER shut')
    await says({ isFriend: true, appUserId: '99' })
    await becomes('friend', '99')
  })

  it('of a pushed message tells it, too', async () => {
    await says({ isFriend: true, appUserId: '55' }, 'notice')
    await becomes('friend', '55')
  })

  it('tells who waits how they will hear of it: by the channel, if they add it', async () => {
    const reader = await member(library, `읽는친구${members}`, 5_000)
    const { title } = await library.book({ title: `친구의 책 ${members}` })
    await reader.says(`${title} 빌려줘`)
    await library.rows(`UPDATE members SET channel = 'blocked' WHERE id = ?`, [haneul.memberId])
    const held = await ask(library, utterance(haneul.userKey, `${title} 예약해줘`))
    expect(held).toMatchObject({ intent: 'hold', outcome: 'ok' })
    expect(held.text).toContain('카카오톡 채널을 추가해 두시면')
  })
})
