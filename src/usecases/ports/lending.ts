/** Rentals and holds, as stories look at them and name their writes. */
import type { Today } from '../../domain/calendar.js'
import type { ClaimFacts } from '../../domain/claim.js'
import type { CopyAtCounter } from '../../domain/counter.js'
import type { Hold, HoldFacts, InLine } from '../../domain/hold.js'
import type { BookId, CopyId, HoldId, MemberId, RentalId } from '../../domain/ids.js'
import type { NoticeItem } from '../../domain/notice.js'
import type { RenewFacts } from '../../domain/renewal.js'
import type { OwnHold, RentFacts, Rental } from '../../domain/rental.js'
import type { ReturnFacts } from '../../domain/return.js'
import type { Day, Instant } from '../../domain/time.js'

export type Rentals = {
  /** Everything `decideRent` needs, and the rental this very command has already made, in one look. */
  factsFor(
    memberId: MemberId,
    bookId: BookId,
    commandKey: string | null,
    today: Today,
  ): Promise<(RentFacts & { made: Rental | null }) | null>
  /** The copy as it lies on the counter, with who has it and for whom it is set aside. */
  copyAtCounter(copyId: CopyId): Promise<CopyAtCounter | null>
  byId(rentalId: RentalId): Promise<(ReturnFacts & ClaimFacts) | null>
  /** Everything `decideRenew` needs, and what this very command has already renewed, in one look. */
  renewFactsFor(rentalId: RentalId, commandKey: string | null, today: Today): Promise<RenewFacts | null>
  /**
   * The rental begins and its copy leaves the shelf; only while the copy stands there, free or set aside for this very
   * `hold`, and the title costs that fee. The hold, if there is one, ends with it; without one, only while the member holds
   * the title no more than that.
   */
  add(rental: Rental, hold: OwnHold | null): void
  /** The rental ends and its copy is back on the shelf; only while due day, claim and loss are as they were looked at. */
  close(rental: Rental, returnKey: string | null): void
  /** The rental with a new due day; only from the due day it was decided on, and while it is open and unclaimed. */
  renew(rental: Rental, dueBeforeOn: Day, renewKey: string | null): void
  /** Writes or takes back the member's claim; only while it is as it was. `isRefused`: the desk did not find the book. */
  setClaim(rental: Rental, before: Instant | null, isRefused: boolean): void
  /** The member's open rentals about which reminders go out, with how far up the ladder each was told (-1: not at all). */
  toRemind(memberId: MemberId): Promise<(NoticeItem & { toldStep: number; toldTimes: number })[]>
  /** The step was told of; only while the rental is open with that due day, and neither claimed nor lost. */
  markTold(item: NoticeItem, step: number): void
  /** Which of these rentals are still open with that same due day, unclaimed and not lost. */
  stillOpen(items: readonly NoticeItem[]): Promise<NoticeItem[]>
}

/** A place in a line, from which it is read on. */
export type LinePlace = Pick<Hold, 'id' | 'queuedAt'>

/** `next`: where the next page begins; `null` at the end of the line. */
export type LinePage = { readonly line: readonly InLine[]; readonly next: LinePlace | null }

export type Holds = {
  /** Everything `decideHold` needs, and the hold this very command has already placed, in one look. */
  factsFor(
    memberId: MemberId,
    bookId: BookId,
    commandKey: string | null,
    today: Today,
  ): Promise<(HoldFacts & { made: Hold | null }) | null>
  /** `isHopeless`: can no copy of the title be had any more; `isCopyThere`: is a copy set aside that can be given out. */
  byId(holdId: HoldId): Promise<{ hold: Hold; title: string; isHopeless: boolean; isCopyThere: boolean } | null>
  /** The copies of a title in circulation that stand free or are `freed` by this story. */
  freeCopies(bookId: BookId, freed: readonly CopyId[]): Promise<CopyId[]>
  /** A page of those in line for a title, in order, `after` the last of the page before. */
  line(bookId: BookId, after: LinePlace | null): Promise<LinePage>
  /** Only while the member has so many open holds, and has not rented the title meanwhile. */
  add(hold: Hold, openHolds: number): void
  /** A copy is set aside; only while it stands free, and the hold still waits. */
  setAside(hold: Hold & { copyId: CopyId }): void
  /** The hold has ended, or waits again; its copy, if it had one, is free. Only on the version before. */
  release(hold: Hold, heldCopy: CopyId | null): void
}
