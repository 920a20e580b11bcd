/** A reminder whose matter has changed meanwhile: returned, renewed, looked for, or late by now. */
import type { NoticeItem } from '../domain/notice.js'
import { lateBooks } from './late-books.js'
import { listOfRentals } from './list-of-rentals.js'
import { quick, text, type Reply } from './reply.js'
import type { Visit } from './visit.js'
import { sayRented } from './words.js'

export async function whatIsTrueNow(visit: Visit, memberName: string, items: readonly NoticeItem[]): Promise<Reply> {
  const open = visit.visitor.member ? await visit.app.views.rentals(visit.visitor.member.id) : []
  const books = open.filter((book) => items.some(({ rentalId }) => rentalId === book.rentalId))
  const late = books.filter((book) => book.daysLate > 0 && book.inQuestion === null)
  if (books.length === 0)
    return said('already-returned', [
      text(
        open.length === 0
          ? `${memberName}님, 책을 모두 반납하셨어요. 고마워요!`
          : `${memberName}님, 안내해 드린 책은 반납하셨어요. 고마워요!`,
      ),
    ])
  if (late.length > 0)
    return said('ok', [text(`${memberName}님, 반납일이 지난 책이 ${late.length}권 있어요.`), lateBooks(visit, late)])
  return said('over', [
    text(`${memberName}님, 그사이에 바뀌었어요. 지금은 이래요.`),
    listOfRentals('안내해 드린 책', books, sayRented),
  ])
}

function said(outcome: string, outputs: Reply['outputs']): Reply {
  return { intent: 'notice', outcome, outputs, quickReplies: [quick('책 찾기'), quick('마이페이지')] }
}
