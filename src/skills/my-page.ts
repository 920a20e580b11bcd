/** 마이페이지: what I have, until when, what I wait for, and what is in the wallet. */
import type { Button, Output } from 'kakao-i-openbuilder-sdk-types'
import type { App } from '../app.js'
import { isRenewable } from '../domain/renewal.js'
import { dayOf } from '../domain/time.js'
import { ledgerWords } from '../ledger-words.js'
import type { MyPage } from '../usecases/views.js'
import { renewAllButton, renewButton } from './deed-buttons.js'
import { sayChange } from './ledger.js'
import { listOfRentals } from './list-of-rentals.js'
import { listOfHolds } from './my-holds.js'
import { rowsAtMost } from './pick-rental.js'
import { button, itemCard, quick, text, type Reply } from './reply.js'
import { forMembers, joinFirst, type Visit } from './visit.js'
import { sayDay, sayRented, sayTitle, sayWon, shortDay } from './words.js'

export function myPage(visit: Visit): Promise<Reply> {
  return forMembers(visit, 'mypage', async (member) => {
    const page = await visit.app.views.myPage(member.id)
    if (!page) return joinFirst('mypage')
    return {
      intent: 'mypage',
      outcome: 'ok',
      outputs: [summary(visit.app, page), ...rentals(page), ...listOfHolds(page.holds)],
      quickReplies: [
        quick('책 찾기'),
        quick('적립금 충전'),
        quick('적립금 내역'),
        quick('반납하기'),
        quick('알림 내역'),
        quick('예약', '내 예약'),
        quick('내 정보'),
        quick('처음으로'),
      ],
    }
  })
}

/** Kakao shows three things at most: the last lines of the ledger stand below the facts. */
function summary(app: App, page: MyPage): Output {
  const { name, balanceWon, rentals, holds, suspendedUntil, blockedUntil } = page
  const late = rentals.filter((book) => book.daysLate > 0 && book.inQuestion === null).length
  const lost = rentals.filter((book) => book.inQuestion === 'lost').length
  return itemCard(
    `${name}님의 마이페이지`,
    [
      ['적립금', sayWon(balanceWon)],
      ['대여 중', `${rentals.length}권 (최대 ${app.rules().rentalLimit}권)`],
      ...(late > 0 ? [['연체', `${late}권`] as const] : []),
      ...(lost > 0 ? [['분실 처리', `${lost}권`] as const] : []),
      ...(holds.length > 0 ? [['예약', `${holds.length}권 (최대 ${app.rules().hold.limit}권)`] as const] : []),
      ...(suspendedUntil ? [['정지', `${sayDay(suspendedUntil)}까지`] as const] : []),
      ...(blockedUntil ? [['이용 정지', `${sayDay(blockedUntil)}까지`] as const] : []),
    ],
    [
      ...renewing(app, page),
      ...(rentals.length > 0 ? [button('반납하기', '반납하기')] : []),
      button('적립금 충전', '적립금 충전'),
    ],
    ledger(page),
  )
}

/** Where it can work only. */
function renewing(app: App, { rentals, suspendedUntil, blockedUntil }: MyPage): Button[] {
  const isBlocked =
    suspendedUntil !== null ||
    blockedUntil !== null ||
    rentals.some(({ daysLate, inQuestion }) => inQuestion === 'lost' || (daysLate > 0 && inQuestion === null))
  const [only, second] = isBlocked ? [] : rentals.filter(isRenewable)
  if (!only) return []
  return [second ? renewAllButton(app) : renewButton(app, only)]
}

/** More books than a list has rows are told line by line. */
function rentals({ rentals }: MyPage): Output[] {
  if (rentals.length === 0) return []
  if (rentals.length > rowsAtMost) {
    const lines = rentals.map((book) => `${sayTitle(book.title)} ${sayRented(book)}`)
    return [text([`대여 중인 책 ${rentals.length}권`, ...lines].join('\n'))]
  }
  return [listOfRentals('대여 중인 책', rentals, sayRented)]
}

function ledger({ lines }: MyPage): { title: string; description: string } | null {
  if (lines.length === 0) return null
  const rows = lines.map(({ kind, amountWon, writtenAt }) => {
    return `${shortDay(dayOf(new Date(writtenAt)))} ${ledgerWords[kind]} ${sayChange(amountWon)}`
  })
  return { title: '최근 적립금 내역', description: rows.join('\n') }
}
