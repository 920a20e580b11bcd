/** Small things the house remembers by name. */
import { column } from './columns.js'
import { one, orUpdate, type Sql } from './sql.js'
import { key, table } from './table.js'

export const settingsTable = table('settings', { name: key(column.word(60)), value: column.longText })

export type Settings = {
  read(name: string): Promise<string | null>
  write(name: string, value: string): Promise<void>
}

export function settings(sql: Sql): Settings {
  return {
    async read(name) {
      const row = await one<{ value: string }>(sql, 'SELECT value FROM settings WHERE name = ?', [name])
      return row?.value ?? null
    },
    async write(name, value) {
      const ending = orUpdate(sql.dialect, ['name'], ['value'])
      await sql.carryOut([{ sql: `INSERT INTO settings (name, value) VALUES (?, ?) ${ending}`, params: [name, value] }])
    },
  }
}
