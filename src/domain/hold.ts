/** Waiting for a book: who may wait, whose turn it is, and until when a copy is kept for them. */
import { pickupDayFrom } from './calendar.js'
import type { BookId, CopyId, HoldId, MemberId } from './ids.js'
import type { Rules } from './policy.js'
import {
  alreadyYours,
  mustHaveNothingLate,
  mustHaveNothingLost,
  type AlreadyYours,
  type LostBlocks,
  type OpenRental,
  type OverdueBlocks,
  type ShelfBook,
} from './rental.js'
import { ok, refuse, refusedBy, type Result } from './result.js'
import { mustNotBeBlocked, mustNotBeSuspended, type Blocked, type Suspended } from './standing.js'
import { addDays, dayOf, instantOf, type Day, type Instant } from './time.js'

/** waiting → ready (a copy is set aside) → collected; or cancelled, expired, or dropped when no copy can be had any more. */
export type HoldState = 'waiting' | 'ready' | 'collected' | 'cancelled' | 'expired' | 'dropped'

export type Hold = {
  readonly id: HoldId
  readonly memberId: MemberId
  readonly bookId: BookId
  readonly state: HoldState
  readonly queuedAt: Instant
  readonly readyAt: Instant | null
  /** The copy that is set aside. */
  readonly copyId: CopyId | null
  /** The last day on which it can be picked up, valid all day. */
  readonly pickupUntil: Day | null
  readonly endedAt: Instant | null
  readonly commandKey: string | null
  readonly version: number
}

export type HoldRefusal =
  | { kind: 'unknown-book' }
  | { kind: 'book-withdrawn'; title: string }
  | AlreadyYours
  | { kind: 'already-held'; title: string; place: Place }
  /** It can be rented now. */
  | { kind: 'copies-free'; title: string; freeCopies: number }
  /** No copy of it will come back: all are lost, in repair or withdrawn. */
  | { kind: 'no-copies'; title: string }
  | { kind: 'hold-limit-reached'; limit: number }
  | LostBlocks
  | OverdueBlocks
  | Suspended
  | Blocked

/** Where a hold stands: its turn (`until`), or the place in line, from 1, and when it may come, if that can be told. */
export type Place =
  | { readonly kind: 'ready'; readonly until: Day }
  | { readonly kind: 'waiting'; readonly position: number; readonly expectedOn: Day | null }

export type HoldFacts = {
  readonly book: ShelfBook | null
  readonly own: { readonly hold: Hold; readonly position: number } | null
  readonly openHolds: number
  readonly open: readonly OpenRental[]
  readonly suspendedUntil: Day | null
  readonly blockedUntil: Day | null
  /** Free copies that nobody in line has a better right to. */
  readonly freeCopies: number
  readonly coming: Coming
  /** How many wait for the title already. */
  readonly waiting: number
}

/**
 * Copies that come back some day: due days of those that are out, last pickup days of those set aside for others, and today
 * for those that are about to be.
 */
export type Coming = { readonly dueDays: readonly Day[]; readonly pickupDays: readonly Day[] }

export type HoldAsked = {
  readonly memberId: MemberId
  readonly id: HoldId
  readonly commandKey: string | null
  readonly now: Date
  readonly rules: Rules
}

/** The hold to write, with its place in line; or every reason why not. Only when no copy is free, one per member and title. */
export function decideHold(facts: HoldFacts, asked: HoldAsked): Result<{ hold: Hold; place: Place }, HoldRefusal> {
  const refused = refusedBy(holdRefusals(facts, dayOf(asked.now), asked.rules))
  if (refused) return refused
  if (!facts.book) return refuse({ kind: 'unknown-book' })
  const hold: Hold = {
    id: asked.id,
    memberId: asked.memberId,
    bookId: facts.book.bookId,
    state: 'waiting',
    queuedAt: instantOf(asked.now),
    readyAt: null,
    copyId: null,
    pickupUntil: null,
    endedAt: null,
    commandKey: asked.commandKey,
    version: 1,
  }
  return ok({ hold, place: placeOf(hold, facts.waiting + 1, facts.coming, dayOf(asked.now), asked.rules) })
}

