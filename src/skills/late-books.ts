/** Books that are late, with everything that can be done about them. */
import type { Output } from 'kakao-i-openbuilder-sdk-types'
import type { RentedBook } from '../usecases/views.js'
import { claimButton, returnButton } from './deed-buttons.js'
import { listOfRentals } from './list-of-rentals.js'
import { button, textCard } from './reply.js'
import type { Visit } from './visit.js'
import { sayDay, sayDaysLeft } from './words.js'

/** One is dealt with by a tap; of several, which one is asked. */
export function lateBooks({ app }: Visit, books: readonly RentedBook[]): Output {
  const [only, second] = books
  const topUp = button('적립금 충전', '적립금 충전')
  if (only && !second) return textCard(only.title, sayLate(only), [returnButton(app, only), claimButton(only), topUp])
  const longest = Math.max(...books.map(({ daysLate }) => daysLate))
  return listOfRentals(`반납일이 지난 책 ${books.length}권 · 길게는 ${longest}일`, books, sayLate, [
    button('반납하기', '반납하기'),
    button('이미 반납했어요', '이미 반납했어요'),
    topUp,
  ])
}

function sayLate({ dueOn, daysLate }: RentedBook): string {
  return `${sayDay(dueOn)}까지였어요 · ${sayDaysLeft(daysLate)}`
}
