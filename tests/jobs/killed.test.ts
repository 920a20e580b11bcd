/** The process killed while it tells a member that a book is late: the next process knows whether Kakao has heard. */
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { member, type Member } from '../support/crowd.js'
import { engines } from '../support/empty-database.js'
import { killedProduct, never } from '../support/killed-product.js'
import { until } from '../support/until.js'

const daySeconds = 86_400

describe.each(engines)('killed while sending on %s', (engine) => {
  const house = killedProduct(engine)
  let late: Member
  let members = 0

  beforeAll(async () => {
    // the product that is killed lives in real time, which may be night in Seoul
    await house.next.app.changePolicy({ notices: { fromHour: 0, untilHour: 24, channels: ['event-api'] } })
  })
  beforeEach(async () => {
    house.isLaterBy(-9 * daySeconds)
    late = await member(house.next, `늦은이${++members}`, 1_000)
    house.kakao.simulator.person(late.name)
    await house.next.book({ title: `늦는 책 ${members}` })
    expect((await late.says(`늦는 책 ${members} 빌려줘`)).outcome).toBe('ok')
    house.isLaterBy(0)
  })

  /** A worker starts, finds who is late, and is killed when its push arrives at Kakao, which then does what `and` says. */
  async function killAtPush(and?: () => Promise<void>): Promise<void> {
    const killed = house.killAt('/talk', and)
    await house.start('bot,worker')
    await killed
  }
  const notices = () => house.next.rows('SELECT state FROM notices WHERE member_id = ?', [late.memberId])

  it('and Kakao takes the message: it is in the chat once, and not sent again', async () => {
    await killAtPush()
    await until('the message is in the chat', () => house.kakao.pushes(late.name) > 0)
    expect(await notices()).toEqual([{ state: 'sending' }])

    for (const seconds of [30, 90, 180, 600]) {
      house.isLaterBy(seconds)
      await house.next.settle()
      await house.kakao.simulator.idle()
    }
    expect(house.kakao.pushes(late.name)).toBe(1)
    expect(await notices()).toEqual([{ state: 'delivered' }])
  })

  it('and Kakao never hears of it: the next process waits for a sign, and then sends it once', async () => {
    await killAtPush(never)
    house.isLaterBy(30)
    await house.next.settle()
    expect(house.kakao.pushes(late.name)).toBe(0)

    for (const seconds of [90, 180, 600]) {
      house.isLaterBy(seconds)
      await house.next.settle()
      await house.kakao.simulator.idle()
    }
    expect(house.kakao.pushes(late.name)).toBe(1)
    expect(await notices()).toEqual([{ state: 'delivered' }])
  })

  it('and the book comes back meanwhile: nothing is sent any more', async () => {
    await killAtPush(never)
    expect((await late.says(`늦는 책 ${members} 반납`)).outcome).toBe('ok')
    house.isLaterBy(180)
    await house.next.settle()
    expect(house.kakao.pushes(late.name)).toBe(0)
    expect(await notices()).toEqual([{ state: 'dropped' }])
  })
})
