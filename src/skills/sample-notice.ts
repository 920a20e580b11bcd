/** A message as a member would get it, with made-up facts: for whoever words it. */
import type { SkillResponse } from 'kakao-i-openbuilder-sdk-types'
import type { App } from '../app.js'
import type { BookId, MemberId, NoticeId, RentalId } from '../domain/ids.js'
import { newNotice } from '../domain/notice.js'
import type { OwnLineKind } from '../domain/policy.js'
import { addDays, instantOf } from '../domain/time.js'
import type { DrawnNotice, RentedBook } from '../usecases/views.js'
import { button, quick, responseOf, type Reply } from './reply.js'
import { drawDueSoon } from './draw-due-soon.js'
import { drawOverdue } from './draw-overdue.js'
import { drawReady } from './draw-hold-ready.js'
import { readTurn } from './turn.js'
import type { Visit } from './visit.js'

/** `line`: the library's own, as if it were kept already. */
export async function sampleNotice(app: App, kind: OwnLineKind, line: string): Promise<SkillResponse> {
  const rules = () => ({ ...app.rules(), ownLines: { ...app.rules().ownLines, [kind]: line } })
  const visitor = { member: null, dialogue: null, untold: [] }
  return responseOf(await draw({ app: { ...app, rules }, turn: readTurn({}, app.newNonce), visitor }, kind))
}

async function draw(visit: Visit, kind: OwnLineKind): Promise<Reply> {
  const { app } = visit
  const today = app.today()
  if (kind === 'dueSoon') {
    const books = [bookDue(addDays(today, 1), -1)]
    return drawDueSoon(visit, drawn(app, { kind: 'due-soon', items: [] }, books), { kind: 'due-soon', items: [] })
  }
  if (kind === 'overdue') {
    const body = { kind: 'overdue', number: 1, items: [], soon: [] } as const
    return drawOverdue(visit, drawn(app, body, [bookDue(addDays(today, -1), 1)]), body)
  }
  const until = addDays(today, app.rules().hold.pickupDays - 1)
  const ready = { ...member, title: '소년이 온다', until, feeWon: app.rules().feeWon }
  const buttons = [button('대여하기', '대여하기'), button('예약 취소', '예약 취소')]
  return {
    intent: 'notice',
    outcome: 'ok',
    outputs: drawReady(visit, ready, buttons),
    quickReplies: [quick('내 예약')],
  }
}

const member = { memberName: '김하늘', balanceWon: 5_000 } as const

function bookDue(dueOn: RentedBook['dueOn'], daysLate: number): RentedBook {
  const ids = { rentalId: 'sample' as RentalId, bookId: 'sample' as BookId, bookNo: 1_001 }
  return { ...ids, title: '소년이 온다', author: '한강', dueOn, daysLate, renewalsLeft: 1, inQuestion: null }
}

function drawn(app: App, body: DrawnNotice['notice']['body'], books: readonly RentedBook[]): DrawnNotice {
  return {
    ...member,
    notice: newNotice('sample' as NoticeId, 'sample' as MemberId, body, instantOf(app.now())),
    books,
    soon: [],
    title: null,
    hold: null,
    isRefundAtDesk: false,
    suspendedIfReturnedToday: null,
  }
}
