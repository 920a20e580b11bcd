/** 마이페이지, as it is shown. */
import type { Place } from '../../domain/hold.js'
import type { BookId, HoldId, RentalId } from '../../domain/ids.js'
import type { LedgerKind } from '../../domain/money.js'
import type { Day, Instant } from '../../domain/time.js'

export type RentedBook = {
  readonly rentalId: RentalId
  readonly bookId: BookId
  readonly bookNo: number
  readonly title: string
  readonly author: string
  readonly dueOn: Day
  readonly daysLate: number
  readonly renewalsLeft: number
  /** `claimed`: the member says it is back, and the desk is looking for it. */
  readonly inQuestion: 'claimed' | 'lost' | null
}

export type HeldBook = {
  readonly holdId: HoldId
  readonly bookId: BookId
  readonly bookNo: number
  readonly title: string
  readonly place: Place
}

export type MyPage = {
  readonly name: string
  readonly balanceWon: number
  readonly rentals: readonly RentedBook[]
  readonly holds: readonly HeldBook[]
  /** The last day on which the member is suspended, or blocked by the desk. */
  readonly suspendedUntil: Day | null
  readonly blockedUntil: Day | null
  readonly lines: readonly { readonly kind: LedgerKind; readonly amountWon: number; readonly writtenAt: Instant }[]
}
