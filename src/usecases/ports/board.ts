/** The status board: the desk's own picture of rentals, holds, members and days, which letters keep up to date. */
import type { BoardSort, BoardStatus } from '../../domain/board.js'
import type { CopyState } from '../../domain/events.js'
import type { BookId, CopyId, MemberId, RentalId } from '../../domain/ids.js'
import type { Day, Instant } from '../../domain/time.js'

export type BoardBook = {
  readonly bookId: BookId
  readonly bookNo: number
  readonly title: string
  readonly version: number
}

export type BoardCopy = {
  readonly copyId: CopyId
  readonly bookId: BookId
  readonly copyNo: number
  readonly state: CopyState
  readonly version: number
}

/** What the board is made of, in the order in which it is rebuilt: days are counted from what stands on it by then. */
export const boardParts = ['books', 'copies', 'members', 'rentals', 'holds', 'days'] as const
export type BoardPart = (typeof boardParts)[number]

/** After every key there is. */
export const endOfKeys = '~'

/**
 * Books and copies come with the news itself, the newest standing. Of everything else a letter only says what to look at:
 * it is copied as its owner has it when the letter is delivered, so letters may come twice and in any order.
 */
export type Board = {
  putBooks(books: readonly BoardBook[]): void
  putCopies(copies: readonly BoardCopy[]): void
  /** The members as they are, with what they have in their wallets and the holds they have open; or gone. */
  copyMembers(memberIds: readonly MemberId[]): void
  /** The rentals as they are; or gone. */
  copyRentals(rentalIds: readonly RentalId[]): void
  /** When the rentals of these members that the board knows, and that are theirs no more, ended; empty: not yet, when last heard of. */
  endsOfForgotten(memberIds: readonly MemberId[]): Promise<Instant[]>
  /** What is the members' no more leaves the board; those months' rentals of nobody come onto it. */
  forget(memberIds: readonly MemberId[], months: readonly Instant[]): void
  /** Begins the counting of these days: named first, so that two who count do it one after the other. */
  openDays(days: readonly Day[]): void
  /** Counts what is known of these days; what was counted before and is forgotten by now stays. Named last. */
  countDays(days: readonly Day[]): void

  /** For the rebuild: the last key of the next so many after that one; `null` when there are no more. */
  lastKey(part: BoardPart, after: string, most: number): Promise<string | null>
  /** Everything of that part after one key up to another is made as its owner has it. */
  copyRange(part: BoardPart, after: string, until: string): void
}

/** A rental, or a hold that is open. */
export type BoardRow = {
  readonly id: string
  readonly kind: 'rental' | 'hold'
  readonly status: BoardStatus
  readonly bookId: BookId
  /** `null` for a moment, until the board has heard of the book. */
  readonly bookNo: number | null
  readonly title: string
  readonly copyId: CopyId | null
  readonly copyNo: number | null
  /** `null`: it is nobody's any more. */
  readonly memberId: MemberId | null
  readonly memberName: string | null
  /** Since when it is rented or waited for. A day; of what is nobody's the month. */
  readonly began: string
  readonly dueOn: Day | null
  readonly ended: string | null
  readonly renewals: number
  readonly feeWon: number
  /** By which the list was sorted here. */
  readonly place: string
}

/** Days are in Seoul, both included. */
export type BoardFilter = {
  /** `out`: every book that is with a member. */
  readonly status?: BoardStatus | 'out' | undefined
  readonly kind?: BoardRow['kind'] | undefined
  readonly dueFrom?: Day | undefined
  readonly dueUntil?: Day | undefined
  readonly beganFrom?: Day | undefined
  readonly beganUntil?: Day | undefined
  readonly endedFrom?: Day | undefined
  readonly endedUntil?: Day | undefined
  readonly memberId?: MemberId | undefined
  /** A part of the member's name. */
  readonly member?: string | undefined
  readonly copyId?: CopyId | undefined
  readonly bookNo?: number | undefined
  /** A part of the title, in whatever spacing. */
  readonly title?: string | undefined
  readonly sort?: BoardSort | undefined
}

/** Rows and won, as they are now. */
export type Standing = {
  readonly out: number
  readonly dueToday: number
  readonly late: number
  readonly claimed: number
  readonly lost: number
  readonly waiting: number
  readonly ready: number
  readonly members: number
  /** What members have paid and not used, which the house owes; and what it has given them. */
  readonly owedWon: number
  readonly giftsWon: number
}

export type BoardDay = {
  readonly day: Day
  readonly rentals: number
  readonly returns: number
  readonly kakaoPayWon: number
  readonly cashWon: number
  readonly feesWon: number
  readonly refundsWon: number
}

export type BoardViews = {
  rows(filter: BoardFilter, today: Day, limit: number, after?: { place: string; id: string }): Promise<BoardRow[]>
  copy(
    copyId: CopyId,
  ): Promise<{ copyId: CopyId; copyNo: number; state: CopyState; bookNo: number | null; title: string } | null>
  member(memberId: MemberId): Promise<{ memberId: MemberId; name: string; balanceWon: number } | null>
  standing(today: Day): Promise<Standing>
  /** Every day from `from` to `until`, both included. */
  days(from: Day, until: Day): Promise<BoardDay[]>
}
