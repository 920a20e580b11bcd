/** Members: who they are, with the phone number sealed. */
import type { MemberId, UserKey } from '../../domain/ids.js'
import type { Contact } from '../../domain/notice.js'
import type { Day } from '../../domain/time.js'
import type { Members } from '../../usecases/ports/members.js'
import { column } from './columns.js'
import { marks, one, type Sql, type Write } from './sql.js'
import { key, maybe, table } from './table.js'

export const membersTable = table(
  'members',
  {
    id: key(column.id),
    user_key: maybe(column.word(100)),
    name: column.text(60),
    phone_sealed: column.word(200),
    phone_print: column.word(64),
    consent_version: column.word(20),
    consent_at: column.instant,
    joined_at: column.instant,
    suspended_until: maybe(column.day),
    blocked_until: maybe(column.day),
    block_reason: maybe(column.text(200)),
    blocked_by: maybe(column.id),
    blocked_at: maybe(column.instant),
    app_user_id: maybe(column.word(40)),
    channel: maybe(column.word(16)),
    channel_at: maybe(column.instant),
    keeps_history: { ...column.int, default: 0 },
    guardian_name: maybe(column.text(60)),
    guardian_phone_sealed: maybe(column.word(200)),
    guardian_consent_at: maybe(column.instant),
  },
  {
    indices: [
      { name: 'members_user_key', columns: ['user_key'], unique: true },
      { name: 'members_phone_print', columns: ['phone_print'], unique: true },
      { name: 'members_app_user', columns: ['app_user_id'] },
      { name: 'members_suspended', columns: ['suspended_until'] },
      { name: 'members_blocked', columns: ['blocked_until'] },
    ],
  },
)

/** What Kakao said of the channel, by the number of each piece of news: each is heard once. */
export const channelNewsTable = table('channel_news', {
  resource_id: key(column.word(100)),
  heard_at: column.instant,
})

/** Who has left, by the number under which the ledger goes on: no name, no phone number. */
export const formerMembersTable = table('former_members', { member_id: key(column.id), left_at: column.instant })

/** What is left of ledgers that nobody needs any more: how many rentals they had paid for, by fee. Nobody's. */
export const forgottenChargesTable = table('forgotten_charges', {
  id: key(column.id),
  forgotten_at: column.instant,
  fee_won: column.int,
  charges: column.int,
})

type Channel = Contact['channel']

/** Keeps a phone number readable to the house only, and comparable without reading it. */
export type Privacy = {
  /** What everything begins with that is sealed by the current key. */
  readonly label: string
  seal(text: string): string
  open(sealed: string): string
  isCurrent(sealed: string): boolean
  /** By the current key. The same text gives the same print; the print does not give the text back. */
  print(text: string): string
  /** By every key there is: one of them is what was written down. */
  prints(text: string): string[]
}

export type ChannelRow = { user_key: UserKey | null; channel: Channel | null }

/** Who has no chat is no friend of the channel, whatever was known of the chat they had. */
export function channelOf({ user_key, channel }: ChannelRow): Channel {
  return user_key === null ? 'not-a-friend' : (channel ?? 'unknown')
}

