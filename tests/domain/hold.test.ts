/** Waiting for a book: the rules alone. */
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { rulesOf } from '../../src/domain/calendar.js'
import {
  decideCancelHold,
  decideHandOver,
  decideHold,
  ended,
  expectedOn,
  holdRefusals,
  isOpen,
  isPickupOver,
  placeOf,
  type Hold,
  type HoldFacts,
  type HoldState,
  type InLine,
} from '../../src/domain/hold.js'
import type { BookId, CopyId, HoldId, MemberId, RentalId } from '../../src/domain/ids.js'
import { defaultPolicy } from '../../src/domain/policy.js'
import type { OpenRental, ShelfBook } from '../../src/domain/rental.js'

const memberId = 'm-1' as MemberId
const today = '2026-12-01'
const now = new Date('2026-12-01T03:00:00.000Z')
const rules = rulesOf(defaultPolicy)
const book: ShelfBook = {
  bookId: 'b-1' as BookId,
  bookNo: 1,
  title: '소년이 온다',
  author: '한강',
  publisher: '창비',
  publishedYear: 2014,
  feeWon: 1_000,
  isWithdrawn: false,
}

function hold(more: Partial<Hold> = {}): Hold {
  return {
    id: 'h-1' as HoldId,
    memberId,
    bookId: book.bookId,
    state: 'waiting',
    queuedAt: '2026-11-30T03:00:00.000Z',
    readyAt: null,
    copyId: null,
    pickupUntil: null,
    endedAt: null,
    commandKey: null,
    version: 1,
    ...more,
  }
}
const ready = hold({ state: 'ready', copyId: 'c-1' as CopyId, pickupUntil: '2026-12-04', version: 2 })

const openOne = (dueOn: string, more: Partial<OpenRental> = {}): OpenRental => ({
  rentalId: 'r-9' as RentalId,
  bookId: 'b-9' as BookId,
  dueOn,
  isClaimed: false,
  lostTitle: null,
  ...more,
})

function facts(more: Partial<HoldFacts> = {}): HoldFacts {
  return {
    book,
    own: null,
    openHolds: 0,
    open: [],
    suspendedUntil: null,
    blockedUntil: null,
    freeCopies: 0,
    coming: { dueDays: ['2026-12-05'], pickupDays: [] },
    waiting: 0,
    ...more,
  }
}
const refusals = (more: Partial<HoldFacts> = {}) => holdRefusals(facts(more), today, rules)
const kinds = (more: Partial<HoldFacts> = {}) => refusals(more).map(({ kind }) => kind)

describe('getting in line', () => {
  it('has nothing in its way when every copy is out', () => expect(kinds()).toEqual([]))

  it('writes a hold that waits, and tells the place', () => {
    const asked = { memberId, id: 'h-new' as HoldId, commandKey: 'tap', now, rules }
    expect(decideHold(facts({ waiting: 2 }), asked)).toEqual({
      ok: true,
      value: {
        hold: hold({ id: 'h-new' as HoldId, queuedAt: now.toISOString(), commandKey: 'tap' }),
        place: { kind: 'waiting', position: 3, expectedOn: '2026-12-19' },
      },
    })
    expect(decideHold(facts({ book: null }), asked)).toEqual({ ok: false, refusals: [{ kind: 'unknown-book' }] })
  })

  it.each([
    [2, []],
    [3, ['hold-limit-reached']],
    [4, ['hold-limit-reached']],
  ])('with %d holds already: %j', (openHolds, expected) => expect(kinds({ openHolds })).toEqual(expected))

  it('while a copy is free is refused: it can be rented now', () => {
    expect(refusals({ freeCopies: 2, openHolds: 9 })).toEqual([
      { kind: 'copies-free', title: book.title, freeCopies: 2 },
    ])
  })

  it('for a book at home says only that', () => {
    const open = [openOne('2026-11-01'), openOne('2026-12-03', { bookId: book.bookId })]
    expect(refusals({ open, openHolds: 3, freeCopies: 1 })).toEqual([
      { kind: 'already-yours', title: book.title, rentalId: 'r-9', dueOn: '2026-12-03' },
    ])
  })

  it('a second time says where the first one stands', () => {
    const own = { hold: hold(), position: 2 }
    expect(refusals({ own, openHolds: 3, freeCopies: 1 })).toEqual([
      {
        kind: 'already-held',
        title: book.title,
        place: { kind: 'waiting', position: 2, expectedOn: '2026-12-12' },
      },
    ])
    expect(refusals({ own: { hold: ready, position: 1 } })).toEqual([
      { kind: 'already-held', title: book.title, place: { kind: 'ready', until: '2026-12-04' } },
    ])
  })

  it('for no book, or one withdrawn, says only that', () => {
    expect(kinds({ book: null, openHolds: 3 })).toEqual(['unknown-book'])
    expect(kinds({ book: { ...book, isWithdrawn: true }, openHolds: 3, freeCopies: 1 })).toEqual(['book-withdrawn'])
  })

  it('for a book of which no copy will come back is refused', () => {
    expect(kinds({ coming: { dueDays: [], pickupDays: [] } })).toEqual(['no-copies'])
    expect(kinds({ coming: { dueDays: [], pickupDays: ['2026-12-04'] } })).toEqual([])
  })

  it.each([
    ['2026-12-01', []],
    ['2026-11-30', ['overdue-blocks']],
  ])('with a book due on %s: %j', (dueOn, expected) => expect(kinds({ open: [openOne(dueOn)] })).toEqual(expected))

  it.each([
    ['2026-12-01', ['suspended']],
    ['2026-11-30', []],
  ])('suspended until %s: %j', (suspendedUntil, expected) => expect(kinds({ suspendedUntil })).toEqual(expected))

  it('tells all reasons, the most important first', () => {
    const coming = { dueDays: [], pickupDays: [] }
    const open = [openOne('2026-11-01')]
    expect(kinds({ coming, open, suspendedUntil: today, openHolds: 3 })).toEqual([
      'no-copies',
      'overdue-blocks',
      'suspended',
      'hold-limit-reached',
    ])
  })
})

