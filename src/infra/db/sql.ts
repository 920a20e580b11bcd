/** One way to speak SQL to SQLite, MariaDB and MySQL: prepared statements over TypeORM's own connections. */
export type Param = string | number | null

/** A statement to carry out. `expect`: so many rows must change, or somebody else was faster and nothing is written. */
export type Write = {
  readonly sql: string
  readonly params: readonly Param[]
  readonly expect?: number
  /** The text differs from call to call (many rows at once), so it is not worth preparing. */
  readonly isBulk?: true
}

export type Dialect = 'sqlite' | 'mariadb' | 'mysql'

export type Sql = {
  readonly dialect: Dialect
  all<Row>(sql: string, params?: readonly Param[]): Promise<Row[]>
  /** All of them in one transaction, or none. Throws a `Conflict` when a guard, a unique key or a deadlock says no. */
  carryOut(writes: readonly Write[]): Promise<void>
  /** How often the database was spoken to so far. */
  roundTrips(): number
  /** When it last answered, in milliseconds of this process. */
  answeredAt(): number
}

/** Somebody else was faster. Nothing was written; the facts must be looked at again. */
export class Conflict extends Error {
  override readonly name = 'Conflict'
}

/** The first row, or null. */
export async function one<Row>(sql: Sql, text: string, params: readonly Param[] = []): Promise<Row | null> {
  const [row] = await sql.all<Row>(text, params)
  return row ?? null
}

/** `?, ?, ?` for so many parameters. */
export function marks(count: number): string {
  return Array.from({ length: count }, () => '?').join(', ')
}

/** Rows into a table, in portions that every engine takes. `ending`: what to do with a row whose key is there already. */
export function inserts(
  table: string,
  columns: readonly string[],
  rows: readonly (readonly Param[])[],
  ending = '',
): Write[] {
  const portion = Math.max(1, Math.floor(900 / columns.length))
  const writes: Write[] = []
  for (let from = 0; from < rows.length; from += portion) {
    const part = rows.slice(from, from + portion)
    const values = part.map(() => `(${marks(columns.length)})`).join(', ')
    const sql = `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${values} ${ending}`
    const isUsual = part.length === portion || part.length === 1
    writes.push({ sql, params: part.flat(), ...(isUsual ? {} : { isBulk: true as const }) })
  }
  return writes
}

/** The ending of an INSERT that overwrites `columns` of the row with that key. */
export function orUpdate(dialect: Dialect, key: readonly string[], columns: readonly string[]): string {
  return dialect === 'sqlite'
    ? `ON CONFLICT (${key.join(', ')}) DO UPDATE SET ${columns.map((name) => `${name} = excluded.${name}`).join(', ')}`
    : `ON DUPLICATE KEY UPDATE ${columns.map((name) => `${name} = VALUES(${name})`).join(', ')}`
}

/** The ending of an INSERT that overwrites `columns` of the row with that key where the new `version` is higher. */
export function orUpdateNewer(dialect: Dialect, table: string, key: string, columns: readonly string[]): string {
  // the version last: MariaDB compares with what is written already
  return dialect === 'sqlite'
    ? `ON CONFLICT (${key}) DO UPDATE SET ${[...columns, 'version'].map((name) => `${name} = excluded.${name}`).join(', ')}
       WHERE excluded.version > ${table}.version`
    : `ON DUPLICATE KEY UPDATE
       ${columns.map((name) => `${name} = IF(VALUES(version) > ${table}.version, VALUES(${name}), ${table}.${name})`).join(', ')},
       version = GREATEST(${table}.version, VALUES(version))`
}

/**
 * ` AND …`: what comes after a place in the order of two columns, given that place as first, first, second. Said so that every
 * engine begins at that place in an index: an OR of both would make SQLite walk there from the beginning.
 */
export function onward(first: string, second: string, after: '<' | '>'): string {
  return ` AND ${first} ${after}= ? AND (${first} ${after} ? OR ${second} ${after} ?)`
}
