/** What the desk says of a member: a block with its reason and its last day, and notes for colleagues. */
import type { LibrarianId, MemberId, MemberNoteId } from './ids.js'
import { ok, refuse, refusedBy, type Result } from './result.js'
import { addDays, dayOf, instantOf, type Day, type Instant } from './time.js'

export type Block = {
  /** Its last day. */
  readonly until: Day
  /** For librarians only. */
  readonly reason: string
  readonly by: LibrarianId | null
  readonly at: Instant
}

export type MemberNote = {
  readonly id: MemberNoteId
  readonly memberId: MemberId
  readonly note: string
  readonly by: LibrarianId | null
  readonly at: Instant
}

export type BlockRefusal =
  | { kind: 'unknown-member' }
  /** `latest`: the last day on which a block may end. */
  | { kind: 'not-a-block-day'; earliest: Day; latest: Day }
  | { kind: 'not-blocked' }

/** Characters of a block's reason and of a note. */
export const blockReasonAtMost = 200
export const noteAtMost = 500

/** A block is never for ever: it ends within so many days, and can be set anew. */
const blockDaysAtMost = 366

/** The block from now until the end of that day. */
export function decideBlock(
  isMember: boolean,
  asked: Pick<Block, 'until' | 'reason' | 'by'>,
  now: Date,
): Result<Block, BlockRefusal> {
  const earliest = dayOf(now)
  const latest = addDays(earliest, blockDaysAtMost)
  const { until } = asked
  return (
    refusedBy<BlockRefusal>([
      isMember ? null : { kind: 'unknown-member' },
      until >= earliest && until <= latest ? null : { kind: 'not-a-block-day', earliest, latest },
    ]) ?? ok({ ...asked, reason: asked.reason.trim(), at: instantOf(now) })
  )
}

/** Whether there is a block to be lifted. */
export function decideUnblock(found: { readonly block: Block | null } | null): Result<Block, BlockRefusal> {
  if (!found) return refuse({ kind: 'unknown-member' })
  return found.block ? ok(found.block) : refuse({ kind: 'not-blocked' })
}

/** Which version of a member's block somebody has seen. */
export function versionOfBlock(block: Pick<Block, 'at'> | null): string {
  return block?.at ?? 'none'
}
