/** How a wallet moves, and how deposits come into it. */
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import {
  checkAmount,
  decideApproval,
  decideReady,
  settlementOf,
  type Deposit,
  type DepositState,
} from '../../src/domain/deposit.js'
import type { DepositId, LedgerLineId, MemberId, RentalId } from '../../src/domain/ids.js'
import { charge, credit, refundableWon, type LedgerLine, type Wallet } from '../../src/domain/money.js'
import { defaultPolicy } from '../../src/domain/policy.js'

const at = '2026-11-28T03:00:00.000Z'
const memberId = 'm-1' as MemberId

describe('a wallet', () => {
  it('pays a fee with a line of its own', () => {
    const wallet = { memberId, balanceWon: 3_000, bonusWon: 0, version: 7 }
    expect(charge(wallet, 1_000, 'r-1' as RentalId, 'l-1' as LedgerLineId, at)).toEqual({
      id: 'l-1',
      memberId,
      lineNo: 8,
      kind: 'rental-fee',
      amountWon: -1_000,
      bonusAmountWon: 0,
      balanceAfterWon: 2_000,
      rentalId: 'r-1',
      depositId: null,
      refundId: null,
      reason: null,
      idempotencyKey: 'rental:r-1',
      writtenAt: at,
    })
  })

  it.each([
    [0, 1_000, 0],
    [400, 1_000, -400],
    [1_000, 1_000, -1_000],
    [5_000, 1_000, -1_000],
  ])('with %d won of gifts in it pays %d won out of these first: %d', (bonusWon, feeWon, bonusAmountWon) => {
    const wallet = { memberId, balanceWon: 9_000, bonusWon, version: 0 }
    const line = charge(wallet, feeWon, 'r-1' as RentalId, 'l-1' as LedgerLineId, at)
    expect(line).toMatchObject({ amountWon: -feeWon, bonusAmountWon, balanceAfterWon: 9_000 - feeWon })
    expect(refundableWon(wallet)).toBe(9_000 - bonusWon)
  })

  it('takes a deposit with a line of its own', () => {
    const wallet = { memberId, balanceWon: 0, bonusWon: 0, version: 0 }
    expect(credit(wallet, 5_000, 'd-1' as DepositId, 'l-1' as LedgerLineId, at)).toMatchObject({
      lineNo: 1,
      kind: 'deposit',
      amountWon: 5_000,
      balanceAfterWon: 5_000,
      rentalId: null,
      depositId: 'd-1',
      idempotencyKey: 'deposit:d-1',
    })
  })

  it('is the sum of its lines, numbered without a gap', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5_000, max: 100_000 })), (amounts) => {
        let wallet: Wallet = { memberId, balanceWon: 0, bonusWon: 0, version: 0 }
        const lines: LedgerLine[] = []
        for (const [index, won] of amounts.entries()) {
          const id = `l-${index}` as LedgerLineId
          const line =
            won < 0
              ? charge(wallet, -won, `r-${index}` as RentalId, id, at)
              : credit(wallet, won, `d-${index}` as DepositId, id, at)
          lines.push(line)
          wallet = { memberId, balanceWon: line.balanceAfterWon, bonusWon: 0, version: line.lineNo }
        }
        expect(wallet.balanceWon).toBe(lines.reduce((sum, line) => sum + line.amountWon, 0))
        expect(lines.map(({ lineNo }) => lineNo)).toEqual(lines.map((_, index) => index + 1))
        expect(new Set(lines.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(lines.length)
      }),
    )
  })
})

describe('the amount of a deposit', () => {
  const kinds = (amountWon: number, balanceWon = 0) => {
    const checked = checkAmount(amountWon, balanceWon, defaultPolicy)
    return checked.ok ? [] : checked.refusals.map(({ kind }) => kind)
  }

  it.each([
    [999, ['amount-too-small']],
    [1_000, []],
    [100_000, []],
    [100_001, ['amount-too-large']],
    [0, ['amount-too-small']],
    [-1_000, ['amount-too-small']],
    [1_500.5, ['amount-too-small']],
    [Number.NaN, ['amount-too-small']],
  ])('%d: %j', (amountWon, refusals) => expect(kinds(amountWon)).toEqual(refusals))

  it.each([
    [400_000, 100_000, []],
    [400_001, 100_000, ['balance-would-be-too-large']],
    [500_000, 1_000, ['balance-would-be-too-large']],
    [600_000, 1_000, ['balance-would-be-too-large']],
  ])('on top of %d, %d: %j', (balanceWon, amountWon, refusals) =>
    expect(kinds(amountWon, balanceWon)).toEqual(refusals),
  )

  it('says how much room is left, never less than none', () => {
    expect(checkAmount(100_000, 450_000, defaultPolicy)).toMatchObject({
      refusals: [{ roomWon: 50_000, balanceMaxWon: 500_000 }],
    })
    expect(checkAmount(1_000, 499_001, defaultPolicy)).toMatchObject({ refusals: [{ roomWon: 0 }] })
    expect(checkAmount(1_000, 499_000, defaultPolicy).ok).toBe(true)
    expect(checkAmount(1_000, 600_000, defaultPolicy)).toMatchObject({ refusals: [{ roomWon: 0 }] })
  })
})

