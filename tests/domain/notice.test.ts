/** Should a notice whose letter is in hand be sent, when, and by which channel; and which step is due. */
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { MemberId, NoticeId, RentalId } from '../../src/domain/ids.js'
import {
  channelFor,
  decideSend,
  keepsQuietHours,
  ladderOf,
  mayLeaveAt,
  newNotice,
  stepAt,
  type Contact,
  type Notice,
  type NoticeBody,
  type NoticeState,
} from '../../src/domain/notice.js'
import { defaultPolicy, type ChannelName } from '../../src/domain/policy.js'

const sentAt = '2026-11-28T03:00:00.000Z'
const now = new Date('2026-11-28T03:00:59.999Z')
const later = new Date('2026-11-28T03:01:00.000Z')
const { notices } = defaultPolicy
const overdue: NoticeBody = {
  kind: 'overdue',
  items: [{ rentalId: 'r-1' as RentalId, dueOn: '2026-11-27' }],
  number: 1,
  soon: [],
}
const paid = { kind: 'deposit-paid', amountWon: 1_000 } as NoticeBody

function notice(state: NoticeState, more: Partial<Notice> = {}): Notice {
  return {
    ...newNotice('n-1' as NoticeId, 'm-1' as MemberId, overdue, sentAt),
    state,
    sentAt: state === 'waiting' ? null : sentAt,
    ...more,
  }
}

const send = (one: Notice, isStillTrue: boolean, at: Date) => decideSend(one, isStillTrue, at, notices)

describe('a notice', () => {
  it('that waits is sent while it is true', () => {
    expect(send(notice('waiting'), true, now)).toBe('send')
    expect(send(notice('waiting'), false, now)).toBe('drop')
  })

  it('that was said in the chat meanwhile is dropped', () => {
    expect(send(notice('waiting', { toldAt: sentAt }), true, now)).toBe('drop')
  })

  it.each<NoticeState>(['accepted', 'delivered', 'unreachable', 'dropped'])('that is %s is not sent again', (state) => {
    for (const isStillTrue of [true, false]) expect(send(notice(state), isStillTrue, later)).toBe('already-heard')
  })

  it('that Kakao may have heard is left alone for a minute, then sent again', () => {
    expect(send(notice('sending'), true, now)).toBe('wait')
    expect(send(notice('sending'), true, later)).toBe('send')
    expect(send(notice('sending', { sentAt: null }), true, later)).toBe('send')
    expect(send(notice('sending'), false, now)).toBe('drop')
  })

  it('that Kakao came to draw was heard, whatever it answered us', () => {
    expect(send(notice('sending', { drawnAt: sentAt }), true, later)).toBe('already-heard')
    expect(send(notice('sending', { drawnAt: sentAt }), false, later)).toBe('already-heard')
  })

  it('that was found at night waits for the morning, unless it is a receipt', () => {
    const night = new Date('2026-11-28T13:00:00.000Z')
    expect(send(notice('waiting'), true, night)).toBe('in-the-morning')
    expect(send(notice('waiting'), false, night)).toBe('drop')
    expect(send(notice('waiting', { body: paid }), true, night)).toBe('send')
    expect(send(notice('sending'), true, night)).toBe('in-the-morning')
  })
})

