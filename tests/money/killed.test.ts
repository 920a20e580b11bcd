/** The process killed between asking KakaoPay and writing down what it said: the next process finishes the work, once. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { balanceOf, member, type Member } from '../support/crowd.js'
import { engines } from '../support/empty-database.js'
import { killedProduct, never } from '../support/killed-product.js'
import { depositOf, land, openWindow, payCard, press } from '../support/payment.js'
import { until } from '../support/until.js'

const won = 10_000

describe.each(engines)('killed while paying on %s', (engine) => {
  const house = killedProduct(engine)
  let payer: Member
  let payers = 0

  beforeEach(async () => {
    house.isLaterBy(0)
    await house.start('bot')
    payer = await member(house.next, `끊긴이${++payers}`)
    house.kakao.simulator.person(payer.name)
  })
  afterEach(() => {
    house.kakao.simulator.mischief.kakaoPay.approve = 'ok'
  })

  const inProduct = (card: string) => card.replace(house.next.url, house.product.url)
  const paidAtKakao = () =>
    [...house.kakao.simulator.payments.values()].filter(
      ({ userId, approvedAt }) => userId === payer.memberId && approvedAt,
    )
  const balance = () => balanceOf(house.next, payer.memberId)

  it('as it asks for the window: the card works in the next process', async () => {
    const card = await payCard(payer, won)
    void house.killAt('/ready')
    await expect(openWindow(inProduct(card))).rejects.toThrow()
    expect((await depositOf(house.next, card)).state).toBe('requested')

    await land(await press((await openWindow(card)).window))
    expect(await balance()).toBe(won)
  })

  it('as it asks for the money, which KakaoPay takes: the next process finds it and puts it in, once', async () => {
    const card = await payCard(payer, won)
    const back = await press((await openWindow(inProduct(card))).window)
    void house.killAt('/approve')
    await expect(land(back)).rejects.toThrow()
    await until('KakaoPay has taken the money', () => paidAtKakao().length > 0)
    expect((await depositOf(house.next, card)).state).toBe('approving')
    expect(await balance()).toBe(0)

    house.isLaterBy(2 * 60)
    const { id } = await depositOf(house.next, card)
    const told = await Promise.all([1, 2, 3, 4].map(() => house.next.app.settleDeposit(id)))
    expect(told.map((one) => (one.ok ? 'ok' : one.refusals[0].kind)).toSorted()).toEqual([
      ...Array.from({ length: 3 }, () => 'already-paid'),
      'ok',
    ])
    expect(await balance()).toBe(won)
    await Promise.all([house.next.settle(), house.next.settle(), land(back.replace(house.product.url, house.next.url))])
    expect(await balance()).toBe(won)
    expect(paidAtKakao()).toHaveLength(1)
    await house.kakao.simulator.idle()
    expect(house.kakao.pushes(payer.name)).toBe(1)
  })

  it('and KakaoPay takes the money only later: nobody opens another window meanwhile, and the money is put in', async () => {
    const card = await payCard(payer, won)
    const back = await press((await openWindow(inProduct(card))).window)
    let take = (): void => undefined
    const taken = new Promise<void>((resolve) => (take = resolve))
    void house.killAt('/approve', () => taken)
    await expect(land(back)).rejects.toThrow()

    house.isLaterBy(2 * 60)
    await house.next.settle()
    expect((await depositOf(house.next, card)).state).toBe('approving')
    expect((await openWindow(card)).window).toBeNull()
    expect(await balance()).toBe(0)

    take()
    await until('KakaoPay has taken the money', () => paidAtKakao().length > 0)
    await house.next.settle()
    expect(await balance()).toBe(won)
  })

  it('as it asks for the money, which KakaoPay never gets to hear: the deposit is over when the window is', async () => {
    const card = await payCard(payer, won)
    const back = await press((await openWindow(inProduct(card))).window)
    void house.killAt('/approve', never)
    await expect(land(back)).rejects.toThrow()

    house.isLaterBy(17 * 60)
    await house.next.settle()
    expect((await depositOf(house.next, card)).state).toBe('expired')
    expect([await balance(), paidAtKakao()]).toEqual([0, []])
  })

  it('as it gives a wrong amount back: the next process sees to it that it is given back, once', async () => {
    const card = await payCard(payer, won)
    const back = await press((await openWindow(inProduct(card))).window)
    house.kakao.simulator.mischief.kakaoPay.approve = 'wrong-amount'
    void house.killAt('/cancel', never)
    await expect(land(back)).rejects.toThrow()
    expect(paidAtKakao()).toMatchObject([{ canceledWon: 0 }])

    house.isLaterBy(2 * 60)
    await house.next.settle()
    await house.next.settle()
    expect(paidAtKakao()).toMatchObject([{ status: 'CANCEL_PAYMENT', canceledWon: won + 100 }])
    expect((await depositOf(house.next, card)).state).toBe('failed')
    expect(await balance()).toBe(0)
  })
})
