/** What comes back from KakaoPay is not taken on anybody's word but KakaoPay's, and is never counted twice. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { noMischief } from '../../src/simulator/mischief.js'
import { complaints } from '../support/audit.js'
import { balanceOf, member, wait, type Member } from '../support/crowd.js'
import { engines } from '../support/empty-database.js'
import { openLibrary, type Library } from '../support/library.js'
import { confirmed, depositOf, land, openWindow, payCard, press } from '../support/payment.js'

const won = 10_000

describe.each(engines)('paying at KakaoPay on %s', (engine) => {
  let library: Library
  let payer: Member
  let payers = 0
  beforeAll(async () => {
    library = await openLibrary(engine)
  })
  beforeEach(async () => {
    payer = await member(library, `내는이${++payers}`)
  })
  afterEach(async () => {
    Object.assign(simulator().mischief, noMischief())
    expect(await complaints(library)).toEqual([])
  })
  afterAll(() => library.close())

  function simulator() {
    if (!library.simulator) throw new Error('no simulator')
    return library.simulator
  }
  const paymentOf = async (page: string) => simulator().payments.get((await depositOf(library, page)).tid ?? '')
  const stateOf = async (page: string) => (await depositOf(library, page)).state
  const balance = () => balanceOf(library, payer.memberId)

  it('the landing page opened five times is one deposit', async () => {
    const { page, back } = await confirmed(payer, won)
    for (let time = 1; time <= 5; time += 1)
      expect(await land(back)).toMatchObject({ status: 200, title: expect.stringContaining('10,000원') })
    expect(await stateOf(page)).toBe('paid')
    expect(await balance()).toBe(won)
  })

  it('the landing page opened eight times at once is one deposit, and KakaoPay is asked to take money once', async () => {
    const { page, back } = await confirmed(payer, won)
    const landings = await Promise.all(Array.from({ length: 8 }, () => land(back)))
    expect(landings.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 200))
    expect((await paymentOf(page))?.actions).toHaveLength(1)
    expect(await balance()).toBe(won)
  })

  it('a landing address without a payment, or with a word of somebody’s own, puts no money in and spoils nothing', async () => {
    const page = await payCard(payer, won)
    expect((await land(`${page}/approve?pg_token=guess`)).status).toBe(200)
    expect(await stateOf(page)).toBe('requested')
    const { window } = await openWindow(page)
    await land(`${page}/approve?pg_token=guess`)
    await land(`${page}/approve`)
    await land(`${page}/approve?pg_token=a&pg_token=b`)
    expect(await stateOf(page)).toBe('ready')
    const back = await press(window)
    await land(back.replace(/pg_token=\w+/, 'pg_token=guess'))
    expect(await balance()).toBe(0)

    await land(back)
    expect(await balance()).toBe(won)
  })

  it('an address with a page word that was never given out leads nowhere', async () => {
    const { back } = await confirmed(payer, won)
    const forged = back.replace(/pay\/[^/]+/, `pay/${'A'.repeat(32)}`)
    expect((await land(forged)).status).toBe(404)
    expect((await openWindow(forged.split('/approve')[0] ?? '')).landing.status).toBe(404)
    expect(await balance()).toBe(0)
  })

  it('a window opened anew is the one that counts, and only one of two is ever paid', async () => {
    const page = await payCard(payer, won)
    const first = await openWindow(page)
    const second = await openWindow(page)
    expect(second.window).not.toBe(first.window)
    await land(await press(first.window))
    expect(await balance()).toBe(0)
    await land(await press(second.window))
    await land(await press(first.window))
    expect(await balance()).toBe(won)
    expect([...simulator().payments.values()].filter(({ userId }) => userId === payer.memberId)).toMatchObject([
      { approvedAt: null },
      { approvedWon: won },
    ])
    const late = await openWindow(page)
    expect(late).toMatchObject({ window: null, landing: { status: 200 } })
  })

  it('two taps on the pay button at once open windows of which one works', async () => {
    const page = await payCard(payer, won)
    const opened = await Promise.all([openWindow(page), openWindow(page)])
    for (const { window } of opened) await land(await press(window))
    expect(await balance()).toBe(won)
  })

  it('a payer who turns back can still pay', async () => {
    const page = await payCard(payer, won)
    const back = await press((await openWindow(page)).window, 'quit')
    expect(back).toMatch(/\/cancel$/)
    expect((await land(back)).status).toBe(200)
    expect(await stateOf(page)).toBe('requested')
    await land(await press((await openWindow(page)).window))
    expect(await balance()).toBe(won)
  })

  it('an answer lost on the way is asked for again: the money is in at once', async () => {
    const { page, back } = await confirmed(payer, won)
    simulator().mischief.kakaoPay.approve = 'lost-answer'
    expect(await land(back)).toMatchObject({ status: 200, title: expect.stringContaining('10,000원') })
    expect(await stateOf(page)).toBe('paid')
    expect(await balance()).toBe(won)
  })

  it('a declined payment puts nothing in and is over', async () => {
    const { page, back } = await confirmed(payer, won)
    simulator().mischief.kakaoPay.approve = 'declined'
    expect((await land(back)).status).toBe(200)
    expect(await stateOf(page)).toBe('failed')
    simulator().mischief.kakaoPay.approve = 'ok'
    await land(back)
    expect((await openWindow(page)).window).toBeNull()
    expect(await balance()).toBe(0)
  })

  it('KakaoPay breaking in the middle may have taken the money: that card waits for its word, another card works', async () => {
    const { page, back } = await confirmed(payer, won)
    simulator().mischief.kakaoPay.approve = '500'
    expect((await land(back)).status).toBe(200)
    expect(await stateOf(page)).toBe('approving')
    simulator().mischief.kakaoPay.approve = 'ok'
    expect((await openWindow(page)).window).toBeNull()
    await land((await confirmed(payer, won)).back)
    expect(await balance()).toBe(won)

    wait(library, 17 * 60)
    await library.settle()
    expect(await stateOf(page)).toBe('expired')
    expect(await balance()).toBe(won)
  })

  it('a wrong amount is given back and never credited', async () => {
    const { page, back } = await confirmed(payer, won)
    simulator().mischief.kakaoPay.approve = 'wrong-amount'
    expect((await land(back)).status).toBe(200)
    expect(await stateOf(page)).toBe('failed')
    expect(await paymentOf(page)).toMatchObject({
      status: 'CANCEL_PAYMENT',
      approvedWon: won + 100,
      canceledWon: won + 100,
    })
    expect(await balance()).toBe(0)
  })

  it('KakaoPay not opening its window is said on the page, and the card works later', async () => {
    const page = await payCard(payer, won)
    simulator().mischief.kakaoPay.ready = '500'
    const { window, landing } = await openWindow(page)
    expect([window, landing.title]).toEqual([null, expect.stringContaining('카카오페이')])
    expect(await stateOf(page)).toBe('requested')
    simulator().mischief.kakaoPay.ready = 'ok'
    await land(await press((await openWindow(page)).window))
    expect(await balance()).toBe(won)
  })

  it('landing after the window has closed puts nothing in, and the clock clears it away', async () => {
    const { page, back } = await confirmed(payer, won)
    wait(library, 17 * 60)
    await land(back)
    expect(await stateOf(page)).toBe('expired')
    expect(await balance()).toBe(0)

    const forgotten = await confirmed(payer, won)
    wait(library, 17 * 60)
    await library.settle()
    expect(await stateOf(forgotten.page)).toBe('expired')
    await land(forgotten.back)
    expect(await balance()).toBe(0)

    const untouched = await payCard(payer, won)
    wait(library, 25 * 3_600)
    await library.settle()
    expect(await stateOf(untouched)).toBe('expired')
    expect((await openWindow(untouched)).window).toBeNull()
  })

  it('a card that no longer fits under the most a member may own takes no money', async () => {
    const rich = await member(library, `부자${++payers}`, 450_000)
    const first = await confirmed(rich, 50_000)
    const { page, back } = await confirmed(rich, 50_000)
    await land(first.back)
    expect(await balanceOf(library, rich.memberId)).toBe(500_000)
    expect((await land(back)).status).toBe(200)
    expect((await openWindow(page)).window).toBeNull()
    expect(await paymentOf(page)).toMatchObject({ approvedAt: null })
    expect(await balanceOf(library, rich.memberId)).toBe(500_000)
  })

  it('the same top-up button tapped twice is one card', async () => {
    const choices = await payer.says('적립금 충전')
    const label = choices.buttons.find((button) => button.label.includes('10,000'))?.label ?? ''
    const cards = await Promise.all([payer.taps(choices, label), payer.taps(choices, label)])
    expect(cards.map((card) => card.outcome)).toEqual(['ok', 'ok'])
    expect(new Set(cards.flatMap((card) => card.buttons.map((button) => button.webLinkUrl)).filter(Boolean)).size).toBe(
      1,
    )
  })
})

describe.each(engines)('without KakaoPay on %s', (engine) => {
  it('topping up says so, and renting, returning and 마이페이지 go on', async () => {
    const nobodyHome = 'http://127.0.0.1:1'
    const library = await openLibrary(engine, { env: { KAKAOPAY_API_URL: nobodyHome, KAKAOPAY_SECRET_KEY: 'secret' } })
    const payer = await member(library, '굳센이', 3_000)
    await library.book({ title: '그래도 빌리는 책' })

    const { window, landing } = await openWindow(await payCard(payer, won))
    expect([window, landing.status, landing.title]).toEqual([null, 200, expect.stringContaining('카카오페이')])
    expect((await payer.says('그래도 빌리는 책 빌려줘')).outcome).toBe('ok')
    expect((await payer.says('마이페이지')).outcome).toBe('ok')
    expect((await payer.says('그래도 빌리는 책 반납')).outcome).toBe('ok')
    await library.settle()
    expect(await complaints(library)).toEqual([])
    await library.close()
  })
})
