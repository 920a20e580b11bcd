/** The floor under taking books in: the very rows that stand there afterwards, written with nothing but INSERT. */
import BetterSqlite3 from 'better-sqlite3'
import { createConnection } from 'mysql2/promise'
import type { Param, Sql } from '../src/infra/db/sql.js'

export type TableRows = {
  readonly table: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly Param[])[]
}

const rowsAtATime = 500

/** Milliseconds that the INSERTs take, five hundred rows with each, flushed with each. */
export function insertBare(url: string, tables: readonly TableRows[]): Promise<number> {
  return url.startsWith('sqlite:') ? intoSqlite(url.slice('sqlite:'.length), tables) : intoMysql(url, tables)
}

async function intoMysql(url: string, tables: readonly TableRows[]): Promise<number> {
  const connection = await createConnection({ uri: url, charset: 'utf8mb4_bin' })
  const startedAt = performance.now()
  for (const { table, columns, rows } of tables)
    for (let from = 0; from < rows.length; from += rowsAtATime)
      await connection.query(`INSERT INTO ${table} (${columns.join(', ')}) VALUES ?`, [
        rows.slice(from, from + rowsAtATime),
      ])
  const ms = performance.now() - startedAt
  await connection.end()
  return ms
}

/** A prepared statement run row by row in one transaction is the fastest that SQLite has. */
function intoSqlite(path: string, tables: readonly TableRows[]): Promise<number> {
  const database = new BetterSqlite3(path)
  database.pragma('synchronous = FULL')
  database.pragma('cache_size = -65536')
  const startedAt = performance.now()
  for (const { table, columns, rows } of tables) {
    const values = columns.map(() => '?').join(', ')
    const insert = database.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${values})`)
    const write = database.transaction((some: TableRows['rows']) => some.forEach((row) => insert.run(row)))
    for (let from = 0; from < rows.length; from += rowsAtATime) write(rows.slice(from, from + rowsAtATime))
  }
  const ms = performance.now() - startedAt
  database.close()
  return Promise.resolve(ms)
}

/** Every row of every table that has any, but for these. */
export async function rowsOf(sql: Sql, but: readonly string[]): Promise<TableRows[]> {
  const named = await sql.all<{ name: string }>(
    sql.dialect === 'sqlite'
      ? `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'`
      : `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()`,
  )
  const all: TableRows[] = []
  for (const { name } of named.filter(({ name }) => !but.includes(name))) {
    const rows = await sql.all<Record<string, Param>>(`SELECT * FROM ${name}`)
    const columns = Object.keys(rows[0] ?? {})
    if (rows.length > 0)
      all.push({ table: name, columns, rows: rows.map((row) => columns.map((one) => row[one] ?? null)) })
  }
  return all
}
