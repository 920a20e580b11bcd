/** May a copy go out, and how does it come back: the rules alone. */
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { rulesOf } from '../../src/domain/calendar.js'
import type { BookId, CopyId, HoldId, LedgerLineId, MemberId, RentalId } from '../../src/domain/ids.js'
import { defaultPolicy } from '../../src/domain/policy.js'
import {
  decideRent,
  rentRefusals,
  type OpenRental,
  type RentAsked,
  type RentFacts,
  type ShelfBook,
} from '../../src/domain/rental.js'
import { decideReturn } from '../../src/domain/return.js'
import { dayOf } from '../../src/domain/time.js'

const today = '2026-11-28'
const rules = rulesOf(defaultPolicy)
const memberId = 'm-1' as MemberId
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

function facts(more: Partial<RentFacts> & { balanceWon?: number } = {}): RentFacts {
  const { balanceWon = 5_000, ...rest } = more
  return {
    wallet: { memberId, balanceWon, bonusWon: 0, version: 3 },
    book,
    freeCopies: ['c-1' as CopyId],
    waitingBefore: 0,
    hold: null,
    suspendedUntil: null,
    blockedUntil: null,
    firstDueOn: null,
    open: [],
    ...rest,
  }
}

const other = (number: number, dueOn: string): OpenRental => ({
  rentalId: `r-${number}` as RentalId,
  bookId: `other-${number}` as BookId,
  dueOn,
  isClaimed: false,
  lostTitle: null,
})
const others = (count: number, dueOn = '2026-12-01') => Array.from({ length: count }, (_, index) => other(index, dueOn))

function kinds(asked: RentFacts): string[] {
  return rentRefusals(asked, today, rules).map(({ kind }) => kind)
}

function rent(more: Partial<RentAsked> & { balanceWon?: number; at?: string } = {}) {
  const { at = '2026-11-28T03:00:00.000Z', ...rest } = more
  return decideRent({
    ...facts(rest),
    now: new Date(at),
    rules,
    ids: { rentalId: 'r-new' as RentalId, lineId: 'l-new' as LedgerLineId },
    commandKey: 'm-1:tap',
    pick: () => 0,
    ...rest,
  })
}

