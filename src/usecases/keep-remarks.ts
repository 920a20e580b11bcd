/** The desk blocks a member and lifts that again, and writes notes for colleagues. Words stay with the member; the log has ids and days. */
import { mustBeFresh, type StaleEdit } from '../domain/deed.js'
import type { LibrarianId, MemberId, MemberNoteId } from '../domain/ids.js'
import {
  decideBlock,
  decideUnblock,
  versionOfBlock,
  type Block,
  type BlockRefusal,
  type MemberNote,
} from '../domain/remarks.js'
import { ok, refuse, type Result } from '../domain/result.js'
import { instantOf, type Day } from '../domain/time.js'
import type { Tx } from './tx.js'

export type BlockInput = {
  readonly memberId: MemberId
  readonly until: Day
  readonly reason: string
  readonly by: LibrarianId | null
  /** The version of the block on which this was decided. */
  readonly seen?: string | undefined
}

/** From now to the end of that day the member neither rents nor renews nor holds; what is out stays out, and holds stay in line. */
export async function blockMember(tx: Tx, input: BlockInput): Promise<Result<Block, BlockRefusal | StaleEdit>> {
  const { memberId, until, reason, by, seen } = input
  const found = await tx.remarks.of(memberId)
  const before = found?.block ?? null
  const stale = found && mustBeFresh(seen, versionOfBlock(before))
  if (stale) return refuse(stale)
  const decided = decideBlock(found !== null, { until, reason, by }, tx.now)
  if (!decided.ok) return decided
  tx.remarks.setBlock(memberId, decided.value, before)
  tx.record({
    action: 'member-blocked',
    subject: memberId,
    before: before && { until: before.until },
    after: { until },
  })
  return decided
}

/** At once; holds that were passed over meanwhile may have their turn again. */
export async function unblockMember(
  tx: Tx,
  { memberId, seen }: Pick<BlockInput, 'memberId' | 'seen'>,
): Promise<Result<null, BlockRefusal | StaleEdit>> {
  const found = await tx.remarks.of(memberId)
  const stale = found && mustBeFresh(seen, versionOfBlock(found.block))
  if (stale) return refuse(stale)
  const decided = decideUnblock(found)
  if (!decided.ok) return decided
  tx.remarks.setBlock(memberId, null, decided.value)
  tx.record({ action: 'member-unblocked', subject: memberId, before: { until: decided.value.until }, after: null })
  return ok(null)
}

export type NoteInput = { readonly memberId: MemberId; readonly note: string; readonly by: LibrarianId | null }

export async function addNote(
  tx: Tx,
  { memberId, note, by }: NoteInput,
): Promise<Result<MemberNote, { kind: 'unknown-member' }>> {
  if (!(await tx.remarks.of(memberId))) return refuse({ kind: 'unknown-member' })
  const written: MemberNote = { id: tx.newId<MemberNoteId>(), memberId, note, by, at: instantOf(tx.now) }
  tx.remarks.add(written)
  tx.record({ action: 'note-added', subject: memberId, before: null, after: { noteId: written.id } })
  return ok(written)
}

/** By whomever it was written. */
export async function deleteNote(
  tx: Tx,
  { memberId, noteId }: { readonly memberId: MemberId; readonly noteId: MemberNoteId },
): Promise<Result<null, { kind: 'unknown-note' }>> {
  const found = await tx.remarks.note(noteId)
  if (found?.memberId !== memberId) return refuse({ kind: 'unknown-note' })
  tx.remarks.remove(noteId)
  tx.record({ action: 'note-deleted', subject: memberId, before: { noteId }, after: null })
  return ok(null)
}
