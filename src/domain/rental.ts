/** May this copy go out. */
import { daysLate, dueDayFrom } from './calendar.js'
import type { BookId, CopyId, HoldId, LedgerLineId, MemberId, RentalId } from './ids.js'
import { charge, type LedgerLine, type Wallet } from './money.js'
import type { Rules } from './policy.js'
import { ok, refuse, refusedBy, type Refusal, type Result } from './result.js'
import { mustNotBeBlocked, mustNotBeSuspended, suspensionFor, type Blocked, type Suspended } from './standing.js'
import { dayOf, instantOf, type Day, type Instant } from './time.js'

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
  /** How often it was renewed. */
  readonly renewals: number
  readonly returnedAt: Instant | null
  /** When the member said that the book is back already; the desk looks for it, and nobody reminds meanwhile. */
  readonly claimedAt: Instant | null
  /** When the copy was found to be lost. The rental stays open until the desk has settled it. */
  readonly lostAt: Instant | null
  /** What the member tapped, so that the same tap is never two rentals. */
  readonly commandKey: string | null
}

export type OpenRental = {
  readonly rentalId: RentalId
  readonly bookId: BookId
  readonly dueOn: Day
  /** The member says it is back and the desk is looking for it: it holds nothing up. */
  readonly isClaimed: boolean
  /** The title, when the copy was found to be lost: it is not late, but the desk has to settle it first. */
  readonly lostTitle: string | null
}

/** The member has it at home. */
export type AlreadyYours = { kind: 'already-yours'; title: string; rentalId: RentalId; dueOn: Day }

export type RentRefusal =
  | { kind: 'unknown-book' }
  | { kind: 'book-withdrawn'; title: string }
  | AlreadyYours
  | LostBlocks
  | OverdueBlocks
  | { kind: 'rental-limit-reached'; limit: number }
  /** `firstDueOn`: when the first copy is expected back; `null` when that is not known, or was before today. */
  | { kind: 'already-rented'; title: string; firstDueOn: Day | null }
  /** Copies stand on the shelf, but so many members have been waiting for them before. */
  | { kind: 'held-for-others'; title: string; waiting: number }
  | Suspended
  | Blocked
  | { kind: 'balance-too-low'; feeWon: number; balanceWon: number; missingWon: number }

/** The tap did its work before, and the rental it made is over. */
export type ButtonUsed = { kind: 'button-used'; title: string }

/** `copyId`: the copy set aside for it, when it is the member's turn, the last pickup day is not over, and the copy can be given out. */
export type OwnHold = { readonly id: HoldId; readonly copyId: CopyId | null; readonly version: number }

export type RentFacts = {
  readonly wallet: Wallet
  readonly book: ShelfBook | null
  /** Copies that stand on the shelf now and are set aside for nobody. */
  readonly freeCopies: readonly CopyId[]
  /** Members who may have a free copy before this one: the others in line, or those ahead when this one is in line, too. */
  readonly waitingBefore: number
  /** The member's own open hold on this title. */
  readonly hold: OwnHold | null
  readonly suspendedUntil: Day | null
  /** The last day on which the desk lets the member rent nothing. */
  readonly blockedUntil: Day | null
  /** When no copy is free: the day on which the first one is due back, if it is known. */
  readonly firstDueOn: Day | null
  /** The member's open rentals, of any title. */
  readonly open: readonly OpenRental[]
}

/**
 * Every reason why the member cannot rent the book today, the most important first; empty when nothing stands in the way.
 * A balance equal to the fee is enough.
 */
export function rentRefusals(facts: RentFacts, today: Day, rules: Rules): RentRefusal[] {
  return refusalsBut<RentRefusal>(facts, today, rules, (title) => mustBeThere(facts, title, today))
}

/** The same, with a rule of the asker's own about the copies that are there. */
export function refusalsBut<More extends Refusal = RentRefusal>(
  facts: RentFacts,
  today: Day,
  rules: Rules,
  mustBeThere: (title: string) => RentRefusal | More | null,
): (RentRefusal | More)[] {
  const { book, wallet, open, suspendedUntil, blockedUntil } = facts
  if (!book) return [{ kind: 'unknown-book' }]
  const mine = open.find((rental) => rental.bookId === book.bookId)
  if (mine) return [mustHaveNothingLost([mine]) ?? alreadyYours(mine, book.title)]
  if (book.isWithdrawn) return [{ kind: 'book-withdrawn', title: book.title }]
  const verdicts: (RentRefusal | More | null)[] = [
    mustBeThere(book.title),
    mustHaveNothingLost(open),
    mustHaveNothingLate(open, today, rules),
    mustNotBeSuspended(suspendedUntil, today),
    mustNotBeBlocked(blockedUntil, today),
    open.length < rules.rentalLimit ? null : { kind: 'rental-limit-reached', limit: rules.rentalLimit },
    mustAfford(wallet, book.feeWon),
  ]
  return verdicts.filter((verdict) => verdict !== null)
}

