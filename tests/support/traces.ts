/** Where does the database lead from a person? Every column of every table, followed from id to id. */
import type { Library } from './library.js'

type Row = Readonly<Record<string, string | number | null>>

/** Every row of every table. */
async function allRows(library: Pick<Library, 'rows' | 'app'>): Promise<{ table: string; row: Row }[]> {
  const isSqlite = library.app.dataSource.options.type === 'better-sqlite3'
  const tables = await library.rows<{ name: string }>(
    isSqlite
      ? `SELECT name FROM sqlite_master WHERE type = 'table'`
      : 'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()',
  )
  const found: { table: string; row: Row }[] = []
  for (const { name } of tables)
    for (const row of await library.rows<Row>(`SELECT * FROM \`${name}\``)) found.push({ table: name, row })
  return found
}

/** Ids, tokens, keys, and what they are put together of. */
function wordsOf(row: Row): string[] {
  return Object.values(row).flatMap((value) =>
    value === null ? [] : (String(value).match(/[0-9A-Za-z_-]{20,}/g) ?? []),
  )
}

/**
 * Everything that can be reached from these words over rows that share one, however many hops it takes. Books and copies
 * are reached, but not gone on from: whoever else has the same book is another matter.
 */
export async function tracesFrom(library: Library, ...words: readonly string[]): Promise<ReadonlySet<string>> {
  const ends = new Set(
    (await library.rows<{ id: string }>('SELECT id FROM copies UNION ALL SELECT book_id AS id FROM titles')).map(
      ({ id }) => id,
    ),
  )
  const rows = (await allRows(library)).map(({ row }) => wordsOf(row))
  const reached = new Set(words)
  for (let before = -1; before < reached.size;) {
    before = reached.size
    for (const row of rows)
      if (row.some((word) => reached.has(word) && !ends.has(word))) row.forEach((word) => reached.add(word))
  }
  return reached
}

/** Which of these texts stand anywhere, and in which tables. */
export async function placesOf(library: Library, ...texts: readonly string[]): Promise<string[]> {
  const places = (await allRows(library)).flatMap(({ table, row }) =>
    Object.values(row).some((value) => texts.some((text) => String(value).includes(text))) ? [table] : [],
  )
  return [...new Set(places)].sort()
}
