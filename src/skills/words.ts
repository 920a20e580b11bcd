/** How things are said: days, money and books in Korean. */
import dayjs from 'dayjs'
import 'dayjs/locale/ko.js'
import type { Place } from '../domain/hold.js'
import { isRenewable } from '../domain/renewal.js'
import { dayOf, hourOf, type Day, type Instant } from '../domain/time.js'
import type { RentedBook } from '../usecases/views.js'
import { cut } from './reply.js'

/** `12월 5일(토)` */
export function sayDay(day: Day): string {
  return dayjs(day).locale('ko').format('M월 D일(dd)')
}

/** `2026년 11월 28일` */
export function sayDate(day: Day): string {
  return dayjs(day).format('YYYY년 M월 D일')
}

/** `12/5` */
export function shortDay(day: Day): string {
  return dayjs(day).format('M/D')
}

/** `10,000원` */
export function sayWon(won: number): string {
  return `${won.toLocaleString('ko-KR')}원`
}

/** `『소년이 온다』` */
export function sayTitle(title: string): string {
  return `『${title}』`
}

/** `‘소년이 온다’`, what the member said. */
export function sayQuoted(said: string, atMost = 40): string {
  return `‘${cut(said, atMost)}’`
}

/** `소년이 온다 #1024`: what a button says in the member's name. Read again, the number behind `#` counts. */
export function sayNumbered({ title, bookNo }: { title: string; bookNo: number }): string {
  return `${cut(title, 30)} #${bookNo}`
}

/** `3일 남음`, `오늘까지`, `2일 지남` */
export function sayDaysLeft(daysLate: number): string {
  if (daysLate > 0) return `${daysLate}일 지남`
  return daysLate === 0 ? '오늘까지' : `${-daysLate}일 남음`
}

/** `대여 가능 · 2권` / `대여 중 · 12/5 반납 예정` / `대여 중 · 반납 지연` */
export function sayAvailability(freeCopies: number, firstDueOn: Day | null, today: Day): string {
  if (freeCopies > 0) return `대여 가능 · ${freeCopies}권`
  if (firstDueOn === null) return '지금은 대여할 수 없어요'
  return firstDueOn < today ? '대여 중 · 반납 지연' : `대여 중 · ${shortDay(firstDueOn)} 반납 예정`
}

/** `내 순서 2번째`, `12월 3일(목)까지 대여하세요` */
export function sayPlace(place: Place): string {
  return place.kind === 'ready' ? `${sayDay(place.until)}까지 대여하세요` : `내 순서 ${place.position}번째`
}

/** `12월 12일(토)쯤`; `null` when it cannot be told yet. */
export function sayExpected(place: Place): string | null {
  return place.kind === 'waiting' && place.expectedOn ? `${sayDay(place.expectedOn)}쯤` : null
}

/** `내 순서 2번째 · 12월 12일(토)쯤` */
export function sayInLine(place: Place): string {
  return [sayPlace(place), sayExpected(place)].filter(Boolean).join(' · ')
}

/** `12월 5일(토)까지 · 3일 남음 · 연장 1번 남음`; of a book that is looked for, that. */
export function sayRented(book: RentedFacts): string {
  const { dueOn, daysLate, renewalsLeft, inQuestion } = book
  const until = `${sayDay(dueOn)}까지`
  if (inQuestion !== null) return `${until} · ${inQuestion === 'lost' ? '분실 처리' : '반납 확인 중'}`
  const renewals = isRenewable(book) ? [`연장 ${renewalsLeft}번 남음`] : []
  return [until, sayDaysLeft(daysLate), ...renewals].join(' · ')
}

type RentedFacts = Pick<RentedBook, 'dueOn' | 'daysLate' | 'renewalsLeft' | 'inQuestion'>

/** `12월 6일(일) 9시` */
export function sayHour(instant: Instant): string {
  const at = new Date(instant)
  return `${sayDay(dayOf(at))} ${hourOf(at)}시`
}

/** `12/6 09:05`, in Seoul */
export function sayMoment(instant: Instant): string {
  const at = new Date(instant)
  return `${shortDay(dayOf(at))} ${String(hourOf(at)).padStart(2, '0')}:${instant.slice(14, 16)}`
}
