/** What may be looked up, shaped as it is shown. */
import type { CalendarDay } from '../domain/closed-day.js'
import type { DueWindow } from '../domain/due-windows.js'
import type { Event } from '../domain/events.js'
import type {
  BookId,
  DepositId,
  EventId,
  HoldId,
  LetterId,
  MemberId,
  NoticeId,
  RefundId,
  UserKey,
} from '../domain/ids.js'
import type { LedgerKind } from '../domain/money.js'
import type { Contact, Notice, NoticeBody, NoticeState } from '../domain/notice.js'
import type { Rules } from '../domain/policy.js'
import type { RentRefusal, ShelfBook } from '../domain/rental.js'
import type { Day, Instant } from '../domain/time.js'
import type { Reaction } from './reactions.js'
import type { KeptSearch } from './ports/chat.js'
import type { HeldBook, MyPage, RentedBook } from './ports/my-page.js'

export type { HeldBook, MyPage, RentedBook } from './ports/my-page.js'
export type { BeforeLeaving, MyData, StoredData } from './ports/my-data.js'

/** Who is speaking, and what the chat remembers of them. */
export type Visitor = {
  readonly member: {
    readonly id: MemberId
    readonly name: string
    readonly channel: Contact['channel']
    readonly appUserId: string | null
  } | null
  readonly dialogue: { readonly step: string; readonly draft: Record<string, string> } | null
  /** What became of payments and was not yet told, in order. */
  readonly untold: readonly { readonly noticeId: NoticeId; readonly body: PaymentNews }[]
}

type PaymentNews = Extract<NoticeBody, { kind: 'deposit-paid' | 'deposit-failed' }>

export type Hit = ShelfBook & { readonly freeCopies: number; readonly firstDueOn: Day | null }

export type BookCard = {
  readonly book: ShelfBook
  readonly freeCopies: number
  readonly firstDueOn: Day | null
  /** How many wait for it. */
  readonly waiting: number
  /** The member's point of view; `null` for somebody who has not joined. */
  readonly member: {
    readonly balanceWon: number
    readonly dueOnIfRentedNow: Day
    readonly refusals: readonly RentRefusal[]
    /** The member's own place in line. */
    readonly hold: HeldBook | null
    /** Can the member get in line. */
    readonly mayHold: boolean
  } | null
}

/** One movement of a wallet, as it is shown. */
export type ShownLine = {
  readonly lineNo: number
  readonly kind: LedgerKind
  readonly amountWon: number
  readonly bonusAmountWon: number
  readonly balanceAfterWon: number
  /** Of a fee, as long as the rental leads to its member. */
  readonly title: string | null
  /** Of what the desk did, why. */
  readonly reason: string | null
  readonly writtenAt: Instant
}

/** `lastLineNo`: how many lines there are in all. */
export type LedgerPage = {
  readonly balanceWon: number
  readonly bonusWon: number
  readonly lastLineNo: number
  readonly lines: readonly ShownLine[]
  readonly hasMore: boolean
}
/** A notice with the facts of the moment. */
export type DrawnNotice = {
  readonly notice: Notice
  readonly memberName: string
  readonly balanceWon: number
  /** The rentals it is about that still are so: of an overdue notice all that are late now, the longest first. */
  readonly books: readonly RentedBook[]
  /** Of an overdue notice: what is due soon besides. */
  readonly soon: readonly RentedBook[]
  /** The title a hold or a claim is about. */
  readonly title: string | null
  readonly hold: HoldOfNotice | null
  readonly isRefundAtDesk: boolean
  /** The last day of the suspension that would follow if all its late books came back today. */
  readonly suspendedIfReturnedToday: Day | null
}

/** One that has ended has no place any more. */
type HoldOfNotice = (HeldBook & { readonly isOpen: true }) | (Omit<HeldBook, 'place'> & { readonly isOpen: false })

export type ToldNotice = {
  readonly noticeId: NoticeId
  readonly body: NoticeBody
  readonly state: NoticeState
  readonly channel: Notice['channel']
  readonly createdAt: Instant
  readonly sentAt: Instant | null
}

