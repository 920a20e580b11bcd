/** Imports as the desk keeps them: how each came along, and the rows it left out. */
import type { ImportBatch, ImportState } from '../../domain/import-batch.js'
import type { ImportId } from '../../domain/ids.js'
import type { Instant } from '../../domain/time.js'
import type { Imports } from '../../usecases/ports/imports.js'
import { column } from './columns.js'
import { inserts, one, orUpdate, type Param, type Sql, type Write } from './sql.js'
import { key, maybe, table } from './table.js'

const count = { ...column.int, default: 0 }

export const importsTable = table(
  'imports',
  {
    id: key(column.id),
    file_name: column.text(200),
    started_by: column.text(60),
    started_at: column.instant,
    touched_at: column.instant,
    ended_at: maybe(column.instant),
    state: column.word(16),
    bytes_read: count,
    total_bytes: count,
    row_count: count,
    taken: count,
    joined: count,
    unchanged: count,
    archived: count,
    refused: count,
    notices: column.longText,
  },
  {
    indices: [
      { name: 'imports_by_time', columns: ['started_at', 'id'] },
      { name: 'imports_by_state', columns: ['state', 'id'] },
    ],
  },
)

export const importRefusalsTable = table('import_refusals', {
  import_id: key(column.id),
  line_no: key(column.int),
  reason: column.word(30),
  excerpt: column.text(200),
})

export type ImportRow = {
  id: ImportId
  file_name: string
  started_by: string
  started_at: Instant
  touched_at: Instant
  ended_at: Instant | null
  state: ImportState
}

export function importOf(row: ImportRow): ImportBatch {
  return {
    id: row.id,
    fileName: row.file_name,
    startedBy: row.started_by,
    startedAt: row.started_at,
    touchedAt: row.touched_at,
    endedAt: row.ended_at,
    state: row.state,
  }
}

/** What a column of whole numbers holds; of a file of more than two gigabytes it is full. */
const largest = 2_147_483_647
const atMost = (bytes: number) => Math.min(bytes, largest)

export function imports(sql: Sql, write: (write: Write) => void): Imports {
  const refusalColumns = ['import_id', 'line_no', 'reason', 'excerpt']
  return {
    async byId(id) {
      const row = await one<ImportRow>(sql, 'SELECT * FROM imports WHERE id = ?', [id])
      return row && importOf(row)
    },
    add({ id, fileName, startedBy, startedAt, touchedAt, state }) {
      write({
        sql: `INSERT INTO imports (id, file_name, started_by, started_at, touched_at, state, notices)
              VALUES (?, ?, ?, ?, ?, ?, '[]')`,
        params: [id, fileName.slice(0, 200), startedBy.slice(0, 60), startedAt, touchedAt, state],
      })
    },
    touch(id, at) {
      write({
        sql: `UPDATE imports SET touched_at = ? WHERE id = ? AND state = 'running'`,
        params: [at, id],
        expect: 1,
      })
    },
    note(id, counts, refused) {
      const { bytesRead, totalBytes, rows, taken, joined, unchanged, archived } = counts
      write({
        sql: `UPDATE imports SET bytes_read = ?, total_bytes = ?, row_count = ?, taken = ?, joined = ?, unchanged = ?,
                archived = ?, refused = ? WHERE id = ?`,
        params: [atMost(bytesRead), atMost(totalBytes), rows, taken, joined, unchanged, archived, counts.refused, id],
      })
      const lines = refused.map(({ line, reason, excerpt }): Param[] => [id, line, reason, excerpt.slice(0, 200)])
      const again = orUpdate(sql.dialect, ['import_id', 'line_no'], ['reason', 'excerpt'])
      inserts('import_refusals', refusalColumns, lines, again).forEach(write)
    },
    change({ id, state, touchedAt, endedAt }, before, notices) {
      write({
        sql: `UPDATE imports SET state = ?, touched_at = ?, ended_at = ?${notices ? ', notices = ?' : ''}
              WHERE id = ? AND state = ?`,
        params: [state, touchedAt, endedAt, ...(notices ? [JSON.stringify(notices)] : []), id, before],
        expect: 1,
      })
    },
  }
}
