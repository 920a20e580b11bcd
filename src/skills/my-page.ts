/** 마이페이지: what I have, until when, and what is in the wallet. */
import type { Output } from 'kakao-i-openbuilder-sdk-types'
import type { LedgerKind } from '../domain/money.js'
import { dayOf } from '../domain/time.js'
import type { MyPage } from '../usecases/views.js'
import { button, itemCard, listCard, quick, textCard, type Reply } from './reply.js'
import { forMembers, joinFirst, type Visit } from './visit.js'
import { sayDay, sayDaysLeft, sayNumbered, sayWon, shortDay } from './words.js'

export function myPage(visit: Visit): Promise<Reply> {
  return forMembers(visit, 'mypage', async (member) => {
    const page = await visit.app.views.myPage(member.id)
    if (!page) return joinFirst('mypage')
    return {
      intent: 'mypage',
      outcome: 'ok',
      outputs: [summary(page, visit.app.policy.rentalLimit), ...rentals(page), ...ledger(page)],
      quickReplies: [quick('책 찾기'), quick('적립금 충전'), quick('반납하기'), quick('처음으로')],
    }
  })
}

function summary({ name, balanceWon, rentals }: MyPage, limit: number): Output {
  const late = rentals.filter((book) => book.daysLate > 0).length
  return itemCard(
    `${name}님의 마이페이지`,
    [
      ['적립금', sayWon(balanceWon)],
      ['대여 중', `${rentals.length}권 (최대 ${limit}권)`],
      ...(late > 0 ? [['연체', `${late}권`] as const] : []),
    ],
    [...(rentals.length > 0 ? [button('반납하기', '반납하기')] : []), button('적립금 충전', '적립금 충전')],
  )
}

function rentals({ rentals }: MyPage): Output[] {
  if (rentals.length === 0) return []
  const rows = rentals.map((book) => ({
    title: book.title,
    description: `${sayDay(book.dueOn)}까지 · ${sayDaysLeft(book.daysLate)}`,
    say: sayNumbered(book),
    tap: { do: 'book', bookId: book.bookId } as const,
  }))
  return [listCard('대여 중인 책', rows)]
}

const kinds: { readonly [K in LedgerKind]: string } = { 'rental-fee': '대여료', deposit: '충전' }

function ledger({ lines }: MyPage): Output[] {
  if (lines.length === 0) return []
  const rows = lines.map(({ kind, amountWon, writtenAt }) => {
    const sign = amountWon > 0 ? '+' : '-'
    return `${shortDay(dayOf(new Date(writtenAt)))} ${kinds[kind]} ${sign}${sayWon(Math.abs(amountWon))}`
  })
  return [textCard('최근 적립금 내역', rows.join('\n'))]
}