export type Views = {
  visitor(userKey: UserKey, now: Instant): Promise<Visitor>
  /** Books in the order they are shown, at most `searchDepth` and one more. */
  find(query: string): Promise<BookId[]>
  /** Books that are called nearly so, the nearest first and `hitsOnPage` at most: to be offered, and no more. */
  findAlike(query: string): Promise<BookId[]>
  /** These books as hits, in this order; those gone meanwhile are left out. */
  hits(bookIds: readonly BookId[]): Promise<Hit[]>
  lastSearch(userKey: UserKey): Promise<KeptSearch | null>
  bookIdOfNo(bookNo: number): Promise<BookId | null>
  rentals(memberId: MemberId, today: Day, rules: Rules): Promise<RentedBook[]>
  /** Open holds, those that are ready first. */
  holds(memberId: MemberId, today: Day, rules: Rules): Promise<HeldBook[]>
  /** Books given back in the last week, the latest first. */
  returnedLately(memberId: MemberId, today: Day): Promise<{ bookNo: number; title: string; returnedOn: Day }[]>
  /** What is asked for most and can be taken home today. */
  popular(): Promise<BookId[]>
  /** The last five that came, the last one first, whether they are there or out. */
  newest(): Promise<BookId[]>
  myPage(memberId: MemberId, today: Day, rules: Rules): Promise<MyPage | null>
  /** Lines before the given one, or all of them when that is `null`, the latest first. */
  ledger(memberId: MemberId, before: number | null, limit: number): Promise<LedgerPage | null>
  notice(noticeId: NoticeId, today: Day, rules: Rules): Promise<DrawnNotice | null>
  /** What the member was told unasked, the latest first. */
  toldNotices(memberId: MemberId, limit: number): Promise<ToldNotice[]>
  /** The newest message to this chat user that Kakao may be asking us to draw. */
  newestSentNotice(userKey: UserKey): Promise<NoticeId | null>
  /** What is said of the days from `from` to `until`, both included, in order. */
  closedDays(from: Day, until: Day): Promise<CalendarDay[]>
}

/** How many letters of a reaction are on their way, and how many were given up on. */
export type LettersWaiting = {
  readonly reaction: Reaction
  readonly waiting: number
  readonly parked: number
  /** Seconds for which the oldest letter could have been delivered; 0 when none waits but for its time. */
  readonly oldestWaitingSeconds: number
}

/** A letter that waits for a person. Ids, words and errors only: nothing about anybody. */
export type ParkedLetter = {
  readonly letterId: LetterId
  readonly reaction: Reaction
  readonly eventType: Event['type']
  readonly happenedAt: Instant
  readonly attempts: number
  readonly lastError: string
}

export type LetterViews = {
  /** Every reaction once. */
  lettersWaiting(now: Date): Promise<LettersWaiting[]>
  /** The parked ones, those of the oldest events first. */
  parkedLetters(limit: number, after?: Pick<ParkedLetter, 'happenedAt' | 'letterId'>): Promise<ParkedLetter[]>
}

/** Where a walk through the events stands. */
export type EventMark = { readonly happenedAt: Instant; readonly eventId: EventId }

/** Where a sheet goes on: the last row of the page before. */
export type DueMember = { readonly memberId: MemberId; readonly dueOn: Day; readonly step: number }

/** What is due: the to-do lists of the clock's jobs, a page at a time after the given row. */
export type Sheets = {
  /** Members with open books due within a window of which they were not told at its step, or a later one. */
  dueMembers(windows: readonly DueWindow[], after: DueMember | null, limit: number): Promise<DueMember[]>
  /** Holds whose last pickup day was before today. */
  holdsNotPickedUp(today: Day, after: HoldId | null, limit: number): Promise<HoldId[]>
  /** Open holds on titles that are withdrawn, or of which all copies are lost or withdrawn. */
  holdsWithoutHope(after: HoldId | null, limit: number): Promise<HoldId[]>
  /** Holds whose copy cannot be given out after all. */
  holdsWithoutCopy(after: HoldId | null, limit: number): Promise<HoldId[]>
  /** Titles with somebody in line and a copy that stands free. */
  titlesToHandOver(after: BookId | null, limit: number): Promise<BookId[]>
  suspensionsOver(today: Day, after: MemberId | null, limit: number): Promise<MemberId[]>
  /** Deposits that began before these instants and have not ended, by how far they came. */
  hangingDeposits(
    before: { readonly approvingSince: Instant; readonly readySince: Instant; readonly requestedSince: Instant },
    after: DepositId | null,
    limit: number,
  ): Promise<DepositId[]>
  /** Members who do not keep their history, and have some that was over before that moment. */
  historiesOver(before: Instant, after: MemberId | null, limit: number): Promise<MemberId[]>
  /** Members who left before that moment. */
  formerMembers(leftBefore: Instant, after: MemberId | null, limit: number): Promise<MemberId[]>
  /** Refunds under way that began before, and of which KakaoPay was not asked since. */
  hangingRefunds(untouchedSince: Instant, after: RefundId | null, limit: number): Promise<RefundId[]>
  /** Accepted notices sent between these instants whose outcome is not known. */
  acceptedNotices(
    sentAfter: Instant,
    sentBefore: Instant,
    limit: number,
  ): Promise<{ taskId: string; channel: Notice['channel']; notices: { id: NoticeId; userKey: string | null }[] }[]>
  /** Letters that were given up on, after the given one, in order. */
  parkedLetterIds(after: LetterId | null, limit: number): Promise<LetterId[]>
  /** The delivered letters of so many events that happened from `from` until before `until`; `last` is `null` at the end. */
  deliveredLetters(
    from: Instant,
    until: Instant,
    after: EventMark | null,
    limit: number,
  ): Promise<{ letterIds: LetterId[]; last: EventMark | null }>
}

/** How many hits a search shows at most. */
export const searchDepth = 100

/** Hits on a page: the rows of one list card. */
export const hitsOnPage = 5
