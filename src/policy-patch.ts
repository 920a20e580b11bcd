/** What librarians may change of the house rules, within which bounds, and what it is called: said once, for every door. */
import { z } from 'zod'
import { ownLineLength } from './domain/policy.js'
import type { PolicyKey, PolicyPatch } from './domain/policy-change.js'

const bounds = (least: number, most: number) => `${least}부터 ${most.toLocaleString('ko-KR')} 사이의`
const whole = (least: number, most: number) => {
  const error = `${bounds(least, most)} 정수로 적어 주세요.`
  return z.int({ error }).min(least, { error }).max(most, { error })
}
const fraction = (least: number, most: number) => {
  const error = `${bounds(least, most)} 수로 적어 주세요.`
  return z.number({ error }).min(least, { error }).max(most, { error })
}
const yesOrNo = z.boolean({ error: 'true(예)나 false(아니요)로 적어 주세요.' })
const list = <Item extends z.ZodType>(item: Item, least: number, most: number, error: string) =>
  z
    .array(item, { error })
    .min(least, { error })
    .max(most, { error })
    .refine((items) => new Set(items).size === items.length, { error })

const lineFault = `한 줄을 ${ownLineLength}자까지 적어 주세요. 비워 두면 아무것도 붙지 않아요.`
/** What is typed on one line, as it is sent. */
const ownLine = z
  .string({ error: lineFault })
  .trim()
  .max(ownLineLength, { error: lineFault })
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, { error: lineFault })

const ladder = '1부터 365 사이의 날수를 작은 것부터 스무 개까지 적어 주세요. 예) [1,3,7,14]'
const rest = '쉬는 요일을 여섯 가지까지 적어 주세요. 일요일이 0, 토요일이 6이에요. 예) [0,1]'
const ways = 'event-api, alimtalk, log 가운데 하나 이상을 먼저 쓸 것부터 적어 주세요.'
const rising = (days: readonly number[]) => days.every((day, index) => index === 0 || day > (days[index - 1] ?? day))

/** All of it may be left out. A name that is not known here is passed over: a newer process may have stored it. */
const some = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.object(
    Object.fromEntries(Object.entries(shape).map(([key, field]) => [key, z.exactOptional(field)])) as {
      [K in keyof Shape]: z.ZodExactOptional<Shape[K]>
    },
    { error: '항목마다 이름과 값을 적어 주세요.' },
  )

export const policyShape = some({
  loanDays: whole(1, 365),
  feeWon: whole(0, 100_000),
  rentalLimit: whole(1, 100),
  renewal: some({ times: whole(0, 20), days: whole(1, 365), fromDaysBefore: whole(0, 365) }),
  hold: some({ limit: whole(0, 50), pickupDays: whole(1, 60) }),
  counter: some({ backdateDays: whole(0, 30) }),
  suspensionDaysPerLateDay: fraction(0, 30),
  notices: some({
    dueSoonDaysBefore: whole(0, 30),
    overdueDays: list(whole(1, 365), 1, 20, ladder).refine(rising, { error: ladder }),
    thenEveryDays: whole(1, 365),
    atMost: whole(0, 50),
    fromHour: whole(0, 23),
    untilHour: whole(1, 24),
    channels: list(z.enum(['event-api', 'alimtalk', 'log'], { error: ways }), 1, 3, ways),
  }),
  ownLines: some({ dueSoon: ownLine, overdue: ownLine, holdReady: ownLine }),
  closedDays: some({
    weekdays: list(whole(0, 6), 0, 6, rest),
    shiftDueDays: yesOrNo,
    shiftPickupDays: yesOrNo,
    countAsLate: yesOrNo,
  }),
  deposit: some({
    minWon: whole(1, 1_000_000),
    maxWon: whole(1, 10_000_000),
    balanceMaxWon: whole(1, 100_000_000),
  }),
  privacy: some({ historyDays: whole(1, 3_650), ledgerYears: whole(5, 30) }),
  dialogueMinutes: whole(1, 24 * 60),
  searchMinutes: whole(1, 7 * 24 * 60),
}) satisfies z.ZodType<PolicyPatch>