describe('renting', () => {
  it('has nothing in its way when all is well', () => expect(kinds(facts())).toEqual([]))

  it.each([
    [1_001, []],
    [1_000, []],
    [999, ['balance-too-low']],
    [0, ['balance-too-low']],
  ])('with %d won of 1,000: %j', (balanceWon, refusals) => expect(kinds(facts({ balanceWon }))).toEqual(refusals))

  it('says what is missing', () => {
    expect(rentRefusals(facts({ balanceWon: 1 }), today, rules)).toEqual([
      { kind: 'balance-too-low', feeWon: 1_000, balanceWon: 1, missingWon: 999 },
    ])
  })

  it('of a free book needs no money', () => {
    expect(kinds(facts({ balanceWon: 0, book: { ...book, feeWon: 0 } }))).toEqual([])
  })

  it.each([
    [4, []],
    [5, ['rental-limit-reached']],
    [6, ['rental-limit-reached']],
  ])('with %d books at home: %j', (count, refusals) => expect(kinds(facts({ open: others(count) }))).toEqual(refusals))

  it.each([
    ['2026-11-29', []],
    ['2026-11-28', []],
    ['2026-11-27', ['overdue-blocks']],
  ])('with a book due on %s: %j', (dueOn, refusals) =>
    expect(kinds(facts({ open: others(1, dueOn) }))).toEqual(refusals),
  )

  it('counts the late books and the most days', () => {
    const open = [other(1, '2026-11-27'), other(2, '2026-11-20'), other(3, '2026-11-28')]
    expect(rentRefusals(facts({ open }), today, rules)).toEqual([
      { kind: 'overdue-blocks', count: 2, daysLate: 8, suspendedUntil: null },
    ])
  })

  it('with a late book that is said to be back is not held up by it', () => {
    expect(kinds(facts({ open: [{ ...other(1, '2026-11-01'), isClaimed: true }] }))).toEqual([])
  })

  it('with a lost book is held up by that, late or not, unless it is said to be back', () => {
    const lost = { ...other(1, '2026-11-01'), lostTitle: '잃은 책' }
    expect(rentRefusals(facts({ open: [lost] }), today, rules)).toEqual([{ kind: 'lost-blocks', title: '잃은 책' }])
    expect(kinds(facts({ open: [{ ...lost, dueOn: '2026-12-05' }] }))).toEqual(['lost-blocks'])
    expect(kinds(facts({ open: [lost, other(2, '2026-11-20')] }))).toEqual(['lost-blocks', 'overdue-blocks'])
    expect(kinds(facts({ open: [{ ...lost, bookId: book.bookId }] }))).toEqual(['lost-blocks'])
    expect(kinds(facts({ open: [{ ...lost, isClaimed: true }] }))).toEqual([])
  })

  it.each([
    ['2026-11-29', ['suspended']],
    ['2026-11-28', ['suspended']],
    ['2026-11-27', []],
    [null, []],
  ])('of somebody suspended until %s: %j', (suspendedUntil, refusals) => {
    expect(kinds(facts({ suspendedUntil }))).toEqual(refusals)
  })

  it('names the last day of the suspension', () => {
    expect(rentRefusals(facts({ suspendedUntil: '2026-12-03' }), today, rules)).toEqual([
      { kind: 'suspended', until: '2026-12-03' },
    ])
  })

  it.each([
    [1, 0, []],
    [2, 1, []],
    [1, 1, ['held-for-others']],
    [2, 2, ['held-for-others']],
    [2, 3, ['held-for-others']],
    [0, 1, ['already-rented']],
  ])('with %d copies free and %d members before: %j', (free, waitingBefore, refusals) => {
    const freeCopies = Array.from({ length: free }, (_, index) => `c-${index}` as CopyId)
    expect(kinds(facts({ freeCopies, waitingBefore }))).toEqual(refusals)
  })

  it('says how many have been waiting for what stands there', () => {
    expect(rentRefusals(facts({ waitingBefore: 2 }), today, rules)).toEqual([
      { kind: 'held-for-others', title: book.title, waiting: 2 },
    ])
  })

  it('of a copy set aside is for the member whose hold it is, whoever else waits', () => {
    const hold = { id: 'h-1' as HoldId, copyId: 'c-kept' as CopyId, version: 2 }
    expect(rent({ freeCopies: [], waitingBefore: 3, hold })).toMatchObject({
      ok: true,
      value: { rental: { copyId: 'c-kept' } },
    })
    expect(rent({ freeCopies: ['c-1' as CopyId], hold })).toMatchObject({ value: { rental: { copyId: 'c-kept' } } })
  })

  it('of somebody still in line takes a free copy only when nobody stands before', () => {
    const hold = { id: 'h-1' as HoldId, copyId: null, version: 1 }
    expect(kinds(facts({ hold }))).toEqual([])
    expect(kinds(facts({ hold, waitingBefore: 1 }))).toEqual(['held-for-others'])
    expect(kinds(facts({ hold, freeCopies: [] }))).toEqual(['already-rented'])
  })

  it.each([
    [null, null],
    ['2026-11-28', '2026-11-28'],
    ['2026-11-27', null],
  ])('of a book that is all out and first due on %s names %s', (firstDueOn, named) => {
    expect(rentRefusals(facts({ freeCopies: [], firstDueOn }), today, rules)).toEqual([
      { kind: 'already-rented', title: book.title, firstDueOn: named },
    ])
  })

  it('of a book that is at home already says only that', () => {
    const mine = { ...other(1, '2026-11-01'), bookId: book.bookId }
    const asked = facts({ open: [...others(4), mine], freeCopies: [], balanceWon: 0 })
    expect(rentRefusals(asked, today, rules)).toEqual([
      { kind: 'already-yours', title: book.title, rentalId: 'r-1', dueOn: '2026-11-01' },
    ])
  })

  it('of no book, or of one withdrawn, says only that', () => {
    expect(kinds(facts({ book: null, freeCopies: [], balanceWon: 0 }))).toEqual(['unknown-book'])
    const withdrawn = facts({ book: { ...book, isWithdrawn: true }, freeCopies: [], balanceWon: 0 })
    expect(kinds(withdrawn)).toEqual(['book-withdrawn'])
  })

  it('tells all reasons, the most important first', () => {
    const suspendedUntil = today
    expect(kinds(facts({ freeCopies: [], balanceWon: 0, suspendedUntil, open: others(5, '2026-11-01') }))).toEqual([
      'already-rented',
      'overdue-blocks',
      'suspended',
      'rental-limit-reached',
      'balance-too-low',
    ])
  })

  it.each([
    ['2026-11-28T03:00:00.000Z', '2026-11-28', '2026-12-05'],
    ['2026-11-28T14:59:59.999Z', '2026-11-28', '2026-12-05'],
    ['2026-11-28T15:00:00.000Z', '2026-11-29', '2026-12-06'],
    ['2026-12-28T00:00:00.000Z', '2026-12-28', '2027-01-04'],
    ['2028-02-22T00:00:00.000Z', '2028-02-22', '2028-02-29'],
    ['2028-02-24T00:00:00.000Z', '2028-02-24', '2028-03-02'],
    ['2027-02-24T00:00:00.000Z', '2027-02-24', '2027-03-03'],
    ['2100-02-22T00:00:00.000Z', '2100-02-22', '2100-03-01'],
  ])('at %s is made on %s and due on %s', (at, rentedOn, dueOn) => {
    expect(rent({ at })).toMatchObject({
      ok: true,
      value: { rental: { rentedOn, dueOn, renewals: 0, returnedAt: null } },
    })
  })

  it('writes the rental and the line that pays for it', () => {
    expect(rent()).toMatchObject({
      ok: true,
      value: {
        rental: { id: 'r-new', memberId, bookId: 'b-1', copyId: 'c-1', feeWon: 1_000, commandKey: 'm-1:tap' },
        line: {
          id: 'l-new',
          kind: 'rental-fee',
          amountWon: -1_000,
          balanceAfterWon: 4_000,
          lineNo: 4,
          rentalId: 'r-new',
        },
      },
    })
  })

  it('takes the copy that was picked among the free ones', () => {
    const freeCopies = ['c-1', 'c-2', 'c-3'] as CopyId[]
    const copies = [0, 1, 2, 3].map((pick) => {
      const done = rent({ freeCopies, pick: (among) => Math.min(pick, among) })
      return done.ok && done.value.rental.copyId
    })
    expect(copies).toEqual(['c-1', 'c-2', 'c-3', 'c-1'])
  })

  it('decides as the reasons say, and never takes more than there is', () => {
    const day = fc.date({ min: new Date('2026-11-01'), max: new Date('2026-12-31'), noInvalidDate: true }).map(dayOf)
    const anyFacts = fc.record({
      balanceWon: fc.integer({ min: 0, max: 5_000 }),
      feeWon: fc.integer({ min: 0, max: 5_000 }),
      copies: fc.integer({ min: 0, max: 3 }),
      dueOns: fc.array(day, { maxLength: 7 }),
      isWithdrawn: fc.boolean(),
    })
    fc.assert(
      fc.property(anyFacts, ({ balanceWon, feeWon, copies, dueOns, isWithdrawn }) => {
        const asked = {
          balanceWon,
          book: { ...book, feeWon, isWithdrawn },
          freeCopies: Array.from({ length: copies }, (_, index) => `c-${index}` as CopyId),
          open: dueOns.map((dueOn, index) => other(index, dueOn)),
        }
        const done = rent(asked)
        const stands = kinds(facts(asked))
        expect(done.ok).toBe(stands.length === 0)
        if (done.ok) expect(done.value.line.balanceAfterWon).toBe(balanceWon - feeWon)
        if (done.ok) expect(done.value.line.balanceAfterWon).toBeGreaterThanOrEqual(0)
        else expect(done.refusals.map(({ kind }) => kind)).toEqual(stands)
      }),
    )
  })
})

