/** Closed days: what they do to due days, pickup days and late days, and what they never do. */
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import {
  daysLate,
  dueDayFrom,
  dueDayLateBy,
  nextOpenDay,
  pickupDayFrom,
  rulesOf,
  type KnownDays,
} from '../../src/domain/calendar.js'
import { defaultPolicy, type Policy, type Rules } from '../../src/domain/policy.js'
import { addDays, dayOf, daysBetween, weekdayOf, type Day } from '../../src/domain/time.js'

const everyDay = [0, 1, 2, 3, 4, 5, 6]

function rules(closedDays: Partial<Policy['closedDays']> = {}, closed: readonly Day[] = [], open: readonly Day[] = []) {
  const known: KnownDays = new Map([
    ...closed.map((day) => [day, 'closed'] as const),
    ...open.map((day) => [day, 'open'] as const),
  ])
  return rulesOf({ ...defaultPolicy, closedDays: { ...defaultPolicy.closedDays, ...closedDays } }, known)
}

/** Seollal 2027: Saturday to Monday, and a day in lieu on Tuesday. */
const seollal = ['2027-02-06', '2027-02-07', '2027-02-08', '2027-02-09']

describe('a calendar', () => {
  it('that knows nothing has no closed day', () => {
    const { isClosed } = rulesOf(defaultPolicy)
    expect(['2026-11-28', '2026-11-29', '2027-01-01', '1999-12-31', '2150-01-01'].filter(isClosed)).toEqual([])
  })

  it('closes the weekdays of the house, Sunday being 0', () => {
    const { isClosed } = rules({ weekdays: [0, 1] })
    const week = everyDay.map((later) => addDays('2026-11-28', later))
    expect(week.map(weekdayOf)).toEqual([6, 0, 1, 2, 3, 4, 5])
    expect(week.filter(isClosed)).toEqual(['2026-11-29', '2026-11-30'])
  })

  it('believes what is said of a single day more than its weekday', () => {
    const { isClosed } = rules({ weekdays: [1] }, ['2026-12-25'], ['2026-11-30'])
    expect(isClosed('2026-11-30')).toBe(false)
    expect(isClosed('2026-12-07')).toBe(true)
    expect(isClosed('2026-12-25')).toBe(true)
    expect(isClosed('2026-12-24')).toBe(false)
  })

  it('leaves the numbers of the house as they are', () => {
    expect(rulesOf(defaultPolicy, new Map([['2026-12-25', 'closed']]))).toMatchObject(defaultPolicy)
  })
})

describe('the next open day', () => {
  it.each([
    ['2027-02-05', '2027-02-05'],
    ['2027-02-06', '2027-02-10'],
    ['2027-02-09', '2027-02-10'],
    ['2027-02-10', '2027-02-10'],
  ])('at Seollal, from %s, is %s', (from, open) => expect(nextOpenDay(from, rules({}, seollal))).toBe(open))

  it('is reached over a weekday of rest after the holidays', () => {
    expect(nextOpenDay('2027-02-06', rules({ weekdays: [3] }, seollal))).toBe('2027-02-11')
  })

  it('may be the last day of a month, a leap day, or in the next year', () => {
    expect(nextOpenDay('2028-02-28', rules({}, ['2028-02-28']))).toBe('2028-02-29')
    expect(nextOpenDay('2028-02-29', rules({}, ['2028-02-29']))).toBe('2028-03-01')
    expect(nextOpenDay('2026-12-31', rules({}, ['2026-12-31', '2027-01-01']))).toBe('2027-01-02')
  })

  it('is looked for sixty days ahead, no further: a house that is never open leaves the day alone', () => {
    const closed = (count: number) => Array.from({ length: count }, (_, later) => addDays('2026-12-05', later))
    expect(nextOpenDay('2026-12-05', rules({}, closed(60)))).toBe('2027-02-03')
    expect(nextOpenDay('2026-12-05', rules({}, closed(61)))).toBe('2026-12-05')
    expect(nextOpenDay('2026-12-05', rules({ weekdays: everyDay }))).toBe('2026-12-05')
  })
})

