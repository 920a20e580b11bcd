/** Civil days in Seoul. */
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { addDays, dayOf, daysBetween, instantOf, minutesAfter } from '../../src/domain/time.js'

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
