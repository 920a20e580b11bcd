/** Money, days and times as people here write them. */

const zone = 'Asia/Seoul'
const wonFormat = new Intl.NumberFormat('ko-KR')
const dayFormat = new Intl.DateTimeFormat('ko-KR', { timeZone: 'UTC', month: 'long', day: 'numeric', weekday: 'short' })
const yearDayFormat = new Intl.DateTimeFormat('ko-KR', { timeZone: 'UTC', dateStyle: 'long' })
const momentFormat = new Intl.DateTimeFormat('ko-KR', {
  timeZone: zone,
  month: 'long',
  day: 'numeric',
  weekday: 'short',
  hour: 'numeric',
  minute: '2-digit',
})
const todayFormat = new Intl.DateTimeFormat('sv-SE', { timeZone: zone })

/** `12,000원` */
export function won(amount: number): string {
  return `${wonFormat.format(amount)}원`
}

/** `1,234` */
export function count(number: number): string {
  return wonFormat.format(number)
}

/** A civil day `YYYY-MM-DD`: `11월 26일 (목)`, with its year when that is another than this. */
export function day(civil: string): string {
  const at = new Date(`${civil}T00:00:00Z`)
  return civil.slice(0, 4) === today().slice(0, 4) ? dayFormat.format(at) : yearDayFormat.format(at)
}

/** An instant, in Seoul: `11월 26일 (목) 오후 3:05` */
export function moment(instant: string): string {
  return momentFormat.format(new Date(instant))
}

/** Today in Seoul by this machine's clock, `YYYY-MM-DD`. */
function today(): string {
  return todayFormat.format(new Date())
}
