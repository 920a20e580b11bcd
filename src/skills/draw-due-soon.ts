/** The day before: what is due, when, and how to keep it longer. */
import type { Button, Output } from 'kakao-i-openbuilder-sdk-types'
import { isRenewable } from '../domain/renewal.js'
import type { DrawnNotice, RentedBook } from '../usecases/views.js'
import { renewButton, returnButton } from './deed-buttons.js'
import { listOfRentals } from './list-of-rentals.js'
import { withOwnLine } from './own-line.js'
import { button, quick, text, textCard, type Reply } from './reply.js'
import type { Visit } from './visit.js'
import { whatIsTrueNow } from './what-is-true-now.js'
import { sayDay, sayRented } from './words.js'

type Body = Extract<DrawnNotice['notice']['body'], { kind: 'due-soon' }>

export function drawDueSoon(visit: Visit, { books, memberName }: DrawnNotice, body: Body): Reply | Promise<Reply> {
  const [first, second] = books
  if (!first) return whatIsTrueNow(visit, memberName, body.items)
  const days = new Set(books.map(({ dueOn }) => dueOn))
  const until = days.size === 1 ? `${sayUntil(first)} 반납하실` : '곧 반납하실'
  return {
    intent: 'notice',
    outcome: 'ok',
    outputs: [
      text(withOwnLine(visit, 'dueSoon', `${memberName}님, ${until} 책이 ${books.length}권 있어요.`)),
      second ? several(books) : card(visit, first),
    ],
    quickReplies: [quick('마이페이지'), quick('도서관 문의')],
  }
}

/** `내일(12월 5일(토))까지` */
function sayUntil({ dueOn, daysLate }: RentedBook): string {
  const name = daysLate === 0 ? '오늘' : daysLate === -1 ? '내일' : null
  return name ? `${name}(${sayDay(dueOn)})까지` : `${sayDay(dueOn)}까지`
}

function card({ app }: Visit, book: RentedBook): Output {
  const renewing: Button[] = isRenewable(book) ? [renewButton(app, book)] : []
  return textCard(book.title, sayRented(book), [...renewing, returnButton(app, book)])
}

/** Which of them is asked when one is tapped: not all that can be renewed are due tomorrow. */
function several(books: readonly RentedBook[]): Output {
  const renewing = books.some(isRenewable) ? [button('연장하기', '연장하기')] : []
  return listOfRentals(`곧 반납할 책 ${books.length}권`, books, sayRented, [
    ...renewing,
    button('반납하기', '반납하기'),
  ])
}
