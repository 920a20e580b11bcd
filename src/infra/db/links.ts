/** Codes shown at the desk, kept as prints, and the wrong tries of chat users. */
import type { MemberId } from '../../domain/ids.js'
import type { Instant } from '../../domain/time.js'
import type { Links } from '../../usecases/ports/links.js'
import { column } from './columns.js'
import type { Privacy } from './members.js'
import { one, orUpdate, type Sql, type Write } from './sql.js'
import { key, table } from './table.js'

/** The code that the desk shows to a member, who tells it to the chat: it proves that they are the same person. */
export const linkCodesTable = table('link_codes', {
  member_id: key(column.id),
  code_print: column.word(64),
  expires_at: column.instant,
  attempts: column.int,
})

/** How often a chat user has told a number or a code that did not fit. */
export const linkTriesTable = table('link_tries', {
  user_key: key(column.word(100)),
  tries: column.int,
  since: column.instant,
})

export function links(sql: Sql, write: (write: Write) => void, privacy: Privacy): Links {
  return {
    issue(memberId, code, expiresAt) {
      const kept = ['code_print', 'expires_at', 'attempts']
      write({
        sql: `INSERT INTO link_codes (member_id, ${kept.join(', ')}) VALUES (?, ?, ?, 0)
              ${orUpdate(sql.dialect, ['member_id'], kept)}`,
        params: [memberId, privacy.print(printed(memberId, code)), expiresAt],
      })
    },
    async codeOf(memberId, code) {
      const row = await one<{ code_print: string; expires_at: Instant; attempts: number }>(
        sql,
        'SELECT code_print, expires_at, attempts FROM link_codes WHERE member_id = ?',
        [memberId],
      )
      const fits = row !== null && privacy.prints(printed(memberId, code)).includes(row.code_print)
      return row && { memberId, print: row.code_print, fits, expiresAt: row.expires_at, attempts: row.attempts }
    },
    missed({ memberId, print, attempts }) {
      write({
        sql: `UPDATE link_codes SET attempts = attempts + 1 WHERE ${asItWas}`,
        params: [memberId, print, attempts],
        expect: 1,
      })
    },
    used({ memberId, print, attempts }) {
      write({ sql: `DELETE FROM link_codes WHERE ${asItWas}`, params: [memberId, print, attempts], expect: 1 })
    },
    async triesOf(userKey) {
      const row = await one<{ tries: number; since: Instant }>(
        sql,
        'SELECT tries, since FROM link_tries WHERE user_key = ?',
        [userKey],
      )
      return row && { count: row.tries, since: row.since }
    },
    setTries(userKey, before, { count, since }) {
      write(
        before
          ? {
              sql: 'UPDATE link_tries SET tries = ?, since = ? WHERE user_key = ? AND tries = ? AND since = ?',
              params: [count, since, userKey, before.count, before.since],
              expect: 1,
            }
          : {
              sql: 'INSERT INTO link_tries (user_key, tries, since) VALUES (?, ?, ?)',
              params: [userKey, count, since],
            },
      )
    },
    forgetTries(userKey) {
      write({ sql: 'DELETE FROM link_tries WHERE user_key = ?', params: [userKey] })
    },
    forget(codesUntil, triesSince) {
      write({ sql: 'DELETE FROM link_codes WHERE expires_at < ?', params: [codesUntil] })
      write({ sql: 'DELETE FROM link_tries WHERE since < ?', params: [triesSince] })
    },
  }
}

const asItWas = 'member_id = ? AND code_print = ? AND attempts = ?'

/** The same code of two members has two prints. */
function printed(memberId: MemberId, code: string): string {
  return `link:${memberId}:${code}`
}
