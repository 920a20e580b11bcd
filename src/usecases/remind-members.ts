/** The system finds whose books are due soon or late and decides, once per rental, due day and step, to tell them. */
import { daysLate } from '../domain/calendar.js'
import type { MemberId, NoticeId } from '../domain/ids.js'
import {
  dueSoonStep,
  newNotice,
  stepAhead,
  stepAt,
  type NoticeBody,
  type NoticeItem,
  type RemindRefusal,
} from '../domain/notice.js'
import { ok, refuse, type Result } from '../domain/result.js'
import { addDays, beginOf, dayOf, instantOf } from '../domain/time.js'
import type { Tx } from './tx.js'

type Remindable = Awaited<ReturnType<Tx['rentals']['toRemind']>>[number]

/**
 * One message a day about all the member's late books, when a step of the ladder is due for at least one of them; what is
 * due soon goes into the same message. Answers of how many late books it is; 0 when there was nothing (any more) to tell.
 */
export async function chaseOverdue(tx: Tx, memberId: MemberId): Promise<Result<number>> {
  const books = await tx.rentals.toRemind(memberId)
  const late = overdueAmong(tx, books)
  if (late.length === 0 || (await tx.notices.isToldOverdueSince(memberId, beginOf(dayOf(tx.now))))) return ok(0)
  const soon = dueSoonAmong(tx, books)
  const number = 1 + Math.max(...late.map(({ toldTimes }) => toldTimes))
  const body = { kind: 'overdue', items: late.map(itemOf), number, soon: soon.map(itemOf) } as const
  const noticeId = announce(tx, memberId, body, [...late, ...soon])
  tx.emit({ type: 'OverdueFound', memberId, rentalIds: late.map(({ rentalId }) => rentalId), noticeId })
  return ok(late.length)
}

export type RemindAgainInput = { readonly memberId: MemberId }
export type RemindedAgain = { readonly noticeId: NoticeId; readonly books: number; readonly number: number }

/** A librarian has the member told once more of all late books; never twice a day, whoever told the first time. */
export async function remindAgain(
  tx: Tx,
  { memberId }: RemindAgainInput,
): Promise<Result<RemindedAgain, RemindRefusal>> {
  const books = await tx.rentals.toRemind(memberId)
  const today = dayOf(tx.now)
  const late = books.filter(({ dueOn }) => daysLate(dueOn, today, tx.rules) > 0)
  if (late.length === 0) return refuse({ kind: 'nothing-late' })
  if (await tx.notices.isToldOverdueSince(memberId, beginOf(today))) return refuse({ kind: 'told-today' })
  const { notices } = tx.rules
  const told = late.flatMap((book) => {
    const step = stepAhead(book.toldStep, daysLate(book.dueOn, today, tx.rules), notices)
    return step === null ? [] : [{ ...book, step }]
  })
  if (told.length === 0) return refuse({ kind: 'told-often-enough', atMost: notices.atMost })
  const soon = dueSoonAmong(tx, books)
  const number = 1 + Math.max(...told.map(({ toldTimes }) => toldTimes))
  const body = { kind: 'overdue', items: told.map(itemOf), number, soon: soon.map(itemOf) } as const
  const noticeId = announce(tx, memberId, body, [...told, ...soon])
  tx.emit({ type: 'OverdueFound', memberId, rentalIds: told.map(({ rentalId }) => rentalId), noticeId })
  const reminded = { books: told.length, number }
  tx.record({ action: 'overdue-told-again', subject: noticeId, before: null, after: reminded })
  return ok({ noticeId, ...reminded })
}

/** One message about all the member's books that are due soon, once for each; none when an overdue notice says it, too. */
export async function remindDueSoon(tx: Tx, memberId: MemberId): Promise<Result<number>> {
  const books = await tx.rentals.toRemind(memberId)
  const soon = dueSoonAmong(tx, books)
  if (soon.length === 0 || overdueAmong(tx, books).length > 0) return ok(0)
  const noticeId = announce(tx, memberId, { kind: 'due-soon', items: soon.map(itemOf) }, soon)
  tx.emit({ type: 'DueSoonFound', memberId, rentalIds: soon.map(({ rentalId }) => rentalId), noticeId })
  return ok(soon.length)
}

/** Late books for which a step of the ladder is due that was not told yet, nor a later one. */
function overdueAmong({ now, rules }: Tx, books: readonly Remindable[]) {
  const today = dayOf(now)
  return books
    .map((book) => ({ ...book, step: stepAt(daysLate(book.dueOn, today, rules), rules.notices) }))
    .filter(({ step, toldStep }) => step > Math.max(toldStep, dueSoonStep))
}

/** Books due today or within the days the house reminds ahead, of which their member does not know yet. */
function dueSoonAmong({ now, rules }: Tx, books: readonly Remindable[]) {
  const today = dayOf(now)
  const ahead = rules.notices.dueSoonDaysBefore
  const isDueSoon = ({ dueOn }: Remindable) => ahead > 0 && dueOn >= today && dueOn <= addDays(today, ahead)
  return books
    .filter((book) => book.toldStep < dueSoonStep && isDueSoon(book))
    .map((book) => ({ ...book, step: dueSoonStep }))
}

function announce(
  tx: Tx,
  memberId: MemberId,
  body: NoticeBody,
  told: readonly (NoticeItem & { readonly step: number })[],
): NoticeId {
  const noticeId = tx.newId<NoticeId>()
  tx.notices.add(newNotice(noticeId, memberId, body, instantOf(tx.now)))
  for (const book of told) tx.rentals.markTold(book, book.step)
  tx.notices.addItems(
    noticeId,
    told.map((book) => ({ ...itemOf(book), step: book.step })),
  )
  return noticeId
}

function itemOf({ rentalId, dueOn }: NoticeItem): NoticeItem {
  return { rentalId, dueOn }
}
