/** The process killed between asking KakaoPay and writing down what it said: the next process finishes the work, once. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { complaints } from '../support/audit.js'
import { balanceOf, member, type Member } from '../support/crowd.js'
import { emptyDatabase, engines, type TestDatabase } from '../support/empty-database.js'
import { openLibrary, testEnv, type Library } from '../support/library.js'
import { depositOf, land, openWindow, payCard, press } from '../support/payment.js'
import { startProduct, type Product } from '../support/product.js'
import { openStandIn, type StandIn } from '../support/stand-in.js'
import { until } from '../support/until.js'

const won = 10_000

describe.each(engines)('killed while paying on %s', (engine) => {
  let kakao: StandIn
  let database: TestDatabase
  /** The next process; it has no worker of its own, so it does nothing until it is told to. */
  let next: Library
  let product: Product
  let payer: Member
  let payers = 0
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
    product = await startProduct(testEnv(database.url, { ROLES: 'bot', ...kakao.env }))
    payer = await member(next, `끊긴이${++payers}`)
    kakao.simulator.person(payer.name)
  })
  afterEach(async () => {
    kakao.arrives = () => undefined
    kakao.simulator.mischief.kakaoPay.approve = 'ok'
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
  /** Kills the product the moment its request arrives, and then does with the request what `and` says. */
  function killAt(path: string, and: () => Promise<void> = () => Promise.resolve()): void {
    kakao.arrives = async (arrived) => {
      if (!arrived.endsWith(path)) return
      kakao.arrives = () => undefined
      await product.end('SIGKILL')
      await and()
    }
  }
  const cardAt = (house: { url: string }, card: string) => card.replace(next.url, house.url)
  const paidAtKakao = () =>
    [...kakao.simulator.payments.values()].filter(({ userId, approvedAt }) => userId === payer.memberId && approvedAt)
  const balance = () => balanceOf(next, payer.memberId)

  it('as it asks for the window: the card works in the next process', async () => {
    const card = await payCard(payer, won)
    killAt('/ready')
    await expect(openWindow(cardAt(product, card))).rejects.toThrow()
    expect((await depositOf(next, card)).state).toBe('requested')

    await land(await press((await openWindow(card)).window))
    expect(await balance()).toBe(won)
  })

  it('as it asks for the money, which KakaoPay takes: the next process finds it and puts it in, once', async () => {
    const card = await payCard(payer, won)
    const back = await press((await openWindow(cardAt(product, card))).window)
    killAt('/approve')
    await expect(land(back)).rejects.toThrow()
    await until('KakaoPay has taken the money', () => paidAtKakao().length > 0)
    expect((await depositOf(next, card)).state).toBe('approving')
    expect(await balance()).toBe(0)

    passMinutes(2)
    const { id } = await depositOf(next, card)
    const told = await Promise.all([1, 2, 3, 4].map(() => next.app.settleDeposit(id)))
    expect(told.map((one) => (one.ok ? 'ok' : one.refusals[0].kind)).toSorted()).toEqual([
      ...Array.from({ length: 3 }, () => 'already-paid'),
      'ok',
    ])
    expect(await balance()).toBe(won)
    await Promise.all([next.settle(), next.settle(), land(back.replace(product.url, next.url))])
    expect(await balance()).toBe(won)
    expect(paidAtKakao()).toHaveLength(1)
    await kakao.simulator.idle()
    expect(kakao.pushes(payer.name)).toBe(1)
  })

  it('and KakaoPay takes the money only later: nobody opens another window meanwhile, and the money is put in', async () => {
    const card = await payCard(payer, won)
    const back = await press((await openWindow(cardAt(product, card))).window)
    let take = (): void => undefined
    const taken = new Promise<void>((resolve) => (take = resolve))
    killAt('/approve', () => taken)
    await expect(land(back)).rejects.toThrow()

    passMinutes(2)
    await next.settle()
    expect((await depositOf(next, card)).state).toBe('approving')
    expect((await openWindow(card)).window).toBeNull()
    expect(await balance()).toBe(0)

    take()
    await until('KakaoPay has taken the money', () => paidAtKakao().length > 0)
    await next.settle()
    expect(await balance()).toBe(won)
  })

  it('as it asks for the money, which KakaoPay never gets to hear: the deposit is over when the window is', async () => {
    const card = await payCard(payer, won)
    const back = await press((await openWindow(cardAt(product, card))).window)
    killAt('/approve', () => new Promise(() => undefined))
    await expect(land(back)).rejects.toThrow()

    passMinutes(17)
    await next.settle()
    expect((await depositOf(next, card)).state).toBe('expired')
    expect([await balance(), paidAtKakao()]).toEqual([0, []])
  })

  it('as it gives a wrong amount back: the next process sees to it that it is given back, once', async () => {
    const card = await payCard(payer, won)
    const back = await press((await openWindow(cardAt(product, card))).window)
    kakao.simulator.mischief.kakaoPay.approve = 'wrong-amount'
    killAt('/cancel', () => new Promise(() => undefined))
    await expect(land(back)).rejects.toThrow()
    expect(paidAtKakao()).toMatchObject([{ canceledWon: 0 }])

    passMinutes(2)
    await next.settle()
    await next.settle()
    expect(paidAtKakao()).toMatchObject([{ status: 'CANCEL_PAYMENT', canceledWon: won + 100 }])
    expect((await depositOf(next, card)).state).toBe('failed')
    expect(await balance()).toBe(0)
  })
})
