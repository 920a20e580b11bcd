/** Everything that can happen in the house. Past tense; ids, days and amounts only. */
import type { BookId, CopyId, DepositId, MemberId, NoticeId, RentalId } from './ids.js'
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
}

export type CopyFacts = { readonly copyId: CopyId; readonly copyNo: number }

export type CatalogueEvent =
  | { type: 'BookRegistered'; bookId: BookId; version: number; book: BookFacts; copies: readonly CopyFacts[] }
  | { type: 'BookChanged'; bookId: BookId; version: number; book: BookFacts }
  | { type: 'BookRemoved'; bookId: BookId; version: number }
  | { type: 'CopyAdded'; bookId: BookId; copyId: CopyId; copyNo: number; version: number }
  | { type: 'CopyWithdrawn'; bookId: BookId; copyId: CopyId; copyNo: number; version: number }

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
  | { type: 'BookReturned'; rentalId: RentalId; memberId: MemberId; bookId: BookId; copyId: CopyId; returnedOn: Day }
  | { type: 'OverdueFound'; memberId: MemberId; rentalIds: readonly RentalId[]; noticeId: NoticeId }

export type MembershipEvent = { type: 'MemberJoined'; memberId: MemberId }

export type PointsEvent =
  | { type: 'DepositRequested'; depositId: DepositId; memberId: MemberId; amountWon: number }
  | { type: 'DepositPaid'; depositId: DepositId; memberId: MemberId; amountWon: number; noticeId: NoticeId }
  | { type: 'DepositFailed'; depositId: DepositId; memberId: MemberId }

export type Event = CatalogueEvent | LendingEvent | MembershipEvent | PointsEvent

/** The form in which an event is stored; raised when a body changes its shape. */
export const eventVersion = 1

/** Whose story the event belongs to. Events of one aggregate keep their order. */
export function aggregateOf(event: Event): string {
  switch (event.type) {
    case 'BookRegistered':
    case 'BookChanged':
    case 'BookRemoved':
    case 'CopyAdded':
    case 'CopyWithdrawn':
      return event.bookId
    case 'BookRented':
    case 'BookReturned':
      return event.rentalId
    case 'DepositRequested':
    case 'DepositPaid':
    case 'DepositFailed':
      return event.depositId
    case 'OverdueFound':
    case 'MemberJoined':
      return event.memberId
  }
}
