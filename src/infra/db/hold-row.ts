/** A hold as it stands in its table. */
import type { Hold, HoldState } from '../../domain/hold.js'
import type { BookId, CopyId, HoldId, MemberId } from '../../domain/ids.js'
import type { Day, Instant } from '../../domain/time.js'

export type HoldRow = {
  id: HoldId
  member_id: MemberId
  book_id: BookId
  state: HoldState
  queued_at: Instant
  ready_at: Instant | null
  copy_id: CopyId | null
  pickup_until: Day | null
  ended_at: Instant | null
  command_key: string | null
  version: number
}

export function holdOf(row: HoldRow): Hold {
  return {
    id: row.id,
    memberId: row.member_id,
    bookId: row.book_id,
    state: row.state,
    queuedAt: row.queued_at,
    readyAt: row.ready_at,
    copyId: row.copy_id,
    pickupUntil: row.pickup_until,
    endedAt: row.ended_at,
    commandKey: row.command_key,
    version: row.version,
  }
}