/** Every reason why the member cannot wait for the book, the most important first; empty when nothing stands in the way. */
export function holdRefusals(facts: HoldFacts, today: Day, rules: Rules): HoldRefusal[] {
  const { book, own, open, freeCopies, coming, openHolds, suspendedUntil, blockedUntil } = facts
  if (!book) return [{ kind: 'unknown-book' }]
  const { title } = book
  const mine = open.find((rental) => rental.bookId === book.bookId)
  if (mine) return [mustHaveNothingLost([mine]) ?? alreadyYours(mine, title)]
  if (own) return [{ kind: 'already-held', title, place: placeOf(own.hold, own.position, coming, today, rules) }]
  if (book.isWithdrawn) return [{ kind: 'book-withdrawn', title }]
  if (freeCopies > 0) return [{ kind: 'copies-free', title, freeCopies }]
  const verdicts: (HoldRefusal | null)[] = [
    coming.dueDays.length + coming.pickupDays.length > 0 ? null : { kind: 'no-copies', title },
    mustHaveNothingLost(open),
    mustHaveNothingLate(open, today, rules),
    mustNotBeSuspended(suspendedUntil, today),
    mustNotBeBlocked(blockedUntil, today),
    openHolds < rules.hold.limit ? null : { kind: 'hold-limit-reached', limit: rules.hold.limit },
  ]
  return verdicts.filter((verdict) => verdict !== null)
}

/** Where a hold stands in the eyes of its member. */
export function placeOf(hold: Hold, position: number, coming: Coming, today: Day, rules: Rules): Place {
  if (hold.state === 'ready' && hold.pickupUntil) return { kind: 'ready', until: hold.pickupUntil }
  return { kind: 'waiting', position, expectedOn: expectedOn(position, coming, today, rules) }
}

/**
 * When the turn of somebody at that place may come: the copies come back in order of their due days, and everybody before
 * keeps a copy for a whole loan. `null` when no copy is out, or when a late one makes it a guess.
 */
export function expectedOn(position: number, coming: Coming, today: Day, rules: Rules): Day | null {
  const days = [...coming.dueDays, ...coming.pickupDays.map((day) => addDays(day, rules.loanDays))].sort()
  const dueOn = days[(position - 1) % Math.max(1, days.length)]
  if (dueOn === undefined || dueOn < today) return null
  return addDays(dueOn, Math.floor((position - 1) / days.length) * rules.loanDays)
}

/** A member in line, as handing over sees them. */
export type InLine = {
  readonly hold: Hold
  readonly open: readonly OpenRental[]
  readonly suspendedUntil: Day | null
  readonly blockedUntil: Day | null
}

/** Can it be this member's turn. Who cannot keeps the place and is passed over. */
function mayHaveTurn({ open, suspendedUntil, blockedUntil }: InLine, today: Day, rules: Rules): boolean {
  const reasons = [
    mustHaveNothingLost(open),
    mustHaveNothingLate(open, today, rules),
    mustNotBeSuspended(suspendedUntil, today),
    mustNotBeBlocked(blockedUntil, today),
  ]
  return reasons.every((reason) => reason === null)
}

/** A hold whose copy is set aside until that day. */
export type Ready = Hold & { readonly copyId: CopyId; readonly pickupUntil: Day }

/** Free copies go to those in line, in order, as many as there are; each is kept until its last pickup day. */
export function decideHandOver(
  line: readonly InLine[],
  freeCopies: readonly CopyId[],
  now: Date,
  rules: Rules,
): readonly Ready[] {
  const today = dayOf(now)
  const next = line.filter((one) => one.hold.state === 'waiting' && mayHaveTurn(one, today, rules))
  return next.slice(0, freeCopies.length).flatMap(({ hold }, place) => {
    const copyId = freeCopies[place]
    if (!copyId) return []
    return [{ ...hold, state: 'ready', copyId, readyAt: instantOf(now), pickupUntil: pickupDayFrom(today, rules) }]
  })
}

export type CancelHoldRefusal = { kind: 'unknown-hold' } | { kind: 'hold-over'; title: string; state: HoldState }

/** The hold as it is after its member gave it up. Giving it up twice is one. */
export function decideCancelHold(
  facts: { readonly hold: Hold; readonly title: string } | null,
  memberId: MemberId,
  now: Date,
): Result<{ hold: Hold; isNew: boolean }, CancelHoldRefusal> {
  if (!facts || facts.hold.memberId !== memberId) return refuse({ kind: 'unknown-hold' })
  const { hold, title } = facts
  if (hold.state === 'cancelled') return ok({ hold, isNew: false })
  if (!isOpen(hold)) return refuse({ kind: 'hold-over', title, state: hold.state })
  return ok({ hold: ended(hold, 'cancelled', now), isNew: true })
}

export function isOpen({ state }: Hold): boolean {
  return state === 'waiting' || state === 'ready'
}

/** Is the time to pick it up over; the last day itself is in time. */
export function isPickupOver({ state, pickupUntil }: Hold, today: Day): boolean {
  return state === 'ready' && pickupUntil !== null && pickupUntil < today
}

/** The hold as it is when it has ended so. */
export function ended(hold: Hold, state: 'collected' | 'cancelled' | 'expired' | 'dropped', now: Date): Hold {
  return { ...hold, state, endedAt: instantOf(now) }
}
