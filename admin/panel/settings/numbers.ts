/** The numbers of the house as a form holds them: each by its name, and what was changed as the API takes it. */
export type Value = number | boolean | string | readonly number[] | readonly string[]
export type Numbers = Readonly<Record<string, Value>>

/** `renewal.days` of `{ renewal: { days } }`. */
export function flat(policy: object, above = ''): Numbers {
  return Object.fromEntries(
    Object.entries(policy).flatMap(([key, value]) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.entries(flat(value as object, `${above}${key}.`))
        : [[`${above}${key}`, value as Value]],
    ),
  )
}

/** Only what differs, in the shape it came in. */
export function changeFrom(before: Numbers, after: Numbers): Record<string, unknown> {
  const change: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(after)) {
    if (isSame(value, before[name])) continue
    const [first = '', second] = name.split('.')
    if (second === undefined) change[first] = value
    else change[first] = { ...(change[first] as object | undefined), [second]: value }
  }
  return change
}

export function isSame(one: Value | undefined, other: Value | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

const weekdayNames = ['일', '월', '화', '수', '목', '금', '토']
const channelNames: Readonly<Record<string, string>> = {
  'event-api': '카카오톡 채널',
  alimtalk: '알림톡',
  log: '기록만',
}

export function sayValue(name: string, value: Value): string {
  if (typeof value === 'boolean') return value ? '예' : '아니요'
  if (typeof value === 'number') return value.toLocaleString('ko-KR')
  if (typeof value === 'string') return value
  if (value.length === 0) return '없음'
  if (name === 'closedDays.weekdays') return value.map((day) => weekdayNames[Number(day)]).join(', ')
  return value.map((one) => channelNames[String(one)] ?? String(one)).join(name === 'notices.channels' ? ' → ' : ', ')
}

export const weekdays = weekdayNames.map((name, number) => ({ name, number }))

/** In which order ways are tried; what only writes lines is for trying out. */
export const wayChoices: readonly (readonly string[])[] = [
  ['event-api', 'alimtalk'],
  ['alimtalk', 'event-api'],
  ['event-api'],
  ['alimtalk'],
]

export const sections: readonly { readonly title: string; readonly has: (name: string) => boolean }[] = [
  { title: '대여', has: (name) => ['loanDays', 'feeWon', 'rentalLimit'].includes(name) },
  { title: '연장과 예약', has: (name) => /^(renewal|hold)\./.test(name) },
  { title: '연체와 알림', has: (name) => name === 'suspensionDaysPerLateDay' || name.startsWith('notices.') },
  { title: '쉬는 날', has: (name) => name.startsWith('closedDays.') },
  { title: '적립금', has: (name) => name.startsWith('deposit.') },
  { title: '개인정보와 대화', has: (name) => name.startsWith('privacy.') || name.endsWith('Minutes') },
]
