/** Renting: by the button of a book, or by its name. */
import type { BookId } from '../domain/ids.js'
import type { ButtonUsed, Rented, RentRefusal } from '../domain/rental.js'
import type { Hit } from '../usecases/views.js'
import { withMeant } from './meant-book.js'
import { sayRefusals } from './refusal-words.js'
import { button, itemCard, quick, text, textCard, type Reply, type Row } from './reply.js'
import { rowOf } from './search-books.js'
import { aboutBook, showBook } from './show-book.js'
import { commandKey, forMembers, type Visit } from './visit.js'
import { waysOut } from './ways-out.js'
import { sayDay, sayNumbered, sayTitle, sayWon } from './words.js'

export function rentBook(visit: Visit, bookId: BookId, nonce: string | null): Promise<Reply> {
  const { app } = visit
  return forMembers(
    visit,
    'rent',
    async (member) => {
      const done = await app.rentBook({ memberId: member.id, bookId, commandKey: commandKey(visit, member, nonce) })
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

/** Reasons whose way out is about the book itself, which has to be looked at for that. */
const aboutTheBook: ReadonlySet<string> = new Set([
  'button-used',
  'already-yours',
  'already-rented',
  'held-for-others',
] satisfies (RentRefusal | ButtonUsed)['kind'][])

async function refused(
  visit: Visit,
  bookId: BookId,
  refusals: readonly [RentRefusal | ButtonUsed, ...(RentRefusal | ButtonUsed)[]],
): Promise<Reply> {
  const [{ kind }] = refusals
  const about = aboutTheBook.has(kind) ? await aboutBook(visit, bookId) : { book: null }
  const buttons = waysOut(
    visit.app,
    refusals.filter((refusal) => refusal.kind !== 'button-used'),
    about,
  )
  const said = sayRefusals(refusals)
  const again =
    about.book && kind === 'button-used' ? [quick('책 다시 보기', sayNumbered(about.book), { do: 'book', bookId })] : []
  return {
    intent: 'rent',
    outcome: kind,
    outputs: [buttons.length > 0 ? textCard('', said, buttons) : text(said)],
    quickReplies: [...again, quick('다른 책 찾기', '책 찾기'), quick('마이페이지')],
  }
}

/** `소년이 온다 빌려줘` */
export function rentByWords(visit: Visit, query: string): Promise<Reply> {
  return withMeant(visit, query, {
    intent: 'rent',
    question: '어떤 책을 빌릴까요?',
    example: '소년이 온다 빌려줘',
    act: (bookId) => rentBook(visit, bookId, null),
    show: (bookId) => isThisIt(visit, bookId),
    row: (hit) => editionRow(visit, hit),
  })
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
