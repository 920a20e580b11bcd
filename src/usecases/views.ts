/** What may be looked up, shaped as it is shown. */
import type { BookId, DepositId, MemberId, NoticeId, RentalId, UserKey } from '../domain/ids.js'
import type { LedgerKind } from '../domain/money.js'
import type { Notice } from '../domain/notice.js'
import type { RentRefusal, ShelfBook } from '../domain/rental.js'
import type { Day, Instant } from '../domain/time.js'
import type { KeptSearch } from './tx.js'

/** Who is speaking, and what the chat remembers of them. */
export type Visitor = {
  readonly member: { readonly id: MemberId; readonly name: string } | null
  readonly dialogue: { readonly step: string; readonly draft: Record<string, string> } | null
  /** Deposits that were paid and not yet told. */
  readonly untold: readonly { readonly noticeId: NoticeId; readonly amountWon: number }[]
}

export type Hit = ShelfBook & { readonly freeCopies: number; readonly firstDueOn: Day | null }

export type BookCard = {
  readonly book: ShelfBook
  readonly freeCopies: number
  readonly firstDueOn: Day | null
  /** The member's point of view; `null` for somebody who has not joined. */
  readonly member: {
    readonly balanceWon: number
    readonly dueOnIfRentedNow: Day
    readonly refusals: readonly RentRefusal[]
  } | null
}

export type RentedBook = {
  readonly rentalId: RentalId
  readonly bookId: BookId
  readonly bookNo: number
  readonly title: string
  readonly author: string
  readonly dueOn: Day
  readonly daysLate: number
}

export type MyPage = {
  readonly name: string
  readonly balanceWon: number
  readonly rentals: readonly RentedBook[]
  readonly lines: readonly { readonly kind: LedgerKind; readonly amountWon: number; readonly writtenAt: Instant }[]
}

export type DrawnNotice = {
  readonly notice: Notice
  readonly memberName: string
  readonly balanceWon: number
  /** Of an overdue notice: the books that are still out and late now. */
  readonly late: readonly RentedBook[]
}

export type Views = {
  visitor(userKey: UserKey, now: Instant): Promise<Visitor>
  /** Books in the order they are shown, at most `searchDepth` and one more. */
  find(query: string): Promise<BookId[]>
  /** These books as hits, in this order; those gone meanwhile are left out. */
  hits(bookIds: readonly BookId[]): Promise<Hit[]>
  lastSearch(userKey: UserKey): Promise<KeptSearch | null>
  bookIdOfNo(bookNo: number): Promise<BookId | null>
  rentals(memberId: MemberId, today: Day): Promise<RentedBook[]>
  /** Books given back in the last week, the latest first. */
  returnedLately(memberId: MemberId, today: Day): Promise<{ bookNo: number; title: string; returnedOn: Day }[]>
  /** What is asked for most and can be taken home today. */
  popular(): Promise<BookId[]>
  myPage(memberId: MemberId, today: Day): Promise<MyPage | null>
  notice(noticeId: NoticeId, today: Day): Promise<DrawnNotice | null>
  /** The newest message to this chat user that Kakao may be asking us to draw. */
  newestSentNotice(userKey: UserKey): Promise<NoticeId | null>
}

/** What is due: the to-do lists of the clock's jobs. */
export type Sheets = {
  /** Members with books past their due day of which they were not told, after the given one, in order. */
  lateMembers(today: Day, step: number, after: MemberId | null, limit: number): Promise<MemberId[]>
  /** Deposits that began before these instants and have not ended, by how far they came. */
  hangingDeposits(
    before: { readonly approvingSince: Instant; readonly readySince: Instant; readonly requestedSince: Instant },
    after: DepositId | null,
    limit: number,
  ): Promise<DepositId[]>
  /** Accepted notices sent between these instants whose outcome is not known. */
  acceptedNotices(
    sentAfter: Instant,
    sentBefore: Instant,
    limit: number,
  ): Promise<{ taskId: string; notices: { id: NoticeId; userKey: string }[] }[]>
}

/** How many hits a search shows at most. */
export const searchDepth = 100

/** Hits on a page: the rows of one list card. */
export const hitsOnPage = 5
