/** `장부 …`: what every day of a month did to the money, on the screen and as a file. */
import type { App } from '../app.js'
import { csvOf, type Cell } from '../csv.js'
import { dayBookWords } from '../day-book-words.js'
import { addDays, type Day } from '../domain/time.js'
import { writeNew } from './books-file.js'
import { done, notDone, type Command, type Said } from './command.js'
import { sayDate } from './words.js'

export const books: readonly Command[] = [
  {
    words: ['장부', 'books'],
    takes: '[YYYY-MM] [파일.csv]',
    does: '한 달 동안 들어오고 나간 돈과 남은 적립금을 날마다 보여 줘요. 파일 이름을 적으면 엑셀로 열 수 있게 저장해요',
    run: showBooks,
  },
]

type DayBooks = Awaited<ReturnType<App['books']['days']>>[number]
type Column = Exclude<keyof DayBooks, 'day'>

const columns: { readonly [C in Column]: string } = dayBookWords
const names = Object.keys(columns) as Column[]
/** What stands at the end of a day is not added up. */
const standing: ReadonlySet<Column> = new Set(['owedWon', 'giftsLeftWon'])

const monthShape = /^\d{4}-(?:0[1-9]|1[0-2])$/

async function showBooks(app: App, [first, ...others]: readonly string[]): Promise<Said> {
  const isMonth = first !== undefined && monthShape.test(first)
  const month = isMonth ? first : app.today().slice(0, 7)
  const path = (isMonth ? others : [first ?? '', ...others]).join(' ').trim()
  if (path !== '' && !/\.csv$/i.test(path))
    return notDone(`‘${path}’에서 달이나 파일 이름을 읽지 못했어요. 이렇게 적어 주세요. 장부 2026-12 장부.csv`)
  const from = `${month}-01`
  const until = lastDay(month, app.today())
  if (from > until) return notDone(`${month}은 아직 오지 않은 달이에요.`)
  const days = await app.books.days(from, until)
  const total = sumOf(days)
  if (path === '')
    return done(`${month} 장부 (${sayDate(from)}~${sayDate(until)})`, ...days.flatMap(sayDay), ...sayTotal(total))
  const rows: Cell[][] = [
    ['날짜', ...names.map((name) => columns[name])],
    ...days.map((day) => [day.day, ...names.map((name) => day[name])]),
    ['합계', ...names.map((name) => total[name])],
  ]
  const written = await writeNew(path, csvOf(rows))
  if (written === 'is-there') return notDone(`${path} 파일이 이미 있어요. 덮어쓰지 않았으니 다른 이름을 적어 주세요.`)
  if (written === 'cannot-be')
    return notDone(`${path} 파일을 만들 수 없어요. 폴더가 있는지, 쓸 수 있는 곳인지 봐 주세요.`)
  return done(`${month} 장부를 ${path} 파일에 적었어요. 엑셀로 열 수 있어요.`, ...sayTotal(total))
}

/** Of the month that is not over, today. */
function lastDay(month: string, today: Day): Day {
  const next = addDays(`${month}-28`, 4).slice(0, 7)
  const last = addDays(`${next}-01`, -1)
  return last < today ? last : today
}

function sumOf(days: readonly DayBooks[]): Readonly<Record<Column, number>> {
  const sums = names.map((name) => [
    name,
    standing.has(name) ? (days.at(-1)?.[name] ?? 0) : days.reduce((sum, day) => sum + day[name], 0),
  ])
  return Object.fromEntries(sums) as Record<Column, number>
}

/** A day on which nothing moved takes no line on the screen; the file has them all. */
function sayDay(day: DayBooks): string[] {
  const moved = names.filter((name) => !standing.has(name) && day[name] !== 0)
  if (moved.length === 0) return []
  return [
    `${sayDate(day.day)} · ${moved.map((name) => sayColumn(day, name)).join(' · ')} · ${sayColumn(day, 'owedWon')}`,
  ]
}

function sayTotal(total: Readonly<Record<Column, number>>): string[] {
  const moved = names.filter((name) => !standing.has(name))
  return [
    `합계 · ${moved.map((name) => sayColumn(total, name)).join(' · ')}`,
    `회원에게 갚을 돈(쓰지 않은 적립금) ${won(total.owedWon)} · 남은 선물 ${won(total.giftsLeftWon)}`,
  ]
}

function sayColumn(sums: Readonly<Record<Column, number>>, name: Column): string {
  return `${columns[name]} ${won(sums[name])}`
}

function won(amount: number): string {
  return `${amount.toLocaleString('ko')}원`
}
