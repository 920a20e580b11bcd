/** What may be changed of the house rules: every number, within bounds, and a sentence that names the field when not. */
import { describe, expect, it } from '@jest/globals'
import { patched, type PolicyKey } from '../../src/domain/policy-change.js'
import { defaultPolicy } from '../../src/domain/policy.js'
import { isPolicyKey, policyNames, readPolicyPatch } from '../../src/policy-patch.js'

const patchOf = (key: string, value: unknown) =>
  key.split('.').reduceRight<unknown>((inner, step) => ({ [step]: inner }), value)
const valueOf = (key: string, policy: unknown) =>
  key.split('.').reduce<unknown>((group, step) => (group as Record<string, unknown>)[step], policy)
const keys = Object.keys(policyNames)
const fault = (key: PolicyKey, value: unknown) => {
  const read = readPolicyPatch(patchOf(key, value))
  return read.ok ? null : read.fault
}

describe('a patch of the house rules', () => {
  it.each(keys)('may say %s again, and nothing else comes with it', (key) => {
    const patch = patchOf(key, valueOf(key, defaultPolicy))
    expect(readPolicyPatch(patch)).toEqual({ ok: true, patch })
  })

  it('covers every number of the house but the minutes of KakaoPay', () => {
    const leaves = (value: object): string[] =>
      Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
        typeof inner === 'object' && inner !== null && !Array.isArray(inner)
          ? leaves(inner).map((leaf) => `${key}.${leaf}`)
          : [key],
      )
    expect([...keys, 'paymentMinutes'].sort()).toEqual(leaves(defaultPolicy).sort())
  })

  it.each<[PolicyKey, unknown, unknown]>([
    ['loanDays', 1, 0],
    ['loanDays', 365, 366],
    ['loanDays', 14, 14.5],
    ['loanDays', 14, '14'],
    ['feeWon', 0, -1],
    ['feeWon', 100_000, 100_001],
    ['counter.backdateDays', 0, -1],
    ['counter.backdateDays', 30, 31],
    ['rentalLimit', 1, 0],
    ['renewal.times', 0, -1],
    ['hold.pickupDays', 1, 0],
    ['hold.pickupDays', 60, 61],
    ['suspensionDaysPerLateDay', 0.5, -0.5],
    ['suspensionDaysPerLateDay', 30, NaN],
    ['notices.overdueDays', [1], []],
    ['notices.overdueDays', [1, 3, 7, 14], [1, 7, 3]],
    ['notices.overdueDays', [2, 30], [3, 3]],
    ['notices.overdueDays', [365], [0]],
    ['notices.thenEveryDays', 1, 0],
    ['notices.fromHour', 0, 24],
    ['notices.untilHour', 24, 25],
    ['notices.channels', ['log', 'event-api'], ['sms']],
    ['notices.channels', ['alimtalk'], []],
    ['notices.channels', ['alimtalk'], ['log', 'log']],
    ['closedDays.weekdays', [], [7]],
    ['closedDays.weekdays', [0, 1, 2, 3, 4, 5], [0, 1, 2, 3, 4, 5, 6]],
    ['closedDays.weekdays', [6, 0], [0, 0]],
    ['closedDays.shiftDueDays', true, 'true'],
    ['closedDays.countAsLate', false, 0],
    ['deposit.maxWon', 10_000_000, 10_000_001],
    ['privacy.historyDays', 1, 0],
    ['privacy.ledgerYears', 5, 4],
    ['searchMinutes', 1, null],
  ])('%s may be %j, but not %j', (key, possible, impossible) => {
    expect(fault(key, possible)).toBeNull()
    expect(fault(key, impossible)).toMatch(/요\.(?: 예\) .+)?$/)
    expect(fault(key, impossible)).toContain(`${key}(${policyNames[key]}): `)
  })

  it.each([[null], ['loanDays'], [14], [{ hold: 3 }], [undefined], [[]]])('is not %j', (given) => {
    expect(readPolicyPatch(given)).toMatchObject({ ok: false })
  })

  it('passes over what it does not know, whatever its name', () => {
    const given: unknown = JSON.parse('{"loanDays":3,"moonPhase":1,"paymentMinutes":99,"__proto__":{"feeWon":0}}')
    expect(readPolicyPatch(given)).toEqual({ ok: true, patch: { loanDays: 3 } })
    expect(['toString', '__proto__', 'hold', 'paymentMinutes'].filter(isPolicyKey)).toEqual([])
  })
})

describe('a policy with a patch', () => {
  it('keeps what the patch does not name', () => {
    expect(patched(defaultPolicy, {})).toEqual(defaultPolicy)
    expect(patched(defaultPolicy, { hold: { limit: 1 }, feeWon: 500 })).toEqual({
      ...defaultPolicy,
      feeWon: 500,
      hold: { limit: 1, pickupDays: 3 },
    })
  })

  it.each(keys)('takes %s from the patch', (key) => {
    const value = valueOf(key, defaultPolicy)
    const other = typeof value === 'boolean' ? !value : typeof value === 'number' ? value + 1 : []
    const next: unknown = patched(defaultPolicy, patchOf(key, other) as object)
    expect(valueOf(key, next)).toEqual(other)
  })
})
