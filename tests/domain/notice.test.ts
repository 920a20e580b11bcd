/** Should a notice whose letter is in hand be sent. */
import { describe, expect, it } from '@jest/globals'
import type { MemberId, NoticeId, RentalId } from '../../src/domain/ids.js'
import { decideSend, type Notice, type NoticeState } from '../../src/domain/notice.js'

const sentAt = '2026-11-28T03:00:00.000Z'
const now = new Date('2026-11-28T03:00:59.999Z')
const later = new Date('2026-11-28T03:01:00.000Z')

function notice(state: NoticeState, more: Partial<Notice> = {}): Notice {
  return {
    id: 'n-1' as NoticeId,
    memberId: 'm-1' as MemberId,
    body: { kind: 'overdue', items: [{ rentalId: 'r-1' as RentalId, dueOn: '2026-11-27' }] },
    state,
    version: 1,
    taskId: null,
    createdAt: sentAt,
    sentAt: state === 'waiting' ? null : sentAt,
    drawnAt: null,
    toldAt: null,
    ...more,
  }
}

describe('a notice', () => {
  it('that waits is sent while it is true', () => {
    expect(decideSend(notice('waiting'), true, now)).toBe('send')
    expect(decideSend(notice('waiting'), false, now)).toBe('drop')
  })

  it('that was said in the chat meanwhile is dropped', () => {
    expect(decideSend(notice('waiting', { toldAt: sentAt }), true, now)).toBe('drop')
  })

  it.each<NoticeState>(['accepted', 'delivered', 'failed', 'dropped'])('that is %s is not sent again', (state) => {
    for (const isStillTrue of [true, false]) expect(decideSend(notice(state), isStillTrue, later)).toBe('already-heard')
  })

  it('that Kakao may have heard is left alone for a minute, then sent again', () => {
    expect(decideSend(notice('sending'), true, now)).toBe('wait')
    expect(decideSend(notice('sending'), true, later)).toBe('send')
    expect(decideSend(notice('sending', { sentAt: null }), true, later)).toBe('send')
    expect(decideSend(notice('sending'), false, now)).toBe('drop')
  })

  it('that Kakao came to draw was heard, whatever it answered us', () => {
    expect(decideSend(notice('sending', { drawnAt: sentAt }), true, later)).toBe('already-heard')
    expect(decideSend(notice('sending', { drawnAt: sentAt }), false, later)).toBe('already-heard')
  })
})
