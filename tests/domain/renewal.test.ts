/** May a rental be made longer: the rules alone. */
import { describe, expect, it } from '@jest/globals'
import { rulesOf } from '../../src/domain/calendar.js'
import type { BookId, CopyId, MemberId, RentalId } from '../../src/domain/ids.js'
import { defaultPolicy, type Policy } from '../../src/domain/policy.js'
import { decideRenew, renewRefusals, type RenewFacts } from '../../src/domain/renewal.js'
import type { OpenRental, Rental } from '../../src/domain/rental.js'

const memberId = 'm-1' as MemberId
const today = '2026-12-01'
const noon = new Date('2026-12-01T03:00:00.000Z')
const rules = rulesOf(defaultPolicy)

function rental(more: Partial<Rental> = {}): Rental {
  return {
    id: 'r-1' as RentalId,
    memberId,
    bookId: 'b-1' as BookId,
    copyId: 'c-1' as CopyId,
    feeWon: 1_000,
    rentedAt: '2026-11-28T03:00:00.000Z',
    rentedOn: '2026-11-28',
    dueOn: '2026-12-05',
    renewals: 0,
    returnedAt: null,
    claimedAt: null,
    lostAt: null,
    commandKey: null,
    ...more,
  }
}

const openOne = (dueOn: string, isClaimed = false): OpenRental => ({
  rentalId: 'r-9' as RentalId,
  bookId: 'b-9' as BookId,
  dueOn,
  isClaimed,
  lostTitle: null,
})

function facts(more: Partial<RenewFacts> = {}): RenewFacts {
  return {
    rental: rental(),
    title: '소년이 온다',
    made: null,
    open: [openOne('2026-12-05')],
    suspendedUntil: null,
    blockedUntil: null,
    waiting: 0,
    freeCopies: 0,
    ...more,
  }
}

const refusals = (more: Partial<RenewFacts> = {}, on = today, house = rules) => renewRefusals(facts(more), on, house)
const kinds = (more: Partial<RenewFacts> = {}, on = today) => refusals(more, on).map(({ kind }) => kind)
const renewed = (more: Partial<RenewFacts> = {}, at = noon, house = rules) =>
  decideRenew(facts(more), memberId, at, house)
const dueAfter = (dueOn: string, at: string, policy: Partial<Policy> = {}, known?: Map<string, 'closed' | 'open'>) => {
  const done = renewed(
    { rental: rental({ dueOn }), open: [] },
    new Date(at),
    rulesOf({ ...defaultPolicy, ...policy }, known),
  )
  return done.ok ? done.value.rental.dueOn : done.refusals.map(({ kind }) => kind)
}

