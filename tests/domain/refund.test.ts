/** How much can be given back, where it goes, and what becomes of each part by KakaoPay's word. */
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { Deposit } from '../../src/domain/deposit.js'
import type { DepositId, LedgerLineId, MemberId, RefundId } from '../../src/domain/ids.js'
import type { Wallet } from '../../src/domain/money.js'
import { decideParked, decidePayOut, decidePutBack } from '../../src/domain/refund-at-desk.js'
import { beginCancelling, decidePart, turnOf, wordOf } from '../../src/domain/refund-turns.js'
import { decideRefund, wonAtDesk, wonByKakaoPay, type Refund, type RefundFacts } from '../../src/domain/refund.js'

const now = new Date('2026-11-28T03:00:00.000Z')
const memberId = 'm-1' as MemberId
const ids = { refundId: 'r-1' as RefundId, lineId: 'l-1' as LedgerLineId, commandKey: null }
const wallet = (balanceWon: number, bonusWon = 0): Wallet => ({ memberId, balanceWon, bonusWon, version: 7 })

function deposit(id: string, amountWon: number, more: Partial<Deposit> = {}): Deposit {
  const at = now.toISOString()
  return {
    id: id as DepositId,
    memberId,
    amountWon,
    state: 'paid',
    pageToken: id,
    commandKey: null,
    tid: `T-${id}`,
    version: 4,
    requestedAt: at,
    readyAt: at,
    settledAt: at,
    failure: null,
    paidBy: 'kakao-pay',
    refundedWon: 0,
    ...more,
  }
}

const decide = (facts: Partial<RefundFacts>) =>
  decideRefund({ wallet: wallet(10_000), deposits: [deposit('d', 10_000)], open: [], asked: 'all', ...facts }, ids, now)

function decided(facts: Partial<RefundFacts>) {
  const one = decide(facts)
  if (!one.ok) throw new Error(one.refusals[0].kind)
  return one.value
}

const inShort = ({ state, parts }: Refund) =>
  `${state}: ${parts.map((part) => `${part.depositId} ${part.amountWon} ${part.state}`).join(', ')}`

