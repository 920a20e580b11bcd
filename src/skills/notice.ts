/** Draws a pushed message, with the facts of the moment it is drawn at. */
import type { Output } from 'kakao-i-openbuilder-sdk-types'
import type { DrawnNotice } from '../usecases/views.js'
import { button, listCard, quick, text, textCard, type Reply } from './reply.js'
import type { Visit } from './visit.js'
import { sayDay, sayNumbered, sayWon } from './words.js'

/** Kakao calls for each person it pushes to. What is not theirs, or not there, is not shown. */
export async function drawNotice(visit: Visit): Promise<Reply> {
  const { app, turn, visitor } = visit
  const noticeId = turn.noticeId ?? (turn.userKey && (await app.views.newestSentNotice(turn.userKey)))
  const drawn = noticeId && (await app.views.notice(noticeId))
  if (!drawn || !visitor.member || drawn.notice.memberId !== visitor.member.id)
    return {
      intent: 'notice',
      outcome: 'unknown-notice',
      outputs: [text('새 알림이 없어요.')],
      quickReplies: [quick('처음으로')],
    }
  await app.markDrawn(drawn.notice.id)
  return drawn.notice.body.kind === 'overdue' ? overdue(visit, drawn) : receipt(drawn, drawn.notice.body.amountWon)
}

function overdue({ app }: Visit, { late, memberName }: DrawnNotice): Reply {
  const [only, second] = late
  if (!only)
    return {
      intent: 'notice',
      outcome: 'already-returned',
      outputs: [text(`${memberName}님, 책을 모두 반납하셨어요. 고마워요!`)],
      quickReplies: [quick('책 찾기')],
    }
  const heading = `${memberName}님, 반납일이 지난 책이 ${late.length}권 있어요. 반납하시면 바로 다시 빌릴 수 있어요.`
  return {
    intent: 'notice',
    outcome: 'ok',
    outputs: [
      text(heading),
      second ? listOf(late) : cardOf(only, { do: 'return', rentalId: only.rentalId, nonce: app.newNonce() }),
    ],
    quickReplies: [quick('마이페이지'), quick('도서관 문의')],
  }
}

function cardOf(book: DrawnNotice['late'][number], tap: Parameters<typeof button>[2]): Output {
  return textCard(book.title, `${sayDay(book.dueOn)}까지였어요 · ${book.daysLate}일 지남`, [
    button('반납하기', `${sayNumbered(book)} 반납하기`, tap),
    button('적립금 충전', '적립금 충전'),
  ])
}

function listOf(late: DrawnNotice['late']): Output {
  const rows = late.map((book) => ({
    title: book.title,
    description: `${sayDay(book.dueOn)}까지였어요 · ${book.daysLate}일 지남`,
    say: sayNumbered(book),
    tap: { do: 'book', bookId: book.bookId } as const,
  }))
  return listCard(`반납일이 지난 책 ${late.length}권`, rows, [
    button('반납하기', '반납하기'),
    button('적립금 충전', '적립금 충전'),
  ])
}

function receipt({ balanceWon }: DrawnNotice, amountWon: number): Reply {
  return {
    intent: 'notice',
    outcome: 'ok',
    outputs: [
      textCard('적립금을 충전했어요', `${sayWon(amountWon)}을 결제하셨어요. 지금 잔액은 ${sayWon(balanceWon)}이에요.`),
    ],
    quickReplies: [quick('책 찾기'), quick('마이페이지')],
  }
}
