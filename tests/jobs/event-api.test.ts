/** Kakao's Event API failing in every way it can: in the end the message is in the chat exactly once. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { noMischief } from '../../src/simulator/mischief.js'
import { complaints } from '../support/audit.js'
import { impatientCarrier } from '../support/carrier.js'
import { member, wait } from '../support/crowd.js'
import { findLate, lateMember, lettersOf, noticesOf } from '../support/late.js'
import { engines } from '../support/empty-database.js'
import { openLibrary, type Library } from '../support/library.js'
import { oneNoticeAtAnyHour } from '../support/policies.js'

describe.each(engines)('the Event API on %s', (engine) => {
  let library: Library
  beforeAll(async () => {
    library = await openLibrary(engine, { policy: oneNoticeAtAnyHour })
  })
  afterEach(async () => {
    Object.assign(simulator().mischief, noMischief())
    expect(await complaints(library)).toEqual([])
  })
  afterAll(() => library.close())

  function simulator() {
    if (!library.simulator) throw new Error('no simulator')
    return library.simulator
  }
  const behave = (eventApi: 'ok' | '500' | 'silence' | 'accept-then-drop-answer' | 'not-friend') => {
    simulator().mischief.eventApi = eventApi
  }
  const sentTo = (userKey: string) => simulator().sent.filter(({ user }) => user.some(({ id }) => id === userKey))
  const find = () => findLate(library)

  it('answers 500 once: the letter waits some seconds and then arrives', async () => {
    const late = await lateMember(library, '오백')
    behave('500')
    await library.settle()
    expect(late.pushes()).toEqual([])
    expect(await noticesOf(library, late)).toMatchObject([{ state: 'waiting' }])
    expect(await lettersOf(library, late)).toMatchObject([{ state: 'waiting', attempts: 1 }])
    behave('ok')
    await library.settle()
    expect(late.pushes()).toEqual([])
    wait(library, 6)
    await library.settle()
    expect(late.pushes()).toHaveLength(1)
    expect(await lettersOf(library, late)).toMatchObject([{ state: 'delivered', last_error: null }])
  })

  it('is away for half a day: the letter waits for it, is asked for less and less often, and arrives', async () => {
    const late = await lateMember(library, '반나절')
    behave('500')
    for (let minute = 0; minute < 12 * 60; minute += 5) {
      await library.settle()
      wait(library, 300)
    }
    expect(sentTo(late.userKey).length).toBeGreaterThan(20)
    expect(sentTo(late.userKey).length).toBeLessThan(60)
    expect(await lettersOf(library, late)).toMatchObject([{ state: 'waiting' }])
    behave('ok')
    wait(library, 30 * 60)
    await library.settle()
    expect(late.pushes()).toHaveLength(1)
  })

  it('takes the message and loses its answer: the message that was drawn is not sent again', async () => {
    const late = await lateMember(library, '잃은답')
    behave('accept-then-drop-answer')
    await library.settle()
    expect(late.pushes()).toHaveLength(1)
    expect(await noticesOf(library, late)).toMatchObject([{ state: 'sending' }])
    behave('ok')
    for (const seconds of [10, 60, 60, 600]) {
      wait(library, seconds)
      await library.settle()
    }
    expect(late.pushes()).toHaveLength(1)
    expect(sentTo(late.userKey)).toHaveLength(1)
    expect(await noticesOf(library, late)).toMatchObject([{ state: 'delivered' }])
    expect(await lettersOf(library, late)).toMatchObject([{ state: 'delivered' }])
  })

  it('says nothing at all: nothing is sent again before there was time for a sign, and then once', async () => {
    const late = await lateMember(library, '묵묵')
    const carrier = impatientCarrier(library)
    await find()
    behave('silence')
    await carrier.deliver()
    behave('ok')
    for (let seconds = 0; seconds < 50; seconds += 10) {
      await carrier.deliver()
      wait(library, 10)
    }
    expect(sentTo(late.userKey)).toHaveLength(1)
    for (let seconds = 0; seconds < 180; seconds += 10) {
      await carrier.deliver()
      wait(library, 10)
    }
    await simulator().idle()
    expect(sentTo(late.userKey).map(({ outcome }) => outcome)).toEqual(['silence', 'accepted'])
    expect(late.pushes()).toHaveLength(1)
    expect(await lettersOf(library, late)).toMatchObject([{ state: 'delivered', attempts: 1 }])
  })

  it('a doubt does not last: a letter that only waits for a sign is not tried and never waits for ever', async () => {
    const late = await lateMember(library, '의심')
    await find()
    await library.rows(`UPDATE notices SET state = 'sending', sent_at = ? WHERE member_id = ?`, [
      library.app.now().toISOString(),
      late.memberId,
    ])
    await library.app.deliverLetters()
    expect(await lettersOf(library, late)).toMatchObject([{ state: 'waiting', attempts: 0 }])
    wait(library, 61)
    await library.settle()
    expect(late.pushes()).toHaveLength(1)
  })

  it('what comes back between finding and sending is not told of', async () => {
    const late = await lateMember(library, '막반납', 2)
    await find()
    for (const title of late.titles) await late.says(`${title} 반납`)
    await library.settle()
    expect(sentTo(late.userKey)).toEqual([])
    expect(await noticesOf(library, late)).toMatchObject([{ state: 'dropped' }])
    expect(await lettersOf(library, late)).toMatchObject([{ state: 'delivered' }])
  })

  it('of two late books of which one came back only the other is told of', async () => {
    const late = await lateMember(library, '반반', 2)
    await find()
    const [back = '', out = ''] = late.titles
    await late.says(`${back} 반납`)
    await library.settle()
    const [alert] = late.pushes()
    expect([alert?.text.includes(back), alert?.text.includes(out)]).toEqual([false, true])
  })

  it('accepted means asked again later: who was reached is written down, and who is no friend of the channel', async () => {
    const friend = await lateMember(library, '친구')
    await library.settle()
    expect(await noticesOf(library, friend)).toMatchObject([{ state: 'accepted' }])
    wait(library, 10)
    await library.settle()
    expect(await noticesOf(library, friend)).toMatchObject([{ state: 'delivered' }])

    const stranger = await lateMember(library, '남남')
    behave('not-friend')
    await library.settle()
    wait(library, 10)
    await library.settle()
    expect(await noticesOf(library, stranger)).toMatchObject([{ state: 'unreachable' }])
    behave('ok')
    wait(library, 600)
    await library.settle()
    expect([friend.pushes().length, stranger.pushes().length]).toEqual([1, 0])
  })

  it('another member’s message is not drawn for who asks with its number', async () => {
    const late = await lateMember(library, '주인')
    const curious = await member(library, '호기심')
    await library.settle()
    const [notice] = await noticesOf(library, late)
    await library.rows('UPDATE notices SET drawn_at = NULL WHERE id = ?', [notice?.id ?? ''])
    const response = await fetch(`${library.url}/skills/notice`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        userRequest: {
          utterance: 'overdue_notice',
          user: { id: curious.userKey, type: 'botUserKey', properties: { noticeId: notice?.id } },
        },
      }),
    })
    const drawn = await response.text()
    expect(JSON.parse(drawn)).toMatchObject({ data: { intent: 'notice', outcome: 'unknown-notice' } })
    for (const title of late.titles) expect(drawn).not.toContain(title)
    expect(await library.rows('SELECT drawn_at FROM notices WHERE id = ?', [notice?.id ?? ''])).toEqual([
      { drawn_at: null },
    ])
  })
})