describe('a due day', () => {
  const christmas = ['2026-12-25']

  it('on a closed day stays where it is, unless the house says otherwise', () => {
    expect(defaultPolicy.closedDays).toMatchObject({ shiftDueDays: false, shiftPickupDays: false, countAsLate: true })
    expect(dueDayFrom('2026-12-18', 7, rules({}, christmas))).toBe('2026-12-25')
    expect(dueDayFrom('2026-12-18', 7, rules({ shiftPickupDays: true }, christmas))).toBe('2026-12-25')
  })

  it('moves to the next open day where the house says so', () => {
    expect(dueDayFrom('2026-12-18', 7, rules({ shiftDueDays: true }, christmas))).toBe('2026-12-26')
    expect(dueDayFrom('2026-12-18', 7, rules({ shiftDueDays: true, weekdays: [6, 0] }, christmas))).toBe('2026-12-28')
    expect(dueDayFrom('2027-01-30', 7, rules({ shiftDueDays: true }, seollal))).toBe('2027-02-10')
  })

  it('is not moved by closed days before it', () => {
    expect(dueDayFrom('2026-12-19', 7, rules({ shiftDueDays: true }, ['2026-12-20', ...christmas]))).toBe('2026-12-26')
  })

  it('never loops and never is lost: with no open day at all it is the plain day', () => {
    expect(dueDayFrom('2028-02-22', 7, rules({ shiftDueDays: true, weekdays: everyDay }))).toBe('2028-02-29')
  })

  it('never moves back, and never onto a closed day while there is an open one within reach', () => {
    fc.assert(
      fc.property(calendars(), anyDay, fc.integer({ min: 0, max: 60 }), (house, from, days) => {
        const dueOn = dueDayFrom(from, days, house)
        const plain = addDays(from, days)
        expect(dueOn >= plain).toBe(true)
        if (!house.closedDays.shiftDueDays) expect(dueOn).toBe(plain)
        else if (dueOn !== plain) expect(house.isClosed(dueOn)).toBe(false)
      }),
    )
  })
})

describe('the last day to pick a book up', () => {
  it('is three days on, closed or not', () => {
    expect(pickupDayFrom('2026-12-22', rules({ shiftDueDays: true }, ['2026-12-25']))).toBe('2026-12-25')
  })

  it('moves to the next open day where the house says so', () => {
    expect(pickupDayFrom('2026-12-22', rules({ shiftPickupDays: true }, ['2026-12-25']))).toBe('2026-12-26')
    expect(pickupDayFrom('2026-12-31', rules({ shiftPickupDays: true, weekdays: [0] }))).toBe('2027-01-04')
  })
})

describe('days late', () => {
  it.each([
    ['2026-12-05', '2026-12-04', -1],
    ['2026-12-05', '2026-12-05', 0],
    ['2026-12-05', '2026-12-06', 1],
    ['2026-10-31', '2026-12-01', 31],
    ['2027-01-20', '2027-03-01', 40],
    ['2026-12-30', '2027-03-01', 61],
    ['2028-01-29', '2028-02-29', 31],
    ['2028-01-20', '2028-02-29', 40],
    ['2027-12-30', '2028-02-29', 61],
    ['2028-02-28', '2028-03-01', 2],
    ['2027-02-28', '2027-03-01', 1],
  ])('due on %s, on %s: %d, whatever is closed in between', (dueOn, today, late) => {
    expect(daysLate(dueOn, today, rules())).toBe(late)
    expect(daysLate(dueOn, today, rules({ weekdays: everyDay }))).toBe(late)
  })

  const openOnly = (closed: readonly Day[] = [], weekdays: readonly number[] = []) =>
    rules({ countAsLate: false, weekdays }, closed)

  it.each([
    ['nothing closed', [], 61],
    ['the leap day closed', ['2028-02-29'], 60],
    ['the due day closed: it was in time anyway', ['2027-12-30'], 61],
    ['the first late day closed', ['2027-12-31'], 60],
    ['closed the day after today', ['2028-03-01'], 61],
  ])('61 days over a leap day, open days only, %s', (_what, closed, late) => {
    expect(daysLate('2027-12-30', '2028-02-29', openOnly(closed))).toBe(late)
  })

  it('counted on open days only leave out a weekday of rest', () => {
    expect(daysLate('2026-10-31', '2026-12-01', openOnly([], [1]))).toBe(31 - 5)
    expect(daysLate('2027-01-20', '2027-03-01', openOnly(seollal))).toBe(40 - 4)
  })

  it('do not begin before the first open day', () => {
    expect(daysLate('2027-02-05', '2027-02-09', openOnly(seollal))).toBe(0)
    expect(daysLate('2027-02-05', '2027-02-10', openOnly(seollal))).toBe(1)
  })

  it('to come are counted plainly, closed or not', () => {
    expect(daysLate('2027-02-10', '2027-02-05', openOnly(seollal))).toBe(-5)
  })

  it('grow by one a day at most and never shrink', () => {
    fc.assert(
      fc.property(calendars(), anyDay, fc.integer({ min: -70, max: 70 }), (house, dueOn, later) => {
        const today = addDays(dueOn, later)
        const grown = daysLate(dueOn, addDays(today, 1), house) - daysLate(dueOn, today, house)
        expect([0, 1]).toContain(grown)
        if (house.closedDays.countAsLate || later < 0) expect(grown).toBe(1)
      }),
    )
  })
})