describe('the day a turn may come', () => {
  const coming = (dueDays: string[], pickupDays: string[] = []) => ({ dueDays, pickupDays })

  it.each([
    [1, ['2026-12-05'], '2026-12-05'],
    [2, ['2026-12-05'], '2026-12-12'],
    [3, ['2026-12-05'], '2026-12-19'],
    [1, ['2026-12-08', '2026-12-05'], '2026-12-05'],
    [2, ['2026-12-08', '2026-12-05'], '2026-12-08'],
    [3, ['2026-12-08', '2026-12-05'], '2026-12-12'],
    [4, ['2026-12-08', '2026-12-05'], '2026-12-15'],
    [1, ['2026-12-01'], '2026-12-01'],
    [1, ['2026-11-30'], null],
    [2, ['2026-11-30'], null],
    [2, ['2026-11-30', '2026-12-05'], '2026-12-05'],
    [1, [], null],
    [5, ['2028-02-22'], '2028-03-21'],
  ])('at place %d with copies due on %j is %s', (position, dueDays, day) => {
    expect(expectedOn(position, coming(dueDays), today, rules)).toBe(day)
  })

  it('is a whole loan after the last pickup day of a copy set aside for somebody else', () => {
    expect(expectedOn(1, coming([], ['2026-12-04']), today, rules)).toBe('2026-12-11')
    expect(expectedOn(1, coming(['2026-12-06'], ['2026-12-04']), today, rules)).toBe('2026-12-06')
  })

  it('is not told of a hold whose turn it is: that one has its last day', () => {
    expect(placeOf(ready, 1, coming(['2026-12-05']), today, rules)).toEqual({ kind: 'ready', until: '2026-12-04' })
  })
})

