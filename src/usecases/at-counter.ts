/** What is done with a book that lies on the counter. The log keeps the rental: once that is forgotten, it leads to no book. */
import { daysLate, todayAt } from '../domain/calendar.js'
import {
  decideRentCopy,
  type CopyAtCounter,
  type CounterRenewRefusal,
  type CounterRentRefusal,
} from '../domain/counter.js'
import type { CopyId, LedgerLineId, MemberId, RentalId } from '../domain/ids.js'
import { decideReturnOn, type NotAReturnDay } from '../domain/return.js'
import { ok, refuse, type Result } from '../domain/result.js'
import { dayOf, type Day } from '../domain/time.js'
import { lookForClaimed } from './claim-return.js'
import { handOver } from './hand-over-holds.js'
import { renewRental } from './renew-rental.js'
import { closeRental, type Closed } from './return-book.js'
import type { Tx } from './tx.js'

type Named = Pick<CopyAtCounter, 'copyId' | 'bookNo' | 'copyNo' | 'title'>

export type RentCopyInput = { readonly memberId: MemberId; readonly copyId: CopyId }

export type CopyRented = Named & {
  readonly memberName: string
  readonly dueOn: Day
  readonly feeWon: number
  readonly balanceWon: number
}

/** The same rules as in the chat, for the very copy that lies there; the fee is charged with it. */
export async function rentCopy(
  tx: Tx,
  { memberId, copyId }: RentCopyInput,
): Promise<Result<CopyRented, CounterRentRefusal | { kind: 'unknown-member' }>> {
  const copy = await tx.rentals.copyAtCounter(copyId)
  if (!copy) return refuse({ kind: 'unknown-copy' })
  const facts = await tx.rentals.factsFor(memberId, copy.bookId, null, todayAt(tx.now, tx.rules))
  const memberName = await tx.members.nameOf(memberId)
  if (!facts || memberName === null) return refuse({ kind: 'unknown-member' })
  const decided = decideRentCopy({
    ...facts,
    copy,
    now: tx.now,
    rules: tx.rules,
    ids: { rentalId: tx.newId<RentalId>(), lineId: tx.newId<LedgerLineId>() },
    commandKey: null,
  })
  if (!decided.ok) return decided

  const { rental, line, book } = decided.value
  tx.wallets.write(line)
  tx.rentals.add(rental, facts.hold)
  // the copy that was set aside is free when another one is taken, and others may wait for it
  const left = facts.hold?.copyId && facts.hold.copyId !== copyId ? [facts.hold.copyId] : []
  if (left.length > 0 || facts.waitingBefore > 0) await handOver(tx, book.bookId, left, rental)
  const { id: rentalId, bookId, feeWon, dueOn } = rental
  tx.emit({ type: 'BookRented', rentalId, memberId, bookId, copyId, feeWon, dueOn })
  tx.record({ action: 'copy-rented', subject: rentalId, before: null, after: { feeWon, dueOn } })
  return ok({ ...named(copy), memberName, dueOn, feeWon, balanceWon: line.balanceAfterWon })
}

/** `returnedOn`: when it came back, if that was not today. */
export type ReturnCopyInput = { readonly copyId: CopyId; readonly returnedOn?: Day | undefined }

export type CopyReturned = Named & {
  /** What the desk says of the copy: a lost one may have turned up. */
  readonly state: CopyAtCounter['state']
  /** `null` when it was not out, and nothing was done. */
  readonly rental: {
    readonly memberId: MemberId
    readonly memberName: string
    readonly dueOn: Day
    readonly returnedOn: Day
    readonly daysLate: number
    /** The last day of the suspension that it brings, unless that is over. */
    readonly suspendedUntil: Day | null
  } | null
  /** For whom it is set aside, now or before. */
  readonly setAside: { readonly memberName: string; readonly pickupUntil: Day } | null
}

/** Whoever has it: a book that members say is back was so when they said it; every other came back that day. */
export async function returnCopy(
  tx: Tx,
  { copyId, returnedOn }: ReturnCopyInput,
): Promise<Result<CopyReturned, { kind: 'unknown-copy' } | NotAReturnDay>> {
  const copy = await tx.rentals.copyAtCounter(copyId)
  if (!copy) return refuse({ kind: 'unknown-copy' })
  const known = { ...named(copy), state: copy.state }
  const facts = copy.rental && (await tx.rentals.byId(copy.rental.rentalId))
  if (!copy.rental || !facts) return ok({ ...known, rental: null, setAside: copy.hold })

  const { rentalId, memberId, memberName, dueOn } = copy.rental
  if (copy.rental.inQuestion === 'claimed' && returnedOn === undefined) {
    const found = await lookForClaimed(tx, { rentalId, isFound: true })
    const { rental, closed } = found.ok ? found.value : { rental: null, closed: null }
    // somebody has settled it since the copy was looked at
    if (!rental?.returnedAt || !closed) return ok({ ...known, rental: null, setAside: copy.hold })
    return ok({
      ...known,
      ...(await told(tx, closed, { memberId, memberName, dueOn }, dayOf(new Date(rental.returnedAt)))),
    })
  }
  const day = returnedOn ?? dayOf(tx.now)
  const decided = decideReturnOn(facts, day, tx.now, tx.rules)
  if (!decided.ok) return decided
  const closed = await closeRental(tx, decided.value, day, null)
  tx.record({ action: 'copy-returned', subject: rentalId, before: { dueOn }, after: { returnedOn: day } })
  return ok({ ...known, ...(await told(tx, closed, { memberId, memberName, dueOn }, day)) })
}

async function told(
  tx: Tx,
  { setAside, suspendedUntil: until }: Closed,
  who: { readonly memberId: MemberId; readonly memberName: string; readonly dueOn: Day },
  returnedOn: Day,
): Promise<Pick<CopyReturned, 'rental' | 'setAside'>> {
  const suspendedUntil = until !== null && until >= dayOf(tx.now) ? until : null
  return {
    rental: { ...who, returnedOn, daysLate: Math.max(0, daysLate(who.dueOn, returnedOn, tx.rules)), suspendedUntil },
    setAside: setAside && {
      memberName: (await tx.members.nameOf(setAside.memberId)) ?? '',
      pickupUntil: setAside.pickupUntil,
    },
  }
}

export type CopyRenewed = Named & { readonly memberName: string; readonly dueBeforeOn: Day; readonly dueOn: Day }

/** For whoever has it, by the rules of the chat. */
export async function renewCopy(
  tx: Tx,
  { copyId }: { readonly copyId: CopyId },
): Promise<Result<CopyRenewed, CounterRenewRefusal>> {
  const copy = await tx.rentals.copyAtCounter(copyId)
  if (!copy) return refuse({ kind: 'unknown-copy' })
  if (!copy.rental) return refuse({ kind: 'copy-not-out', title: copy.title })
  const { rentalId, memberId, memberName, dueOn: dueBeforeOn } = copy.rental
  const renewed = await renewRental(tx, { memberId, rentalId, commandKey: null })
  if (!renewed.ok) return renewed
  const { dueOn } = renewed.value.rental
  tx.record({ action: 'rental-renewed', subject: rentalId, before: { dueOn: dueBeforeOn }, after: { dueOn } })
  return ok({ ...named(copy), memberName, dueBeforeOn, dueOn })
}

function named({ copyId, bookNo, copyNo, title }: CopyAtCounter): Named {
  return { copyId, bookNo, copyNo, title }
}
