/** All late books in one message: how late, which notice this is, what is blocked, and everything that can be done about it. */
import type { Output, QuickReply } from 'kakao-i-openbuilder-sdk-types'
import type { DrawnNotice, RentedBook } from '../usecases/views.js'
import { drawDueSoon } from './draw-due-soon.js'
import { lateBooks } from './late-books.js'
import { listOfRentals } from './list-of-rentals.js'
import { withOwnLine } from './own-line.js'
import { rowsAtMost } from './pick-rental.js'
import { sayAfterReturn } from './refusal-words.js'
import { quick, text, type Reply } from './reply.js'
import type { Visit } from './visit.js'
import { whatIsTrueNow } from './what-is-true-now.js'
import { sayNumbered, sayRented, sayTitle } from './words.js'

type Body = Extract<DrawnNotice['notice']['body'], { kind: 'overdue' }>

export function drawOverdue(visit: Visit, drawn: DrawnNotice, body: Body): Reply | Promise<Reply> {
  const { books, soon, memberName, suspendedIfReturnedToday } = drawn
  const [first] = books
  if (!first)
    return soon.length > 0
      ? drawDueSoon(visit, { ...drawn, books: soon }, { kind: 'due-soon', items: body.soon })
      : whatIsTrueNow(visit, memberName, body.items)
  const isLong = books.length > rowsAtMost
  const lines = [
    `${memberName}님, 반납일이 지난 책이 ${books.length}권 있어요. (${body.number}번째 안내예요)`,
    ...(isLong ? [`${sayTitle(first.title)} 외 ${books.length - 1}권`] : []),
    `그동안 새로 빌리거나 연장, 예약할 수 없어요. ${sayAfterReturn(suspendedIfReturnedToday)}`,
  ]
  return {
    intent: 'notice',
    outcome: 'ok',
    outputs: [text(withOwnLine(visit, 'overdue', lines.join('\n'))), lateBooks(visit, books), ...dueSoon(soon)],
    quickReplies: [
      quick(isLong ? '모두 보기' : '마이페이지', '마이페이지'),
      renewing(visit, books, first),
      quick('도서관 문의'),
    ],
  }
}

/** A card has three buttons at the most. Late books are refused, with the reason and what helps. */
function renewing({ app }: Visit, books: readonly RentedBook[], first: RentedBook): QuickReply {
  const nonce = app.newNonce()
  return books.length > 1
    ? quick('연장하기', '모두 연장', { do: 'renew-all', nonce })
    : quick('연장하기', `${sayNumbered(first)} 연장하기`, { do: 'renew', rentalId: first.rentalId, nonce })
}

/** What would have been reminded of on the same day stands in the same message. */
function dueSoon(soon: readonly RentedBook[]): Output[] {
  return soon.length > 0 ? [listOfRentals('곧 반납할 책도 있어요', soon, sayRented)] : []
}
