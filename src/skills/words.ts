/** How things are said: days, money and books in Korean. */
import dayjs from 'dayjs'
import 'dayjs/locale/ko.js'
import type { Day } from '../domain/time.js'
import { cut } from './reply.js'

/** `12월 5일(토)` */
export function sayDay(day: Day): string {
  return dayjs(day).locale('ko').format('M월 D일(dd)')
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
