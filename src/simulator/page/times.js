/** How are days and times written? Always as in Seoul, where the shop is. */

const format = (options) => new Intl.DateTimeFormat('ko-KR', { timeZone: 'Asia/Seoul', ...options })
const clockTime = format({ hour: 'numeric', minute: '2-digit' })
const longDay = format({ year: 'numeric', month: 'long', day: 'numeric', weekday: 'long' })
const date = format({ year: 'numeric', month: 'long', day: 'numeric' })
const weekday = format({ weekday: 'short' })

/** 오전 10:03 */
export const timeOf = (instant) => clockTime.format(new Date(instant))
/** 2026년 5월 4일 월요일 */
export const dayOf = (instant) => longDay.format(new Date(instant))
/** 2026년 5월 4일 (월) 오전 10:03 */
export const dayAndTimeOf = (instant) =>
  `${date.format(new Date(instant))} (${weekday.format(new Date(instant))}) ${timeOf(instant)}`

/** 밤 8시~아침 9시 */
export const sayHours = (from, until) => `${sayHour(from)}~${sayHour(until)}`

function sayHour(hour) {
  const part = hour < 6 ? '새벽' : hour < 11 ? '아침' : hour < 18 ? '낮' : hour < 20 ? '저녁' : '밤'
  return hour % 24 === 0 ? '밤 12시' : `${part} ${hour % 12 || 12}시`
}
