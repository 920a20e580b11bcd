/** Did anything change? Triggers write down every row that was written, so that nobody has to compare whole tables. */
import type { Library } from '../support/library.js'

export type ChangeLog = {
  /** What was written since the last look, as `table deed key`; what looking itself may write is left out. */
  news(): Promise<string[]>
}

/** Written when somebody only looks, or is turned away: what was said last, how often, by whom, and what a command was answered. */
const unwatched = new Set([
  ...['dialogues', 'searches', 'rate_limits', 'librarian_sessions', 'api_commands', 'link_tries', 'link_codes'],
  ...['migrations', 'agenda_jobs'],
])
/** What Kakao says of a member with every call, and that a notice was looked at. */
const unwatchedColumns: Readonly<Record<string, readonly string[]>> = {
  members: ['channel', 'channel_at', 'app_user_id'],
  notices: ['told_at', 'drawn_at', 'version'],
}

export async function openChangeLog({ app, rows }: Pick<Library, 'app' | 'rows'>): Promise<ChangeLog> {
  const isSqlite = app.dataSource.options.type === 'better-sqlite3'
  const id = isSqlite ? 'INTEGER PRIMARY KEY AUTOINCREMENT' : 'BIGINT AUTO_INCREMENT PRIMARY KEY'
  await rows(`CREATE TABLE fuzz_changes (id ${id}, what varchar(300))`)
  for (const { tableName, columns, primaryColumns } of app.dataSource.entityMetadatas) {
    if (unwatched.has(tableName)) continue
    const names = columns.map(({ databaseName }) => databaseName)
    const keys = primaryColumns.map(({ databaseName }) => databaseName)
    const compared = names.filter((name) => !unwatchedColumns[tableName]?.includes(name))
    for (const deed of ['INSERT', 'UPDATE', 'DELETE'] as const) {
      const side = deed === 'DELETE' ? 'OLD' : 'NEW'
      const key = keys.map((name) => `${side}.\`${name}\``)
      const what = isSqlite
        ? `'${tableName} ${deed} ' || ${key.join(` || ' ' || `)}`
        : `LEFT(CONCAT('${tableName} ${deed} ', ${key.join(`, ' ', `)}), 300)`
      const note = `INSERT INTO fuzz_changes (what) VALUES (${what});`
      const differs = compared
        .map((name) =>
          isSqlite ? `OLD.\`${name}\` IS NOT NEW.\`${name}\`` : `NOT (OLD.\`${name}\` <=> NEW.\`${name}\`)`,
        )
        .join(' OR ')
      const head = `CREATE TRIGGER fuzz_${tableName}_${deed.toLowerCase()} AFTER ${deed} ON \`${tableName}\` FOR EACH ROW`
      const isAlways = deed !== 'UPDATE'
      if (isSqlite) await rows(`${head} ${isAlways ? '' : `WHEN ${differs}`} BEGIN ${note} END`)
      else await rows(isAlways ? `${head} ${note.replace(/;$/, '')}` : `${head} IF ${differs} THEN ${note} END IF`)
    }
  }
  let seen = 0
  return {
    async news() {
      const found = await rows<{ id: number | string; what: string }>(
        'SELECT id, what FROM fuzz_changes WHERE id > ? ORDER BY id',
        [seen],
      )
      seen = Number(found.at(-1)?.id ?? seen)
      return found.map(({ what }) => what)
    },
  }
}