describe('the due day that is so many days late today', () => {
  it.each([
    [1, '2028-02-28'],
    [31, '2028-01-29'],
    [40, '2028-01-20'],
    [61, '2027-12-30'],
    [0, '2028-02-29'],
    [-1, '2028-03-01'],
  ])('%d, on the leap day, is %s', (days, dueOn) => {
    expect(dueDayLateBy(days, '2028-02-29', rules({ weekdays: [1] }))).toBe(dueOn)
  })

  it('lies further back where closed days do not count', () => {
    expect(dueDayLateBy(1, '2027-02-09', rules({ countAsLate: false }, seollal))).toBe('2027-02-04')
    expect(dueDayLateBy(1, '2027-02-10', rules({ countAsLate: false }, seollal))).toBe('2027-02-09')
    expect(dueDayLateBy(-1, '2027-02-09', rules({ countAsLate: false }, seollal))).toBe('2027-02-10')
  })

  it('is the latest one that is late enough', () => {
    fc.assert(
      fc.property(calendars(), anyDay, fc.integer({ min: -5, max: 70 }), (house, today, days) => {
        const dueOn = dueDayLateBy(days, today, house)
        expect(daysLate(dueOn, today, house)).toBeGreaterThanOrEqual(days)
        expect(daysLate(addDays(dueOn, 1), today, house)).toBeLessThan(days)
      }),
    )
  })

  it('agrees with counting day by day', () => {
    fc.assert(
      fc.property(calendars(), anyDay, fc.integer({ min: 0, max: 90 }), (house, today, back) => {
        const dueOn = addDays(today, -back)
        const late = daysLate(dueOn, today, house)
        expect(dueOn <= dueDayLateBy(late, today, house)).toBe(true)
        expect(dueOn > dueDayLateBy(late + 1, today, house)).toBe(true)
      }),
    )
  })

  it('is looked for over sixty closed days in a row, no further, and then it is rather too late than too early', () => {
    const back = (count: number) => Array.from({ length: count }, (_, days) => addDays('2028-02-29', -days))
    const after = (count: number) => dueDayLateBy(1, '2028-02-29', rules({ countAsLate: false }, back(count)))
    expect(daysBetween(after(60), '2028-02-29')).toBe(61)
    expect(daysBetween(after(61), '2028-02-29')).toBe(61)
    expect(daysBetween(after(90), '2028-02-29')).toBe(61)
    const never = rules({ countAsLate: false, weekdays: everyDay })
    expect(daysBetween(dueDayLateBy(14, '2028-02-29', never), '2028-02-29')).toBe(61)
  })
})

const anyDay = fc
  .date({ min: new Date('2026-01-01'), max: new Date('2029-01-01'), noInvalidDate: true })
  .map((at) => dayOf(at))

/** Houses with days of rest, single days closed or open, and every setting either way; never closed for sixty days on end. */
function calendars(): fc.Arbitrary<Rules> {
  return fc
    .record({
      weekdays: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { maxLength: 4 }),
      shiftDueDays: fc.boolean(),
      countAsLate: fc.boolean(),
      closed: fc.uniqueArray(anyDay, { maxLength: 20 }),
      open: fc.uniqueArray(anyDay, { maxLength: 20 }),
    })
    .map(({ closed, open, ...closedDays }) => rules(closedDays, closed, open))
}
