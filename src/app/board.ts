/** The status board: what it shows, how far behind it is, and how it is rebuilt. */
import { weekdayOf, addDays, type Day } from '../domain/time.js'
import type { CopyId, MemberId } from '../domain/ids.js'
import { boardViews } from '../infra/db/board-views.js'
import { letterViews } from '../infra/db/letter-views.js'
import type { Settings } from '../infra/db/settings.js'
import type { BoardDay, BoardFilter, BoardViews } from '../usecases/ports/board.js'
import { rebuildBoard, type BoardMark } from '../usecases/rebuild-board.js'
import type { Inside } from './inside.js'

/** The setting that says how far a rebuild has come; empty when one has come to its end. */
const markName = 'board-rebuilt-up-to'

/** The clock lets go of a rebuild after so long, and goes on with it in the next minute. */
const clockPatienceMs = 20_000

type Sums = Omit<BoardDay, 'day'>
/** `begins`: its Monday. */
export type BoardWeek = Sums & { readonly begins: Day }

export function boardApp({ sql, runInTx, now, today }: Inside, settings: Settings) {
  const look = boardViews(sql)
  const mail = letterViews(sql)
  const mark = {
    async read(): Promise<BoardMark | null> {
      const text = await settings.read(markName)
      return text ? (JSON.parse(text) as BoardMark) : null
    },
    write: (here: BoardMark | null) => settings.write(markName, here === null ? '' : JSON.stringify(here)),
  }
  return {
    board: {
      rows: (filter: BoardFilter, limit: number, after?: Parameters<BoardViews['rows']>[3]) =>
        look.rows(filter, today(), limit, after),
      copy: (copyId: CopyId) => look.copy(copyId),
      member: (memberId: MemberId) => look.member(memberId),
      /** How it stands now, what today has brought so far, and so many weeks, the last of them this one. */
      async dashboard(weeks: number) {
        const day = today()
        const monday = addDays(day, -((weekdayOf(day) + 6) % 7))
        const days = await look.days(addDays(monday, -7 * (weeks - 1)), day)
        return { day, standing: await look.standing(day), today: sumOf(days.slice(-1)), weeks: weeksOf(days), days }
      },
      /** Letters that the board has not had yet. `oldestSeconds`: how far it is behind; 0 when nothing is on the way. */
      async lag() {
        const all = await mail.lettersWaiting(now())
        const own = all.find(({ reaction }) => reaction === 'update-board')
        return { waiting: own?.waiting ?? 0, parked: own?.parked ?? 0, oldestSeconds: own?.oldestWaitingSeconds ?? 0 }
      },
      /** Goes on where a rebuild was cut short, or begins one; whether it has come to its end. */
      rebuild: (goesOn?: (mark: BoardMark) => boolean) => rebuildBoard({ runInTx, mark }, goesOn),
    },
    /** Is the board still to be filled for the first time, or was a rebuild cut short. */
    async boardToRebuild(): Promise<readonly 'board'[]> {
      return (await settings.read(markName)) === '' ? [] : ['board']
    },
    async rebuildBoardForAWhile(): Promise<void> {
      const until = performance.now() + clockPatienceMs
      await rebuildBoard({ runInTx, mark }, () => performance.now() < until)
    },
  }
}

function weeksOf(days: readonly BoardDay[]): BoardWeek[] {
  const weeks: BoardWeek[] = []
  for (let from = 0; from < days.length; from += 7) {
    const [first] = days.slice(from, from + 1)
    if (first) weeks.push({ begins: first.day, ...sumOf(days.slice(from, from + 7)) })
  }
  return weeks
}

function sumOf(days: readonly BoardDay[]): Sums {
  const sum = (what: keyof Sums) => days.reduce((all, day) => all + day[what], 0)
  return {
    rentals: sum('rentals'),
    returns: sum('returns'),
    kakaoPayWon: sum('kakaoPayWon'),
    cashWon: sum('cashWon'),
    feesWon: sum('feesWon'),
    refundsWon: sum('refundsWon'),
  }
}
