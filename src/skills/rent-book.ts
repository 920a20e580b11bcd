/** Renting: by the button of a book, or by its name. */
import type { BookId } from '../domain/ids.js'
import { findMeant } from './find-books.js'
import { sayRefusals } from './refusal-words.js'
import { button, itemCard, listCard, quick, text, textCard, type Reply } from './reply.js'
import { rowOf } from './search-books.js'
import { waysOut } from './show-book.js'
import { commandKey, forMembers, type Visit } from './visit.js'
import { sayDay, sayTitle, sayWon } from './words.js'

export function rentBook(visit: Visit, bookId: BookId, nonce: string | null): Promise<Reply> {
  const { app } = visit
  return forMembers(
    visit,
    'rent',
    async (member) => {
      const done = await app.rentBook({ memberId: member.id, bookId, commandKey: commandKey(member, nonce) })
      if (!done.ok) {
        const buttons = waysOut(
          app,
          done.refusals.filter((refusal) => refusal.kind !== 'button-used'),
        )
        const said = sayRefusals(done.refusals)
        return {
          intent: 'rent',
          outcome: done.refusals[0].kind,
          outputs: [buttons.length > 0 ? textCard('', said, buttons) : text(said)],
          quickReplies: [
            ...(done.refusals[0].kind === 'button-used'
              ? [quick('책 다시 보기', '책 다시 보기', { do: 'book', bookId })]
              : []),
            quick('다른 책 찾기', '책 찾기'),
            quick('마이페이지'),
          ],
        }
      }
      const { rental, title, balanceWon } = done.value
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
    },
    bookId,
  )
}

/** `소년이 온다 빌려줘`: one book is rented, of several editions one is chosen. */
export async function rentByWords(visit: Visit, query: string): Promise<Reply> {
  const { app } = visit
  if (query === '')
    return {
      intent: 'rent',
      outcome: 'ask',
      outputs: [text('어떤 책을 빌릴까요? 제목을 보내 주세요. 예) 소년이 온다 빌려줘')],
      quickReplies: [quick('책 찾기'), quick('처음으로')],
    }
  const found = await findMeant(app, query)
  if (found.kind === 'one') return rentBook(visit, found.hit.bookId, null)
  if (found.kind === 'none')
    return {
      intent: 'rent',
      outcome: 'unknown-book',
      outputs: [text(`‘${query.slice(0, 40)}’ 책을 찾지 못했어요. 제목의 일부나 지은이로 찾아볼까요?`)],
      quickReplies: [quick('책 찾기'), quick('추천 도서'), quick('처음으로')],
    }
  return {
    intent: 'rent',
    outcome: 'ask',
    outputs: [
      listCard(
        '어떤 책을 빌릴까요?',
        found.hits.map((hit) => ({
          ...rowOf(hit),
          say: `#${hit.bookNo} ${hit.title.slice(0, 30)} 대여하기`,
          tap: { do: 'rent', bookId: hit.bookId, nonce: app.newNonce() },
        })),
        [button('모두 보기', `${query} 검색 1쪽`)],
      ),
    ],
    quickReplies: [quick('처음으로')],
  }
}
