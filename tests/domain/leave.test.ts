/** May a member leave, what goes with them, and for how long what is kept. */
import { describe, expect, it } from '@jest/globals'
import { rulesOf } from '../../src/domain/calendar.js'
import { decideForget, historyKeptFrom, unlinked } from '../../src/domain/history.js'
import type { LedgerLineId, MemberId, RentalId } from '../../src/domain/ids.js'
import { decideLeave, leaveRefusals, ledgersKeptFrom, type LeaveFacts } from '../../src/domain/leave.js'
import { defaultPolicy } from '../../src/domain/policy.js'
import { yearsBefore } from '../../src/domain/time.js'

const at = '2026-11-28T03:00:00.000Z'
const today = '2026-11-28'
const rules = rulesOf(defaultPolicy)
const lineId = 'line' as LedgerLineId
const facts = (more: Partial<LeaveFacts> = {}): LeaveFacts => ({
  wallet: { memberId: 'm' as MemberId, balanceWon: 0, bonusWon: 0, version: 4 },
  books: [],
  refunds: [],
  approvingWon: [],
  ...more,
})
const wallet = (balanceWon: number, bonusWon: number) => ({ ...facts().wallet, balanceWon, bonusWon })
const kinds = (more: Partial<LeaveFacts>) => leaveRefusals(facts(more)).map(({ kind }) => kind)

describe('leaving', () => {
  it('with nothing open and nothing in the wallet needs no line', () => {
    expect(decideLeave(facts(), lineId, at)).toEqual({ ok: true, value: { line: null, wallet: facts().wallet } })
  })

  it('takes a gift away by a line of its own, after which the wallet is empty', () => {
    const decided = decideLeave(facts({ wallet: wallet(700, 700) }), lineId, at)
    expect(decided).toMatchObject({
      ok: true,
      value: {
        line: { kind: 'bonus-taken', lineNo: 5, amountWon: -700, bonusAmountWon: -700, balanceAfterWon: 0 },
        wallet: { balanceWon: 0, bonusWon: 0, version: 5 },
      },
    })
    expect(decided.ok && decided.value.line?.idempotencyKey).toBe('left:m')
  })

  it('says all that is open, the most important first', () => {
    const books = [{ bookNo: 1, title: '책', inQuestion: null }] as const
    const refunds = [{ amountWon: 500, state: 'at-desk' }] as const
    expect(kinds({ books, refunds, approvingWon: [3_000], wallet: wallet(1_000, 0) })).toEqual([
      'books-to-return',
      'payment-not-over',
      'refund-not-over',
      'points-to-refund',
    ])
  })

  it.each(['claimed', 'lost'] as const)('waits for a book that is %s, too', (inQuestion) => {
    expect(kinds({ books: [{ bookNo: 1, title: '책', inQuestion }] })).toEqual(['books-to-return'])
  })

  it('speaks of what was paid for and not of the gift, and of one won as of many', () => {
    expect(leaveRefusals(facts({ wallet: wallet(1_000, 999) }))).toEqual([{ kind: 'points-to-refund', amountWon: 1 }])
  })

  it('speaks first of the refund that is on its way, then of what waits at the desk', () => {
    const refunds = [
      { amountWon: 500, state: 'at-desk' },
      { amountWon: 900, state: 'under-way' },
    ] as const
    expect(leaveRefusals(facts({ refunds }))).toMatchObject([{ kind: 'refund-not-over', refund: { amountWon: 900 } }])
  })

  it('of somebody who is not there is no error', () => {
    expect(decideLeave(null, lineId, at)).toEqual({ ok: false, refusals: [{ kind: 'already-left' }] })
  })
})

describe('what is kept', () => {
  it.each([
    [false, 'in-time', { before: '2026-08-29T15:00:00.000Z' }],
    [true, 'in-time', null],
    [null, 'in-time', null],
    [false, 'asked', 'all'],
    [true, 'asked', 'all'],
    [null, 'asked', null],
  ] as const)('of a member who keeps it (%s), forgotten %s: %j', (keeps, reason, part) => {
    expect(decideForget(keeps, reason, today, rules)).toEqual(part)
  })

  it('is counted in days of Seoul', () => {
    expect(
      historyKeptFrom('2026-03-01', rulesOf({ ...defaultPolicy, privacy: { historyDays: 1, ledgerYears: 5 } })),
    ).toBe('2026-02-27T15:00:00.000Z')
  })

  it('of a rental that is nobody’s the months in Seoul are kept, under another number', () => {
    const rental = { id: 'r' as RentalId, rentedAt: '2026-11-30T15:30:00.000Z', returnedAt: '2026-12-31T14:59:59.999Z' }
    expect(unlinked(rental, 'x')).toEqual({
      id: 'x',
      rentedAt: '2026-12-01T00:00:00.000Z',
      returnedAt: '2026-12-01T00:00:00.000Z',
    })
  })

  it.each([
    ['2031-11-28', '2026-11-28'],
    ['2028-02-29', '2023-03-01'],
    ['2032-02-29', '2027-03-01'],
  ])('of a ledger on %s is what was left since %s', (day, from) => {
    expect(ledgersKeptFrom(day, rules)).toBe(from)
    expect(yearsBefore(day, 5)).toBe(from)
  })
})
