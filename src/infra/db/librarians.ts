/** Librarians, and the sessions in which they are signed in. */
import type { LibrarianId } from '../../domain/ids.js'
import type { Librarian, LibrarianRole, Session } from '../../domain/librarian.js'
import type { Instant } from '../../domain/time.js'
import type { Librarians } from '../../usecases/ports/librarians.js'
import { column } from './columns.js'
import { one, type Sql, type Write } from './sql.js'
import { key, table } from './table.js'

export const librariansTable = table(
  'librarians',
  {
    id: key(column.id),
    email: column.text(200),
    name: column.text(60),
    role: column.word(16),
    password_hash: column.word(200),
    must_change_password: column.int,
    is_closed: column.int,
    version: column.int,
    added_at: column.instant,
  },
  { indices: [{ name: 'librarians_email', columns: ['email'], unique: true }] },
)

export const librarianSessionsTable = table(
  'librarian_sessions',
  {
    print: key(column.word(64)),
    librarian_id: column.id,
    started_at: column.instant,
    idle_until: column.instant,
    ends_at: column.instant,
  },
  {
    indices: [
      { name: 'librarian_sessions_of', columns: ['librarian_id'] },
      { name: 'librarian_sessions_over', columns: ['idle_until'] },
    ],
  },
)

type LibrarianRow = {
  id: LibrarianId
  email: string
  name: string
  role: LibrarianRole
  password_hash: string
  must_change_password: number
  is_closed: number
  version: number
}

const columns = 'l.id, l.email, l.name, l.role, l.password_hash, l.must_change_password, l.is_closed, l.version'

export function librarians(sql: Sql, write: (write: Write) => void): Librarians {
  return {
    async byEmail(email) {
      const row = await one<LibrarianRow>(sql, `SELECT ${columns} FROM librarians l WHERE l.email = ?`, [email])
      return row && librarianOf(row)
    },
    async byId(id) {
      const row = await one<LibrarianRow>(sql, `SELECT ${columns} FROM librarians l WHERE l.id = ?`, [id])
      return row && librarianOf(row)
    },
    isAnybody: async () => (await one(sql, 'SELECT id FROM librarians LIMIT 1')) !== null,
    async anotherManager(than) {
      const row = await one<{ id: LibrarianId }>(
        sql,
        `SELECT id FROM librarians WHERE role = 'manager' AND is_closed = 0 AND id <> ? ORDER BY id LIMIT 1`,
        [than],
      )
      return row?.id ?? null
    },
    add({ id, email, name, role, passwordHash, mustChangePassword, isClosed, version }, at) {
      write({
        sql: `INSERT INTO librarians
                (id, email, name, role, password_hash, must_change_password, is_closed, version, added_at)
              VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        params: [id, email, name, role, passwordHash, Number(mustChangePassword), Number(isClosed), version, at],
      })
    },
    change({ id, name, role, passwordHash, mustChangePassword, isClosed, version }) {
      write({
        sql: `UPDATE librarians SET name = ?, role = ?, password_hash = ?, must_change_password = ?, is_closed = ?,
                version = ? WHERE id = ? AND version = ?`,
        params: [name, role, passwordHash, Number(mustChangePassword), Number(isClosed), version, id, version - 1],
        expect: 1,
      })
    },
    mustStayManager(id) {
      write({
        sql: `UPDATE librarians SET is_closed = 0 WHERE id = ? AND role = 'manager' AND is_closed = 0`,
        params: [id],
        expect: 1,
      })
    },
    async session(print) {
      const row = await one<LibrarianRow & SessionRow>(
        sql,
        `SELECT s.print, s.librarian_id, s.started_at, s.idle_until, s.ends_at, ${columns}
         FROM librarian_sessions s JOIN librarians l ON l.id = s.librarian_id WHERE s.print = ?`,
        [print],
      )
      return row && { session: sessionOf(row), librarian: librarianOf(row) }
    },
    begin({ print, librarianId, startedAt, idleUntil, endsAt }, passwordHash) {
      write({
        sql: `INSERT INTO librarian_sessions (print, librarian_id, started_at, idle_until, ends_at)
              SELECT ?, ?, ?, ?, ? FROM librarians WHERE id = ? AND password_hash = ? AND is_closed = 0`,
        params: [print, librarianId, startedAt, idleUntil, endsAt, librarianId, passwordHash],
        expect: 1,
      })
    },
    keepAlive({ print, idleUntil }) {
      write({
        sql: 'UPDATE librarian_sessions SET idle_until = ? WHERE print = ? AND idle_until < ?',
        params: [idleUntil, print, idleUntil],
      })
    },
    end(print) {
      write({ sql: 'DELETE FROM librarian_sessions WHERE print = ?', params: [print] })
    },
    endAll(librarianId, but) {
      write({
        sql: 'DELETE FROM librarian_sessions WHERE librarian_id = ? AND print <> ?',
        params: [librarianId, but ?? ''],
      })
    },
  }
}

type SessionRow = {
  print: string
  librarian_id: LibrarianId
  started_at: Instant
  idle_until: Instant
  ends_at: Instant
}

function sessionOf({ print, librarian_id, started_at, idle_until, ends_at }: SessionRow): Session {
  return { print, librarianId: librarian_id, startedAt: started_at, idleUntil: idle_until, endsAt: ends_at }
}

function librarianOf(row: LibrarianRow): Librarian {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    role: row.role,
    passwordHash: row.password_hash,
    mustChangePassword: row.must_change_password === 1,
    isClosed: row.is_closed === 1,
    version: row.version,
  }
}

/** Who works here first, then who did; by name. */
export async function allLibrarians(sql: Sql): Promise<Librarian[]> {
  const rows = await sql.all<LibrarianRow>(`SELECT ${columns} FROM librarians l ORDER BY l.is_closed, l.name, l.id`)
  return rows.map(librarianOf)
}
