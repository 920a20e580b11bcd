/** May this copy go out, and how does it come back. */
import type { BookId, CopyId, LedgerLineId, MemberId, RentalId } from './ids.js'
import { charge, type LedgerLine, type Wallet } from './money.js'
import type { Policy } from './policy.js'
import { ok, refuse, refusedBy, type Result } from './result.js'
import { addDays, dayOf, daysBetween, instantOf, type Day, type Instant } from './time.js'

/** A title as lending knows it. */
export type ShelfBook = {
  readonly bookId: BookId
  /** The number people can read and type: `#1024`. */
  readonly bookNo: number
  readonly title: string
  readonly author: string
  readonly publisher: string
  readonly publishedYear: number | null
  readonly feeWon: number
  readonly isWithdrawn: boolean
}

export type Rental = {
  readonly id: RentalId
  readonly memberId: MemberId
  readonly bookId: BookId
  readonly copyId: CopyId
  /** Fixed when the rental is made; a later change of the fee does not reach it. */
  readonly feeWon: number
  readonly rentedAt: Instant
  readonly rentedOn: Day
  readonly dueOn: Day
  readonly returnedAt: Instant | null
  /** What the member tapped, so that the same tap is never two rentals. */
  readonly commandKey: string | null
}

export type OpenRental = { readonly rentalId: RentalId; readonly bookId: BookId; readonly dueOn: Day }

export type RentRefusal =
  | { kind: 'unknown-book' }
  | { kind: 'book-withdrawn'; title: string }
  | { kind: 'already-yours'; title: string; rentalId: RentalId; dueOn: Day }
  | { kind: 'overdue-blocks'; count: number; daysLate: number }
  | { kind: 'rental-limit-reached'; limit: number }
  /** `firstDueOn`: when the first copy is expected back; `null` when that is not known, or was before today. */
  | { kind: 'already-rented'; title: string; firstDueOn: Day | null }
  | { kind: 'balance-too-low'; feeWon: number; balanceWon: number; missingWon: number }

/** The tap did its work before, and the rental it made is over. */
export type ButtonUsed = { kind: 'button-used'; title: string }

export type RentFacts = {
  readonly wallet: Wallet
  readonly book: ShelfBook | null
  /** Copies that stand on the shelf now. */
  readonly freeCopies: readonly CopyId[]
  /** When the first copy of this title is due back, if any is out. */
  readonly firstDueOn: Day | null
  /** The member's open rentals, of any title. */
  readonly open: readonly OpenRental[]
}

/**
 * Every reason why the member cannot rent the book today, the most important first; empty when nothing stands in the way.
 * A balance equal to the fee is enough.
 */
export function rentRefusals(facts: RentFacts, today: Day, policy: Policy): RentRefusal[] {
  const { book, wallet, open, freeCopies, firstDueOn } = facts
  if (!book) return [{ kind: 'unknown-book' }]
  const mine = open.find((rental) => rental.bookId === book.bookId)
  if (mine) return [{ kind: 'already-yours', title: book.title, rentalId: mine.rentalId, dueOn: mine.dueOn }]
  if (book.isWithdrawn) return [{ kind: 'book-withdrawn', title: book.title }]
  const rules: (RentRefusal | null)[] = [
    freeCopies.length > 0
      ? null
      : { kind: 'already-rented', title: book.title, firstDueOn: notBefore(today, firstDueOn) },
    mustHaveNothingLate(open, today),
    open.length < policy.rentalLimit ? null : { kind: 'rental-limit-reached', limit: policy.rentalLimit },
    mustAfford(wallet, book.feeWon),
  ]
  return rules.filter((rule) => rule !== null)
}

function notBefore(today: Day, dueOn: Day | null): Day | null {
  return dueOn !== null && dueOn >= today ? dueOn : null
}

function mustHaveNothingLate(open: readonly OpenRental[], today: Day): RentRefusal | null {
  const late = open.map((rental) => daysLate(rental.dueOn, today)).filter((days) => days > 0)
  return late.length === 0 ? null : { kind: 'overdue-blocks', count: late.length, daysLate: Math.max(...late) }
}

function mustAfford(wallet: Wallet, feeWon: number): RentRefusal | null {
  const { balanceWon } = wallet
  if (balanceWon >= feeWon) return null
  return { kind: 'balance-too-low', feeWon, balanceWon, missingWon: feeWon - balanceWon }
}

export type RentAsked = RentFacts & {
  readonly now: Date
  readonly policy: Policy
  readonly ids: { readonly rentalId: RentalId; readonly lineId: LedgerLineId }
  readonly commandKey: string | null
  /** Which of the free copies to take, so that members who come together do not all reach for the first one. */
  readonly pick: (among: number) => number
}

export type RentDecided = { readonly rental: Rental; readonly line: LedgerLine; readonly book: ShelfBook }

/** What a member hears of a rental made. */
export type Rented = { readonly rental: Rental; readonly title: string; readonly balanceWon: number }

/** The rental to write and the ledger line that pays for it, or every reason why not. */
export function decideRent(asked: RentAsked): Result<RentDecided, RentRefusal> {
  const rentedOn = dayOf(asked.now)
  const refused = refusedBy(rentRefusals(asked, rentedOn, asked.policy))
  if (refused) return refused
  const { book, wallet, freeCopies, ids } = asked
  const copyId = freeCopies[asked.pick(freeCopies.length)] ?? freeCopies[0]
  if (!book || !copyId) return refuse({ kind: 'unknown-book' })
  const rentedAt = instantOf(asked.now)
  const rental: Rental = {
    id: ids.rentalId,
    memberId: wallet.memberId,
    bookId: book.bookId,
    copyId,
    feeWon: book.feeWon,
    rentedAt,
    rentedOn,
    dueOn: addDays(rentedOn, asked.policy.loanDays),
    returnedAt: null,
    commandKey: asked.commandKey,
  }
  return ok({ rental, line: charge(wallet, book.feeWon, rental.id, ids.lineId, rentedAt), book })
}

export type ReturnRefusal = { kind: 'unknown-rental' } | { kind: 'already-returned'; title: string; returnedOn: Day }

export type ReturnFacts = {
  readonly rental: Rental
  readonly title: string
  /** The tap that returned it, if it is back already. */
  readonly returnKey: string | null
}

/**
 * The rental as it is after the return. The first return stands: a second one changes nothing, and the very same tap
 * gets the very same answer.
 */
export function decideReturn(
  facts: ReturnFacts | null,
  memberId: MemberId,
  returnKey: string | null,
  now: Date,
): Result<{ rental: Rental; isNew: boolean }, ReturnRefusal> {
  if (!facts || facts.rental.memberId !== memberId) return refuse({ kind: 'unknown-rental' })
  const { rental, title } = facts
  if (rental.returnedAt === null) return ok({ rental: { ...rental, returnedAt: instantOf(now) }, isNew: true })
  if (returnKey !== null && returnKey === facts.returnKey) return ok({ rental, isNew: false })
  return refuse({ kind: 'already-returned', title, returnedOn: dayOf(new Date(rental.returnedAt)) })
}

/** Civil days past the due day; 0 or less while the book is in time. Late from 00:00 in Seoul of the day after. */
export function daysLate(dueOn: Day, today: Day): number {
  return daysBetween(dueOn, today)
}
