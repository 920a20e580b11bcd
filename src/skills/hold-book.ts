/** Getting in line for a book of which no copy is free: by its button, or by its name. */
import type { Button } from 'kakao-i-openbuilder-sdk-types'
import type { App } from '../app.js'
import type { BookId } from '../domain/ids.js'
import type { HoldRefusal, Place } from '../domain/hold.js'
import type { Hit } from '../usecases/views.js'
import { cancelHoldButton, rentButton } from './deed-buttons.js'
import { ask, withMeant } from './meant-book.js'
import { listOfHolds } from './my-holds.js'
import { sayRefusals } from './refusal-words.js'
import { button, itemCard, quick, text, textCard, type Reply, type Row } from './reply.js'
import { rowOf } from './search-books.js'
import { aboutBook, showBook } from './show-book.js'
import { commandKey, forMembers, type Visit } from './visit.js'
import { waysOut } from './ways-out.js'
import { sayExpected, sayNumbered, sayPlace, sayTitle } from './words.js'

export function holdBook(visit: Visit, bookId: BookId, nonce: string | null): Promise<Reply> {
  const { app } = visit
  return forMembers(
    visit,
    'hold',
    async (member) => {
      const done = await app.holdBook({ memberId: member.id, bookId, commandKey: commandKey(visit, member, nonce) })
      if (!done.ok) return refused(visit, bookId, done.refusals)
      const { hold, title, place } = done.value
      const { book } = await aboutBook(visit, bookId)
      const buttons = book ? nextSteps(app, { ...book, holdId: hold.id }, place) : []
      return held(visit, title, place, buttons)
    },
    bookId,
  )
}

const question = { intent: 'hold', question: '어떤 책을 예약할까요?', example: '소년이 온다 예약해줘' } as const

/** `소년이 온다 예약해줘`; `예약` alone shows what is held already. */
export function holdByWords(visit: Visit, query: string): Promise<Reply> {
  return forMembers(visit, 'hold', async (member) => {
    if (query !== '')
      return withMeant(visit, query, {
        ...question,
        act: (bookId) => holdBook(visit, bookId, null),
        show: (bookId) => isThisIt(visit, bookId),
        row: (hit) => editionRow(visit, hit),
      })
    const asked = ask(question)
    return { ...asked, outputs: [...asked.outputs, ...listOfHolds(await visit.app.views.holds(member.id))] }
  })
}

function nextSteps(
  app: App,
  book: Parameters<typeof rentButton>[1] & Parameters<typeof cancelHoldButton>[0],
  place: Place,
): Button[] {
  return [...(place.kind === 'ready' ? [rentButton(app, book)] : []), cancelHoldButton(book)]
}

function held(visit: Visit, title: string, place: Place, buttons: readonly Button[]): Reply {
  const isReady = place.kind === 'ready'
  return {
    intent: 'hold',
    outcome: 'ok',
    outputs: [
      text(
        isReady
          ? `${sayTitle(title)}, 예약하신 책이 준비됐어요. ${sayPlace(place)}.`
          : `${sayTitle(title)}, 예약했어요. ${sayHow(visit)}`,
      ),
      itemCard(
        isReady ? '준비됐어요' : '예약했어요',
        [
          ['책', title],
          isReady ? ['기한', sayPlace(place)] : ['순서', `${place.position}번째`],
          ...(isReady ? [] : [['예상일', sayExpected(place) ?? '아직 알 수 없어요'] as const]),
        ],
        [...buttons, button('내 예약', '내 예약')],
      ),
    ],
    quickReplies: [quick('다른 책 찾기', '책 찾기'), quick('마이페이지'), quick('처음으로')],
  }
}

/** How one hears that it is one's turn. */
function sayHow({ app, turn, visitor }: Visit): string {
  const channel = visitor.member?.channel
  const isAway = !turn.isFriend && (channel === 'blocked' || channel === 'not-a-friend')
  const days = `그날부터 ${app.rules().hold.pickupDays}일 동안 맡아 둘게요.`
  return isAway
    ? `카카오톡 채널을 추가해 두시면 차례가 됐을 때 알려 드리고, ${days}`
    : `차례가 되면 카카오톡으로 알려 드리고, ${days}`
}

async function refused(
  visit: Visit,
  bookId: BookId,
  refusals: readonly [HoldRefusal, ...HoldRefusal[]],
): Promise<Reply> {
  const buttons = waysOut(visit.app, refusals, await aboutBook(visit, bookId))
  const said = sayRefusals(refusals)
  return {
    intent: 'hold',
    outcome: refusals[0].kind,
    outputs: [buttons.length > 0 ? textCard('', said, buttons) : text(said)],
    quickReplies: [quick('다른 책 찾기', '책 찾기'), quick('마이페이지'), quick('처음으로')],
  }
}

/** A guess: the card is shown, and holds when its button is tapped. */
async function isThisIt(visit: Visit, bookId: BookId): Promise<Reply> {
  const card = await showBook(visit, bookId)
  const { mayHold } = await aboutBook(visit, bookId)
  const asks = mayHold
    ? [text('이 책이 맞나요? 맞으면 ‘예약하기’를 눌러 주세요.')]
    : card.outcome === 'ok'
      ? [text('이 책이 맞나요? 예약하지 않아도 지금 바로 빌릴 수 있어요.')]
      : []
  const outcome = mayHold ? 'ask' : card.outcome === 'ok' ? 'copies-free' : card.outcome
  return { ...card, intent: 'hold', outcome, outputs: [...asks, ...card.outputs] }
}

/** Tapped, it is held. */
function editionRow({ app }: Visit, hit: Hit): Row {
  return {
    ...rowOf(hit, app.today()),
    say: `${sayNumbered(hit)} 예약하기`,
    tap: { do: 'hold', bookId: hit.bookId, nonce: app.newNonce() },
  }
}
