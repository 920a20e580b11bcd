/** Everything that can happen in the house. Past tense; ids, days and amounts only. */
import type { BookId, CopyId, DepositId, HoldId, LedgerLineId, MemberId, NoticeId, RefundId, RentalId } from './ids.js'
import type { ChannelName } from './policy.js'
import type { Day } from './time.js'

/** The librarian's record of a title, whole, so that whoever hears of it needs nothing else. */
export type BookFacts = {
  readonly bookNo: number
  readonly isbn13: string | null
  readonly title: string
  readonly author: string
  readonly publisher: string
  readonly publishedYear: number | null
  readonly kdc: string | null
  /** `null`: the house's usual fee. */
  readonly feeWon: number | null
  readonly popularity: number
  /** Events before version 3 say nothing of these. */
  readonly volume?: string | null
  readonly series?: string | null
  readonly coverUrl?: string | null
}

/** Where a copy is when it is not on loan: rentable only in circulation. */
export type CopyState = 'in-circulation' | 'lost' | 'damaged' | 'in-repair' | 'withdrawn'

/** What stands on a copy: where it belongs on the shelf, and the number of its own that a scanner reads. */
export type CopyMarks = { readonly callNumber: string | null; readonly barcode: string | null }

/** Events before version 3 say nothing of the marks. */
export type CopyFacts = { readonly copyId: CopyId; readonly copyNo: number } & Partial<CopyMarks>

export type CatalogueEvent =
  | { type: 'BookRegistered'; bookId: BookId; version: number; book: BookFacts; copies: readonly CopyFacts[] }
  | { type: 'BookChanged'; bookId: BookId; version: number; book: BookFacts }
  | { type: 'BookRemoved'; bookId: BookId; version: number }
  | ({ type: 'CopyAdded'; bookId: BookId; version: number } & CopyFacts)
  /** Other marks; the copy is told whole, so that the newest news is enough. */
  | ({ type: 'CopyChanged'; bookId: BookId; state: CopyState; version: number } & CopyFacts)
  /** The desk took it off its list; a barcode it had is free again. */
  | ({ type: 'CopyWithdrawn'; bookId: BookId; version: number } & CopyFacts)
  | ({ type: 'CopyStateChanged'; bookId: BookId; state: CopyState; version: number } & CopyFacts)

export type LendingEvent =
  | {
      type: 'BookRented'
      rentalId: RentalId
      memberId: MemberId
      bookId: BookId
      copyId: CopyId
      feeWon: number
      dueOn: Day
    }
  /** Returns before version 2 do not say when the book was due. */
  | {
      type: 'BookReturned'
      rentalId: RentalId
      memberId: MemberId
      bookId: BookId
      copyId: CopyId
      returnedOn: Day
      dueOn?: Day
    }
  | { type: 'RentalRenewed'; rentalId: RentalId; memberId: MemberId; bookId: BookId; dueBeforeOn: Day; dueOn: Day }
  | { type: 'ReturnClaimed'; rentalId: RentalId; memberId: MemberId; bookId: BookId; copyId: CopyId }
  | {
      type: 'ClaimSettled'
      rentalId: RentalId
      memberId: MemberId
      bookId: BookId
      isFound: boolean
      noticeId: NoticeId
    }
  /** The copy was lost, and the desk has settled that. */
  | { type: 'RentalWrittenOff'; rentalId: RentalId; memberId: MemberId; bookId: BookId; copyId: CopyId }
  | { type: 'HoldPlaced'; holdId: HoldId; memberId: MemberId; bookId: BookId }
  | { type: 'HoldReady'; holdId: HoldId; memberId: MemberId; bookId: BookId; pickupUntil: Day; noticeId: NoticeId }
  | { type: 'HoldPutBack'; holdId: HoldId; memberId: MemberId; bookId: BookId; noticeId: NoticeId }
  | { type: 'HoldCancelled'; holdId: HoldId; memberId: MemberId; bookId: BookId }
  | { type: 'HoldExpired'; holdId: HoldId; memberId: MemberId; bookId: BookId; noticeId: NoticeId }
  | { type: 'HoldDropped'; holdId: HoldId; memberId: MemberId; bookId: BookId; noticeId: NoticeId }
  | { type: 'DueSoonFound'; memberId: MemberId; rentalIds: readonly RentalId[]; noticeId: NoticeId }
  | { type: 'OverdueFound'; memberId: MemberId; rentalIds: readonly RentalId[]; noticeId: NoticeId }

