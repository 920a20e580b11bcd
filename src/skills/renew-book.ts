/** Keeping a book longer: the one there is, the one that was named, or the one that is chosen. */
import type { App } from '../app.js'
import type { RentalId } from '../domain/ids.js'
import type { RenewRefusal } from '../domain/renewal.js'
import { renewAllButton } from './deed-buttons.js'
import { chooseRental, dealByWords, type Dealing, type Named } from './pick-rental.js'
import { sayRefusals } from './refusal-words.js'
import { button, itemCard, quick, text, textCard, type Reply } from './reply.js'
import { commandKey, forMembers, type Visit } from './visit.js'
import { waysOut } from './ways-out.js'
import { sayDay, sayTitle } from './words.js'

export function renewBook(visit: Visit, rentalId: RentalId, nonce: string | null): Promise<Reply> {
  const { app } = visit
  return forMembers(visit, 'renew', async (member) => {
    const done = await app.renewRental({ memberId: member.id, rentalId, commandKey: commandKey(visit, member, nonce) })
    if (!done.ok) return refused(visit, done.refusals)
    const { title, rental } = done.value
    return renewed(title, rental.dueOn, Math.max(0, app.rules().renewal.times - rental.renewals))
  })
}

/** `연장`, `소년이 온다 연장해줘`, `소년이 온다 #1024 연장하기`. `isGuess`: it was hinted at only, so it is asked first. */
export function renewByWords(visit: Visit, named: Named, isGuess = false): Promise<Reply> {
  const several: Dealing['several'] = (books, isUnknown) => choose(visit.app, books, isUnknown)
  const one: Dealing['one'] = (book) => (isGuess ? several([book], false) : renewBook(visit, book.rentalId, null))
  return dealByWords(visit, named, { intent: 'renew', one, several })
}

function choose(app: App, books: Parameters<typeof chooseRental>[0], isUnknown: boolean): Reply {
  return chooseRental(books, isUnknown, {
    intent: 'renew',
    question: books.length > 1 ? '어떤 책을 연장할까요?' : '이 책을 연장할까요?',
    deed: '연장하기',
    tap: ({ rentalId }) => ({ do: 'renew', rentalId, nonce: app.newNonce() }),
    buttons: books.length > 1 ? [renewAllButton(app)] : [],
  })
}

function renewed(title: string, dueOn: string, renewalsLeft: number): Reply {
  return {
    intent: 'renew',
    outcome: 'ok',
    outputs: [
      text(`${sayTitle(title)}, ${sayDay(dueOn)}까지 더 읽으세요!`),
      itemCard(
        '연장했어요',
        [
          ['책', title],
          ['반납일', `${sayDay(dueOn)}까지`],
          ['연장', sayRenewalsLeft(renewalsLeft)],
        ],
        [button('마이페이지', '마이페이지')],
      ),
    ],
    quickReplies: [quick('다른 책 연장', '연장하기'), quick('책 찾기'), quick('처음으로')],
  }
}

/** `1번 더 할 수 있어요` */
function sayRenewalsLeft(renewalsLeft: number): string {
  return renewalsLeft > 0 ? `${renewalsLeft}번 더 할 수 있어요` : '더는 할 수 없어요'
}

function refused({ app }: Visit, refusals: readonly [RenewRefusal, ...RenewRefusal[]]): Reply {
  const buttons = waysOut(app, refusals, { book: null })
  const said = sayRefusals(refusals)
  return {
    intent: 'renew',
    outcome: refusals[0].kind,
    outputs: [buttons.length > 0 ? textCard('', said, buttons) : text(said)],
    quickReplies: [quick('반납하기'), quick('마이페이지'), quick('처음으로')],
  }
}
