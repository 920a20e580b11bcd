/** The audit log, read a page at a time. Ids grow with time, so their order is the order of things. */
import type { DeedAction, Door } from '../../domain/deed.js'
import type { DeedId, LibrarianId } from '../../domain/ids.js'
import type { Instant } from '../../domain/time.js'
import type { AuditLine, AuditQuestion, AuditViews } from '../../usecases/ports/audit.js'
import type { Param, Sql } from './sql.js'

type Row = {
  id: DeedId
  happened_at: Instant
  door: Door
  librarian_id: LibrarianId | null
  name: string | null
  action: DeedAction
  subject: string
  before_json: string | null
  after_json: string | null
  request_id: string | null
}

export function auditViews(sql: Sql): AuditViews {
  return {
    async auditLines(question, limit) {
      const isNewestFirst = question.order === 'newest-first'
      const asked = conditions(question, isNewestFirst)
      const where = asked.length > 0 ? `WHERE ${asked.map(([condition]) => condition).join(' AND ')}` : ''
      const rows = await sql.all<Row>(
        `SELECT a.*, l.name FROM audit_log a LEFT JOIN librarians l ON l.id = a.librarian_id ${where}
         ORDER BY a.id ${isNewestFirst ? 'DESC' : 'ASC'} LIMIT ${Math.trunc(limit)}`,
        asked.map(([, value]) => value),
      )
      return rows.map(lineOf)
    },
  }
}

function conditions(question: AuditQuestion, isNewestFirst: boolean): [string, Param][] {
  const { librarianId, action, subject, door, from, until, after } = question
  const all: [string, Param | undefined][] = [
    ['a.librarian_id = ?', librarianId],
    ['a.action = ?', action],
    ['a.subject = ?', subject],
    ['a.door = ?', door],
    ['a.happened_at >= ?', from],
    ['a.happened_at < ?', until],
    [isNewestFirst ? 'a.id < ?' : 'a.id > ?', after],
  ]
  return all.flatMap(([condition, value]): [string, Param][] => (value === undefined ? [] : [[condition, value]]))
}

function lineOf(row: Row): AuditLine {
  return {
    id: row.id,
    happenedAt: row.happened_at,
    door: row.door,
    librarian: row.librarian_id === null ? null : { id: row.librarian_id, name: row.name ?? '' },
    action: row.action,
    subject: row.subject,
    before: stateIn(row.before_json),
    after: stateIn(row.after_json),
    requestId: row.request_id,
  }
}

function stateIn(json: string | null): AuditLine['before'] {
  return json === null ? null : (JSON.parse(json) as AuditLine['before'])
}
