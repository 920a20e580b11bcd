/** By its request id everything can be found that the log says of a request, and by nothing whose request it was. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { keptLog } from '../support/kept-log.js'
import { caller, openDesk } from '../support/librarian.js'
import type { Library } from '../support/library.js'
import { post, utterance } from '../support/skill-call.js'
import { until } from '../support/until.js'

describe('the log of a request', () => {
  const { log, written, lines } = keptLog()
  let library: Library
  beforeAll(async () => {
    library = await openDesk('sqlite', { log })
  })
  afterAll(() => library.close())

  const called = (requestId: string) => lines('skill').filter((line) => line['requestId'] === requestId)
  const says = (userKey: string, said: string, requestId?: string) =>
    post(library, utterance(userKey, said), requestId === undefined ? {} : { headers: { 'x-request-id': requestId } })

  it('carries the id that Kakao gave it, and the answer carries it back', async () => {
    const answer = await says('someone', '도움말', 'chp-0123456789abcdef')
    expect(answer.headers.get('x-request-id')).toBe('chp-0123456789abcdef')
    expect(called('chp-0123456789abcdef')).toMatchObject([{ intent: 'help', outcome: 'ok' }])
  })

  it.each([
    ['none', undefined],
    ['a short one', 'z-1'],
    ['a long one', 'a'.repeat(65)],
    ['one with a space', 'request of mine'],
    ['a phone number', '010-1234-5678'],
    ['a user key', '0123456789abcdef0123456789abcdef01234567'],
  ])('carries an id of its own where there was %s', async (_, given) => {
    const answer = await says('someone', '도움말', given)
    const own = answer.headers.get('x-request-id') ?? ''
    expect(own).toMatch(/^[0-9a-f-]{36}$/)
    expect(called(own)).toHaveLength(1)
    if (given !== undefined) expect(written.join('')).not.toContain(given)
  })

  it('tells one member from another without saying who they are', async () => {
    const [one, other] = [library.visitor(), library.visitor()]
    await one.joins()
    await other.joins()
    await says(one.userKey, '마이페이지', 'first-of-one')
    await says(other.userKey, '마이페이지', 'first-of-other')
    await says(one.userKey, '마이페이지', 'second-of-one')
    const [first, ofOther, second] = ['first-of-one', 'first-of-other', 'second-of-one'].flatMap(called)
    expect(first?.['member']).toMatch(/^[0-9a-f]{16}$/)
    expect(second?.['member']).toBe(first?.['member'])
    expect(ofOther?.['member']).not.toBe(first?.['member'])
    for (const { userKey } of [one, other]) expect(written.join('')).not.toContain(userKey)
    expect(written.join('')).not.toContain(library.app.printOf(one.userKey))
  })

  it('never takes one of many at once for another', async () => {
    const crowd = Array.from({ length: 60 }, (_, number) => ({
      userKey: `of-crowd-${number % 20}`,
      id: `crowd-no-${number}`,
    }))
    await Promise.all(crowd.map(({ userKey, id }) => says(userKey, '도움말', id)))
    for (const { userKey, id } of crowd) expect(called(id)).toMatchObject([{ member: library.app.nameInLog(userKey) }])
  })

  it('is found by the number that a member was given when something broke', async () => {
    const member = library.visitor()
    await member.joins()
    await library.rows('ALTER TABLE rentals RENAME TO rentals_away')
    const answer = await says(member.userKey, '마이페이지')
    await library.rows('ALTER TABLE rentals_away RENAME TO rentals')
    const number = /\(문의 번호 ([\w-]+)\)/.exec(await answer.text())?.[1]
    expect(number).toBe(answer.headers.get('x-request-id'))
    expect(lines('skill failed')).toMatchObject([{ requestId: number, member: library.app.nameInLog(member.userKey) }])
    expect(called(number ?? '')).toMatchObject([{ outcome: 'error' }])
  })

  it('says which librarian asked for what, and the audit log has the same request', async () => {
    const boss = caller(library.url)
    await boss.signIn()
    const { body: me } = await boss.get('/session')
    const { etag } = await boss.get('/calendar/2026-12-24')
    const answer = await boss.ask('PUT', '/calendar/2026-12-24', {
      body: { name: '장서 점검', isClosed: true },
      ifMatch: etag,
      headers: { 'x-request-id': 'closing-the-day' },
    })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('x-request-id')).toBe('closing-the-day')
    const [newest] = (await boss.get('/audit?limit=1')).body.items
    expect(newest).toMatchObject({ requestId: 'closing-the-day', librarian: { id: me.librarian.id } })
    await until('the line is written', () => lines('request').some((line) => line['requestId'] === 'closing-the-day'))
    expect(lines('request').find((line) => line['requestId'] === 'closing-the-day')).toMatchObject({
      method: 'PUT',
      route: '/admin/api/calendar/:day',
      status: 200,
      librarian: me.librarian.id,
    })
  })

  it('names addresses by their pattern only, however they are written', async () => {
    await fetch(`${library.url}/PAY/a-page-of-somebody`)
    await fetch(`${library.url}/01012345678/nowhere`)
    await until('both are written', () => lines('request').filter((line) => line['status'] === 404).length >= 2)
    expect(lines('request').filter((line) => line['status'] === 404)).toMatchObject([
      { route: '/pay/:token' },
      { route: '/*' },
    ])
    expect(written.join('')).not.toMatch(/a-page-of-somebody|01012345678/)
  })
})