describe('returning', () => {
  const now = new Date('2026-12-01T03:00:00.000Z')
  const made = rent()
  if (!made.ok) throw new Error('there is no rental to return')
  const { rental } = made.value
  const open = { rental, title: book.title, returnKey: null }
  const back = {
    rental: { ...rental, returnedAt: '2026-11-30T16:00:00.000Z' },
    title: book.title,
    returnKey: 'm-1:tap-1',
  }

  it('ends the rental', () => {
    expect(decideReturn(open, memberId, 'm-1:tap-1', now)).toEqual({
      ok: true,
      value: { rental: { ...rental, returnedAt: '2026-12-01T03:00:00.000Z' }, isNew: true },
    })
  })

  it('of an unknown rental, or of another member’s, is refused alike', () => {
    const refused = { ok: false, refusals: [{ kind: 'unknown-rental' }] }
    expect(decideReturn(null, memberId, null, now)).toEqual(refused)
    expect(decideReturn(open, 'm-2' as MemberId, null, now)).toEqual(refused)
    expect(decideReturn(back, 'm-2' as MemberId, 'm-1:tap-1', now)).toEqual(refused)
  })

  it('changes nothing the second time, and the same tap is answered as before', () => {
    expect(decideReturn(back, memberId, 'm-1:tap-1', now)).toEqual({
      ok: true,
      value: { rental: back.rental, isNew: false },
    })
    for (const key of ['m-1:tap-2', null])
      expect(decideReturn(back, memberId, key, now)).toEqual({
        ok: false,
        refusals: [{ kind: 'already-returned', title: book.title, returnedOn: '2026-12-01' }],
      })
    expect(decideReturn({ ...back, returnKey: null }, memberId, null, now).ok).toBe(false)
  })
})