describe('a deposit', () => {
  const deposit = (state: DepositState, more: Partial<Deposit> = {}): Deposit => ({
    id: 'd-1' as DepositId,
    memberId,
    amountWon: 10_000,
    state,
    pageToken: 'token',
    commandKey: null,
    tid: 'T1',
    version: 1,
    requestedAt: at,
    readyAt: at,
    settledAt: null,
    failure: null,
    paidBy: 'kakao-pay',
    refundedWon: 0,
    ...more,
  })
  const soon = new Date('2026-11-28T03:10:00.000Z')
  const kindOf = (result: ReturnType<typeof decideReady> | ReturnType<typeof decideApproval>) =>
    result.ok ? 'ok' : result.refusals[0].kind

  it.each<[DepositState, string, string]>([
    ['requested', 'ok', 'payment-in-progress'],
    ['ready', 'ok', 'ok'],
    ['approving', 'payment-in-progress', 'payment-in-progress'],
    ['paid', 'already-paid', 'already-paid'],
    ['failed', 'payment-over', 'payment-over'],
    ['expired', 'payment-over', 'payment-over'],
  ])('that is %s: window %s, approval %s', (state, ready, approval) => {
    expect(kindOf(decideReady(deposit(state), 0, soon, defaultPolicy))).toBe(ready)
    expect(kindOf(decideApproval(deposit(state), 0, defaultPolicy))).toBe(approval)
  })

  it('that nobody knows is refused', () => {
    expect(kindOf(decideReady(null, 0, soon, defaultPolicy))).toBe('unknown-deposit')
    expect(kindOf(decideApproval(null, 0, defaultPolicy))).toBe('unknown-deposit')
  })

  it('can be begun for a day', () => {
    expect(decideReady(deposit('requested'), 0, new Date('2026-11-29T03:00:00.000Z'), defaultPolicy).ok).toBe(true)
    expect(decideReady(deposit('requested'), 0, new Date('2026-11-29T03:00:00.001Z'), defaultPolicy)).toEqual({
      ok: false,
      refusals: [{ kind: 'payment-over', state: 'expired' }],
    })
  })

  it('is taken to KakaoPay by one only, and only from an open window', () => {
    expect(decideApproval(deposit('ready'), 0, defaultPolicy)).toMatchObject({
      ok: true,
      value: { state: 'approving', tid: 'T1' },
    })
    expect(kindOf(decideApproval(deposit('ready', { tid: null }), 0, defaultPolicy))).toBe('payment-in-progress')
  })

  it('that would overfill the wallet is stopped before money moves, though it could be asked for', () => {
    const { balanceMaxWon } = defaultPolicy.deposit
    const ready = deposit('ready')
    expect(decideApproval(ready, balanceMaxWon - ready.amountWon, defaultPolicy).ok).toBe(true)
    expect(kindOf(decideApproval(ready, balanceMaxWon - ready.amountWon + 1, defaultPolicy))).toBe(
      'balance-would-be-too-large',
    )
    expect(kindOf(decideReady(ready, balanceMaxWon, soon, defaultPolicy))).toBe('balance-would-be-too-large')
  })

  it('that was paid is credited, however late', () => {
    const states: DepositState[] = ['requested', 'ready', 'approving', 'failed', 'expired']
    for (const state of states)
      expect(settlementOf(deposit(state), 'paid', new Date('2030-01-01'), defaultPolicy)).toBe('credit')
  })

  it('ends when KakaoPay says that it is over', () => {
    expect(settlementOf(deposit('approving'), 'over', soon, defaultPolicy)).toBe('fail')
  })

  it.each([
    ['2026-11-28T03:16:00.000Z', 'wait'],
    ['2026-11-28T03:16:00.001Z', 'expire'],
  ])('whose window is open, at %s: %s', (now, verdict) => {
    expect(settlementOf(deposit('ready'), 'open', new Date(now), defaultPolicy)).toBe(verdict)
    expect(settlementOf(deposit('requested', { readyAt: null }), 'open', new Date(now), defaultPolicy)).toBe(verdict)
  })
})
