/** Bad days of a whole run: Kakao fails half of the time, workers die in the middle, several run at once. Everybody is told once. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { complaints } from '../support/audit.js'
import { wait, type Member } from '../support/crowd.js'
import { engines, type TestDatabase } from '../support/empty-database.js'
import { emptyLibrary } from '../support/empty-library.js'
import { lateMembers, lettersOf, noticesOf } from '../support/late.js'
import { openLibrary, testEnv, type Library } from '../support/library.js'
import { oneNoticeAtAnyHour } from '../support/policies.js'
import { startProduct, type Product } from '../support/product.js'
import { openStandIn, type StandIn } from '../support/stand-in.js'
import { until } from '../support/until.js'

describe.each(engines)('a Kakao that fails every second call on %s', (engine) => {
  let http: Server
  let library: Library
  const taken = new Map<string, number>()
  const tasks = new Map<string, string[]>()
  let calls = 0
  /** So many calls are refused before anything else. */
  let refusals = 0
  let isDrawn: 'drawn' | 'not the first time' | 'never' = 'drawn'

  beforeEach(async () => {
    taken.clear()
    tasks.clear()
    calls = 0
    http = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const answer = (status: number, body: object) =>
          response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
        if (request.method === 'GET') return void answer(200, resultOf(request.url?.split('/').at(-1) ?? ''))
        calls += 1
        if (refusals > 0) refusals -= 1
        else if (calls % 2 === 0 || isDrawn !== 'drawn') return void take(chunks, answer)
        answer(500, {})
      })
    })
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
    library = await openLibrary(engine, {
      policy: oneNoticeAtAnyHour,
      env: { KAKAO_EVENT_API_URL: url, KAKAO_BOT_ID: 'bot', KAKAO_REST_API_KEY: 'rest-api-key' },
    })
  })
  afterEach(async () => {
    expect(await complaints(library)).toEqual([])
    await library.close()
    http.closeAllConnections()
    await new Promise((resolve) => http.close(resolve))
    isDrawn = 'drawn'
  })

  function take(chunks: readonly Buffer[], answer: (status: number, body: object) => void): void {
    const { user } = JSON.parse(Buffer.concat(chunks).toString()) as { user: { id: string }[] }
    for (const { id } of user) taken.set(id, (taken.get(id) ?? 0) + 1)
    const taskId = `task-${calls}`
    tasks.set(
      taskId,
      user.map(({ id }) => id),
    )
    answer(200, { taskId, status: 'SUCCESS', timestamp: 1 })
  }
  function resultOf(taskId: string): object {
    const users = tasks.get(taskId) ?? []
    const isLost = isDrawn === 'never' || (isDrawn === 'not the first time' && taskId === [...tasks.keys()][0])
    const failed = isLost ? users.map((userId) => ({ userId, errorMsg: { errorType: 201, msg: 'HTTP' } })) : []
    const fail = failed.length > 0 ? { fail: { count: failed.length, list: failed } } : {}
    return { status: 'x', allRequestCount: users.length, successCount: users.length - failed.length, ...fail }
  }

  it('takes every message once in the end', async () => {
    const members = await lateMembers(library, 25)
    for (let minute = 0; minute < 20; minute += 1) {
      await library.settle()
      wait(library, 120)
    }
    expect(members.map(({ userKey }) => taken.get(userKey))).toEqual(members.map(() => 1))
    for (const one of members) expect(await noticesOf(library, one)).toMatchObject([{ state: 'delivered' }])
    expect(calls).toBeGreaterThan(1)
  })

  it('and that fails to draw a message once after a bad hour is given it again', async () => {
    const [one] = await lateMembers(library, 1)
    if (!one) throw new Error('nobody came')
    refusals = 5
    isDrawn = 'not the first time'
    for (let minute = 0; minute < 30; minute += 1) {
      await library.settle()
      wait(library, 240)
    }
    expect(taken.get(one.userKey)).toBe(2)
    expect(await noticesOf(library, one)).toMatchObject([{ state: 'delivered' }])
  })

  it('and that cannot get a message drawn is given it three times, and then the member is to be called', async () => {
    isDrawn = 'never'
    const [one] = await lateMembers(library, 1)
    if (!one) throw new Error('nobody came')
    for (let minute = 0; minute < 20; minute += 1) {
      await library.settle()
      wait(library, 120)
    }
    expect(taken.get(one.userKey)).toBe(3)
    expect(await noticesOf(library, one)).toMatchObject([{ state: 'unreachable' }])
    expect((await lettersOf(library, one)).map(({ state }) => state)).not.toContain('waiting')
  })
})

const dayMs = 86_400_000

describe.each(engines)('workers that die in the middle of a run on %s', (engine) => {
  let kakao: StandIn
  let database: TestDatabase
  let bot: Library
  const products: Product[] = []
  beforeEach(async () => {
    kakao = await openStandIn(() => new Date())
    database = await emptyLibrary(engine)
    bot = await openLibrary(engine, { database, env: kakao.env })
    await bot.app.changePolicy({
      notices: {
        fromHour: 0,
        untilHour: 24,
        channels: ['event-api'],
        dueSoonDaysBefore: 0,
        overdueDays: [1],
        atMost: 1,
      },
    })
    kakao.product.url = bot.url
  })
  afterEach(async () => {
    kakao.arrives = () => undefined
    await Promise.all(products.splice(0).map((product) => product.end('SIGKILL')))
    expect(await complaints(bot)).toEqual([])
    await bot.close()
    await kakao.close()
    await database.drop()
  })

  async function worker(): Promise<Product> {
    const product = await startProduct(testEnv(database.url, { ROLES: 'worker', ...kakao.env }))
    products.push(product)
    return product
  }
  async function manyLate(count: number): Promise<Member[]> {
    bot.clock.set(new Date(Date.now() - 9 * dayMs).toISOString())
    const members = await lateMembers(bot, count)
    for (const { name } of members) kakao.simulator.person(name)
    bot.clock.set(new Date().toISOString())
    return members
  }
  const told = (members: readonly Member[]) => members.map(({ name }) => kakao.pushes(name))

  it('two of them, killed at a call to Kakao that is then taken or never heard, leave nobody out and tell nobody twice', async () => {
    // more than go into the hands of one worker at a time
    const members = await manyLate(210)
    for (const isHeard of [true, false]) {
      const isKilled = new Promise<void>((killed) => {
        kakao.arrives = async (path) => {
          if (!path.endsWith('/talk')) return
          kakao.arrives = () => undefined
          await products.at(-1)?.end('SIGKILL')
          killed()
          if (!isHeard) await new Promise(() => undefined)
        }
      })
      await worker()
      await isKilled
      await kakao.simulator.idle()
    }
    for (const seconds of [30, 100, 200, 400, 4_000]) {
      bot.clock.set(new Date(Date.now() + seconds * 1_000).toISOString())
      await bot.settle()
      await kakao.simulator.idle()
    }
    expect(told(members)).toEqual(members.map(() => 1))
    for (const one of members) expect(await noticesOf(bot, one)).toMatchObject([{ state: 'delivered' }])
  })

  it('three that start in the same second share the work, and everybody is told once', async () => {
    const members = await manyLate(90)
    await Promise.all([worker(), worker(), worker()])
    await until('everybody is told', () => told(members).every((times) => times > 0))
    await kakao.simulator.idle()
    expect(told(members)).toEqual(members.map(() => 1))
    for (const one of members) expect(await noticesOf(bot, one)).toHaveLength(1)
    expect(await Promise.all(products.map((product) => product.end('SIGTERM')))).toEqual([0, 0, 0])
  })
})
