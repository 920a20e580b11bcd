/** What the desk may do to a wallet by hand. */
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { LedgerLineId, MemberId } from '../../src/domain/ids.js'
import type { Wallet } from '../../src/domain/money.js'
import { decideCashDeposit, decideGift, decideTakeBack, give, reasonAtMost, takeBack } from '../../src/domain/points.js'
import { defaultPolicy } from '../../src/domain/policy.js'
import type { Refusal, Result } from '../../src/domain/result.js'

const wallet = (balanceWon: number, bonusWon = 0): Wallet => ({
  memberId: 'one' as MemberId,
  balanceWon,
  bonusWon,
  version: 3,
})
const by = (amountWon: number, reason = '까닭') => ({ amountWon, reason, commandKey: 'key' })
const kinds = <T, R extends Refusal>(result: Result<T, R>) => (result.ok ? [] : result.refusals.map(({ kind }) => kind))
const line = [() => 'line' as LedgerLineId, () => '2026-11-28T03:00:00.000Z'] as const

describe('a gift', () => {
  it('is a whole amount with a reason, into a wallet that has room', () => {
    expect(kinds(decideGift(wallet(0), by(1), defaultPolicy))).toEqual([])
    expect(kinds(decideGift(wallet(499_000), by(1_000), defaultPolicy))).toEqual([])
    expect(decideGift(wallet(499_001), by(1_000), defaultPolicy)).toMatchObject({
      refusals: [{ kind: 'balance-would-be-too-large', balanceMaxWon: 500_000, roomWon: 999 }],
    })
    expect(kinds(decideGift(null, by(1), defaultPolicy))).toEqual(['unknown-member'])
  })

  it.each([0, -1, 0.5, NaN, Infinity])('is none of %d won', (won) => {
    expect(kinds(decideGift(wallet(0), by(won), defaultPolicy))[0]).toBe('not-an-amount')
    expect(kinds(decideTakeBack(wallet(1_000, 1_000), by(won)))[0]).toBe('not-an-amount')
  })

  it('says why, in a hundred characters', () => {
    for (const reason of ['', ' ', '\n']) {
      expect(kinds(decideGift(wallet(0), by(1, reason), defaultPolicy))).toEqual(['reason-missing'])
      expect(kinds(decideTakeBack(wallet(1, 1), by(1, reason)))).toEqual(['reason-missing'])
      expect(kinds(decideCashDeposit(wallet(0), by(1_000, reason), defaultPolicy))).toEqual(['reason-missing'])
    }
    expect(kinds(decideGift(wallet(0), by(1, '가'.repeat(reasonAtMost)), defaultPolicy))).toEqual([])
    expect(kinds(decideGift(wallet(0), by(1, '가'.repeat(reasonAtMost + 1)), defaultPolicy))).toEqual([
      'reason-too-long',
    ])
  })

  it('is bonus all of it, with a key of its own kind', () => {
    expect(give(wallet(2_000, 500), by(1_000, ' 미안해서 '), line[0](), line[1]())).toMatchObject({
      kind: 'bonus',
      amountWon: 1_000,
      bonusAmountWon: 1_000,
      balanceAfterWon: 3_000,
      lineNo: 4,
      reason: '미안해서',
      idempotencyKey: 'bonus:key',
    })
  })
})

describe('taking a gift back', () => {
  it('goes as far as there is gift, and never touches what was paid', () => {
    fc.assert(
      fc.property(fc.nat(500_000), fc.nat(500_000), fc.integer({ min: 1, max: 500_000 }), (paid, bonus, asked) => {
        const before = wallet(paid + bonus, bonus)
        const decided = decideTakeBack(before, by(asked))
        expect(decided.ok).toBe(asked <= bonus)
        if (!decided.ok) return expect(decided.refusals).toEqual([{ kind: 'more-than-given', bonusWon: bonus }])
        const { amountWon, bonusAmountWon, balanceAfterWon } = takeBack(before, by(asked), line[0](), line[1]())
        expect([amountWon, bonusAmountWon]).toEqual([-asked, -asked])
        expect(balanceAfterWon - (bonus - asked)).toBe(paid)
      }),
    )
  })
})

describe('cash at the counter', () => {
  it('keeps the limits of every deposit', () => {
    expect(kinds(decideCashDeposit(wallet(0), by(1_000), defaultPolicy))).toEqual([])
    expect(kinds(decideCashDeposit(wallet(0), by(999), defaultPolicy))).toEqual(['amount-too-small'])
    expect(kinds(decideCashDeposit(wallet(0), by(100_001), defaultPolicy))).toEqual(['amount-too-large'])
    expect(kinds(decideCashDeposit(wallet(450_000), by(50_001), defaultPolicy))).toEqual(['balance-would-be-too-large'])
    expect(kinds(decideCashDeposit(wallet(450_000), by(50_000), defaultPolicy))).toEqual([])
    expect(kinds(decideCashDeposit(wallet(0), by(999, ''), defaultPolicy))).toEqual([
      'amount-too-small',
      'reason-missing',
    ])
    expect(kinds(decideCashDeposit(null, by(1_000), defaultPolicy))).toEqual(['unknown-member'])
  })
})
