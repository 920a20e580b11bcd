/** Every list as a file that Excel opens. Phone numbers are masked as on the screen. */
import type { App } from '../../src/app.js'
import { dayBookWords } from '../../src/day-book-words.js'
import type { BoardStatus } from '../../src/domain/board.js'
import type { CopyState } from '../../src/domain/events.js'
import { addDays, beginOf, seoulTime } from '../../src/domain/time.js'
import { auditFilter } from './audit.js'
import { boardFilter } from './board.js'
import { bookFilter } from './books.js'
import { exportOf, type Column } from './export.js'
import type { Route } from './route.js'
import { z } from './zod.js'

type RowOf<Look extends (...asked: never[]) => Promise<readonly unknown[]>> = Awaited<ReturnType<Look>>[number]
type Book = RowOf<App['bookViews']['books']>
type Copy = RowOf<App['wholeLists']['allCopies']>
type Member = RowOf<App['wholeLists']['allMembers']>
type BoardRow = RowOf<App['board']['rows']>
type DayBooks = RowOf<App['books']['days']>
type Call = RowOf<App['deskViews']['unreachable']>
type Line = RowOf<App['auditLines']>

const copyStates: Readonly<Record<CopyState, string>> = {
  'in-circulation': '대여 가능',
  lost: '분실',
  damaged: '파손',
  'in-repair': '수리 중',
  withdrawn: '폐기',
}
const statuses: Readonly<Record<BoardStatus, string>> = {
  'on-loan': '대여 중',
  'due-today': '오늘 반납',
  late: '연체',
  claimed: '반납 확인 중',
  lost: '분실',
  returned: '반납됨',
  'written-off': '분실 정리됨',
  waiting: '예약 대기',
  ready: '찾아갈 예약',
}
const matters = { overdue: '연체', 'hold-ready': '찾아갈 예약', 'claim-settled': '반납 확인 결과' } as const

const boardColumns = (began: string, due: string, ended: string): Column<BoardRow>[] => [
  ['상태', ({ status }) => statuses[status]],
  ['책 번호', ({ bookNo, copyNo }) => (copyNo === null ? bookNo : `${bookNo}-${copyNo}`)],
  ['제목', ({ title }) => title],
  ['회원', ({ memberName }) => memberName],
  [began, (row) => row.began],
  [due, ({ dueOn }) => dueOn],
  [ended, (row) => row.ended],
]
const dayBookColumns = Object.entries(dayBookWords).map(([name, heading]): Column<DayBooks> => [
  heading,
  (row) => row[name as keyof typeof dayBookWords],
])

const boardPlace = (row: BoardRow | undefined) => row && { place: row.place, id: row.id }