describe('renewing', () => {
  it('has nothing in its way when all is well', () => expect(kinds()).toEqual([]))

  it('adds seven days to the due day, once', () => {
    expect(renewed()).toEqual({
      ok: true,
      value: { rental: rental({ dueOn: '2026-12-12', renewals: 1 }), isNew: true },
    })
    expect(refusals({ rental: rental({ renewals: 1 }) })).toEqual([
      { kind: 'renewal-limit-reached', title: '소년이 온다', times: 1, dueOn: '2026-12-05' },
    ])
  })

  it.each([
    ['2026-12-05', '2026-12-12'],
    ['2026-12-28', '2027-01-04'],
    ['2027-01-31', '2027-02-07'],
    ['2027-02-22', '2027-03-01'],
    ['2028-02-22', '2028-02-29'],
    ['2028-02-29', '2028-03-07'],
    ['2100-02-22', '2100-03-01'],
  ])('a book due on %s makes it due on %s', (dueOn, then) => {
    expect(dueAfter(dueOn, `${dueOn}T03:00:00.000Z`)).toBe(then)
  })

  it('counts from today when the due day is behind and closed days made nothing late', () => {
    const closed = new Map([
      ['2026-12-06', 'closed'],
      ['2026-12-07', 'closed'],
    ] as const)
    const closedDays = { ...defaultPolicy.closedDays, countAsLate: false }
    expect(dueAfter('2026-12-05', '2026-12-07T03:00:00.000Z', { closedDays }, closed)).toBe('2026-12-14')
  })

  it('moves the new due day to an open one only when the house says so', () => {
    const closed = new Map([['2026-12-12', 'closed']] as const)
    const shifted = { ...defaultPolicy.closedDays, shiftDueDays: true }
    expect(dueAfter('2026-12-05', noon.toISOString(), { closedDays: shifted }, closed)).toBe('2026-12-13')
    expect(dueAfter('2026-12-05', noon.toISOString(), {}, closed)).toBe('2026-12-12')
  })

  it.each([
    ['the day before', '2026-12-04T14:59:59.999Z', '2026-12-12'],
    ['the whole due day', '2026-12-05T14:59:59.999Z', '2026-12-12'],
  ])('is possible on %s', (_when, at, then) => expect(dueAfter('2026-12-05', at)).toBe(then))

  it('is over at midnight in Seoul after the due day', () => {
    const done = renewed({ open: [openOne('2026-12-05')] }, new Date('2026-12-05T15:00:00.000Z'))
    expect(done).toMatchObject({ ok: false, refusals: [{ kind: 'overdue-blocks', count: 1, daysLate: 1 }] })
  })

  it('is refused while any book is late, unless it is said to be back', () => {
    expect(kinds({ open: [openOne('2026-12-05'), openOne('2026-11-30')] })).toEqual(['overdue-blocks'])
    expect(kinds({ open: [openOne('2026-12-05'), openOne('2026-11-30', true)] })).toEqual([])
  })

  it.each([
    ['2026-12-02', ['suspended']],
    ['2026-12-01', ['suspended']],
    ['2026-11-30', []],
  ])('of somebody suspended until %s: %j', (suspendedUntil, expected) => {
    expect(kinds({ suspendedUntil })).toEqual(expected)
  })

  it.each([
    [0, 0, []],
    [1, 0, ['others-wait']],
    [1, 1, []],
    [2, 1, ['others-wait']],
    [0, 3, []],
  ])('with %d who wait and %d copies on the shelf: %j', (waiting, freeCopies, expected) => {
    expect(kinds({ waiting, freeCopies })).toEqual(expected)
  })

  it('says how many wait whom the shelf cannot serve', () => {
    expect(refusals({ waiting: 3, freeCopies: 1 })).toEqual([
      { kind: 'others-wait', title: '소년이 온다', waiting: 2, dueOn: '2026-12-05' },
    ])
  })

  it.each([
    ['2026-12-12', '2026-12-05', ['too-soon-to-renew']],
    ['2026-12-08', '2026-12-01', []],
    ['2026-12-09', '2026-12-02', ['too-soon-to-renew']],
  ])('of a book due on %s begins on %s', (dueOn, from, expected) => {
    const found = refusals({ rental: rental({ dueOn }) })
    expect(found.map(({ kind }) => kind)).toEqual(expected)
    for (const one of found) expect(one).toMatchObject({ from, dueOn })
  })

  it('of a book that is claimed or lost says only that', () => {
    const at = '2026-11-30T03:00:00.000Z'
    const bad = { suspendedUntil: '2027-01-01', waiting: 4, open: [openOne('2026-11-01')] }
    expect(refusals({ ...bad, rental: rental({ claimedAt: at, renewals: 1 }) })).toEqual([
      { kind: 'rental-in-question', title: '소년이 온다', why: 'claimed' },
    ])
    expect(refusals({ ...bad, rental: rental({ claimedAt: at, lostAt: at }) })).toEqual([
      { kind: 'rental-in-question', title: '소년이 온다', why: 'claimed' },
    ])
    expect(refusals({ ...bad, rental: rental({ lostAt: at }) })).toEqual([
      { kind: 'rental-in-question', title: '소년이 온다', why: 'lost' },
    ])
  })

  it('tells all reasons, the most important first', () => {
    const all = { suspendedUntil: today, waiting: 1, open: [openOne('2026-11-30')] }
    expect(kinds({ ...all, rental: rental({ dueOn: '2026-12-30', renewals: 1 }) })).toEqual([
      'overdue-blocks',
      'suspended',
      'renewal-limit-reached',
      'others-wait',
      'too-soon-to-renew',
    ])
  })

  it('of an unknown rental, or of another member’s, is refused alike', () => {
    const refused = { ok: false, refusals: [{ kind: 'unknown-rental' }] }
    expect(decideRenew(null, memberId, noon, rules)).toEqual(refused)
    expect(decideRenew(facts(), 'm-2' as MemberId, noon, rules)).toEqual(refused)
    expect(decideRenew(facts({ made: { dueOn: '2026-12-12', renewals: 1 } }), 'm-2' as MemberId, noon, rules)).toEqual(
      refused,
    )
  })

  it('by the same tap again changes nothing and is as welcome', () => {
    const done = rental({ dueOn: '2026-12-12', renewals: 1 })
    const made = { dueOn: '2026-12-12', renewals: 1 }
    expect(renewed({ rental: done, made })).toEqual({ ok: true, value: { rental: done, isNew: false } })
    const again = rental({ dueOn: '2026-12-19', renewals: 2 })
    expect(renewed({ rental: again, made })).toEqual({ ok: true, value: { rental: done, isNew: false } })
    expect(renewed({ rental: done })).toMatchObject({
      ok: false,
      refusals: [{ kind: 'renewal-limit-reached' }, { kind: 'too-soon-to-renew' }],
    })
  })

  it('of a book that is back says since when, also to the tap that renewed it', () => {
    const back = rental({ returnedAt: '2026-11-30T15:00:00.000Z' })
    expect(renewed({ rental: back, made: { dueOn: '2026-12-12', renewals: 1 } })).toEqual({
      ok: false,
      refusals: [{ kind: 'already-returned', title: '소년이 온다', returnedOn: '2026-12-01' }],
    })
  })
})
