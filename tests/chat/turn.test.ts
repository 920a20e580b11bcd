/** What one call of Kakao means. */
import { describe, expect, it } from '@jest/globals'
import { readTurn as read } from '../../src/skills/turn.js'

const readTurn = (body: unknown) => read(body, () => 'new')
const said = (utterance: unknown) => readTurn({ userRequest: { utterance } }).said

describe('what was said', () => {
  it.each([
    ['소년이 온다\n', '소년이 온다'],
    ['  소년이\t\t온다\r\n', '소년이 온다'],
    ['소년이\u3000온다', '소년이 온다'],
    ['소년이\u200b온다\u0000', '소년이 온다'],
    ['소년이 온다'.normalize('NFD'), '소년이 온다'],
    ['소년\ud83d', '소년'],
    ['👩‍👩‍👧 가족', '👩‍👩‍👧 가족'],
    [12, ''],
    [null, ''],
  ])('%j is read as ‘%s’', (utterance, line) => expect(said(utterance)).toBe(line))

  it('is cut to what anybody types by hand, and between characters', () => {
    expect(said('가'.repeat(10_000))).toBe('가'.repeat(300))
    expect(said(`가${'😀'.repeat(5_000)}`)).toBe(`가${'😀'.repeat(149)}`)
  })
})

describe('what was tapped', () => {
  const tapped = (clientExtra: unknown) => readTurn({ action: { clientExtra } }).tapped

  it.each([undefined, null, 'null', {}, [], { v: 1 }, { other: 'shop' }])('by %j is nothing', (extra) =>
    expect(tapped(extra)).toBeNull(),
  )

  it('is what the button carries, and no more', () => {
    expect(tapped({ v: 1, do: 'rent', bookId: 'b-1', nonce: 'n-1', feeWon: 0, dueOn: '2099-01-01' })).toEqual({
      do: 'rent',
      bookId: 'b-1',
      nonce: 'n-1',
    })
    expect(tapped({ v: 1, do: 'rent', bookId: 'b-1', nonce: { evil: true } })).toEqual({
      do: 'rent',
      bookId: 'b-1',
      nonce: null,
    })
  })

  it.each([
    [
      { do: 'claim', rentalId: 'r-1', nonce: 'n' },
      { do: 'claim', rentalId: 'r-1' },
    ],
    [
      { do: 'renew', rentalId: 'r-1', nonce: 'n', dueOn: '2099-01-01' },
      { do: 'renew', rentalId: 'r-1', nonce: 'n' },
    ],
    [{ do: 'renew-all' }, { do: 'renew-all', nonce: null }],
    [
      { do: 'hold', bookId: 'b-1', nonce: 'n', position: 1 },
      { do: 'hold', bookId: 'b-1', nonce: 'n' },
    ],
    [
      { do: 'hold-cancel', holdId: 'h-1' },
      { do: 'hold-cancel', holdId: 'h-1' },
    ],
  ])('%j is read as %j', (extra, tap) => expect(tapped({ v: 1, ...extra })).toEqual(tap))

  it.each([
    { do: 'rent', bookId: 'b-1', nonce: 'n-1' },
    { v: 1, do: 'renew' },
    { v: 1, do: 'hold-cancel', holdId: 'h'.repeat(41) },
    { v: 2, do: 'rent', bookId: 'b-1', nonce: 'n-1' },
    { v: 1, do: 'rent', bookId: 'b'.repeat(41), nonce: 'n-1' },
    { v: 1, do: 'more', searchId: 's', page: 0 },
    { v: 1, do: 'more', searchId: 's', page: 1_000 },
    { v: 1, do: 'deposit', amountWon: 0.5 },
    { v: 1, do: 'steal' },
  ])('by %j is stale', (extra) => expect(tapped(extra)).toBe('stale'))
})
