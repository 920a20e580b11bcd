/** "I have returned it already": what a member may claim, and how the desk settles it. */
import { describe, expect, it } from '@jest/globals'
import { decideClaim, decideClaimSettled, type ClaimFacts } from '../../src/domain/claim.js'
import type { BookId, CopyId, MemberId, RentalId } from '../../src/domain/ids.js'
import type { Rental } from '../../src/domain/rental.js'

const memberId = 'm-1' as MemberId
const now = new Date('2026-12-08T03:00:00.000Z')
const claimedAt = '2026-12-07T03:00:00.000Z'

const rental: Rental = {
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
}
const facts = (more: Partial<Rental> = {}, wasRefused = false): ClaimFacts => ({
  rental: { ...rental, ...more },
  title: '소년이 온다',
  wasRefused,
})
const claim = (about: ClaimFacts | null, by = memberId) => decideClaim(about, by, now)

describe('claiming that a book is back', () => {
  it('is written down with its time', () => {
    expect(claim(facts())).toEqual({
      ok: true,
      value: { rental: { ...rental, claimedAt: now.toISOString() }, isNew: true },
    })
  })

  it('a second time changes nothing and is as welcome', () => {
    expect(claim(facts({ claimedAt }))).toEqual({ ok: true, value: { rental: { ...rental, claimedAt }, isNew: false } })
    expect(claim(facts({ claimedAt }, true)).ok).toBe(true)
  })

  it('again, after the desk has looked for it in vain, is refused', () => {
    expect(claim(facts({}, true))).toEqual({
      ok: false,
      refusals: [{ kind: 'claim-was-checked', title: '소년이 온다' }],
    })
  })

  it('of an unknown rental, or of another member’s, is refused alike', () => {
    const refused = { ok: false, refusals: [{ kind: 'unknown-rental' }] }
    expect(claim(null)).toEqual(refused)
    expect(claim(facts(), 'm-2' as MemberId)).toEqual(refused)
  })

  it('of a book that is back says since when, in Seoul', () => {
    expect(claim(facts({ returnedAt: '2026-12-06T15:00:00.000Z' }, true))).toEqual({
      ok: false,
      refusals: [{ kind: 'already-returned', title: '소년이 온다', returnedOn: '2026-12-07' }],
    })
  })

  it('of a copy that was found to be lost is the desk’s to settle', () => {
    expect(claim(facts({ lostAt: claimedAt }))).toEqual({
      ok: false,
      refusals: [{ kind: 'rental-in-question', title: '소년이 온다', why: 'lost' }],
    })
  })
})

describe('settling a claim', () => {
  it('of a book that was there ends the rental when the member said so', () => {
    expect(decideClaimSettled(facts({ claimedAt }), true)).toEqual({
      ok: true,
      value: { ...rental, claimedAt, returnedAt: claimedAt },
    })
  })

  it('of a book that was not there lets the rental go on as if nobody had claimed anything', () => {
    expect(decideClaimSettled(facts({ claimedAt }), false)).toEqual({ ok: true, value: rental })
  })

  it('that is not, or no more, there is refused', () => {
    const refused = { ok: false, refusals: [{ kind: 'no-open-claim' }] }
    for (const isFound of [true, false]) {
      expect(decideClaimSettled(null, isFound)).toEqual(refused)
      expect(decideClaimSettled(facts(), isFound)).toEqual(refused)
      expect(decideClaimSettled(facts({ claimedAt, returnedAt: claimedAt }), isFound)).toEqual(refused)
    }
  })
})
