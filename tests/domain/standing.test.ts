/** Suspended until when: for as many days as the book was late, from the day it came back. */
import { describe, expect, it } from '@jest/globals'
import { rulesOf } from '../../src/domain/calendar.js'
import { defaultPolicy, type Policy } from '../../src/domain/policy.js'
import { mustNotBeSuspended, suspensionFor } from '../../src/domain/standing.js'

function rules(suspensionDaysPerLateDay: number, closedDays: Partial<Policy['closedDays']> = {}) {
  const policy = { ...defaultPolicy, suspensionDaysPerLateDay }
  return rulesOf({ ...policy, closedDays: { ...policy.closedDays, ...closedDays } })
}

describe('who is suspended', () => {
  it.each([
    [null, false],
    ['2026-11-27', false],
    ['2026-11-28', true],
    ['2026-11-29', true],
  ])('until %s: on November 28th %s, the last day counting whole', (until, isSuspended) => {
    expect(mustNotBeSuspended(until, '2026-11-28')).toEqual(isSuspended ? { kind: 'suspended', until } : null)
  })
})

describe('a book that came back', () => {
  it('late suspends nobody, unless the house says so', () => {
    expect(defaultPolicy.suspensionDaysPerLateDay).toBe(0)
    expect(suspensionFor('2026-10-28', '2026-11-28', rules(0))).toBeNull()
  })

  it('in time suspends nobody', () => {
    expect(suspensionFor('2026-11-28', '2026-11-28', rules(1))).toBeNull()
    expect(suspensionFor('2026-12-05', '2026-11-28', rules(3))).toBeNull()
  })

  it.each([
    ['2026-11-27', '2026-11-28', 1, '2026-11-29'],
    ['2026-11-21', '2026-11-28', 1, '2026-12-05'],
    ['2026-11-21', '2026-11-28', 2, '2026-12-12'],
    ['2028-01-29', '2028-02-29', 1, '2028-03-31'],
    ['2028-02-27', '2028-02-28', 1, '2028-02-29'],
    ['2026-10-31', '2026-12-31', 1, '2027-03-02'],
  ])('due on %s, on %s, times %d: until %s', (dueOn, returnedOn, factor, until) => {
    expect(suspensionFor(dueOn, returnedOn, rules(factor))).toBe(until)
  })

  it('counts half a day as a whole one', () => {
    expect(suspensionFor('2026-11-27', '2026-11-28', rules(0.5))).toBe('2026-11-29')
    expect(suspensionFor('2026-11-25', '2026-11-28', rules(0.5))).toBe('2026-11-30')
  })

  it('is late by open days only where the house counts so; the suspension itself runs over all days', () => {
    const mondaysOff = { weekdays: [1] }
    expect(suspensionFor('2026-11-20', '2026-11-28', rules(1, mondaysOff))).toBe('2026-12-06')
    expect(suspensionFor('2026-11-20', '2026-11-28', rules(1, { ...mondaysOff, countAsLate: false }))).toBe(
      '2026-12-05',
    )
    expect(suspensionFor('2026-11-29', '2026-11-30', rules(1, { ...mondaysOff, countAsLate: false }))).toBeNull()
  })
})