describe('handing over', () => {
  const inLine = (number: number, more: Partial<InLine> = {}): InLine => ({
    hold: hold({ id: `h-${number}` as HoldId, memberId: `m-${number}` as MemberId }),
    open: [],
    suspendedUntil: null,
    blockedUntil: null,
    ...more,
  })
  const copies = (count: number) => Array.from({ length: count }, (_, index) => `c-${index + 1}` as CopyId)
  const served = (line: InLine[], count: number) =>
    decideHandOver(line, copies(count), now, rules).map(({ id, copyId }) => [id, copyId])

  it('gives the copies to the first in line, as many as there are', () => {
    const line = [inLine(1), inLine(2), inLine(3)]
    expect(served(line, 0)).toEqual([])
    expect(served(line, 1)).toEqual([['h-1', 'c-1']])
    expect(served(line, 2)).toEqual([
      ['h-1', 'c-1'],
      ['h-2', 'c-2'],
    ])
    expect(served(line, 5)).toHaveLength(3)
  })

  it('keeps the copy for three days, the last of them whole', () => {
    expect(decideHandOver([inLine(1)], copies(1), now, rules)).toEqual([
      {
        ...inLine(1).hold,
        state: 'ready',
        copyId: 'c-1',
        readyAt: now.toISOString(),
        pickupUntil: '2026-12-04',
      },
    ])
  })

  it('moves the last pickup day to an open one only when the house says so', () => {
    const closed = new Map([['2026-12-04', 'closed']] as const)
    const shifting = { ...defaultPolicy, closedDays: { ...defaultPolicy.closedDays, shiftPickupDays: true } }
    const until = (house: typeof rules) => decideHandOver([inLine(1)], copies(1), now, house)[0]?.pickupUntil
    expect(until(rulesOf(shifting, closed))).toBe('2026-12-05')
    expect(until(rulesOf(defaultPolicy, closed))).toBe('2026-12-04')
  })

  it.each<[string, Partial<InLine>]>([
    ['is suspended', { suspendedUntil: today }],
    ['has a late book', { open: [openOne('2026-11-30')] }],
    ['has lost a book', { open: [openOne('2026-12-20', { lostTitle: '잃은 책' })] }],
    ['has got a copy already', { hold: { ...ready, id: 'h-1' as HoldId } }],
  ])('passes over who %s', (_why, more) => {
    expect(served([inLine(1, more), inLine(2)], 1)).toEqual([['h-2', 'c-1']])
  })

  it.each<[string, Partial<InLine>]>([
    ['was suspended until yesterday', { suspendedUntil: '2026-11-30' }],
    ['has a book due today', { open: [openOne(today)] }],
    ['says the late book is back', { open: [openOne('2026-11-01', { isClaimed: true })] }],
  ])('serves who %s', (_why, more) => expect(served([inLine(1, more), inLine(2)], 1)).toEqual([['h-1', 'c-1']]))

  it('never gives a copy twice, nor two copies to one, and keeps the order', () => {
    const lines = fc.array(fc.boolean(), { maxLength: 8 })
    fc.assert(
      fc.property(lines, fc.integer({ min: 0, max: 8 }), (able, count) => {
        const line = able.map((isAble, index) => inLine(index, { suspendedUntil: isAble ? null : today }))
        const done = served(line, count)
        const first = line.filter(({ suspendedUntil }) => !suspendedUntil).slice(0, count)
        expect(done).toEqual(first.map((one, index) => [one.hold.id, `c-${index + 1}`]))
      }),
    )
  })
})

describe('the end of a hold', () => {
  const cancel = (about: Hold, by = memberId) => decideCancelHold({ hold: about, title: book.title }, by, now)

  it.each([hold(), ready])('is its member’s wish, whether a copy is set aside or not', (one) => {
    const cancelled = { ...one, state: 'cancelled', endedAt: now.toISOString() }
    expect(cancel(one)).toEqual({ ok: true, value: { hold: cancelled, isNew: true } })
  })

  it('twice is one', () => {
    const over = ended(hold(), 'cancelled', now)
    expect(cancel(over)).toEqual({ ok: true, value: { hold: over, isNew: false } })
  })

  it.each<HoldState>(['collected', 'expired', 'dropped'])('that is %s is refused, and says why', (state) => {
    expect(cancel(hold({ state }))).toEqual({ ok: false, refusals: [{ kind: 'hold-over', title: book.title, state }] })
  })

  it('of an unknown hold, or of another member’s, is refused alike', () => {
    const refused = { ok: false, refusals: [{ kind: 'unknown-hold' }] }
    expect(decideCancelHold(null, memberId, now)).toEqual(refused)
    expect(cancel(ready, 'm-2' as MemberId)).toEqual(refused)
  })

  it.each([
    ['2026-12-03', false],
    ['2026-12-04', false],
    ['2026-12-05', true],
  ])('not picked up until December 4th: over on %s is %s', (day, isOver) => {
    expect(isPickupOver(ready, day)).toBe(isOver)
    expect(isPickupOver(hold(), day)).toBe(false)
    expect(isPickupOver(ended(ready, 'collected', now), day)).toBe(false)
  })

  it('is where it is open no more', () => {
    const states: HoldState[] = ['waiting', 'ready', 'collected', 'cancelled', 'expired', 'dropped']
    expect(states.filter((state) => isOpen(hold({ state })))).toEqual(['waiting', 'ready'])
  })
})
