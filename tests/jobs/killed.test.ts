/** The process killed while it tells a member that a book is late: the next process knows whether Kakao has heard. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { complaints } from '../support/audit.js'
import { member, type Member } from '../support/crowd.js'
import { emptyDatabase, engines, type TestDatabase } from '../support/empty-database.js'
import { openLibrary, testEnv, type Library } from '../support/library.js'
import { startProduct, type Product } from '../support/product.js'
import { openStandIn, type StandIn } from '../support/stand-in.js'
import { until } from '../support/until.js'

const dayMs = 86_400_000

describe.each(engines)('killed while sending on %s', (engine) => {
  let kakao: StandIn
  let database: TestDatabase
  let next: Library
  let product: Product | null = null
  let late: Member
  let members = 0

  beforeAll(async () => {
    kakao = await openStandIn(() => new Date())
    database = await emptyDatabase(engine)
    next = await openLibrary(engine, { database, env: kakao.env })
    // the product that is killed lives in real time, which may be night in Seoul
    await next.app.changePolicy({ notices: { fromHour: 0, untilHour: 24, channels: ['event-api'] } })
    kakao.product.url = next.url
  })
  beforeEach(async () => {
    next.clock.set(new Date(Date.now() - 9 * dayMs).toISOString())
    late = await member(next, `늦은이${++members}`, 1_000)
    kakao.simulator.person(late.name)
    await next.book({ title: `늦는 책 ${members}` })
    expect((await late.says(`늦는 책 ${members} 빌려줘`)).outcome).toBe('ok')
    passSeconds(0)
  })
  afterEach(async () => {
    kakao.arrives = () => undefined
    await product?.end('SIGKILL')
    expect(await complaints(next)).toEqual([])
  })
  afterAll(async () => {
    await next.close()
    await kakao.close()
    await database.drop()
  })

  function passSeconds(seconds: number): void {
    next.clock.set(new Date(Date.now() + seconds * 1_000).toISOString())
  }
  /** A worker starts, finds who is late, and is killed when its push arrives at Kakao, which then does what `and` says. */
  async function killAtPush(and: () => Promise<void>): Promise<void> {
    let killed = (): void => undefined
    const isKilled = new Promise<void>((resolve) => (killed = resolve))
    kakao.arrives = async (path) => {
      if (!path.endsWith('/talk')) return
      kakao.arrives = () => undefined
      await product?.end('SIGKILL')
      killed()
      await and()
    }
    product = await startProduct(testEnv(database.url, { ROLES: 'bot,worker', ...kakao.env }))
    await isKilled
  }
  const notices = () => next.rows('SELECT state FROM notices WHERE member_id = ?', [late.memberId])

  it('and Kakao takes the message: it is in the chat once, and not sent again', async () => {
    await killAtPush(() => Promise.resolve())
    await until('the message is in the chat', () => kakao.pushes(late.name) > 0)
    expect(await notices()).toEqual([{ state: 'sending' }])

    for (const seconds of [30, 90, 180, 600]) {
      passSeconds(seconds)
      await next.settle()
      await kakao.simulator.idle()
    }
    expect(kakao.pushes(late.name)).toBe(1)
    expect(await notices()).toEqual([{ state: 'delivered' }])
  })

  it('and Kakao never hears of it: the next process waits for a sign, and then sends it once', async () => {
    await killAtPush(() => new Promise(() => undefined))
    passSeconds(30)
    await next.settle()
    expect(kakao.pushes(late.name)).toBe(0)

    for (const seconds of [90, 180, 600]) {
      passSeconds(seconds)
      await next.settle()
      await kakao.simulator.idle()
    }
    expect(kakao.pushes(late.name)).toBe(1)
    expect(await notices()).toEqual([{ state: 'delivered' }])
  })

  it('and the book comes back meanwhile: nothing is sent any more', async () => {
    await killAtPush(() => new Promise(() => undefined))
    expect((await late.says(`늦는 책 ${members} 반납`)).outcome).toBe('ok')
    passSeconds(180)
    await next.settle()
    expect(kakao.pushes(late.name)).toBe(0)
    expect(await notices()).toEqual([{ state: 'dropped' }])
  })
})
