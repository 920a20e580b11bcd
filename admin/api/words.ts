/** Days, money and titles as the desk's sentences say them. */
import type { Day } from '../../src/domain/time.js'

const weekdays = ['일', '월', '화', '수', '목', '금', '토'] as const

/** `11월 26일(목)` */
export function dayWords(day: Day): string {
  const [, month, date] = day.split('-').map(Number)
  return `${month}월 ${date}일(${weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()]})`
}

/** `12,000원` */
export function wonWords(won: number): string {
  return `${won.toLocaleString('ko-KR')}원`
}

export function titleWords(title: string): string {
  return `『${title}』`
}
