/** Unused money goes back to the payment it came from, once, whatever KakaoPay does and whoever asks at the same time. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { noMischief } from '../../src/simulator/mischief.js'
import { complaints } from '../support/audit.js'
import { balanceOf, member, wait, type Member } from '../support/crowd.js'
import { engines } from '../support/empty-database.js'
import { deliverAll } from '../support/happens.js'
import { openLibrary, type Library } from '../support/library.js'
import { cancels, kakaoBooks, paymentsOf, pays, refundIdOf, refundsOf } from '../support/refunds.js'
import { kindsOf, toldKinds } from '../support/lines.js'

describe.each(engines)('a refund on %s', (engine) => {
  let library: Library
  let owner: Member
  let owners = 0
  beforeAll(async () => {
    library = await openLibrary(engine)
  })
  beforeEach(async () => {
    owner = await member(library, `환불이${++owners}`)
  })
  afterEach(async () => {
    Object.assign(simulator().mischief, noMischief())
    await passMinutes(2)
    expect(await complaints(library)).toEqual([])
  })
  afterAll(() => library.close())

  function simulator() {
    if (!library.simulator) throw new Error('no simulator')
    return library.simulator
  }
  const does = (cancel: 'ok' | '500' | 'lost-answer' | 'lost-request' | 'refused' | 'wrong-amount') =>
    (simulator().mischief.kakaoPay.cancel = cancel)
  const ask = (amountWon: number | 'all', commandKey: string | null = null) =>
    library.app.requestRefund({ memberId: owner.memberId, amountWon, commandKey })
  /** Asks, and lets the letters go. */
  async function asks(amountWon: number | 'all'): Promise<void> {
    expect(await ask(amountWon)).toMatchObject({ ok: true })
    await deliverAll(library)
  }
  async function passMinutes(minutes: number): Promise<void> {
    wait(library, minutes * 60)
    await library.settle()
  }
  const balance = () => balanceOf(library, owner.memberId)
  const books = () => kakaoBooks(simulator(), owner)
  const stands = () => refundsOf(library, owner)
  /** All that was pushed: the receipts of payments may come after what was asked for later. */
  const told = () =>
    owner
      .pushes()
      .map(({ text }) => text)
      .join('\n')

  it('of one payment goes back to it at once, and the member hears of it', async () => {
    await pays(library, owner, 10_000)
    await asks('all')
    expect([await balance(), books(), await stands()]).toEqual([
      0,
      ['10000-10000'],
      ['done: 10000 paid-back by kakao-pay'],
    ])
    await library.settle()
    expect(told()).toContain('카카오페이 결제를 취소해 10,000원을 돌려드렸어요')
  })

  it('of a part of one payment leaves the rest, which can be given back later', async () => {
    await pays(library, owner, 10_000)
    await asks(3_000)
    expect([await balance(), books()]).toEqual([7_000, ['10000-3000']])
    await asks(2_500)
    expect([await balance(), books()]).toEqual([4_500, ['10000-5500']])
    await asks('all')
    expect([await balance(), books()]).toEqual([0, ['10000-10000']])
    expect(cancels(simulator(), owner)).toBe(3)
  })

  it('goes to the newest payments first, since the oldest money was spent', async () => {
    await pays(library, owner, 10_000, 5_000, 20_000)
    const { title } = await library.book({ feeWon: 4_000 })
    await owner.says(`${title} 빌려줘`)
    await asks(22_000)
    expect([await balance(), books()]).toEqual([9_000, ['10000-0', '5000-2000', '20000-20000']])
    expect(await stands()).toEqual(['done: 20000 paid-back by kakao-pay, 2000 paid-back by kakao-pay'])
    await asks('all')
    expect([await balance(), books()]).toEqual([0, ['10000-6000', '5000-5000', '20000-20000']])
  })

  it('of what was paid in cash waits at the desk, beside what goes back to KakaoPay', async () => {
    owner = await member(library, `현금이${owners}`, 3_000)
    await pays(library, owner, 2_000)
    await asks('all')
    expect(await stands()).toEqual(['at-desk: 2000 paid-back by kakao-pay, 3000 at-desk'])
    await library.settle()
    expect(told()).toContain('3,000원은 도서관에서 받으실 수 있어요')
    await pays(library, owner, 1_000)
    await asks('all')
    expect(await stands()).toEqual([
      'at-desk: 2000 paid-back by kakao-pay, 3000 at-desk',
      'done: 1000 paid-back by kakao-pay',
    ])
  })

  it('is refused for more than there is, for nothing, and for what is no whole sum', async () => {
    expect(kindsOf(await ask('all'))).toEqual(['nothing-to-refund'])
    expect(kindsOf(await ask(1_000))).toContain('nothing-to-refund')
    await pays(library, owner, 5_000)
    expect(kindsOf(await ask(5_001))).toEqual(['refund-too-large'])
    for (const amountWon of [0, -1, 0.5, Number.NaN])
      expect(kindsOf(await ask(amountWon))).toEqual(['refund-too-small'])
    expect([await balance(), books(), await stands()]).toEqual([5_000, ['5000-0'], []])
  })

  it('never takes what the house gave', async () => {
    await pays(library, owner, 5_000)
    await library.rows('UPDATE wallets SET balance_won = 6000, bonus_won = 1000, version = 2 WHERE member_id = ?', [
      owner.memberId,
    ])
    await library.rows(
      `INSERT INTO ledger_lines (id, member_id, line_no, kind, amount_won, bonus_amount_won, balance_after_won,
         idempotency_key, written_at) VALUES (?, ?, 2, 'bonus', 1000, 1000, 6000, ?, ?)`,
      [`gift-${owners}`, owner.memberId, `gift-${owners}`, library.app.now().toISOString()],
    )
    expect(kindsOf(await ask(5_001))).toEqual(['refund-too-large'])
    await asks('all')
    expect([await balance(), books()]).toEqual([1_000, ['5000-5000']])
    expect(kindsOf(await ask('all'))).toEqual(['nothing-to-refund'])
  })

  it('that KakaoPay surely refuses waits at the desk; the other payments go on', async () => {
    await pays(library, owner, 10_000, 5_000)
    does('refused')
    await asks('all')
    expect([await balance(), books()]).toEqual([0, ['10000-0', '5000-0']])
    expect(await stands()).toEqual(['at-desk: 5000 at-desk, 10000 at-desk'])
    await library.settle()
    expect(told()).toContain('카카오페이에서 결제를 취소할 수 없었어요')
    expect(told()).toContain('15,000원은 도서관에서')
    does('ok')
    await passMinutes(5)
    expect(books()).toEqual(['10000-0', '5000-0'])
  })

  it('of which KakaoPay’s answer was lost is done once, and known at once', async () => {
    await pays(library, owner, 10_000)
    does('lost-answer')
    await asks(4_000)
    expect([books(), await stands()]).toEqual([['10000-4000'], ['done: 4000 paid-back by kakao-pay']])
    does('ok')
    await passMinutes(3)
    expect(books()).toEqual(['10000-4000'])
  })

  it.each(['lost-request', '500'] as const)('that KakaoPay may not have heard (%s) is tried again', async (how) => {
    await pays(library, owner, 10_000)
    does(how)
    await asks(4_000)
    expect([await balance(), await stands()]).toEqual([6_000, ['under-way: 4000 cancelling']])
    does('ok')
    await library.settle()
    expect(books()).toEqual(['10000-0'])
    await passMinutes(2)
    expect([books(), await stands()]).toEqual([['10000-4000'], ['done: 4000 paid-back by kakao-pay']])
  })

  it('that did not come through is told as such while it is under way, and holds up another one only until then', async () => {
    await pays(library, owner, 10_000)
    does('500')
    await asks(4_000)
    expect(await ask(1_000)).toMatchObject({
      refusals: [{ kind: 'refund-under-way', amountWon: 4_000, isParked: false }],
    })
    does('ok')
    await passMinutes(2)
    await asks(1_000)
    expect(books()).toEqual(['10000-5000'])
  })

  it('asked for twice at once by the same tap is one; by two taps, too', async () => {
    await pays(library, owner, 10_000)
    const key = `${owner.memberId}:tap`
    const told = await Promise.all([1, 2, 3, 4].map(() => ask(6_000, key)))
    expect(new Set(told.map((one) => one.ok && one.value.id)).size).toBe(1)
    await deliverAll(library)
    expect(await ask(6_000, key)).toMatchObject({ ok: true, value: { state: 'done' } })
    expect([await balance(), books()]).toEqual([4_000, ['10000-6000']])

    const both = await Promise.all([ask('all'), ask('all'), ask(4_000)])
    expect(both.filter((one) => one.ok)).toHaveLength(1)
    await deliverAll(library)
    expect([await balance(), books()]).toEqual([0, ['10000-10000']])
    expect(cancels(simulator(), owner)).toBe(2)
  })

  it('and renting at the same moment spend the same money once', async () => {
    await pays(library, owner, 5_000)
    const { title } = await library.book({ feeWon: 3_000 })
    const [rented, refund] = await Promise.all([owner.says(`${title} 빌려줘`), ask('all')])
    await deliverAll(library)
    expect(await balance()).toBe(0)
    expect([rented.outcome, books()]).toEqual(
      rented.outcome === 'ok' ? ['ok', ['5000-2000']] : ['balance-too-low', ['5000-5000']],
    )
    expect(refund.ok).toBe(true)
  })

  it('worked by several at once is asked of KakaoPay once', async () => {
    await pays(library, owner, 10_000, 5_000)
    expect(await ask('all')).toMatchObject({ ok: true })
    const id = await refundIdOf(library, owner)
    await Promise.all([1, 2, 3, 4].map(() => library.app.settleRefund(id)))
    await deliverAll(library)
    await library.app.settleRefund(id)
    expect([books(), cancels(simulator(), owner)]).toEqual([['10000-10000', '5000-5000'], 2])
    expect(await stands()).toEqual(['done: 5000 paid-back by kakao-pay, 10000 paid-back by kakao-pay'])
  })

  it('whose letter comes twice is one refund and one message', async () => {
    await pays(library, owner, 10_000)
    await asks('all')
    await library.settle()
    const id = await refundIdOf(library, owner)
    await library.rows(`UPDATE letters SET state = 'waiting', attempts = 0 WHERE aggregate_id = ?`, [id])
    await library.settle()
    expect([books(), cancels(simulator(), owner)]).toEqual([['10000-10000'], 1])
    expect((await toldKinds(library, owner)).filter((kind) => kind === 'refund-settled')).toHaveLength(1)
    expect(owner.pushes().filter(({ text }) => text.includes('돌려드렸어요'))).toHaveLength(1)
  })

  describe('that cannot be told from KakaoPay’s books', () => {
    /** KakaoPay gives another sum back than it was asked to. */
    async function parked() {
      await pays(library, owner, 5_000, 10_000)
      does('wrong-amount')
      await asks(13_000)
      does('ok')
      expect([await stands(), books()]).toEqual([['parked: 10000 cancelling, 3000 waiting'], ['5000-0', '10000-9999']])
      return refundIdOf(library, owner)
    }

    it('is parked, and left alone until a person has looked', async () => {
      await parked()
      await passMinutes(10)
      expect(await stands()).toEqual(['parked: 10000 cancelling, 3000 waiting'])
      expect(await ask(1_000)).toMatchObject({ refusals: [{ kind: 'refund-under-way', isParked: true }] })
      expect(await balance()).toBe(2_000)
    })

    it('goes on when the person has seen that it was given back', async () => {
      const refundId = await parked()
      expect(await library.app.settleParkedRefund({ refundId, isCancelled: true })).toMatchObject({ ok: true })
      await library.settle()
      expect(await stands()).toEqual(['done: 10000 paid-back by kakao-pay, 3000 paid-back by kakao-pay'])
      expect(books()[0]).toBe('5000-3000')
      expect(told()).toContain('13,000원을 돌려드렸어요')
    })

    it('is for the desk when the person has seen that it was not', async () => {
      const refundId = await parked()
      const both = await Promise.all(
        [false, false].map((isCancelled) => library.app.settleParkedRefund({ refundId, isCancelled })),
      )
      expect(both.map((one) => one.ok).toSorted()).toEqual([false, true])
      await library.settle()
      expect(await stands()).toEqual(['at-desk: 10000 at-desk, 3000 paid-back by kakao-pay'])
      expect(told()).toContain('10,000원은 도서관에서')
    })
  })

  it('is not asked for anew while KakaoPay cannot say what became of it, and at the desk only when it says nothing did', async () => {
    await pays(library, owner, 10_000)
    does('500')
    await asks(4_000)
    does('refused')
    const [payment] = paymentsOf(simulator(), owner.memberId)
    if (!payment) throw new Error('no payment')
    // the first request was done after all, late
    Object.assign(payment, { canceledWon: 4_000, status: 'PART_CANCEL_PAYMENT' })
    await passMinutes(2)
    expect([await stands(), books()]).toEqual([['done: 4000 paid-back by kakao-pay'], ['10000-4000']])
  })

  it('does not make the deposit one that was never paid, whoever asks KakaoPay about it', async () => {
    await pays(library, owner, 10_000)
    await asks(4_000)
    const [deposit] = await library.rows<{ id: never }>('SELECT id FROM deposits WHERE member_id = ?', [owner.memberId])
    expect(kindsOf(await library.app.settleDeposit(deposit?.id as never))).toEqual(['already-paid'])
    expect(await library.rows('SELECT state FROM deposits WHERE member_id = ?', [owner.memberId])).toEqual([
      { state: 'paid' },
    ])
    expect(await balance()).toBe(6_000)
  })
})

/** An address of this machine at which nobody listens. */
async function nobodyHome(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return `http://127.0.0.1:${port}`
}

describe.each(engines)('without KakaoPay on %s', (engine) => {
  it('a refund stays under way, tried again and again, and takes no money twice', async () => {
    const library = await openLibrary(engine, {
      env: { KAKAOPAY_API_URL: await nobodyHome(), KAKAOPAY_SECRET_KEY: 'secret' },
    })
    const owner = await member(library, '기다림', 3_000)
    await library.rows(`UPDATE deposits SET paid_by = NULL, tid = 'T0000000000000000000'`)
    await library.app.requestRefund({ memberId: owner.memberId, amountWon: 'all', commandKey: null })
    await deliverAll(library)
    for (let minute = 0; minute < 3; minute += 1) {
      expect(await refundsOf(library, owner)).toEqual(['under-way: 3000 waiting'])
      wait(library, 61)
      await library.settle()
    }
    expect(await balanceOf(library, owner.memberId)).toBe(0)
    expect(await complaints(library)).toEqual([])
    await library.close()
  })
})
