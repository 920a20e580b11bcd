/** Members: who they are, with the phone number sealed. */
import type { UserKey } from '../../domain/ids.js'
import type { Members } from '../../usecases/tx.js'
import { column } from './columns.js'
import { one, type Sql, type Write } from './sql.js'
import { key, table } from './table.js'

export const membersTable = table(
  'members',
  {
    id: key(column.id),
    user_key: column.word(100),
    name: column.text(60),
    phone_sealed: column.word(200),
    phone_print: column.word(64),
    consent_version: column.word(20),
    consent_at: column.instant,
    joined_at: column.instant,
  },
  {
    indices: [
      { name: 'members_user_key', columns: ['user_key'], unique: true },
      { name: 'members_phone_print', columns: ['phone_print'], unique: true },
    ],
  },
)

/** Keeps a phone number readable to the house only, and comparable without reading it. */
export type Privacy = {
  seal(text: string): string
  open(sealed: string): string
  /** The same text gives the same print; the print does not give the text back. */
  print(text: string): string
}

export function members(sql: Sql, write: (write: Write) => void, privacy: Privacy): Members {
  return {
    async alike(userKey, phone) {
      const rows = await sql.all<{ user_key: UserKey; name: string }>(
        `SELECT user_key, name FROM members WHERE user_key = ?
         UNION ALL SELECT user_key, name FROM members WHERE phone_print = ?`,
        [userKey, privacy.print(phone)],
      )
      return {
        known: rows.find((row) => row.user_key === userKey) ?? null,
        phoneIsTaken: rows.some((row) => row.user_key !== userKey),
      }
    },
    async userKeyOf(id) {
      const row = await one<{ user_key: UserKey }>(sql, 'SELECT user_key FROM members WHERE id = ?', [id])
      return row?.user_key ?? null
    },
    add(member) {
      const { id, userKey, name, phone, consent, joinedAt } = member
      write({
        sql: `INSERT INTO members (id, user_key, name, phone_sealed, phone_print, consent_version, consent_at, joined_at)
              VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        params: [id, userKey, name, privacy.seal(phone), privacy.print(phone), consent.version, consent.at, joinedAt],
      })
      write({ sql: 'INSERT INTO wallets (member_id, balance_won, version) VALUES (?, 0, 0)', params: [id] })
    },
  }
}
