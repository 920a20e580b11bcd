/** Civil days in Seoul. */
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import {
  addDays,
  atHour,
  beginOf,
  dayOf,
  daysBetween,
  hourOf,
  instantOf,
  minutesAfter,
  weekdayOf,
} from '../../src/domain/time.js'

const instant = fc.date({ min: new Date('1990-01-01'), max: new Date('2150-01-01'), noInvalidDate: true })
const day = instant.map(dayOf)
const days = fc.integer({ min: -5_000, max: 5_000 })

describe('a day in Seoul', () => {
  it.each([
    ['2026-11-27T14:59:59.999Z', '2026-11-27'],
    ['2026-11-27T15:00:00.000Z', '2026-11-28'],
    ['2026-12-31T15:00:00.000Z', '2027-01-01'],
    ['2028-02-28T15:00:00.000Z', '2028-02-29'],
  ])('at %s is %s', (at, expected) => expect(dayOf(new Date(at))).toBe(expected))

  it('is the day that the calendar in Seoul shows', () => {
    const calendar = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Seoul' })
    fc.assert(fc.property(instant, (at) => expect(dayOf(at)).toBe(calendar.format(at))))
  })

  it.each([
    ['2026-11-28', 7, '2026-12-05'],
    ['2026-12-28', 7, '2027-01-04'],
    ['2028-02-22', 7, '2028-02-29'],
    ['2027-02-22', 7, '2027-03-01'],
    ['2026-03-01', -1, '2026-02-28'],
  ])('%s and %d days is %s', (from, count, to) => expect(addDays(from, count)).toBe(to))

  it('begins at midnight in Seoul', () => {
    expect(beginOf('2027-03-01')).toBe('2027-02-28T15:00:00.000Z')
    fc.assert(
      fc.property(day, (one) => {
        const begin = Date.parse(beginOf(one))
        expect([dayOf(new Date(begin - 1)), dayOf(new Date(begin))]).toEqual([addDays(one, -1), one])
      }),
    )
  })

  it('counts there and back', () => {
    fc.assert(
      fc.property(day, days, (from, count) => {
        const to = addDays(from, count)
        expect(daysBetween(from, to)).toBe(count)
        expect(addDays(to, -count)).toBe(from)
      }),
    )
  })

  it('compares as text', () => {
    fc.assert(fc.property(day, day, (one, two) => expect(one < two).toBe(daysBetween(one, two) > 0)))
  })
})

describe('a weekday', () => {
  it.each([
    ['2026-11-29', 0],
    ['2026-11-28', 6],
    ['2028-02-29', 2],
    ['2027-01-01', 5],
  ])('%s is %d, Sunday being 0', (of, weekday) => expect(weekdayOf(of)).toBe(weekday))

  it('is the same every seven days', () => {
    fc.assert(fc.property(day, (of) => expect(weekdayOf(addDays(of, 7))).toBe(weekdayOf(of))))
  })
})

describe('an hour in Seoul', () => {
  it.each([
    ['2026-11-27T14:59:59.999Z', 23],
    ['2026-11-27T15:00:00.000Z', 0],
    ['2026-11-28T00:00:00.000Z', 9],
    ['2026-11-28T10:59:59.999Z', 19],
    ['2026-11-28T11:00:00.000Z', 20],
  ])('at %s it is %d', (at, hour) => expect(hourOf(new Date(at))).toBe(hour))

  it('is what the clock on the wall in Seoul shows', () => {
    const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Seoul', hour: '2-digit', hourCycle: 'h23' })
    fc.assert(fc.property(instant, (at) => expect(hourOf(at)).toBe(Number(clock.format(at)))))
  })

  it('begins on its day, 24 being the next midnight', () => {
    expect(atHour('2026-11-28', 9).toISOString()).toBe('2026-11-28T00:00:00.000Z')
    expect(atHour('2028-02-29', 0).toISOString()).toBe('2028-02-28T15:00:00.000Z')
    expect(atHour('2026-12-31', 24)).toEqual(atHour('2027-01-01', 0))
    const hours = fc.integer({ min: 0, max: 23 })
    fc.assert(
      fc.property(day, hours, (of, hour) => {
        expect(dayOf(atHour(of, hour))).toBe(of)
        expect(hourOf(atHour(of, hour))).toBe(hour)
      }),
    )
  })
})

describe('an instant', () => {
  it('is text in UTC that compares as text', () => {
    expect(instantOf(new Date('2026-11-28T12:00:00+09:00'))).toBe('2026-11-28T03:00:00.000Z')
    fc.assert(fc.property(instant, instant, (one, two) => expect(instantOf(one) < instantOf(two)).toBe(one < two)))
  })

  it('moves by minutes', () => {
    expect(minutesAfter(new Date('2026-12-31T23:50:00.000Z'), 15).toISOString()).toBe('2027-01-01T00:05:00.000Z')
    expect(minutesAfter(new Date('2026-12-31T23:50:00.000Z'), -0.5).toISOString()).toBe('2026-12-31T23:49:30.000Z')
  })
})