export function members(sql: Sql, write: (write: Write) => void, privacy: Privacy): Members {
  return {
    async alike(userKey, phone) {
      const prints = privacy.prints(phone)
      const rows = await sql.all<{ user_key: UserKey | null; name: string }>(
        `SELECT user_key, name FROM members WHERE user_key = ?
         UNION ALL SELECT user_key, name FROM members WHERE phone_print IN (${marks(prints.length)})`,
        [userKey, ...prints],
      )
      const isOwn = (row: { user_key: UserKey | null }) => userKey !== null && row.user_key === userKey
      return { known: rows.find(isOwn) ?? null, phoneIsTaken: !rows.every(isOwn) }
    },
    async withPhone(phone) {
      const prints = privacy.prints(phone)
      const row = await one<{ id: MemberId; name: string; user_key: UserKey | null }>(
        sql,
        `SELECT id, name, user_key FROM members WHERE phone_print IN (${marks(prints.length)})`,
        prints,
      )
      return row && { id: row.id, name: row.name, userKey: row.user_key }
    },
    async contactOf(id) {
      const row = await one<ChannelRow & { has_phone: number }>(
        sql,
        `SELECT user_key, phone_sealed <> '' AS has_phone, channel FROM members WHERE id = ?`,
        [id],
      )
      return row && { userKey: row.user_key, hasPhone: Boolean(row.has_phone), channel: channelOf(row) }
    },
    async nameOf(id) {
      return (await one<{ name: string }>(sql, 'SELECT name FROM members WHERE id = ?', [id]))?.name ?? null
    },
    async phoneOf(id) {
      const row = await one<{ phone_sealed: string }>(sql, 'SELECT phone_sealed FROM members WHERE id = ?', [id])
      return row && privacy.open(row.phone_sealed)
    },
    async suspendedUntil(id) {
      const row = await one<{ until: Day | null }>(sql, 'SELECT suspended_until AS until FROM members WHERE id = ?', [
        id,
      ])
      return row?.until ?? null
    },
    suspend(id, until) {
      write({
        sql: 'UPDATE members SET suspended_until = ? WHERE id = ? AND (suspended_until IS NULL OR suspended_until < ?)',
        params: [until, id, until],
      })
    },
    endSuspension(id, until) {
      write({
        sql: 'UPDATE members SET suspended_until = NULL WHERE id = ? AND suspended_until = ?',
        params: [id, until],
        expect: 1,
      })
    },
    setNoFriend(id, at) {
      write({
        sql: `UPDATE members SET channel = 'not-a-friend', channel_at = ?
              WHERE id = ? AND (channel_at IS NULL OR channel_at <= ?) AND (channel IS NULL OR channel <> 'blocked')`,
        params: [at, id, at],
      })
    },
    setChannel(id, channel, at) {
      write({
        sql: 'UPDATE members SET channel = ?, channel_at = ? WHERE id = ? AND (channel_at IS NULL OR channel_at <= ?)',
        params: [channel, at, id, at],
      })
    },
    async withAppUser(appUserId) {
      const rows = await sql.all<{ id: MemberId }>('SELECT id FROM members WHERE app_user_id = ?', [appUserId])
      return rows.map((row) => row.id)
    },
    setAppUser(id, appUserId) {
      write({ sql: 'UPDATE members SET app_user_id = ? WHERE id = ?', params: [appUserId, id] })
    },
    async hasHeard(resourceId) {
      return (await one(sql, 'SELECT heard_at FROM channel_news WHERE resource_id = ?', [resourceId])) !== null
    },
    hearNews(resourceId, at) {
      write({ sql: 'INSERT INTO channel_news (resource_id, heard_at) VALUES (?, ?)', params: [resourceId, at] })
    },
    setPhone(id, before, phone) {
      const prints = privacy.prints(before)
      write({
        sql: `UPDATE members SET phone_sealed = ?, phone_print = ?
              WHERE id = ? AND phone_print IN (${marks(prints.length)})`,
        params: [privacy.seal(phone), privacy.print(phone), id, ...prints],
        expect: 1,
      })
    },
    async reseal(id) {
      const row = await one<{ phone_sealed: string; guardian_phone_sealed: string | null }>(
        sql,
        'SELECT phone_sealed, guardian_phone_sealed FROM members WHERE id = ?',
        [id],
      )
      if (!row || row.phone_sealed === '') return false
      const { phone_sealed, guardian_phone_sealed } = row
      const guardian = guardian_phone_sealed ?? ''
      if (privacy.isCurrent(phone_sealed) && (guardian === '' || privacy.isCurrent(guardian))) return false
      const phone = privacy.open(phone_sealed)
      write({
        sql: `UPDATE members SET phone_sealed = ?, phone_print = ?, guardian_phone_sealed = ?
              WHERE id = ? AND phone_sealed = ? AND COALESCE(guardian_phone_sealed, '') = ?`,
        params: [
          privacy.seal(phone),
          privacy.print(phone),
          guardian === '' ? null : privacy.seal(privacy.open(guardian)),
          id,
          phone_sealed,
          guardian,
        ],
        expect: 1,
      })
      return true
    },
    link(member, userKey) {
      const before = member.userKey === null ? 'user_key IS NULL' : 'user_key = ?'
      write({
        sql: `UPDATE members SET user_key = ?, channel = NULL, channel_at = NULL, app_user_id = NULL
              WHERE id = ? AND ${before}`,
        params: [userKey, member.id, ...(member.userKey === null ? [] : [member.userKey])],
        expect: 1,
      })
    },
    addReading({ id, memberId, librarian, reason, readAt }) {
      write({
        sql: 'INSERT INTO phone_readings (id, member_id, librarian, reason, read_at) VALUES (?, ?, ?, ?, ?)',
        params: [id, memberId, librarian, reason, readAt],
      })
    },
    add(member) {
      const { id, userKey, name, phone, consent, joinedAt, guardian } = member
      write({
        sql: `INSERT INTO members (id, user_key, name, phone_sealed, phone_print, consent_version, consent_at, joined_at,
                channel, guardian_name, guardian_phone_sealed, guardian_consent_at)
              VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        params: [
          id,
          userKey,
          name,
          privacy.seal(phone),
          privacy.print(phone),
          consent.version,
          consent.at,
          joinedAt,
          userKey === null ? 'not-a-friend' : null,
          guardian?.name ?? null,
          guardian ? privacy.seal(guardian.phone) : null,
          guardian?.consentAt ?? null,
        ],
      })
      write({ sql: 'INSERT INTO wallets (member_id, balance_won, version) VALUES (?, 0, 0)', params: [id] })
    },
  }
}
