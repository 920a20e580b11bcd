/** Money that has arrived is told once: pushed, or said at the next utterance when the push has not come through. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { noMischief } from '../../src/simulator/mischief.js'
import { complaints } from '../support/audit.js'
import { member, wait, type Member } from '../support/crowd.js'
import { noticesOf } from '../support/late.js'
import { engines } from '../support/empty-database.js'
import { openLibrary, type Library } from '../support/library.js'
import { confirmed, land } from '../support/payment.js'

const told = '10,000원을 충전했어요'

describe.each(engines)('the receipt on %s', (engine) => {
  let library: Library
  let payer: Member
  let payers = 0
  beforeAll(async () => {
    library = await openLibrary(engine)
  })
  beforeEach(async () => {
    payer = await member(library, `받는이${++payers}`)
  })
  afterEach(async () => {
    Object.assign(library.simulator?.mischief ?? {}, noMischief())
    expect(await complaints(library)).toEqual([])
  })
  afterAll(() => library.close())

  const pay = async () => land((await confirmed(payer, 10_000)).back)
  const says = async () => (await payer.says('도움말')).text.includes(told)
  const behave = (eventApi: 'accept-then-drop-answer' | 'not-friend' | 'ok') =>
    Object.assign(library.simulator?.mischief ?? {}, { eventApi })
  const settleLater = async () => {
    for (const seconds of [10, 70, 70, 600]) {
      wait(library, seconds)
      await library.settle()
    }
  }

  it('is pushed, and then not said again', async () => {
    await pay()
    await library.settle()
    expect([payer.pushes().length, await says(), await says()]).toEqual([1, false, false])
    await settleLater()
    expect(payer.pushes()).toHaveLength(1)
  })

  it('is said at the next utterance when that comes before the push, and then not pushed', async () => {
    await pay()
    expect([await says(), await says()]).toEqual([true, false])
    await settleLater()
    expect(payer.pushes()).toEqual([])
    expect(await noticesOf(library, payer)).toMatchObject([{ state: 'dropped' }])
  })

  it('is said to who cannot be pushed to', async () => {
    behave('not-friend')
    await pay()
    await library.settle()
    expect([await says(), await says()]).toEqual([true, false])
    await settleLater()
    expect(payer.pushes()).toEqual([])
  })

  it('drawn although Kakao’s answer was lost is not said and not pushed again', async () => {
    behave('accept-then-drop-answer')
    await pay()
    await library.settle()
    behave('ok')
    expect([payer.pushes().length, await says()]).toEqual([1, false])
    await settleLater()
    expect(payer.pushes()).toHaveLength(1)
  })

  it('said while Kakao’s word is in doubt is not pushed any more', async () => {
    await pay()
    await library.rows(`UPDATE notices SET state = 'sending', sent_at = ? WHERE member_id = ?`, [
      library.app.now().toISOString(),
      payer.memberId,
    ])
    expect(await says()).toBe(true)
    await settleLater()
    expect(payer.pushes()).toEqual([])
  })

  it('two payments before the letters leave are two messages to the same member, both taken by Kakao', async () => {
    const cards = [await confirmed(payer, 10_000), await confirmed(payer, 20_000)]
    for (const { back } of cards) await land(back)
    await library.settle()
    expect(payer.pushes()).toHaveLength(2)
    expect(await noticesOf(library, payer)).toMatchObject([{ state: 'accepted' }, { state: 'accepted' }])
  })
})