describe('a refund', () => {
  it('leaves the wallet in one line, and goes to the newest deposits first, each as far as it goes', () => {
    const deposits = [
      deposit('new', 5_000, { refundedWon: 1_000 }),
      deposit('cash', 3_000, { paidBy: 'desk', tid: null }),
      deposit('old', 9_000),
    ]
    const { refund, line, deposits: raised } = decided({ wallet: wallet(9_500, 500), deposits, asked: 8_000 })
    expect(inShort(refund)).toBe('under-way: new 4000 waiting, cash 3000 at-desk, old 1000 waiting')
    expect(line).toMatchObject({
      kind: 'refund',
      amountWon: -8_000,
      bonusAmountWon: 0,
      balanceAfterWon: 1_500,
      lineNo: 8,
      refundId: 'r-1',
      idempotencyKey: 'refund:r-1',
    })
    expect(raised.map(({ id, refundedWon }) => `${id} ${refundedWon}`)).toEqual(['new 5000', 'cash 3000', 'old 1000'])
    expect([wonByKakaoPay(refund.parts), wonAtDesk(refund.parts)]).toEqual([5_000, 3_000])
  })

  it('of cash alone waits at the desk from the start', () => {
    const deposits = [deposit('cash', 10_000, { paidBy: 'desk', tid: null })]
    expect(inShort(decided({ deposits }).refund)).toBe('at-desk: cash 10000 at-desk')
  })

  it.each<[string, Partial<RefundFacts>, object]>([
    ['with nothing there', { wallet: wallet(0) }, { kind: 'nothing-to-refund', bonusWon: 0, atDeskWon: 0 }],
    ['with gifts only', { wallet: wallet(700, 700) }, { kind: 'nothing-to-refund', bonusWon: 700, atDeskWon: 0 }],
    ['of somebody who has left', { wallet: null }, { kind: 'nothing-to-refund', bonusWon: 0, atDeskWon: 0 }],
    ['of nothing', { asked: 0 }, { kind: 'refund-too-small' }],
    ['of less than nothing', { asked: -1 }, { kind: 'refund-too-small' }],
    ['of half a won', { asked: 100.5 }, { kind: 'refund-too-small' }],
    ['of no number', { asked: Number.NaN }, { kind: 'refund-too-small' }],
    [
      'of a gift, too',
      { wallet: wallet(10_000, 4_000), asked: 6_001 },
      { kind: 'refund-too-large', refundableWon: 6_000, bonusWon: 4_000 },
    ],
  ])('%s is refused', (_what, facts, refusal) => {
    expect(decide(facts)).toEqual({ ok: false, refusals: [refusal] })
  })

  it('to the last won is none too many, and to the first none too few', () => {
    expect(decided({ wallet: wallet(10_000, 4_000), asked: 6_000 }).line.balanceAfterWon).toBe(4_000)
    expect(decided({ asked: 1 }).line.amountWon).toBe(-1)
  })

  it.each(['under-way', 'parked'] as const)('waits while another is %s', (state) => {
    const open = [{ ...decided({}).refund, amountWon: 3_000, state }]
    expect(decide({ open })).toMatchObject({
      refusals: [{ kind: 'refund-under-way', amountWon: 3_000, isParked: state === 'parked' }],
    })
  })

  it('does not wait for the desk, and says what waits there', () => {
    const open = [decided({ deposits: [deposit('cash', 10_000, { paidBy: 'desk' })] }).refund]
    expect(decided({ open }).atDeskWon).toBe(10_000)
    expect(decide({ open, wallet: wallet(0) })).toMatchObject({ refusals: [{ atDeskWon: 10_000 }] })
  })

  it('is never made of less than the wallet says', () => {
    expect(() => decide({ deposits: [deposit('d', 9_999)] })).toThrow('1 won less')
  })

  it('splits any sum without losing or making a won', () => {
    const some = fc.array(fc.tuple(fc.integer({ min: 1, max: 100_000 }), fc.boolean()), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(some, fc.double({ min: 0.001, max: 1, noNaN: true }), (amounts, share) => {
        const deposits = amounts.map(([won, isCash], at) => deposit(`d${at}`, won, isCash ? { paidBy: 'desk' } : {}))
        const allWon = amounts.reduce((sum, [won]) => sum + won, 0)
        const asked = Math.max(1, Math.floor(allWon * share))
        const { refund, deposits: raised } = decided({ wallet: wallet(allWon + 50, 50), deposits, asked })
        expect(refund.parts.reduce((sum, { amountWon }) => sum + amountWon, 0)).toBe(asked)
        for (const { amountWon, refundedWon } of raised) expect(refundedWon).toBeLessThanOrEqual(amountWon)
        expect(refund.parts.map(({ partNo }) => partNo)).toEqual(refund.parts.map((_part, at) => at + 1))
        expect(wonByKakaoPay(refund.parts) + wonAtDesk(refund.parts)).toBe(asked)
      }),
    )
  })
})

describe('a part at KakaoPay', () => {
  const at = (seconds: number) => new Date(now.getTime() + seconds * 1_000)
  const refund = decided({ deposits: [deposit('new', 6_000), deposit('old', 6_000)] }).refund
  const first = (of: Refund) => of.parts[0] as Refund['parts'][number]
  const begun = beginCancelling(refund, first(refund), now)

  it('is cancelled in its turn, then left alone for a minute, then asked about', () => {
    expect(turnOf(refund, now)).toMatchObject({ todo: 'cancel', part: { depositId: 'new' } })
    expect(turnOf(begun, at(59.999))).toBeNull()
    expect(turnOf(begun, at(60))).toMatchObject({ todo: 'ask', part: { depositId: 'new' } })
    expect(turnOf({ ...begun, state: 'parked' }, at(600))).toBeNull()
  })

  it.each([
    [2_000, 8_000, 'done'],
    [0, 6_000, 'done'],
    [2_000, 2_000, 'not-done'],
    [2_000, 7_999, 'unclear'],
    [2_000, 0, 'unclear'],
    [2_000, 14_000, 'unclear'],
  ])('before %d and now %d won given back is %s', (beforeWon, canceledWon, word) => {
    expect(wordOf(first(begun), beforeWon, canceledWon)).toBe(word)
  })

  it.each([
    ['done', 'under-way: new 6000 paid-back, old 4000 waiting'],
    ['again', 'under-way: new 6000 waiting, old 4000 waiting'],
    ['refused', 'under-way: new 6000 at-desk, old 4000 waiting'],
    ['unclear', 'parked: new 6000 cancelling, old 4000 waiting'],
  ] as const)('that is %s: %s', (fate, stands) => {
    expect(inShort(decidePart(begun, first(begun), fate, 'why', at(1)))).toBe(stands)
  })

  it('is over when both are through: done, or at the desk', () => {
    const one = decidePart(begun, first(begun), 'done', null, at(1))
    const last = turnOf(one, at(1))?.part ?? first(one)
    const done = decidePart(one, last, 'done', null, at(2))
    expect(done).toMatchObject({ state: 'done', settledAt: at(2).toISOString() })
    expect(decidePart(one, last, 'refused', 'HTTP 400', at(2))).toMatchObject({
      state: 'at-desk',
      settledAt: null,
      parts: [{ paidBackBy: 'kakao-pay' }, { paidBackBy: null, note: 'HTTP 400' }],
    })
  })

  it('that is parked is settled by what a person saw, and nothing else is', () => {
    const parked = decidePart(begun, first(begun), 'unclear', 'why', at(1))
    expect(decideParked(parked, true, at(2))).toMatchObject({
      value: { state: 'under-way', parts: [{ state: 'paid-back', paidBackBy: 'kakao-pay' }, { state: 'waiting' }] },
    })
    expect(decideParked(parked, false, at(2))).toMatchObject({ value: { parts: [{ state: 'at-desk' }, {}] } })
    expect(decideParked(begun, true, now)).toMatchObject({
      refusals: [{ kind: 'refund-stands-otherwise', state: 'under-way' }],
    })
    expect(decideParked(null, true, now)).toMatchObject({ refusals: [{ kind: 'unknown-refund' }] })
  })
})

