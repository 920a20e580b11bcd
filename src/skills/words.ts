/** How things are said: days, money and books in Korean. */
import dayjs from 'dayjs'
import 'dayjs/locale/ko.js'
import type { Day } from '../domain/time.js'

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

/** `3일 남음`, `오늘까지`, `2일 지남` */
export function sayDaysLeft(daysLate: number): string {
  if (daysLate > 0) return `${daysLate}일 지남`
  return daysLate === 0 ? '오늘까지' : `${-daysLate}일 남음`
}

/** `대여 가능 · 2권` / `대여 중 · 12/5 반납 예정` */
export function sayAvailability(freeCopies: number, firstDueOn: Day | null): string {
  if (freeCopies > 0) return `대여 가능 · ${freeCopies}권`
  return firstDueOn ? `대여 중 · ${shortDay(firstDueOn)} 반납 예정` : '지금은 대여할 수 없어요'
}
