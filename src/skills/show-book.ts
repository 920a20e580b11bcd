/** One book: what it is, what it costs, until when, and the one next step. */
import type { Button, Output } from 'kakao-i-openbuilder-sdk-types'
import type { BookId } from '../domain/ids.js'
import type { RentRefusal } from '../domain/rental.js'
import type { BookCard } from '../usecases/views.js'
import { depositButton } from './deposit.js'
import { sayRefusals } from './refusal-words.js'
import { button, itemCard, quick, text, type Reply } from './reply.js'
import type { Visit } from './visit.js'
import { sayAvailability, sayDay, sayWon } from './words.js'

export async function showBook(visit: Visit, bookId: BookId | null): Promise<Reply> {
  const { app, visitor } = visit
  const card = bookId && (await app.views.bookCard(bookId, visitor.member?.id ?? null))
  if (!card) return unknownBook()
  const refusals = card.member?.refusals ?? []
  return {
    intent: 'book',
    outcome: refusals[0]?.kind ?? 'ok',
    outputs: [draw(visit, card), ...(refusals.length > 0 ? [text(sayRefusals(refusals))] : [])],
    quickReplies: [
      ...(card.member ? [] : [quick('회원가입', '회원가입', { do: 'signup', wantedBookId: card.book.bookId })]),
      quick('다른 책 찾기', '책 찾기'),
      quick('마이페이지'),
      quick('처음으로'),
    ],
  }
}

function draw({ app }: Visit, { book, freeCopies, firstDueOn, member }: BookCard): Output {
  const canRent = member !== null && member.refusals.length === 0
  const facts: (readonly [string, string])[] = [
    ['지은이', book.author || '-'],
    ['출판사', [book.publisher, book.publishedYear].filter(Boolean).join(', ') || '-'],
    ['상태', sayAvailability(freeCopies, firstDueOn)],
    ['대여료', sayWon(book.feeWon)],
  ]
  if (member) facts.push(['내 적립금', sayWon(member.balanceWon)])
  if (canRent) {
    facts.push(['대여 후', sayWon(member.balanceWon - book.feeWon)])
    facts.push(['반납일', `${sayDay(member.dueOnIfRentedNow)}까지`])
  }
  const rent = button('대여하기', `#${book.bookNo} ${book.title.slice(0, 30)} 대여하기`, {
    do: 'rent',
    bookId: book.bookId,
    nonce: app.newNonce(),
  })
  const buttons = canRent || member === null ? (freeCopies > 0 ? [rent] : []) : waysOut(app, member.refusals)
  return itemCard(`#${book.bookNo} ${book.title}`, facts, buttons)
}

/** What a member can do about the reasons, the most important first. */
export function waysOut(app: Visit['app'], refusals: readonly RentRefusal[]): Button[] {
  return refusals.flatMap((refusal): Button[] => {
    switch (refusal.kind) {
      case 'balance-too-low':
        return [depositButton(app, refusal.missingWon)]
      case 'already-yours':
        return [
          button('반납하기', `${refusal.title.slice(0, 30)} 반납하기`, {
            do: 'return',
            rentalId: refusal.rentalId,
            nonce: app.newNonce(),
          }),
        ]
      case 'overdue-blocks':
      case 'rental-limit-reached':
        return [button('반납하기', '반납하기')]
      case 'already-rented':
      case 'book-withdrawn':
      case 'unknown-book':
        return []
    }
  })
}

export function unknownBook(): Reply {
  return {
    intent: 'book',
    outcome: 'unknown-book',
    outputs: [text(sayRefusals([{ kind: 'unknown-book' }]))],
    quickReplies: [quick('책 찾기'), quick('처음으로')],
  }
}
