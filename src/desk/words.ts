/** How the desk's command line says days and hours. */
import { dayOf, hourOf, weekdayOf, type Day, type Instant } from '../domain/time.js'

/** `2026-12-26(토)` */
export function sayDate(day: Day): string {
  return `${day}(${'일월화수목금토'[weekdayOf(day)]})`
}

/** `2026-12-26(토) 9시` */
export function sayHour(instant: Instant): string {
  const at = new Date(instant)
  return `${sayDate(dayOf(at))} ${hourOf(at)}시`
}

/** `12시 30분` */
export function sayMinute(instant: Instant): string {
  const at = new Date(instant)
  return `${hourOf(at)}시 ${String(at.getUTCMinutes()).padStart(2, '0')}분`
}

/** `10,000원` */
export function sayWon(won: number): string {
  return `${won.toLocaleString('ko-KR')}원`
}
