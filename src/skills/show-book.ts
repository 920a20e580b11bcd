/** One book: what it is, what it costs, until when, who waits for it, and the one next step. */
import { kakaoLength, type Button, type Output } from 'kakao-i-openbuilder-sdk-types'
import type { BookId } from '../domain/ids.js'
import type { BookCard, RentedBook } from '../usecases/views.js'
import { cancelHoldButton, rentButton } from './deed-buttons.js'
import { sayRefusals } from './refusal-words.js'
import { headAtMost, itemCard, quick, text, textCard, type Reply } from './reply.js'
import type { Visit } from './visit.js'
import { waysOut, type About } from './ways-out.js'
import { sayAvailability, sayDay, sayInLine, sayWon } from './words.js'

export async function showBook(visit: Visit, bookId: BookId | null): Promise<Reply> {
  const { app, visitor } = visit
  const card = bookId && (await app.views.bookCard(bookId, visitor.member?.id ?? null))
  if (!card) return bookId ? withdrawnBook(visit, bookId) : unknownBook()
  const refusals = card.member?.refusals ?? []
  const rental = await ownRental(visit, card)
  return {
    intent: 'book',
    outcome: refusals[0]?.kind ?? 'ok',
    outputs: [draw(visit, card, rental), ...(refusals.length > 0 ? [text(sayRefusals(refusals))] : [])],
    quickReplies: [
      ...(card.member ? [] : [quick('회원가입', '회원가입', { do: 'signup', wantedBookId: card.book.bookId })]),
      quick('다른 책 찾기', '책 찾기'),
      quick('마이페이지'),
      quick('처음으로'),
    ],
  }
}

/** The book as its member can deal with it. */
export async function aboutBook(visit: Visit, bookId: BookId): Promise<About> {
  const card = await visit.app.views.bookCard(bookId, visit.visitor.member?.id ?? null)
  return card ? aboutCard(card, await ownRental(visit, card)) : { book: null }
}

/** The rental of whoever has the book at home; nobody else is asked for one. */
async function ownRental(visit: Visit, { book, member }: BookCard): Promise<RentedBook | null> {
  return member?.refusals[0]?.kind === 'already-yours' ? rentalOf(visit, book.bookId) : null
}

function aboutCard({ book, member }: BookCard, rental: RentedBook | null): About {
  return { book, rental, hold: member?.hold ?? null, mayHold: member?.mayHold ?? false }
}

async function rentalOf({ app, visitor }: Visit, bookId: BookId): Promise<RentedBook | null> {
  const rentals = visitor.member ? await app.views.rentals(visitor.member.id) : []
  return rentals.find((rental) => rental.bookId === bookId) ?? null
}

function draw({ app }: Visit, card: BookCard, rental: RentedBook | null): Output {
  const { book, member } = card
  const canRent = member !== null && member.refusals.length === 0
  const facts: (readonly [string, string])[] = [
    ['지은이', book.author || '-'],
    ['출판사', [book.publisher, book.publishedYear].filter(Boolean).join(', ') || '-'],
    ['상태', sayState(card, app.today())],
    ...sayLine(card),
    ['대여료', sayWon(book.feeWon)],
  ]
  if (kakaoLength(book.title) > headAtMost) facts.unshift(['제목', book.title])
  if (member) facts.push(['내 적립금', sayWon(member.balanceWon)])
  if (canRent) {
    facts.push(['대여 후', sayWon(member.balanceWon - book.feeWon)])
    facts.push(['반납일', `${sayDay(member.dueOnIfRentedNow)}까지`])
  }
  return itemCard(book.title, facts, buttonsFor(app, card, rental))
}

function sayState({ freeCopies, firstDueOn, member }: BookCard, today: string): string {
  return member?.hold?.place.kind === 'ready'
    ? '예약하신 책이 준비됐어요'
    : sayAvailability(freeCopies, firstDueOn, today)
}

/** The member's own place in line, or how long the line is. */
function sayLine({ waiting, member }: BookCard): (readonly [string, string])[] {
  if (member?.hold) return [['예약', sayInLine(member.hold.place)]]
  return waiting > 0 ? [['예약', `${waiting}명이 기다려요`]] : []
}

/** The button to rent with, also for somebody who has to join first; or what can be done about the reasons why not. */
function buttonsFor(app: Visit['app'], card: BookCard, rental: RentedBook | null): Button[] {
  const { book, freeCopies, member } = card
  const giveUp = member?.hold ? [cancelHoldButton(member.hold)] : []
  if (member && member.refusals.length > 0) {
    const ways = waysOut(app, member.refusals, aboutCard(card, rental))
    return [...ways, ...giveUp.filter(({ label }) => ways.every((way) => way.label !== label))]
  }
  return member || freeCopies > 0 ? [rentButton(app, book), ...giveUp] : []
}

/** No longer for rent, but a member may still have it at home. */
async function withdrawnBook(visit: Visit, bookId: BookId): Promise<Reply> {
  const mine = await rentalOf(visit, bookId)
  if (!mine) return unknownBook()
  const refusal = { ...mine, kind: 'already-yours' } as const
  return {
    intent: 'book',
    outcome: refusal.kind,
    outputs: [textCard('', sayRefusals([refusal]), waysOut(visit.app, [refusal], { book: mine, rental: mine }))],
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
