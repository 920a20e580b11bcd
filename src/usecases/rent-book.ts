/** A member rents a copy: the copy leaves the shelf and the fee leaves the wallet, together. */
import { todayAt } from '../domain/calendar.js'
import type { BookId, LedgerLineId, MemberId, RentalId } from '../domain/ids.js'
import { decideRent, type ButtonUsed, type Rental, type Rented, type RentRefusal } from '../domain/rental.js'
import { ok, refuse, type Result } from '../domain/result.js'
import { handOver } from './hand-over-holds.js'
import type { Tx } from './tx.js'

export type RentInput = {
  readonly memberId: MemberId
  readonly bookId: BookId
  /** The tap behind the command; the same tap rents once. `null` for typed words. */
  readonly commandKey: string | null
}

export async function rentBook(tx: Tx, input: RentInput): Promise<Result<Rented, RentRefusal | ButtonUsed>> {
  const facts = await tx.rentals.factsFor(input.memberId, input.bookId, input.commandKey, todayAt(tx.now, tx.rules))
  if (!facts) return refuse({ kind: 'unknown-book' })
  if (facts.made) {
    // the wallet was looked at before the rental was found: with the same tap under way twice it may be a moment old
    const wallet = (await tx.wallets.of(input.memberId)) ?? facts.wallet
    return sameAnswer(facts.made, facts.book?.title ?? '', wallet.balanceWon)
  }

  const decided = decideRent({
    ...facts,
    now: tx.now,
    rules: tx.rules,
    ids: { rentalId: tx.newId<RentalId>(), lineId: tx.newId<LedgerLineId>() },
    commandKey: input.commandKey,
    pick: tx.pick,
  })
  if (!decided.ok) return decided

  const { rental, line, book } = decided.value
  tx.wallets.write(line)
  tx.rentals.add(rental, facts.hold)
  // there is one more than have been waiting: they get theirs in the same go, or the next to come would have it
  if (facts.waitingBefore > 0) await handOver(tx, book.bookId, [], rental)
  const { id: rentalId, memberId, bookId, copyId, feeWon, dueOn } = rental
  tx.emit({ type: 'BookRented', rentalId, memberId, bookId, copyId, feeWon, dueOn })
  return ok({ rental, title: book.title, balanceWon: line.balanceAfterWon })
}

/** A tap that has done its work answers as it did then, while the rental lasts. */
function sameAnswer(made: Rental, title: string, balanceWon: number): Result<Rented, RentRefusal | ButtonUsed> {
  return made.returnedAt === null ? ok({ rental: made, title, balanceWon }) : refuse({ kind: 'button-used', title })
}