export const exports: readonly Route[] = [
  exportOf<Book>()({
    name: 'books',
    called: '도서',
    role: 'librarian',
    query: z.object(bookFilter),
    columns: [
      ['책 번호', ({ bookNo }) => bookNo],
      ['제목', ({ title }) => title],
      ['지은이', ({ author }) => author],
      ['출판사', ({ publisher }) => publisher],
      ['출판연도', ({ publishedYear }) => publishedYear],
      ['ISBN', ({ isbn13 }) => isbn13],
      ['KDC', ({ kdc }) => kdc],
      ['총서명', ({ series }) => series],
      ['대여료', ({ feeWon }) => feeWon],
      ['권수', ({ copyCount }) => copyCount],
    ],
    rows: ({ app, query: { q, standing, withoutCopies }, most, after }) =>
      app.bookViews.books(
        { standing, text: q, isWithoutCopies: withoutCopies === 'true', order: 'title' },
        most,
        after,
      ),
  }),
  exportOf<Copy>()({
    name: 'copies',
    called: '복본',
    role: 'librarian',
    columns: [
      ['책 번호', ({ bookNo, copyNo }) => `${bookNo}-${copyNo}`],
      ['제목', ({ title }) => title],
      ['지은이', ({ author }) => author],
      ['ISBN', ({ isbn13 }) => isbn13],
      ['청구기호', ({ callNumber }) => callNumber],
      ['등록번호', ({ barcode }) => barcode],
      ['상태', ({ state }) => copyStates[state]],
    ],
    rows: ({ app, most, after }) => app.wholeLists.allCopies(most, after),
  }),
  exportOf<Member>()({
    name: 'members',
    called: '회원',
    role: 'librarian',
    columns: [
      ['이름', ({ name }) => name],
      ['전화번호', ({ maskedPhone }) => maskedPhone],
      ['가입한 때', ({ joinedAt }) => seoulTime(joinedAt)],
      ['카카오톡 연결', ({ isLinked }) => (isLinked ? '예' : '아니요')],
      ['빌린 책', ({ openBooks }) => openBooks],
      ['적립금', ({ balanceWon }) => balanceWon],
    ],
    rows: ({ app, most, after }) => app.wholeLists.allMembers(most, after?.memberId),
  }),
  exportOf<BoardRow>()({
    name: 'rentals',
    called: '대여',
    role: 'librarian',
    query: z.object(boardFilter),
    columns: [
      ...boardColumns('빌린 날', '반납할 날', '돌아온 날'),
      ['연장', ({ renewals }) => renewals],
      ['대여료', ({ feeWon }) => feeWon],
    ],
    rows: ({ app, query, most, after }) =>
      app.board.rows({ ...query, kind: 'rental', sort: 'began' }, most, boardPlace(after)),
  }),
  exportOf<BoardRow>()({
    name: 'holds',
    called: '예약',
    role: 'librarian',
    query: z.object(boardFilter),
    columns: boardColumns('예약한 날', '찾아갈 날', '끝난 날'),
    rows: ({ app, query, most, after }) =>
      app.board.rows({ ...query, kind: 'hold', sort: 'began' }, most, boardPlace(after)),
  }),
  exportOf<DayBooks>()({
    name: 'day-books',
    called: '장부',
    role: 'librarian',
    query: z.object({ month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/) }),
    columns: [['날짜', (row) => row.day], ...dayBookColumns],
    rows({ app, query: { month }, after }) {
      const last = addDays(`${addDays(`${month}-28`, 4).slice(0, 7)}-01`, -1)
      return after ? Promise.resolve([]) : app.books.days(`${month}-01`, last < app.today() ? last : app.today())
    },
  }),
  exportOf<Call>()({
    name: 'calls',
    called: '전화할 회원',
    role: 'librarian',
    columns: [
      ['회원', ({ memberName }) => memberName],
      ['전화번호', ({ maskedPhone }) => maskedPhone],
      ['무슨 일', ({ body }) => matters[body.kind]],
      ['책', ({ books }) => books.map(({ bookNo, title }) => `${title}(${bookNo})`).join(', ')],
      ['보내려던 때', ({ createdAt }) => seoulTime(createdAt)],
    ],
    rows: ({ app, most, after }) => app.deskViews.unreachable(most, after),
  }),
  exportOf<Line>()({
    name: 'audit',
    called: '감사 기록',
    role: 'manager',
    query: z.object(auditFilter),
    columns: [
      ['때', ({ happenedAt }) => seoulTime(happenedAt)],
      ['누가', ({ librarian, door }) => librarian?.name ?? door],
      ['무엇을', ({ action }) => action],
      ['대상', ({ subject }) => subject],
      ['전', ({ before }) => before && JSON.stringify(before)],
      ['후', ({ after }) => after && JSON.stringify(after)],
    ],
    rows: ({ app, query: { from, until, ...filters }, most, after }) =>
      app.auditLines(
        {
          ...filters,
          from: from && beginOf(from),
          until: until && beginOf(addDays(until, 1)),
          order: 'oldest-first',
          after: after?.id,
        },
        most,
      ),
  }),
]
