/** Giving books back: the one there is, the one that was named, or the one that is chosen. */
import type { RentalId } from '../domain/ids.js'
import { norm, queryWords } from '../domain/search.js'
import type { RentedBook } from '../usecases/views.js'
import { plainWords } from './find-books.js'
import { sayRefusals } from './refusal-words.js'
import { button, listCard, quick, text, textCard, type Reply } from './reply.js'
import { commandKey, forMembers, type Visit } from './visit.js'
import { sayDay, sayDaysLeft, sayNumbered, sayTitle } from './words.js'

export function returnBook(visit: Visit, rentalId: RentalId, nonce: string | null): Promise<Reply> {
  const { app } = visit
  return forMembers(visit, 'return', async (member) => {
    const done = await app.returnBook({ memberId: member.id, rentalId, commandKey: commandKey(member, nonce) })
    return done.ok
      ? returned(done.value.title)
      : {
          intent: 'return',
          outcome: done.refusals[0].kind,
          outputs: [text(sayRefusals(done.refusals))],
          quickReplies: [quick('마이페이지'), quick('책 찾기')],
        }
  })
}

/** `반납`, `소년이 온다 반납`, `소년이 온다 #1024 반납하기`. */
export function returnByWords(visit: Visit, named: { query: string } | { bookNo: number }): Promise<Reply> {
  return forMembers(visit, 'return', async (member) => {
    const open = await visit.app.views.rentals(member.id)
    const isNamed = 'bookNo' in named || named.query !== ''
    const meant = open.filter((book) => isMeant(book, named))
    const [only, second] = meant
    if (only && !second) return returnBook(visit, only.rentalId, null)
    if (meant.length === 0) {
      const before = (await visit.app.views.returnedLately(member.id)).find((book) => isMeant(book, named))
      if (before && (isNamed || open.length === 0)) return alreadyReturned(before.title, before.returnedOn)
    }
    if (open.length === 0) return nothingToReturn()
    return choose(visit, meant.length > 0 ? meant : open, isNamed && meant.length === 0)
  })
}

type Book = { readonly bookNo: number; readonly title: string; readonly author?: string }

/** By its number, or by words of its title and author in any order, with or without particles. */
function isMeant({ bookNo, title, author = '' }: Book, named: { query: string } | { bookNo: number }): boolean {
  if ('bookNo' in named) return bookNo === named.bookNo
  if (named.query === '' || norm(named.query) === norm(title)) return true
  const name = `${norm(title)}|${norm(author)}`
  const names = (query: string) => {
    const words = queryWords(query)
    return words.some((word) => [...word].length > 1) && words.every((word) => name.includes(word))
  }
  return names(named.query) || names(plainWords(named.query))
}

function choose({ app }: Visit, books: readonly RentedBook[], isUnknown: boolean): Reply {
  return {
    intent: 'return',
    outcome: 'ask',
    outputs: [
      ...(isUnknown ? [text('말씀하신 책은 대여 중이 아니에요. 대여 중인 책 가운데 골라 주세요.')] : []),
      listCard(
        '어떤 책을 반납할까요?',
        books.map((book) => ({
          title: book.title,
          description: `${sayDay(book.dueOn)}까지 · ${sayDaysLeft(book.daysLate)}`,
          say: `${sayNumbered(book)} 반납하기`,
          tap: { do: 'return', rentalId: book.rentalId, nonce: app.newNonce() },
        })),
      ),
    ],
    quickReplies: [quick('마이페이지'), quick('처음으로')],
  }
}

function returned(title: string): Reply {
  return {
    intent: 'return',
    outcome: 'ok',
    outputs: [
      textCard('반납했어요', `${sayTitle(title)}, 잘 받았어요. 고마워요!`, [button('마이페이지', '마이페이지')]),
    ],
    quickReplies: [quick('다음 책 찾기', '책 찾기'), quick('처음으로')],
  }
}

function alreadyReturned(title: string, returnedOn: string): Reply {
  return {
    intent: 'return',
    outcome: 'already-returned',
    outputs: [text(sayRefusals([{ kind: 'already-returned', title, returnedOn }]))],
    quickReplies: [quick('마이페이지'), quick('책 찾기')],
  }
}

function nothingToReturn(): Reply {
  return {
    intent: 'return',
    outcome: 'nothing-to-return',
    outputs: [text('지금 대여 중인 책이 없어요. 읽고 싶은 책을 찾아볼까요?')],
    quickReplies: [quick('책 찾기'), quick('마이페이지')],
  }
}
