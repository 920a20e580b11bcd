/** Free copies of a title are set aside for those who wait for it, in order, and each of them is told. */
import { decideHandOver, type Ready } from '../domain/hold.js'
import type { BookId, CopyId, NoticeId } from '../domain/ids.js'
import { newNotice } from '../domain/notice.js'
import type { Rental } from '../domain/rental.js'
import { ok, type Result } from '../domain/result.js'
import { instantOf } from '../domain/time.js'
import type { LinePage, LinePlace } from './ports/lending.js'
import type { Tx } from './tx.js'

/** How many members were handed a copy. */
export async function handOverHolds(tx: Tx, bookId: BookId): Promise<Result<number>> {
  return ok((await handOver(tx, bookId, [])).length)
}

/**
 * The holds that got their copy.
 *
 * `freed`: copies that this very story brings back to the shelf; `taken`: the rental it makes, whose member is in line no
 * more. Copies that are not in circulation are passed over.
 */
export async function handOver(
  tx: Tx,
  bookId: BookId,
  freed: readonly CopyId[],
  taken: Pick<Rental, 'copyId' | 'memberId'> | null = null,
): Promise<readonly Ready[]> {
  const freeCopies = await tx.holds.freeCopies(bookId, freed)
  const copies = freeCopies.filter((copyId) => copyId !== taken?.copyId)
  const handed: Ready[] = []
  let after: LinePlace | null = null
  while (handed.length < copies.length) {
    const { line, next }: LinePage = await tx.holds.line(bookId, after)
    const others = line.filter(({ hold }) => hold.memberId !== taken?.memberId)
    const theirs = decideHandOver(others, copies.slice(handed.length), tx.now, tx.rules)
    for (const hold of theirs) tellReady(tx, hold)
    handed.push(...theirs)
    if (next === null) break
    after = next
  }
  return handed
}

function tellReady(tx: Tx, hold: Ready): void {
  const { id: holdId, memberId, bookId, pickupUntil } = hold
  const noticeId = tx.newId<NoticeId>()
  tx.holds.setAside(hold)
  tx.notices.add(newNotice(noticeId, memberId, { kind: 'hold-ready', holdId, bookId, pickupUntil }, instantOf(tx.now)))
  tx.emit({ type: 'HoldReady', holdId, memberId, bookId, pickupUntil, noticeId })
}
