/** The process killed while KakaoPay is asked to give money back: the next process finishes the work, once. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { complaints } from '../support/audit.js'
import { balanceOf, member, type Member } from '../support/crowd.js'
import { emptyDatabase, engines, type TestDatabase } from '../support/empty-database.js'
import { openLibrary, testEnv, type Library } from '../support/library.js'
import { startProduct, type Product } from '../support/product.js'
import { cancels, kakaoBooks, paymentsOf, pays, refundIdOf, refundsOf } from '../support/refunds.js'
import { openStandIn, type StandIn } from '../support/stand-in.js'
import { until } from '../support/until.js'

describe.each(engines)('killed while giving money back on %s', (engine) => {
  let kakao: StandIn
  let database: TestDatabase
  /** The next process; it has no worker of its own, so it does nothing until it is told to. */
  let next: Library
  let product: Product
  let owner: Member
  let owners = 0
  let laterMs = 0

  beforeAll(async () => {
    kakao = await openStandIn(() => new Date(Date.now() + laterMs))
    database = await emptyDatabase(engine)
    next = await openLibrary(engine, { database, env: kakao.env })
    kakao.product.url = next.url
  })
  beforeEach(async () => {
    laterMs = 0
    passMinutes(0)
    owner = await member(next, `돌려받을이${++owners}`)
    await pays(next, owner, 10_000)
    await next.settle()
    product = await startProduct(testEnv(database.url, { ROLES: 'bot,worker', ...kakao.env }))
  })
  afterEach(async () => {
    kakao.arrives = () => undefined
    await product.end('SIGKILL')
    expect(await complaints(next)).toEqual([])
  })
  afterAll(async () => {
    await next.close()
    await kakao.close()
    await database.drop()
  })

  function passMinutes(minutes: number): void {
    laterMs += minutes * 60_000
    next.clock.set(new Date(Date.now() + laterMs).toISOString())
  }
  /** Asks for money back; the product is killed the moment it asks KakaoPay to cancel, and then does with the request what `and` says. */
  async function killedAtCancel(amountWon: number, and: () => Promise<void> = () => Promise.resolve()): Promise<void> {
    const killed = new Promise<void>((resolve) => {
      kakao.arrives = async (arrived) => {
        if (!arrived.endsWith('/cancel')) return
        kakao.arrives = () => undefined
        await product.end('SIGKILL')
        resolve()
        await and()
      }
    })
    await asks(amountWon)
    await killed
  }
  async function asks(amountWon: number): Promise<void> {
    const asked = await next.app.requestRefund({ memberId: owner.memberId, amountWon, commandKey: null })
    expect(asked).toMatchObject({ ok: true })
  }
  const stands = () => refundsOf(next, owner)
  const books = () => kakaoBooks(kakao.simulator, owner)

  it('and KakaoPay has given it back: the next process finds that, and asks for nothing anew', async () => {
    await killedAtCancel(4_000)
    await until('KakaoPay has given it back', () => cancels(kakao.simulator, owner) === 1)
    expect(await stands()).toEqual(['under-way: 4000 cancelling'])

    await next.settle()
    expect(await stands()).toEqual(['under-way: 4000 cancelling'])
    passMinutes(2)
    await Promise.all([next.settle(), next.settle()])
    expect([await stands(), books()]).toEqual([['done: 4000 paid-back by kakao-pay'], ['10000-4000']])
    expect(await balanceOf(next, owner.memberId)).toBe(6_000)
  })

  it('and KakaoPay never gets to hear of it: the next process asks again', async () => {
    await killedAtCancel(4_000, never)
    expect([await stands(), books()]).toEqual([['under-way: 4000 cancelling'], ['10000-0']])

    passMinutes(2)
    await next.settle()
    await next.settle()
    expect([await stands(), books()]).toEqual([['done: 4000 paid-back by kakao-pay'], ['10000-4000']])
  })

  it('and KakaoPay hears of it only after the next process was told that nothing happened: it is given back once', async () => {
    await killedAtCancel(4_000, never)
    passMinutes(2)
    kakao.arrives = (arrived) => {
      if (!arrived.endsWith('/cancel')) return
      const [payment] = paymentsOf(kakao.simulator, owner.memberId)
      if (payment) Object.assign(payment, { canceledWon: 4_000, status: 'PART_CANCEL_PAYMENT' })
    }
    await next.settle()
    expect([await stands(), books()]).toEqual([['done: 4000 paid-back by kakao-pay'], ['10000-4000']])
  })

  it('and two go on with it, one while the other asks KakaoPay: it is given back once, and told once', async () => {
    await killedAtCancel(4_000, never)
    passMinutes(2)
    const refundId = await refundIdOf(next, owner)
    kakao.arrives = async (arrived) => {
      if (!arrived.endsWith('/order')) return
      kakao.arrives = () => undefined
      await next.app.settleRefund(refundId)
    }
    await next.app.settleRefund(refundId)
    await next.settle()
    expect([await stands(), books()]).toEqual([['done: 4000 paid-back by kakao-pay'], ['10000-4000']])
    expect(
      await next.rows(`SELECT id FROM events WHERE type = 'RefundSettled' AND aggregate_id = ?`, [refundId]),
    ).toHaveLength(1)
  })

  it('before its letter was carried, which then is lost: the clock finds the refund', async () => {
    await product.end('SIGKILL')
    await asks(10_000)
    await next.rows(`UPDATE letters SET state = 'parked' WHERE reaction = 'give-back' AND state = 'waiting'`)
    await next.settle()
    expect(await stands()).toEqual(['under-way: 10000 waiting'])
    passMinutes(2)
    await next.settle()
    expect([await stands(), books()]).toEqual([['done: 10000 paid-back by kakao-pay'], ['10000-10000']])
  })
})

const never = () => new Promise<void>(() => undefined)
