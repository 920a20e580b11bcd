/** What the desk says of members: whom it has blocked, and what it noted. */
import type { MemberId, MemberNoteId } from '../../domain/ids.js'
import type { Block, MemberNote } from '../../domain/remarks.js'

export type Remarks = {
  /** Whether there is such a member, and the block that stands, over or not. */
  of(memberId: MemberId): Promise<{ readonly block: Block | null } | null>
  /** Sets, replaces or lifts (`null`) the block; only while it is as it was. */
  setBlock(memberId: MemberId, block: Block | null, before: Block | null): void
  add(note: MemberNote): void
  note(noteId: MemberNoteId): Promise<MemberNote | null>
  /** Only while it is there. */
  remove(noteId: MemberNoteId): void
}
