/** The process killed while KakaoPay is asked to give money back: the next process finishes the work, once. */
import { beforeEach, describe, expect, it } from '@jest/globals'
import { balanceOf, member, type Member } from '../support/crowd.js'
import { engines } from '../support/empty-database.js'
import { killedProduct, never } from '../support/killed-product.js'
import { cancels, kakaoBooks, paymentsOf, pays, refundIdOf, refundsOf } from '../support/refunds.js'
import { until } from '../support/until.js'

describe.each(engines)('killed while giving money back on %s', (engine) => {
  const house = killedProduct(engine)
  let owner: Member
  let owners = 0

  beforeEach(async () => {
    house.isLaterBy(0)
    owner = await member(house.next, `돌려받을이${++owners}`)
    await pays(house.next, owner, 10_000)
    await house.next.settle()
    await house.start('bot,worker')
  })

  /** Asks for money back; the product is killed the moment it asks KakaoPay to cancel, and then does with the request what `and` says. */
  async function killedAtCancel(amountWon: number, and?: () => Promise<void>): Promise<void> {
    const killed = house.killAt('/cancel', and)
    await asks(amountWon)
    await killed
  }
  async function asks(amountWon: number): Promise<void> {
    const asked = await house.next.app.requestRefund({ memberId: owner.memberId, amountWon, commandKey: null })
    expect(asked).toMatchObject({ ok: true })
  }
  const stands = () => refundsOf(house.next, owner)
  const books = () => kakaoBooks(house.kakao.simulator, owner)

  it('and KakaoPay has given it back: the next process finds that, and asks for nothing anew', async () => {
    await killedAtCancel(4_000)
    await until('KakaoPay has given it back', () => cancels(house.kakao.simulator, owner) === 1)
    expect(await stands()).toEqual(['under-way: 4000 cancelling'])

    await house.next.settle()
    expect(await stands()).toEqual(['under-way: 4000 cancelling'])
    house.isLaterBy(2 * 60)
    await Promise.all([house.next.settle(), house.next.settle()])
    expect([await stands(), books()]).toEqual([['done: 4000 paid-back by kakao-pay'], ['10000-4000']])
    expect(await balanceOf(house.next, owner.memberId)).toBe(6_000)
  })

  it('and KakaoPay never gets to hear of it: the next process asks again', async () => {
    await killedAtCancel(4_000, never)
    expect([await stands(), books()]).toEqual([['under-way: 4000 cancelling'], ['10000-0']])

    house.isLaterBy(2 * 60)
    await house.next.settle()
    await house.next.settle()
    expect([await stands(), books()]).toEqual([['done: 4000 paid-back by kakao-pay'], ['10000-4000']])
  })

  it('and KakaoPay hears of it only after the next process was told that nothing happened: it is given back once', async () => {
    await killedAtCancel(4_000, never)
    house.isLaterBy(2 * 60)
    house.kakao.arrives = (arrived) => {
      if (!arrived.endsWith('/cancel')) return
      const [payment] = paymentsOf(house.kakao.simulator, owner.memberId)
      if (payment) Object.assign(payment, { canceledWon: 4_000, status: 'PART_CANCEL_PAYMENT' })
    }
    await house.next.settle()
    expect([await stands(), books()]).toEqual([['done: 4000 paid-back by kakao-pay'], ['10000-4000']])
  })

  it('and two go on with it, one while the other asks KakaoPay: it is given back once, and told once', async () => {
    await killedAtCancel(4_000, never)
    house.isLaterBy(2 * 60)
    const refundId = await refundIdOf(house.next, owner)
    house.kakao.arrives = async (arrived) => {
      if (!arrived.endsWith('/order')) return
      house.kakao.arrives = () => undefined
      await house.next.app.settleRefund(refundId)
    }
    await house.next.app.settleRefund(refundId)
    await house.next.settle()
    expect([await stands(), books()]).toEqual([['done: 4000 paid-back by kakao-pay'], ['10000-4000']])
    expect(
      await house.next.rows(`SELECT id FROM events WHERE type = 'RefundSettled' AND aggregate_id = ?`, [refundId]),
    ).toHaveLength(1)
  })

  it('before its letter was carried, which then is lost: the clock finds the refund', async () => {
    await house.product.end('SIGKILL')
    await asks(10_000)
    await house.next.rows(`UPDATE letters SET state = 'parked' WHERE reaction = 'give-back' AND state = 'waiting'`)
    await house.next.settle()
    expect(await stands()).toEqual(['under-way: 10000 waiting'])
    house.isLaterBy(2 * 60)
    await house.next.settle()
    expect([await stands(), books()]).toEqual([['done: 10000 paid-back by kakao-pay'], ['10000-10000']])
  })
})
