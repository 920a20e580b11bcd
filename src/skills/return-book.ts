/** Giving books back: the one there is, the one that was named, or the one that is chosen. */
import type { RentalId } from '../domain/ids.js'
import { chooseRental, dealByWords, type Named } from './pick-rental.js'
import { sayRefusals } from './refusal-words.js'
import { button, quick, text, textCard, type Reply } from './reply.js'
import { commandKey, forMembers, type Visit } from './visit.js'
import { sayDay, sayTitle } from './words.js'

export function returnBook(visit: Visit, rentalId: RentalId, nonce: string | null): Promise<Reply> {
  const { app } = visit
  return forMembers(visit, 'return', async (member) => {
    const done = await app.returnBook({ memberId: member.id, rentalId, commandKey: commandKey(visit, member, nonce) })
    return done.ok
      ? returned(done.value.title, done.value.suspendedUntil)
      : {
          intent: 'return',
          outcome: done.refusals[0].kind,
          outputs: [text(sayRefusals(done.refusals))],
          quickReplies: [quick('마이페이지'), quick('책 찾기')],
        }
  })
}

/** `반납`, `소년이 온다 반납`, `소년이 온다 #1024 반납하기`. */
export function returnByWords(visit: Visit, named: Named): Promise<Reply> {
  return dealByWords(visit, named, {
    intent: 'return',
    one: ({ rentalId }) => returnBook(visit, rentalId, null),
    several: (books, isUnknown) =>
      chooseRental(books, isUnknown, {
        intent: 'return',
        question: '어떤 책을 반납할까요?',
        deed: '반납하기',
        tap: ({ rentalId }) => ({ do: 'return', rentalId, nonce: visit.app.newNonce() }),
      }),
  })
}

function returned(title: string, suspendedUntil: string | null): Reply {
  const thanks = `${sayTitle(title)}, 잘 받았어요. 고마워요!`
  const after = suspendedUntil
    ? `\n늦게 반납하셔서 ${sayDay(suspendedUntil)}까지 대여, 연장, 예약이 멈춰요. 그다음 날부터 다시 할 수 있어요.`
    : ''
  return {
    intent: 'return',
    outcome: 'ok',
    outputs: [textCard('반납했어요', `${thanks}${after}`, [button('마이페이지', '마이페이지')])],
    quickReplies: [quick('다음 책 찾기', '책 찾기'), quick('처음으로')],
  }
}
