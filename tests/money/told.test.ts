/** However a payment ends: the balance is right, the chat says what happened, once, and KakaoPay's books equal ours. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { noMischief } from '../../src/simulator/mischief.js'
import { labelsOf } from '../support/answer-parts.js'
import { complaints } from '../support/audit.js'
import { balanceOf, member, wait, type Member } from '../support/crowd.js'
import { engines } from '../support/empty-database.js'
import { openLibrary, type Library } from '../support/library.js'
import { confirmed, depositOf, land, openWindow, payCard, press } from '../support/payment.js'

const won = 10_000
const minute = 60

describe.each(engines)('what the chat says of payments on %s', (engine) => {
  let library: Library
  let payer: Member
  let payers = 0
  beforeAll(async () => {
    library = await openLibrary(engine)
  })
  beforeEach(async () => {
    payer = await member(library, `듣는이${++payers}`)
  })
  afterEach(async () => {
    Object.assign(simulator().mischief, noMischief())
    expect(await complaints(library)).toEqual([])
    expect(await booksDiffer()).toEqual([])
  })
  afterAll(() => library.close())

  function simulator() {
    if (!library.simulator) throw new Error('no simulator')
    return library.simulator
  }
  const mischief = () => simulator().mischief.kakaoPay
  const stateOf = async (page: string) => (await depositOf(library, page)).state
  /** Payments of this payer that KakaoPay keeps money of, and what our deposits say. */
  async function booksDiffer(): Promise<unknown[]> {
    const kept = [...simulator().payments.values()]
      .filter(({ userId, approvedWon, canceledWon }) => userId === payer.memberId && approvedWon > canceledWon)
      .map(({ tid, approvedWon, canceledWon }) => ({ tid, won: approvedWon - canceledWon }))
    const paid = await library.rows<{ tid: string; won: number }>(
      `SELECT tid, amount_won - refunded_won AS won FROM deposits WHERE member_id = ? AND state = 'paid' AND paid_by IS NULL`,
      [payer.memberId],
    )
    const ours = paid.map(({ tid, won }) => `${tid}:${won}`).toSorted()
    const theirs = kept.map(({ tid, won }) => `${tid}:${won}`).toSorted()
    return JSON.stringify(ours) === JSON.stringify(theirs) ? [] : [{ ours, theirs }]
  }
  /** All has ended: the balance, what the chat says first at the next word, and that it says it once. */
  async function end(balanceWon: number, said: string | null, pushed: string[] = []) {
    await library.settle()
    expect(await balanceOf(library, payer.memberId)).toBe(balanceWon)
    expect(payer.pushes().map(({ text }) => text.split('\n')[0])).toEqual(pushed)
    const first = await payer.says('안녕')
    const told = first.text.split('\n')[0] ?? ''
    if (said === null) expect(told).not.toMatch(/충전|결제/)
    else expect(told).toBe(said)
    expect((await payer.says('안녕')).text).not.toMatch(/충전은|충전했어요|돌려드렸어요/)
    return first
  }
  const receipt = ['적립금을 충전했어요']

  it('cancelled at KakaoPay: told once, with a way to begin anew, and the card on the page still works', async () => {
    const page = await payCard(payer, won)
    const back = await press((await openWindow(page)).window, 'quit')
    expect(await land(back)).toEqual({ status: 200, title: '결제를 취소했어요' })
    expect(await stateOf(page)).toBe('requested')
    const told = await end(0, '지난번 10,000원 충전은 취소하셔서 끝나지 않았어요. 돈은 나가지 않았어요.')
    expect(labelsOf(told)).toContain('다시 충전')

    const anew = await payer.taps(told, '다시 충전')
    expect(anew).toMatchObject({ intent: 'deposit', outcome: 'ok' })
    await land(await press((await openWindow(page)).window))
    await end(won, null, receipt)
  })

  it('cancelled, and paid by the same card before the next word: only the payment is told', async () => {
    const page = await payCard(payer, won)
    await land(await press((await openWindow(page)).window, 'quit'))
    wait(library, 1)
    await land(await press((await openWindow(page)).window))
    await end(won, null, receipt)
  })

  it('the address for turning back, opened by anybody while the window is open, says nothing and spoils nothing', async () => {
    const page = await payCard(payer, won)
    const { window } = await openWindow(page)
    for (const path of ['cancel', 'fail']) expect((await land(`${page}/${path}`)).status).toBe(200)
    expect(await stateOf(page)).toBe('ready')
    await end(0, null)
    await land(await press(window))
    await end(won, null, receipt)
  })

  it('failed at KakaoPay', async () => {
    const page = await payCard(payer, won)
    const back = await press((await openWindow(page)).window, 'fail')
    expect(await land(back)).toEqual({ status: 200, title: '결제가 되지 않았어요' })
    await end(0, '지난번 10,000원 충전은 결제가 되지 않아 끝나지 않았어요. 돈은 나가지 않았어요.')
  })

  it('cancelled, but never led back to us: the clock finds it', async () => {
    const page = await payCard(payer, won)
    await press((await openWindow(page)).window, 'quit')
    wait(library, 17 * minute)
    await library.settle()
    expect(await stateOf(page)).toBe('failed')
    await end(0, '지난번 10,000원 충전은 취소하셔서 끝나지 않았어요. 돈은 나가지 않았어요.')
  })

  it('declined when the money was to be taken', async () => {
    const { page, back } = await confirmed(payer, won)
    mischief().approve = 'declined'
    expect((await land(back)).title).toBe('결제가 되지 않았어요')
    expect(await stateOf(page)).toBe('failed')
    await end(0, '지난번 10,000원 충전은 결제가 되지 않아 끝나지 않았어요. 돈은 나가지 않았어요.')
  })

  it.each(['opened', 'confirmed'])('the page closed half-way, the window %s: told when it has run out', async (how) => {
    const page = await payCard(payer, won)
    const { window } = await openWindow(page)
    if (how === 'confirmed') await press(window)
    await end(0, null)
    wait(library, 14 * minute)
    await end(0, null)
    wait(library, 3 * minute)
    await end(0, '지난번 10,000원 충전은 결제 시간이 지나 끝나지 않았어요. 돈은 나가지 않았어요.')
    expect(await stateOf(page)).toBe('expired')
  })

  it('landing after fifteen minutes takes nothing', async () => {
    const { page, back } = await confirmed(payer, won)
    wait(library, 17 * minute)
    await land(back)
    expect(await stateOf(page)).toBe('expired')
    await end(0, '지난번 10,000원 충전은 결제 시간이 지나 끝나지 않았어요. 돈은 나가지 않았어요.')
  })

  it('a card that was never opened is nothing to speak of', async () => {
    const page = await payCard(payer, won)
    await land(page)
    await land(`${page}/cancel`)
    wait(library, 25 * 60 * minute)
    await end(0, null)
    expect(await stateOf(page)).toBe('expired')
  })

  it('closed half-way, then paid by another card: only the payment is told', async () => {
    await openWindow(await payCard(payer, won))
    wait(library, minute)
    await land((await confirmed(payer, 5_000)).back)
    wait(library, 17 * minute)
    await end(5_000, null, receipt)
  })

  it('several that came to nothing are told as one', async () => {
    for (const amount of [3_000, 5_000]) {
      await openWindow(await payCard(payer, amount))
      wait(library, minute)
    }
    wait(library, 17 * minute)
    await library.settle()
    await payer.says('안녕')
    await end(0, null)
  })

  it('paid, and told in the chat by whoever speaks before the message comes', async () => {
    await land((await confirmed(payer, won)).back)
    const first = await payer.says('마이페이지')
    expect(first.text.split('\n')[0]).toBe('10,000원을 충전했어요.')
    await end(won, null)
  })

  it('pressed twice in two tabs, and twice at KakaoPay, is one payment', async () => {
    const page = await payCard(payer, won)
    const tabs = await Promise.all([openWindow(page), openWindow(page)])
    for (const { window } of tabs) {
      const [one, other] = await Promise.all([press(window), press(window)])
      expect(one).toBe(other)
      await Promise.all([land(one), land(other)])
    }
    await end(won, null, receipt)
  })

  it('the landing opened twice at once and again later is one payment', async () => {
    const { back } = await confirmed(payer, won)
    const titles = await Promise.all([land(back), land(back)])
    expect(titles.some(({ title }) => title.includes('충전했어요'))).toBe(true)
    await land(back)
    await end(won, null, receipt)
  })

  it('a landing with a forged word, or with that of another deposit, takes nothing and spoils nothing', async () => {
    const mine = await confirmed(payer, won)
    const other = await confirmed(payer, 5_000)
    const wordOf = (address: string) => new URL(address).searchParams.get('pg_token') ?? ''
    for (const word of ['forged', wordOf(other.back)])
      expect((await land(`${mine.page}/approve?pg_token=${word}`)).title).toBe('결제가 확인되지 않았어요')
    expect(await balanceOf(library, payer.memberId)).toBe(0)
    await land(mine.back)
    await land(other.back)
    await end(won + 5_000, null, [...receipt, ...receipt])
  })

  it('an amount that differs is given back; the page and a message say so, and the chat need not', async () => {
    const { page, back } = await confirmed(payer, won)
    mischief().approve = 'wrong-amount'
    expect((await land(back)).title).toBe('결제 금액을 돌려드렸어요')
    expect(await stateOf(page)).toBe('failed')
    await end(0, null, ['결제 금액을 돌려드렸어요'])
    const drawn = payer.pushes().at(-1)
    expect(drawn?.text).toContain('결제하신 10,100원은 적립금에 넣을 수 없어서 카카오페이로 돌려드렸어요.')
  })

  it('an amount that differs is told in the chat by whoever speaks before the message comes, and not twice', async () => {
    const { back } = await confirmed(payer, won)
    mischief().approve = 'wrong-amount'
    await land(back)
    expect((await payer.says('안녕')).text.split('\n')[0]).toBe(
      '결제하신 10,100원은 적립금에 넣을 수 없어서 카카오페이로 돌려드렸어요.',
    )
    await end(0, null)
  })

  it.each([
    ['never heard', 'lost-request'],
    ['answered by an error', '500'],
    ['heard, and its answer lost', 'lost-answer'],
    ['obeyed in part only', 'wrong-amount'],
  ] as const)('asking KakaoPay to give it back, %s, is asked again until all of it is back', async (_how, cancel) => {
    const { page, back } = await confirmed(payer, won)
    Object.assign(mischief(), { approve: 'wrong-amount', cancel })
    expect((await land(back)).title).toBe('카카오페이와 연결되지 않았어요')
    expect(await stateOf(page)).toBe('approving')
    mischief().cancel = 'ok'
    wait(library, 2 * minute)
    await end(0, null, ['결제 금액을 돌려드렸어요'])
    expect(await stateOf(page)).toBe('failed')
    const [payment] = [...simulator().payments.values()].filter(({ userId }) => userId === payer.memberId)
    expect(payment).toMatchObject({ approvedWon: won + 100, canceledWon: won + 100 })
  })

  it('money for which there is no room is not taken', async () => {
    payer = await member(library, `넉넉이${payers}`, 450_000)
    const { page, back } = await confirmed(payer, 50_000)
    await land((await confirmed(payer, 50_000)).back)
    expect((await land(back)).title).toBe('적립금이 가득 찼어요')
    wait(library, 17 * minute)
    await end(500_000, null, receipt)
    expect(await stateOf(page)).toBe('expired')
  })

  describe('when KakaoPay’s answer is lost', () => {
    it('to ready: the page says so, and the card works', async () => {
      const page = await payCard(payer, won)
      mischief().ready = 'lost-answer'
      expect((await openWindow(page)).landing.title).toBe('카카오페이와 연결되지 않았어요')
      expect(await stateOf(page)).toBe('requested')
      mischief().ready = 'ok'
      await land(await press((await openWindow(page)).window))
      await end(won, null, receipt)
    })

    it('to approve: KakaoPay is asked, and the money is in', async () => {
      const { back } = await confirmed(payer, won)
      mischief().approve = 'lost-answer'
      expect((await land(back)).title).toBe('10,000원을 충전했어요')
      await end(won, null, receipt)
    })

    it('to approve and to order: it waits, and the clock puts the money in', async () => {
      const { page, back } = await confirmed(payer, won)
      Object.assign(mischief(), { approve: 'lost-answer', order: 'lost-answer' })
      expect((await land(back)).title).toBe('카카오페이와 연결되지 않았어요')
      expect(await stateOf(page)).toBe('approving')
      await land(back)
      expect((await openWindow(page)).window).toBeNull()
      wait(library, 2 * minute)
      await library.settle()
      expect(await stateOf(page)).toBe('approving')
      expect(await balanceOf(library, payer.memberId)).toBe(0)
      mischief().order = 'ok'
      await end(won, null, receipt)
    })

    it('to order, when the payer has turned back: nothing is said until KakaoPay is', async () => {
      const page = await payCard(payer, won)
      const back = await press((await openWindow(page)).window, 'quit')
      mischief().order = '500'
      expect((await land(back)).title).toBe('결제를 취소했어요')
      expect(await stateOf(page)).toBe('ready')
      mischief().order = 'ok'
      wait(library, 17 * minute)
      await end(0, '지난번 10,000원 충전은 취소하셔서 끝나지 않았어요. 돈은 나가지 않았어요.')
    })
  })
})
