/** One book: what it is, what it costs, until when, and the one next step. */
import { kakaoLength, type Button, type Output } from 'kakao-i-openbuilder-sdk-types'
import type { BookId } from '../domain/ids.js'
import type { RentRefusal } from '../domain/rental.js'
import type { BookCard } from '../usecases/views.js'
import { depositButton } from './deposit.js'
import { sayRefusals } from './refusal-words.js'
import { button, headAtMost, itemCard, quick, text, textCard, type Reply } from './reply.js'
import type { Visit } from './visit.js'
import { sayAvailability, sayDay, sayNumbered, sayWon } from './words.js'

export async function showBook(visit: Visit, bookId: BookId | null): Promise<Reply> {
  const { app, visitor } = visit
  const card = bookId && (await app.views.bookCard(bookId, visitor.member?.id ?? null))
  if (!card) return bookId ? withdrawnBook(visit, bookId) : unknownBook()
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
    ['상태', sayAvailability(freeCopies, firstDueOn, app.today())],
    ['대여료', sayWon(book.feeWon)],
  ]
  if (kakaoLength(book.title) > headAtMost) facts.unshift(['제목', book.title])
  if (member) facts.push(['내 적립금', sayWon(member.balanceWon)])
  if (canRent) {
    facts.push(['대여 후', sayWon(member.balanceWon - book.feeWon)])
    facts.push(['반납일', `${sayDay(member.dueOnIfRentedNow)}까지`])
  }
  return itemCard(book.title, facts, buttonsFor(app, { book, freeCopies, firstDueOn, member }))
}

/** The button to rent with, also for somebody who has to join first; or what can be done about the reasons why not. */
function buttonsFor(app: Visit['app'], { book, freeCopies, member }: BookCard): Button[] {
  if (member && member.refusals.length > 0) return waysOut(app, member.refusals, book)
  if (freeCopies === 0) return []
  const tap = { do: 'rent', bookId: book.bookId, nonce: app.newNonce() } as const
  return [button('대여하기', `${sayNumbered(book)} 대여하기`, tap)]
}

type Numbered = { readonly title: string; readonly bookNo: number }

/** What a member can do about the reasons why not to rent this book, the most important first; each once. */
export function waysOut(app: Visit['app'], refusals: readonly RentRefusal[], book?: Numbered): Button[] {
  const ways = refusals.flatMap((refusal) => wayOut(app, refusal, book))
  return ways.filter((way, index) => ways.findIndex(({ label }) => label === way.label) === index)
}

function wayOut(app: Visit['app'], refusal: RentRefusal, book?: Numbered): Button[] {
  switch (refusal.kind) {
    case 'balance-too-low':
      return [depositButton(app, refusal.missingWon)]
    case 'already-yours':
      return [
        button('반납하기', `${book ? sayNumbered(book) : refusal.title} 반납하기`, {
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
}

/** No longer for rent, but a member may still have it at home. */
async function withdrawnBook({ app, visitor }: Visit, bookId: BookId): Promise<Reply> {
  const rentals = visitor.member ? await app.views.rentals(visitor.member.id) : []
  const mine = rentals.find((rental) => rental.bookId === bookId)
  if (!mine) return unknownBook()
  const refusal = { ...mine, kind: 'already-yours' } as const
  return {
    intent: 'book',
    outcome: refusal.kind,
    outputs: [textCard('', sayRefusals([refusal]), waysOut(app, [refusal], mine))],
    quickReplies: [quick('마이페이지'), quick('처음으로')],
  }
}

function unknownBook(): Reply {
  return {
    intent: 'book',
    outcome: 'unknown-book',
    outputs: [text(sayRefusals([{ kind: 'unknown-book' }]))],
    quickReplies: [quick('책 찾기'), quick('도서관 문의'), quick('처음으로')],
  }
}