describe('at the desk', () => {
  const deposits = [
    deposit('cash', 3_000, { paidBy: 'desk', refundedWon: 3_000 }),
    deposit('coins', 500, { paidBy: 'desk', refundedWon: 400 }),
  ]
  const before = deposits.map((one) => ({ ...one, refundedWon: 0 }))
  const waiting = decided({ wallet: wallet(3_400), deposits: before }).refund
  const putBack = (refund: Refund | null, of: Wallet | null) =>
    decidePutBack(refund, { wallet: of, deposits }, () => 'l' as LedgerLineId, now)

  it('all of it that waits is handed out, and how is kept', () => {
    expect(decidePayOut(waiting, ' 계좌이체 ', now)).toMatchObject({
      value: {
        state: 'done',
        parts: [
          { state: 'paid-back', paidBackBy: 'desk', note: '계좌이체' },
          { state: 'paid-back', paidBackBy: 'desk' },
        ],
      },
    })
  })

  it('all of it that waits is put back line by line, and the deposits can give it back again', () => {
    const back = putBack(waiting, wallet(100, 100))
    expect(back).toMatchObject({
      value: {
        refund: { state: 'done', parts: [{ state: 'returned', paidBackBy: null }, { state: 'returned' }] },
        lines: [
          { kind: 'refund-returned', amountWon: 3_000, balanceAfterWon: 3_100, lineNo: 8, bonusAmountWon: 0 },
          { kind: 'refund-returned', amountWon: 400, balanceAfterWon: 3_500, lineNo: 9 },
        ],
        deposits: [
          { id: 'cash', refundedWon: 0 },
          { id: 'coins', refundedWon: 0 },
        ],
      },
    })
    expect(back.ok && back.value.lines.map(({ idempotencyKey }) => idempotencyKey)).toEqual([
      'refund-returned:r-1:1',
      'refund-returned:r-1:2',
    ])
  })

  it.each([
    ['', 'note-missing'],
    ['  ', 'note-missing'],
    ['국민 123-45-67890', 'note-holds-number'],
    ['01012345678로', 'note-holds-number'],
  ])('‘%s’ is no way of handing out: %s', (note, kind) => {
    expect(decidePayOut(waiting, note, now)).toMatchObject({ refusals: [{ kind }] })
  })

  it.each(['under-way', 'parked', 'done'] as const)('nothing is done with one that is %s', (state) => {
    const refusal = { refusals: [{ kind: 'refund-stands-otherwise', state }] }
    expect(decidePayOut({ ...waiting, state }, '현금', now)).toMatchObject(refusal)
    expect(putBack({ ...waiting, state }, wallet(0))).toMatchObject(refusal)
  })

  it('nothing is put back for somebody who has left, nor done with a refund that is not there', () => {
    expect(putBack(waiting, null)).toMatchObject({ refusals: [{ kind: 'member-left' }] })
    expect(putBack(null, wallet(0))).toMatchObject({ refusals: [{ kind: 'unknown-refund' }] })
    expect(decidePayOut(null, '현금', now)).toMatchObject({ refusals: [{ kind: 'unknown-refund' }] })
  })
})