export function alreadyYours({ rentalId, dueOn }: OpenRental, title: string): AlreadyYours {
  return { kind: 'already-yours', title, rentalId, dueOn }
}

/** A copy set aside goes to that member only, and a free one first to those who have waited longer. */
function copiesFor({ hold, freeCopies, waitingBefore }: RentFacts): readonly CopyId[] {
  if (hold?.copyId) return [hold.copyId]
  return freeCopies.length > waitingBefore ? freeCopies : []
}

function mustBeThere(facts: RentFacts, title: string, today: Day): RentRefusal | null {
  if (copiesFor(facts).length > 0) return null
  return facts.freeCopies.length > 0
    ? { kind: 'held-for-others', title, waiting: facts.waitingBefore }
    : { kind: 'already-rented', title, firstDueOn: notBefore(today, facts.firstDueOn) }
}

function notBefore(today: Day, dueOn: Day | null): Day | null {
  return dueOn !== null && dueOn >= today ? dueOn : null
}

/** A book of the member's is lost, and the desk has not settled that yet. */
export type LostBlocks = { kind: 'lost-blocks'; title: string }

/** Who has lost a book neither rents nor renews nor holds until the desk has settled it; a claim has to be looked into first. */
export function mustHaveNothingLost(open: readonly OpenRental[]): LostBlocks | null {
  const [title] = open.flatMap(({ lostTitle, isClaimed }) => (isClaimed || lostTitle === null ? [] : [lostTitle]))
  return title === undefined ? null : { kind: 'lost-blocks', title }
}

/** `suspendedUntil`: the last day of the suspension that follows when all of them come back today, if the house has any. */
export type OverdueBlocks = { kind: 'overdue-blocks'; count: number; daysLate: number; suspendedUntil: Day | null }

/** Who has a book past its due day neither rents nor renews nor holds until it is back. */
export function mustHaveNothingLate(open: readonly OpenRental[], today: Day, rules: Rules): OverdueBlocks | null {
  const late = open.filter(
    ({ dueOn, isClaimed, lostTitle }) => !isClaimed && lostTitle === null && daysLate(dueOn, today, rules) > 0,
  )
  if (late.length === 0) return null
  const suspensions = late.flatMap(({ dueOn }) => suspensionFor(dueOn, today, rules) ?? [])
  return {
    kind: 'overdue-blocks',
    count: late.length,
    daysLate: Math.max(...late.map(({ dueOn }) => daysLate(dueOn, today, rules))),
    suspendedUntil: suspensions.sort().at(-1) ?? null,
  }
}

function mustAfford(wallet: Wallet, feeWon: number): RentRefusal | null {
  const { balanceWon } = wallet
  if (balanceWon >= feeWon) return null
  return { kind: 'balance-too-low', feeWon, balanceWon, missingWon: feeWon - balanceWon }
}

export type RentAsked = RentFacts & {
  readonly now: Date
  readonly rules: Rules
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
  const refused = refusedBy(rentRefusals(asked, rentedOn, asked.rules))
  if (refused) return refused
  const copies = copiesFor(asked)
  const copyId = copies[asked.pick(copies.length)] ?? copies[0]
  return (copyId && rentOf(asked, copyId)) || refuse({ kind: 'unknown-book' })
}

/** The rental of that copy and what pays for it, once nothing stands in the way; `null` without a book. */
export function rentOf(
  asked: Omit<RentAsked, 'pick'>,
  copyId: CopyId,
): { readonly ok: true; readonly value: RentDecided } | null {
  const { book, wallet, ids } = asked
  if (!book) return null
  const rentedOn = dayOf(asked.now)
  const rentedAt = instantOf(asked.now)
  const rental: Rental = {
    id: ids.rentalId,
    memberId: wallet.memberId,
    bookId: book.bookId,
    copyId,
    feeWon: book.feeWon,
    rentedAt,
    rentedOn,
    dueOn: dueDayFrom(rentedOn, asked.rules.loanDays, asked.rules),
    renewals: 0,
    returnedAt: null,
    claimedAt: null,
    lostAt: null,
    commandKey: asked.commandKey,
  }
  return ok({ rental, line: charge(wallet, book.feeWon, rental.id, ids.lineId, rentedAt), book })
}