describe('quiet hours', () => {
  it.each([
    ['08:59:59.999', '2026-11-27T23:59:59.999Z', '2026-11-28T00:00:00.000Z'],
    ['09:00', '2026-11-28T00:00:00.000Z', '2026-11-28T00:00:00.000Z'],
    ['19:59:59.999', '2026-11-28T10:59:59.999Z', '2026-11-28T10:59:59.999Z'],
    ['20:00', '2026-11-28T11:00:00.000Z', '2026-11-29T00:00:00.000Z'],
    ['23:59:59.999', '2026-11-28T14:59:59.999Z', '2026-11-29T00:00:00.000Z'],
    ['00:00', '2026-11-28T15:00:00.000Z', '2026-11-29T00:00:00.000Z'],
    ['20:00 on the last day of the year', '2026-12-31T11:00:00.000Z', '2027-01-01T00:00:00.000Z'],
    ['20:00 before a leap day', '2028-02-28T11:00:00.000Z', '2028-02-29T00:00:00.000Z'],
  ])('at %s in Seoul', (_hour, at, leavesAt) => {
    expect(mayLeaveAt(new Date(at), notices).toISOString()).toBe(leavesAt)
  })

  it('are kept by everything but a receipt', () => {
    const holds = ['hold-ready', 'hold-put-back', 'hold-expired', 'hold-dropped'] as const
    const kinds = ['due-soon', 'overdue', ...holds, 'claim-settled'] as const
    expect(kinds.map(keepsQuietHours)).toEqual(kinds.map(() => true))
    const receipts = ['deposit-paid', 'deposit-failed', 'refund-settled'] as const
    for (const receipt of receipts) expect(keepsQuietHours(receipt)).toBe(false)
    expect(keepsQuietHours('points-given')).toBe(true)
  })
})

describe('the ladder', () => {
  it('has six steps, and then none', () => expect(ladderOf(notices)).toEqual([1, 3, 7, 14, 21, 28]))

  it.each([
    [-1, 0],
    [0, 0],
    [1, 1],
    [2, 1],
    [3, 2],
    [6, 2],
    [7, 3],
    [13, 3],
    [14, 4],
    [20, 4],
    [21, 5],
    [27, 5],
    [28, 6],
    [31, 6],
    [40, 6],
    [61, 6],
    [4_000, 6],
  ])('%d days late is at step %d', (days, step) => expect(stepAt(days, notices)).toBe(step))

  it('can be shorter than its first days, or go on from the first day only', () => {
    expect(ladderOf({ ...notices, atMost: 2 })).toEqual([1, 3])
    expect(ladderOf({ ...notices, overdueDays: [2], thenEveryDays: 5, atMost: 4 })).toEqual([2, 7, 12, 17])
    expect(ladderOf({ ...notices, atMost: 0 })).toEqual([])
  })

  it('tells somebody not told for a while once, and then goes on at the next step', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 30 }), (days) => {
        const runs = days.toSorted((a, b) => a - b)
        let told = 0
        const steps: number[] = []
        for (const day of runs) {
          const step = stepAt(day, notices)
          if (step > told) steps.push((told = step))
        }
        expect(steps).toEqual([...new Set(steps)])
        expect(told).toBe(stepAt(runs.at(-1) ?? 0, notices))
      }),
    )
  })
})

describe('the channel of a notice', () => {
  const both: ChannelName[] = ['event-api', 'alimtalk']
  const contact = (channel: Contact['channel'], hasPhone = true): Contact => ({ channel, hasPhone })

  it.each<[Contact['channel'], boolean, ChannelName[], ChannelName | null]>([
    ['friend', true, [], 'event-api'],
    ['unknown', true, [], 'event-api'],
    ['friend', true, ['event-api'], 'alimtalk'],
    ['friend', true, ['event-api', 'alimtalk'], null],
    ['friend', false, ['event-api'], null],
    ['not-a-friend', true, [], 'alimtalk'],
    ['not-a-friend', false, [], null],
    ['not-a-friend', true, ['alimtalk'], null],
    ['blocked', true, [], null],
  ])('of a %s with a phone (%s), after %j', (channel, hasPhone, tried, chosen) => {
    expect(channelFor(contact(channel, hasPhone), tried, both)).toBe(chosen)
  })

  it('is the first in the order the house has them', () => {
    expect(channelFor(contact('friend'), [], ['alimtalk', 'event-api'])).toBe('alimtalk')
    expect(channelFor(contact('friend'), [], [])).toBeNull()
  })

  it('of somebody who blocked the house is its own log at most', () => {
    expect(channelFor(contact('blocked'), [], [...both, 'log'])).toBe('log')
    expect(channelFor(contact('blocked'), ['log'], [...both, 'log'])).toBeNull()
  })
})
