/** `휴관일 …`: what the house's calendar says of single days. */
import { z } from 'zod'
import type { App } from '../app.js'
import type { CalendarDay } from '../domain/closed-day.js'
import { addDays, type Day } from '../domain/time.js'
import { done, notDone, type Command, type Said } from './command.js'
import { sayDate } from './words.js'

const dayShape = z.iso.date()
const monthShape = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/)
const nameShape = z.string().min(1).max(40)

export const closedDays: readonly Command[] = [
  {
    words: ['휴관일 목록', 'closed-days list'],
    takes: '[YYYY-MM]',
    does: '적어 둔 휴관일을 보여 줘요. 달을 안 적으면 오늘부터 1년 동안이에요',
    run: listDays,
  },
  {
    words: ['휴관일 닫기', 'closed-days close'],
    takes: 'YYYY-MM-DD 이름',
    does: '그날은 쉬어요',
    run: (app, rest) => sayOfDay(app, rest, true),
  },
  {
    words: ['휴관일 열기', 'closed-days open'],
    takes: 'YYYY-MM-DD 이름',
    does: '공휴일이나 쉬는 요일이어도 그날은 열어요',
    run: (app, rest) => sayOfDay(app, rest, false),
  },
  {
    words: ['휴관일 지우기', 'closed-days forget'],
    takes: 'YYYY-MM-DD',
    does: '그날에 대해 적은 것을 지워요',
    run: forgetDay,
  },
]

async function listDays(app: App, [month]: readonly string[]): Promise<Said> {
  if (month !== undefined && !monthShape.safeParse(month).success)
    return notDone(`‘${month}’ 같은 달은 없어요. 2026-12처럼 적어 주세요.`)
  const from = month ? `${month}-01` : app.today()
  const until = month ? `${month}-31` : addDays(from, 365)
  const days = await app.views.closedDays(from, until)
  const { policy } = await app.housePolicy()
  const rest = policy.closedDays.weekdays.map((weekday) => `${'일월화수목금토'[weekday]}요일`)
  return done(
    `매주 쉬는 날: ${rest.length > 0 ? rest.join(', ') : '없음'}`,
    ...(days.length > 0 ? days.map(sayDay) : ['적어 둔 날이 없어요.']),
  )
}

async function sayOfDay(app: App, [day, ...words]: readonly string[], isClosed: boolean): Promise<Said> {
  if (!isDay(day)) return notDone(noSuchDay(day))
  const name = words.join(' ')
  if (!nameShape.safeParse(name).success) return notDone('날짜 뒤에 이름을 40자 안으로 적어 주세요. 예) 개관 기념일')
  const said = await app.setDay({ day, name, isClosed })
  if (!said.ok) return notDone('적지 못했어요. 다시 해 주세요.')
  const { now, before } = said.value
  const isSame = before !== null && sayDay(before) === sayDay(now)
  if (isSame) return done(`이미 그렇게 적혀 있어요. ${sayDay(now)}`)
  return done(`적었어요. ${sayDay(now)}`, ...(before ? [`전에는 이랬어요. ${sayDay(before)}`] : []))
}

async function forgetDay(app: App, [day]: readonly string[]): Promise<Said> {
  if (!isDay(day)) return notDone(noSuchDay(day))
  const forgotten = await app.forgetDay(day)
  if (forgotten.ok) {
    const [back] = await app.views.closedDays(day, day)
    return done(`지웠어요. ${sayDay(forgotten.value)}`, ...(back ? [`다시 공휴일이에요. ${sayDay(back)}`] : []))
  }
  const [refusal] = forgotten.refusals
  switch (refusal.kind) {
    case 'stale-edit':
      return notDone('그사이 다른 사서가 바꿨어요. 다시 해 주세요.')
    case 'nothing-said':
      return notDone(`${sayDate(day)}에 대해 적어 둔 것이 없어요.`)
    case 'public-holiday':
      return notDone(
        `그날은 공휴일(${refusal.name})이라 지워도 다시 채워져요. 여는 날이면 이렇게 적어 주세요.`,
        `  npm run desk -- 휴관일 열기 ${day} 정상 운영`,
      )
  }
}

function isDay(text: string | undefined): text is Day {
  return dayShape.safeParse(text).success
}

function noSuchDay(text: string | undefined): string {
  return text === undefined
    ? '날짜를 적어 주세요. 예) 2026-12-25'
    : `‘${text}’ 같은 날짜는 없어요. 2026-12-25처럼 적어 주세요.`
}

function sayDay({ day, name, isClosed, source }: CalendarDay): string {
  return `${sayDate(day)} ${isClosed ? '닫음' : '엶'} · ${name} (${source === 'library' ? '도서관' : '공휴일'})`
}
