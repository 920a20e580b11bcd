/** Which due days are due for which notice: every late due day in one window, and no other in any. */
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { daysLate, rulesOf } from '../../src/domain/calendar.js'
import { dueSoonWindows, overdueWindows } from '../../src/domain/due-windows.js'
import { stepAt } from '../../src/domain/notice.js'
import { defaultPolicy, type Policy } from '../../src/domain/policy.js'
import { addDays } from '../../src/domain/time.js'

const today = '2026-12-31'
const rules = rulesOf(defaultPolicy)

describe('the windows of overdue notices', () => {
  it('are the ladder, counted back from today', () => {
    expect(overdueWindows(today, rules)).toEqual([
      { step: 1, from: '2026-12-29', until: '2026-12-30' },
      { step: 2, from: '2026-12-25', until: '2026-12-28' },
      { step: 3, from: '2026-12-18', until: '2026-12-24' },
      { step: 4, from: '2026-12-11', until: '2026-12-17' },
      { step: 5, from: '2026-12-04', until: '2026-12-10' },
      { step: 6, from: null, until: '2026-12-03' },
    ])
  })

  it('are none in a house that sends none', () => {
    expect(
      overdueWindows(today, rulesOf({ ...defaultPolicy, notices: { ...defaultPolicy.notices, atMost: 0 } })),
    ).toEqual([])
  })

  it('hold every late due day exactly once, at the step it is due for, and no other day', () => {
    const houses = fc.record({
      overdueDays: fc
        .uniqueArray(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 5 })
        .map((days) => days.toSorted((a, b) => a - b)),
      thenEveryDays: fc.integer({ min: 1, max: 14 }),
      atMost: fc.integer({ min: 1, max: 9 }),
      countAsLate: fc.boolean(),
      weekdays: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { maxLength: 3 }),
      holidays: fc.uniqueArray(fc.integer({ min: -60, max: 0 }), { maxLength: 8 }),
    })
    fc.assert(
      fc.property(houses, fc.integer({ min: 0, max: 800 }), fc.integer({ min: -3, max: 120 }), (house, on, back) => {
        const day = addDays('2027-01-01', on)
        const dueOn = addDays(day, -back)
        const policy: Policy = {
          ...defaultPolicy,
          notices: { ...defaultPolicy.notices, ...house },
          closedDays: { ...defaultPolicy.closedDays, weekdays: house.weekdays, countAsLate: house.countAsLate },
        }
        const known = new Map(house.holidays.map((days) => [addDays(day, days), 'closed' as const]))
        const theirs = rulesOf(policy, known)
        const step = stepAt(daysLate(dueOn, day, theirs), policy.notices)
        const holding = overdueWindows(day, theirs).filter(
          ({ from, until }) => (from === null || from <= dueOn) && dueOn <= until,
        )
        expect(holding.map((window) => window.step)).toEqual(step === 0 ? [] : [step])
      }),
    )
  })
})

describe('the window of reminders', () => {
  it.each([
    [1, '2027-01-01'],
    [3, '2027-01-03'],
  ])('reaches %d days ahead, today included', (dueSoonDaysBefore, until) => {
    const notices = { ...defaultPolicy.notices, dueSoonDaysBefore }
    expect(dueSoonWindows(today, rulesOf({ ...defaultPolicy, notices }))).toEqual([{ step: 0, from: today, until }])
  })

  it('is none in a house that reminds nobody', () => {
    const notices = { ...defaultPolicy.notices, dueSoonDaysBefore: 0 }
    expect(dueSoonWindows(today, rulesOf({ ...defaultPolicy, notices }))).toEqual([])
  })
})
