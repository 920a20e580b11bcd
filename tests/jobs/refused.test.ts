/** An Event API that refuses a whole call because of one recipient: the others get their messages all the same. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { complaints } from '../support/audit.js'
import { crowd, member, wait } from '../support/crowd.js'
import { lateMembers, lettersOf, rents } from '../support/late.js'
import { engines } from '../support/empty-database.js'
import { openLibrary, type Library } from '../support/library.js'
import { oneNoticeAtAnyHour } from '../support/policies.js'

describe.each(engines)('a strict Event API on %s', (engine) => {
  let library: Library
  let http: Server
  let refuse: (users: readonly string[]) => { status: number; body: object } | null = () => null
  const calls: string[][] = []
  const reached = () => calls.at(-1)

  beforeAll(async () => {
    http = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const body = JSON.parse(Buffer.concat(chunks).toString() || '{"user":[]}') as { user: { id: string }[] }
        const users = body.user.map(({ id }) => id)
        const refusal = refuse(users)
        if (request.method === 'POST' && !refusal) calls.push(users)
        const answer = { taskId: `task-${calls.length}`, status: 'SUCCESS', message: 'OK', timestamp: 1 }
        response.writeHead(refusal?.status ?? 200, { 'content-type': 'application/json' })
        response.end(JSON.stringify(refusal?.body ?? answer))
      })
    })
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
    library = await openLibrary(engine, {
      policy: oneNoticeAtAnyHour,
      env: { KAKAO_EVENT_API_URL: url, KAKAO_BOT_ID: 'bot', KAKAO_REST_API_KEY: 'rest-api-key' },
    })
  })
  afterAll(async () => {
    await library.close()
    http.closeAllConnections()
    await new Promise((resolve) => http.close(resolve))
  })

  it.each([
    ['HTTP 400', { status: 400, body: {} }],
    ['status FAIL', { status: 200, body: { taskId: '', status: 'FAIL', message: 'bad user', timestamp: 1 } }],
  ])('%s for one of nine: eight are told at once, and the ninth is given up in the end', async (_how, refusal) => {
    calls.length = 0
    const members = await lateMembers(library, 9)
    const wrong = members[4]
    if (!wrong) throw new Error('nobody came')
    refuse = (users) => (users.includes(wrong.userKey) ? refusal : null)

    await library.settle()
    const others = members.filter((one) => one !== wrong).map(({ userKey }) => userKey)
    expect(calls.flat().toSorted()).toEqual(others.toSorted())
    for (let time = 0; time < 12; time += 1) {
      wait(library, 30 * 60)
      await library.settle()
    }
    expect(await lettersOf(library, wrong)).toMatchObject([{ state: 'parked', attempts: 8 }])
    expect(calls.flat()).toHaveLength(8)
    const toCall = await library.app.deskViews.unreachable(50)
    expect(toCall.map(({ memberId }) => memberId)).toContain(wrong.memberId)
    expect(await complaints(library)).toEqual([])
  })

  it('nobody is in one call twice, which Kakao would refuse: a member’s second message goes in the next', async () => {
    calls.length = 0
    let refused = 0
    refuse = (users) => {
      if (new Set(users).size === users.length) return null
      refused += 1
      return { status: 400, body: {} }
    }
    const twice = await member(library, '두번이', 2_000)
    const others = await crowd(library, 3, 1_000)
    await rents(library, twice)
    library.clock.advanceDays(4)
    for (const one of [twice, ...others]) await rents(library, one)
    library.clock.advanceDays(5)
    await library.app.chaseOverdue(twice)
    library.clock.advanceDays(3)
    await library.settle()
    expect(refused).toBe(0)
    expect(calls.map((users) => users.length)).toEqual([4, 1])
    expect(calls.flat().filter((userKey) => userKey === twice.userKey)).toHaveLength(2)
    for (const { userKey } of others) expect(calls[0]).toContain(userKey)
  })

  it('a wrong key is nobody’s fault but ours: one call at a time, and everybody is told when it is right again', async () => {
    calls.length = 0
    const members = await lateMembers(library, 9)
    let asked = 0
    refuse = () => {
      asked += 1
      return { status: 401, body: {} }
    }
    await library.settle()
    expect(asked).toBe(1)
    for (let time = 0; time < 12; time += 1) {
      wait(library, 30 * 60)
      await library.settle()
    }
    refuse = () => null
    wait(library, 30 * 60)
    await library.settle()
    expect(reached()?.toSorted()).toEqual(members.map(({ userKey }) => userKey).toSorted())
  })

  it('a member whom it refuses alone is reached by the next way at once, where the house has one', async () => {
    await library.app.changePolicy({ notices: { channels: ['event-api', 'alimtalk'] } })
    const [one] = await lateMembers(library, 1)
    if (!one) throw new Error('nobody came')
    refuse = () => ({ status: 400, body: {} })
    const before = library.simulator?.alimtalks.length ?? 0
    await library.settle()
    expect(library.simulator?.alimtalks.length).toBe(before + 1)
    expect((await lettersOf(library, one)).map(({ state }) => state)).toEqual(['delivered', 'delivered'])
  })
})
