/** `내 예약`: what I wait for, and my place in each line. */
import type { Output } from 'kakao-i-openbuilder-sdk-types'
import type { HeldBook } from '../usecases/views.js'
import { listCard, quick, text, type Reply } from './reply.js'
import { forMembers, type Visit } from './visit.js'
import { sayInLine, sayNumbered } from './words.js'

export function myHolds(visit: Visit): Promise<Reply> {
  return forMembers(visit, 'hold', async (member) => {
    const holds = await visit.app.views.holds(member.id)
    if (holds.length === 0) return nothingHeld('hold')
    return {
      intent: 'hold',
      outcome: 'ok',
      outputs: listOfHolds(holds),
      quickReplies: [quick('예약 취소'), quick('책 찾기'), quick('마이페이지'), quick('처음으로')],
    }
  })
}

/** Each row leads to its book; nothing when there is none. */
export function listOfHolds(holds: readonly HeldBook[]): Output[] {
  if (holds.length === 0) return []
  const rows = holds.map((book) => ({
    title: book.title,
    description: sayInLine(book.place),
    say: sayNumbered(book),
    tap: { do: 'book', bookId: book.bookId } as const,
  }))
  return [listCard('예약한 책', rows)]
}

export function nothingHeld(intent: 'hold' | 'hold-cancel'): Reply {
  return {
    intent,
    outcome: 'nothing-held',
    outputs: [text('지금 예약한 책이 없어요. 모두 대여 중인 책은 예약하시면 차례가 됐을 때 알려 드려요.')],
    quickReplies: [quick('책 찾기'), quick('마이페이지'), quick('처음으로')],
  }
}
