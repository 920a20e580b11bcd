/** "I have returned it already": it is written down, the desk looks for the book, and nobody reminds meanwhile. */
import type { ClaimRefusal } from '../domain/claim.js'
import type { RentalId } from '../domain/ids.js'
import { chooseRental, dealByWords, isNamed, type Named } from './pick-rental.js'
import { sayRefusals } from './refusal-words.js'
import { button, quick, text, textCard, type Reply } from './reply.js'
import { forMembers, type Visit } from './visit.js'
import { wayToDesk } from './way-to-desk.js'
import { sayTitle } from './words.js'

export function claimReturn(visit: Visit, rentalId: RentalId): Promise<Reply> {
  const { app } = visit
  return forMembers(visit, 'return', async (member) => {
    const done = await app.claimReturn({ memberId: member.id, rentalId })
    return done.ok ? claimed(visit, done.value.title) : refused(visit, done.refusals)
  })
}

/** `이미 반납했어요`, `소년이 온다 이미 반납했어요`. Unnamed, it may be about a book that did come back. */
export function claimByWords(visit: Visit, named: Named): Promise<Reply> {
  return dealByWords(visit, named, {
    intent: 'return',
    async one(book, memberId) {
      const isSure = isNamed(named) || book.daysLate > 0
      const before = isSure ? [] : await visit.app.views.returnedLately(memberId)
      return before.length > 0 ? choose([book], false) : claimReturn(visit, book.rentalId)
    },
    several: choose,
  })
}

function choose(books: Parameters<typeof chooseRental>[0], isUnknown: boolean): Reply {
  return chooseRental(books, isUnknown, {
    intent: 'return',
    question: '어떤 책을 이미 반납하셨어요?',
    deed: '이미 반납했어요',
    tap: ({ rentalId }) => ({ do: 'claim', rentalId }),
  })
}

function claimed({ app }: Visit, title: string): Reply {
  const said = [
    `${sayTitle(title)}, 반납하셨다고 적어 두었어요.`,
    '도서관에서 찾아보고 알려 드릴게요. 그때까지 이 책의 연체 안내는 보내지 않아요.',
  ]
  return {
    intent: 'return',
    outcome: 'claimed',
    outputs: [textCard('도서관에서 찾아볼게요', said.join('\n'), [wayToDesk(app), button('마이페이지', '마이페이지')])],
    quickReplies: [quick('책 찾기'), quick('도서관 문의'), quick('처음으로')],
  }
}

function refused({ app }: Visit, refusals: readonly [ClaimRefusal, ...ClaimRefusal[]]): Reply {
  const [{ kind }] = refusals
  const said = sayRefusals(refusals)
  const isForTheDesk = kind === 'claim-was-checked' || kind === 'rental-in-question'
  return {
    intent: 'return',
    outcome: kind,
    outputs: [isForTheDesk ? textCard('', said, [wayToDesk(app)]) : text(said)],
    quickReplies: [quick('마이페이지'), quick('책 찾기'), quick('처음으로')],
  }
}
