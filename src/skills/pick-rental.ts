/** Which of a member's rentals is meant: the one there is, the one that was named, or one to be chosen. */
import type { App } from '../app.js'
import type { MemberId } from '../domain/ids.js'
import { norm, queryWords } from '../domain/spelling.js'
import type { RentedBook } from '../usecases/views.js'
import { plainWords } from './find-books.js'
import { sayRefusals } from './refusal-words.js'
import { listCard, quick, text, type Intent, type Reply } from './reply.js'
import type { Tap } from './turn.js'
import { forMembers, type Visit } from './visit.js'
import { sayNumbered, sayRented } from './words.js'

export type Named = { readonly query: string } | { readonly bookNo: number }

type Picked =
  | { readonly kind: 'one'; readonly book: RentedBook }
  /** `isUnknown`: what was named is not among them. */
  | { readonly kind: 'several'; readonly books: readonly RentedBook[]; readonly isUnknown: boolean }
  | { readonly kind: 'returned'; readonly title: string; readonly returnedOn: string }
  | { readonly kind: 'none' }

/** What is done with the one that is meant, and how it is asked which. */
export type Dealing = {
  readonly intent: 'return' | 'renew'
  readonly one: (book: RentedBook, memberId: MemberId) => Reply | Promise<Reply>
  readonly several: (books: readonly RentedBook[], isUnknown: boolean) => Reply
}

/** A book that came back already, or none at all, is answered alike whatever was to be done. */
export function dealByWords(visit: Visit, named: Named, { intent, one, several }: Dealing): Promise<Reply> {
  return forMembers(visit, intent, async (member) => {
    const picked = await pickRental(visit.app, member.id, named)
    switch (picked.kind) {
      case 'one':
        return one(picked.book, member.id)
      case 'returned':
        return alreadyReturned(intent, picked.title, picked.returnedOn)
      case 'none':
        return nothingRented(intent, `nothing-to-${intent}`)
      case 'several':
        return several(picked.books, picked.isUnknown)
    }
  })
}

async function pickRental(app: App, memberId: MemberId, named: Named): Promise<Picked> {
  const open = await app.views.rentals(memberId)
  const meant = open.filter((book) => isMeant(book, named))
  const [only, second] = meant
  if (only && !second) return { kind: 'one', book: only }
  if (meant.length === 0) {
    const before = (await app.views.returnedLately(memberId)).find((book) => isMeant(book, named))
    if (before && (isNamed(named) || open.length === 0)) return { kind: 'returned', ...before }
  }
  if (open.length === 0) return { kind: 'none' }
  return {
    kind: 'several',
    books: meant.length > 0 ? meant : open,
    isUnknown: isNamed(named) && meant.length === 0,
  }
}

export function isNamed(named: Named): boolean {
  return 'bookNo' in named || named.query !== ''
}

type Book = { readonly bookNo: number; readonly title: string; readonly author?: string }

/** By its number, or by words of its title and author in any order, with or without particles. */
export function isMeant({ bookNo, title, author = '' }: Book, named: Named): boolean {
  if ('bookNo' in named) return bookNo === named.bookNo
  if (named.query === '' || norm(named.query) === norm(title)) return true
  const name = `${norm(title)}|${norm(author)}`
  const names = (query: string) => {
    const words = queryWords(query)
    return words.some((word) => [...word].length > 1) && words.every((word) => name.includes(word))
  }
  return names(named.query) || names(plainWords(named.query))
}

/** What is to be done with the one that is chosen, as the question and the rows say it. */
export type Choice = {
  readonly intent: Intent
  readonly question: string
  /** What a row says behind the name of its book. */
  readonly deed: string
  readonly tap: (book: RentedBook) => Tap
  readonly buttons?: Parameters<typeof listCard>[2]
}

export function chooseRental(books: readonly RentedBook[], isUnknown: boolean, choice: Choice): Reply {
  const isLong = books.length > rowsAtMost
  const hints = [
    ...(isUnknown ? ['말씀하신 책은 대여 중이 아니에요. 대여 중인 책 가운데 골라 주세요.'] : []),
    ...(isLong ? [`대여 중인 책이 ${books.length}권이에요. 아래에 없으면 제목을 보내 주세요.`] : []),
  ]
  const rows = books.map((book) => ({
    title: book.title,
    description: sayRented(book),
    say: `${sayNumbered(book)} ${choice.deed}`,
    tap: choice.tap(book),
  }))
  return {
    intent: choice.intent,
    outcome: 'ask',
    outputs: [
      ...(hints.length > 0 ? [text(hints.join('\n'))] : []),
      listCard(choice.question, rows, choice.buttons ?? []),
    ],
    quickReplies: [quick('마이페이지'), quick('처음으로')],
  }
}

/** Rows of a list card. */
export const rowsAtMost = 5

function alreadyReturned(intent: Intent, title: string, returnedOn: string): Reply {
  return {
    intent,
    outcome: 'already-returned',
    outputs: [text(sayRefusals([{ kind: 'already-returned', title, returnedOn }]))],
    quickReplies: [quick('마이페이지'), quick('책 찾기')],
  }
}

export function nothingRented(intent: Intent, outcome: string): Reply {
  return {
    intent,
    outcome,
    outputs: [text('지금 대여 중인 책이 없어요. 읽고 싶은 책을 찾아볼까요?')],
    quickReplies: [quick('책 찾기'), quick('마이페이지')],
  }
}