export type MembershipEvent =
  | { type: 'MemberJoined'; memberId: MemberId }
  /** Another chat user speaks for the member from now on. */
  | { type: 'MemberLinked'; memberId: MemberId }
  | { type: 'PhoneChanged'; memberId: MemberId }
  /** `until`: the last day of it. */
  | { type: 'MemberSuspended'; memberId: MemberId; until: Day }
  | { type: 'SuspensionEnded'; memberId: MemberId }
  /** Does the member want their own history kept. */
  | { type: 'HistoryChoiceMade'; memberId: MemberId; isKept: boolean }
  /** So many closed rentals and ended holds lead to their member no more. */
  | { type: 'HistoryForgotten'; memberId: MemberId; rentals: number; holds: number }
  | { type: 'MemberLeft'; memberId: MemberId; rentals: number; holds: number }

/** A channel did not reach the member; another one may. */
export type NoticeEvent = { type: 'NoticeMissed'; memberId: MemberId; noticeId: NoticeId; channel: ChannelName }

export type PointsEvent =
  | { type: 'DepositRequested'; depositId: DepositId; memberId: MemberId; amountWon: number }
  | { type: 'DepositPaid'; depositId: DepositId; memberId: MemberId; amountWon: number; noticeId: NoticeId }
  /** The payment came to nothing; told in the chat, not by a message. */
  | { type: 'DepositFailed'; depositId: DepositId; memberId: MemberId }
  /** KakaoPay had taken money that could not be put in, and has given it back. */
  | { type: 'DepositGivenBack'; depositId: DepositId; memberId: MemberId; amountWon: number; noticeId: NoticeId }
  | { type: 'PointsGiven'; lineId: LedgerLineId; memberId: MemberId; amountWon: number; noticeId: NoticeId }
  | { type: 'PointsTaken'; lineId: LedgerLineId; memberId: MemberId; amountWon: number }
  | { type: 'RefundRequested'; refundId: RefundId; memberId: MemberId; amountWon: number }
  /** KakaoPay is through with it. What it would not take back waits at the desk. */
  | {
      type: 'RefundSettled'
      refundId: RefundId
      memberId: MemberId
      kakaoPayWon: number
      atDeskWon: number
      noticeId: NoticeId
    }
  /** KakaoPay's books and ours differ; a person must look. */
  | { type: 'RefundParked'; refundId: RefundId; memberId: MemberId }
  /** A person has looked, and the rest of it goes on. */
  | { type: 'RefundResumed'; refundId: RefundId; memberId: MemberId }
  | { type: 'RefundPaidOut'; refundId: RefundId; memberId: MemberId; amountWon: number; noticeId: NoticeId }
  | { type: 'RefundPutBack'; refundId: RefundId; memberId: MemberId; amountWon: number; noticeId: NoticeId }

export type Event = CatalogueEvent | LendingEvent | MembershipEvent | PointsEvent | NoticeEvent

/** The form in which an event is stored; raised when a body changes its shape. */
export const eventVersion = 3

/** Whose story the event belongs to. Events of one aggregate keep their order. */
export function aggregateOf(event: Event): string {
  switch (event.type) {
    case 'BookRegistered':
    case 'BookChanged':
    case 'BookRemoved':
    case 'CopyAdded':
    case 'CopyChanged':
    case 'CopyWithdrawn':
    case 'CopyStateChanged':
      return event.bookId
    case 'BookRented':
    case 'BookReturned':
    case 'RentalRenewed':
    case 'ReturnClaimed':
    case 'ClaimSettled':
    case 'RentalWrittenOff':
      return event.rentalId
    case 'HoldPlaced':
    case 'HoldReady':
    case 'HoldPutBack':
    case 'HoldCancelled':
    case 'HoldExpired':
    case 'HoldDropped':
      return event.holdId
    case 'DepositRequested':
    case 'DepositPaid':
    case 'DepositFailed':
    case 'DepositGivenBack':
      return event.depositId
    case 'PointsGiven':
    case 'PointsTaken':
      return event.lineId
    case 'RefundRequested':
    case 'RefundSettled':
    case 'RefundParked':
    case 'RefundResumed':
    case 'RefundPaidOut':
    case 'RefundPutBack':
      return event.refundId
    case 'DueSoonFound':
    case 'OverdueFound':
    case 'NoticeMissed':
      return event.noticeId
    case 'MemberJoined':
    case 'MemberLinked':
    case 'PhoneChanged':
    case 'MemberSuspended':
    case 'SuspensionEnded':
    case 'HistoryChoiceMade':
    case 'HistoryForgotten':
    case 'MemberLeft':
      return event.memberId
  }
}
