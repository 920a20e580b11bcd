/** What the desk says of members: blocks stand with the member, notes in a table of their own. */
import type { LibrarianId, MemberId, MemberNoteId } from '../../domain/ids.js'
import type { Block } from '../../domain/remarks.js'
import type { Day, Instant } from '../../domain/time.js'
import type { NoteAtDesk } from '../../usecases/ports/desk-members.js'
import type { Remarks } from '../../usecases/ports/remarks.js'
import { column } from './columns.js'
import { one, type Sql, type Write } from './sql.js'
import { key, maybe, table } from './table.js'

export const memberNotesTable = table(
  'member_notes',
  {
    id: key(column.id),
    member_id: column.id,
    note: column.text(500),
    librarian_id: maybe(column.id),
    written_at: column.instant,
  },
  { indices: [{ name: 'member_notes_of', columns: ['member_id', 'id'] }] },
)

export type BlockRow = {
  blocked_until: Day | null
  block_reason: string | null
  blocked_by: LibrarianId | null
  blocked_at: Instant | null
}

export function blockOf(row: BlockRow): Block | null {
  const { blocked_until: until, block_reason: reason, blocked_by: by, blocked_at: at } = row
  return until === null || at === null ? null : { until, reason: reason ?? '', by, at }
}

type NoteRow = {
  id: MemberNoteId
  member_id: MemberId
  note: string
  librarian_id: LibrarianId | null
  written_at: Instant
}

export function remarks(sql: Sql, write: (write: Write) => void): Remarks {
  return {
    async of(memberId) {
      const row = await one<BlockRow>(
        sql,
        'SELECT blocked_until, block_reason, blocked_by, blocked_at FROM members WHERE id = ?',
        [memberId],
      )
      return row && { block: blockOf(row) }
    },
    setBlock(memberId, block, before) {
      write({
        sql: `UPDATE members SET blocked_until = ?, block_reason = ?, blocked_by = ?, blocked_at = ?
              WHERE id = ? AND COALESCE(blocked_at, '') = ?`,
        params: [
          ...[block?.until ?? null, block?.reason ?? null, block?.by ?? null, block?.at ?? null],
          ...[memberId, before?.at ?? ''],
        ],
        expect: 1,
      })
    },
    add({ id, memberId, note, by, at }) {
      // only with somebody who is a member still
      write({
        sql: `INSERT INTO member_notes (id, member_id, note, librarian_id, written_at)
              SELECT ?, m.id, ?, ?, ? FROM members m WHERE m.id = ?`,
        params: [id, note, by, at, memberId],
        expect: 1,
      })
    },
    async note(noteId) {
      const row = await one<NoteRow>(sql, 'SELECT * FROM member_notes WHERE id = ?', [noteId])
      return row && { id: row.id, memberId: row.member_id, note: row.note, by: row.librarian_id, at: row.written_at }
    },
    remove(noteId) {
      write({ sql: 'DELETE FROM member_notes WHERE id = ?', params: [noteId], expect: 1 })
    },
  }
}

/** The newest first. */
export async function notesOf(sql: Sql, memberId: MemberId): Promise<NoteAtDesk[]> {
  const rows = await sql.all<NoteRow & { name: string | null }>(
    `SELECT n.*, l.name FROM member_notes n LEFT JOIN librarians l ON l.id = n.librarian_id
     WHERE n.member_id = ? ORDER BY n.id DESC LIMIT 100`,
    [memberId],
  )
  return rows.map(({ id, note, written_at, name }) => ({ id, note, at: written_at, librarianName: name }))
}