/** Every number that can be changed, in the order it is shown, and what librarians call it. */
export const policyNames: Readonly<Record<PolicyKey, string>> = {
  loanDays: '대여 기간(일)',
  feeWon: '대여료를 안 적은 책의 대여료(원)',
  rentalLimit: '한 사람이 빌릴 수 있는 권수',
  'renewal.times': '연장 횟수',
  'renewal.days': '연장하는 날수',
  'renewal.fromDaysBefore': '반납일 며칠 전부터 연장할 수 있는지',
  'hold.limit': '한 사람이 예약할 수 있는 권수',
  'hold.pickupDays': '예약한 책을 찾아가는 기간(일)',
  'counter.backdateDays': '창구에서 반납한 날을 며칠까지 앞당겨 적을지(0이면 안 됨)',
  suspensionDaysPerLateDay: '연체 하루마다 대여를 쉬는 날수(0이면 없음)',
  'notices.dueSoonDaysBefore': '반납일 며칠 전에 알릴지(0이면 안 알림)',
  'notices.overdueDays': '연체 알림을 보내는 연체 일수',
  'notices.thenEveryDays': '그 뒤로 며칠마다 알릴지',
  'notices.atMost': '연체 알림을 많아야 몇 번 보낼지',
  'notices.fromHour': '알림을 보내기 시작하는 시각(시)',
  'notices.untilHour': '알림을 그만 보내는 시각(시)',
  'notices.channels': '알림을 보내는 방법(먼저 쓸 것부터)',
  'ownLines.dueSoon': '반납 예정 알림에 덧붙이는 말',
  'ownLines.overdue': '연체 알림에 덧붙이는 말',
  'ownLines.holdReady': '예약 도착 알림에 덧붙이는 말',
  'closedDays.weekdays': '쉬는 요일(일요일이 0)',
  'closedDays.shiftDueDays': '휴관일인 반납일을 다음 여는 날로 미룰지',
  'closedDays.shiftPickupDays': '휴관일인 예약 보관 마지막 날을 미룰지',
  'closedDays.countAsLate': '휴관일도 연체 일수에 넣을지',
  'deposit.minWon': '한 번에 충전하는 가장 적은 돈(원)',
  'deposit.maxWon': '한 번에 충전하는 가장 많은 돈(원)',
  'deposit.balanceMaxWon': '가질 수 있는 적립금(원)',
  'privacy.historyDays': '반납한 책의 대여 기록을 회원과 함께 남기는 날수',
  'privacy.ledgerYears': '탈퇴한 회원의 적립금 거래 기록을 남기는 햇수(법은 5년)',
  dialogueMinutes: '하다 만 대화를 기억하는 시간(분)',
  searchMinutes: '검색 결과를 이어 볼 수 있는 시간(분)',
}

/** Between which values each single number may be, itself included. */
export const policyBounds = boundsIn(policyShape)

function boundsIn(shape: z.ZodObject, above = ''): Record<string, { readonly least: number; readonly most: number }> {
  return Object.fromEntries(
    Object.entries(shape.shape).flatMap(([key, field]) => {
      const inner = (field as z.ZodExactOptional<z.ZodType>).unwrap()
      if (inner instanceof z.ZodObject) return Object.entries(boundsIn(inner, `${above}${key}.`))
      const isNumber = inner instanceof z.ZodNumber && inner.minValue !== null && inner.maxValue !== null
      return isNumber ? [[`${above}${key}`, { least: Number(inner.minValue), most: Number(inner.maxValue) }]] : []
    }),
  )
}

/** Which two numbers do not go together. */
export function sayContradiction(first: PolicyKey, second: PolicyKey): string {
  const isLess = first === 'notices.fromHour' ? '작아야' : '작거나 같아야'
  return `${first} 값이 ${second}(${policyNames[second]}) 값보다 ${isLess} 해요.`
}

export function isPolicyKey(name: string): name is PolicyKey {
  return Object.hasOwn(policyNames, name)
}

export type ReadPatch =
  { readonly ok: true; readonly patch: PolicyPatch } | { readonly ok: false; readonly fault: string }

/** The patch in what was given; or, in one sentence that names the field, what is wrong with it. */
export function readPolicyPatch(given: unknown): ReadPatch {
  const read = policyShape.safeParse(given)
  if (read.success) return { ok: true, patch: read.data }
  const [issue] = read.error.issues
  const key = issue?.path.filter((step) => typeof step === 'string').join('.') ?? ''
  const called = isPolicyKey(key) ? `${key}(${policyNames[key]}): ` : key && `${key}: `
  return { ok: false, fault: `${called}${issue?.message ?? '알아볼 수 없어요.'}` }
}
