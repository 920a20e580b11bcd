/** Renting: by the button of a book, or by its name. */
import type { BookId } from '../domain/ids.js'
import type { ButtonUsed, Rented, RentRefusal } from '../domain/rental.js'
import type { Hit } from '../usecases/views.js'
import { findMeant } from './find-books.js'
import { sayRefusals } from './refusal-words.js'
import { button, itemCard, listCard, quick, text, textCard, type Reply, type Row } from './reply.js'
import { rowOf } from './search-books.js'
import { showBook, waysOut } from './show-book.js'
import { commandKey, forMembers, type Visit } from './visit.js'
import { sayDay, sayNumbered, sayQuoted, sayTitle, sayWon } from './words.js'

export function rentBook(visit: Visit, bookId: BookId, nonce: string | null): Promise<Reply> {
  const { app } = visit
  return forMembers(
    visit,
    'rent',
    async (member) => {
      const done = await app.rentBook({ memberId: member.id, bookId, commandKey: commandKey(member, nonce) })
      return done.ok ? rented(done.value) : refused(visit, bookId, done.refusals)
    },
    bookId,
  )
}

function rented({ rental, title, balanceWon }: Rented): Reply {
  return {
    intent: 'rent',
    outcome: 'ok',
    outputs: [
      text(`${sayTitle(title)}, ${sayDay(rental.dueOn)}까지 즐겁게 읽으세요!`),
      itemCard(
        '대여했어요',
        [
          ['책', title],
          ['반납일', `${sayDay(rental.dueOn)}까지`],
          ['대여료', sayWon(rental.feeWon)],
          ['잔액', sayWon(balanceWon)],
        ],
        [button('마이페이지', '마이페이지')],
      ),
    ],
    quickReplies: [quick('더 빌리기', '책 찾기'), quick('마이페이지'), quick('처음으로')],
  }
}

async function refused(
  { app }: Visit,
  bookId: BookId,
  refusals: readonly [RentRefusal | ButtonUsed, ...(RentRefusal | ButtonUsed)[]],
): Promise<Reply> {
  const [{ kind }] = refusals
  const [hit] = kind === 'button-used' || kind === 'already-yours' ? await app.views.hits([bookId]) : []
  const buttons = waysOut(
    app,
    refusals.filter((refusal) => refusal.kind !== 'button-used'),
    hit,
  )
  const said = sayRefusals(refusals)
  return {
    intent: 'rent',
    outcome: kind,
    outputs: [buttons.length > 0 ? textCard('', said, buttons) : text(said)],
    quickReplies: [
      ...(hit && kind === 'button-used' ? [quick('책 다시 보기', sayNumbered(hit), { do: 'book', bookId })] : []),
      quick('다른 책 찾기', '책 찾기'),
      quick('마이페이지'),
    ],
  }
}

/** `소년이 온다 빌려줘`: what was named in full is rented; of what was not, the card is shown first. */
export async function rentByWords(visit: Visit, query: string): Promise<Reply> {
  if (query === '') return ask()
  const found = await findMeant(visit.app, query)
  switch (found.kind) {
    case 'certain':
      return rentBook(visit, found.hit.bookId, null)
    case 'perhaps':
      return isThisIt(visit, found.hit.bookId)
    case 'editions':
      return choose(
        query,
        found.hits.map((hit) => editionRow(visit, hit)),
      )
    case 'several':
      return choose(
        query,
        found.hits.map((hit) => rowOf(hit, visit.app.today())),
      )
    case 'none':
      return notFound(query)
  }
}

async function isThisIt(visit: Visit, bookId: BookId): Promise<Reply> {
  const card = await showBook(visit, bookId)
  if (card.outcome !== 'ok') return { ...card, intent: 'rent' }
  return {
    ...card,
    intent: 'rent',
    outcome: 'ask',
    outputs: [text('이 책이 맞나요? 맞으면 ‘대여하기’를 눌러 주세요.'), ...card.outputs],
  }
}

/** Tapped, it is rented: the row says what that costs. */
function editionRow({ app }: Visit, hit: Hit): Row {
  const row = rowOf(hit, app.today())
  return {
    ...row,
    description: `${sayWon(hit.feeWon)} · ${row.description}`,
    say: `${sayNumbered(hit)} 대여하기`,
    tap: { do: 'rent', bookId: hit.bookId, nonce: app.newNonce() },
  }
}

function ask(): Reply {
  return {
    intent: 'rent',
    outcome: 'ask',
    outputs: [text('어떤 책을 빌릴까요? 제목을 보내 주세요. 예) 소년이 온다 빌려줘')],
    quickReplies: [quick('책 찾기'), quick('추천 도서'), quick('처음으로')],
  }
}

function choose(query: string, rows: readonly Row[]): Reply {
  return {
    intent: 'rent',
    outcome: 'ask',
    outputs: [listCard('어떤 책을 빌릴까요?', rows, [button('모두 보기', `${query} 검색 1쪽`)])],
    quickReplies: [quick('처음으로')],
  }
}

function notFound(query: string): Reply {
  return {
    intent: 'rent',
    outcome: 'unknown-book',
    outputs: [text(`${sayQuoted(query)} 검색 결과가 없어요. 제목의 일부나 지은이로 찾아볼까요?`)],
    quickReplies: [quick('책 찾기'), quick('추천 도서'), quick('도서관 문의'), quick('처음으로')],
  }
}
