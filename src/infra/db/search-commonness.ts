/** How common keys of the index are, asked before it is walked: among several that all must be there the rarest is the shortest way. */
import { worstRank } from '../../domain/title-index.js'
import type { Sql } from './sql.js'

/** As a number to compare and to add; 0: no title has the key. */
export type Commonness = (key: string) => number

export async function commonness(sql: Sql, keys: readonly string[]): Promise<Commonness> {
  if (keys.length < 2) return () => 1
  const common = await (sql.dialect === 'mariadb' ? estimated(sql, keys) : counted(sql, keys))
  return (key) => common.get(key) ?? 1
}

/** As MariaDB itself guesses it before it asks an index, by a look at the two ends of the key: no row is read. A guess is never 0. */
async function estimated(sql: Sql, keys: readonly string[]): Promise<Map<string | undefined, number>> {
  const rows = await sql.all<{ id: number | null; rows: number | string | null }>(
    `EXPLAIN ${keys.map(() => 'SELECT rk FROM title_index WHERE gram = ?').join(' UNION ALL ')}`,
    keys,
  )
  return new Map(rows.map(({ id, rows: titles }) => [keys[Number(id) - 1], Math.max(1, Number(titles))]))
}

/** How many titles of a key are looked at to tell how common it is. */
const glance = 300
/** Far more than are counted, the more the nearer to the best rank so many titles are. */
const many = 1_000_000

/** Of rare keys the titles are counted, and of the others it is told from how far down the ranks so many titles reach. */
async function counted(sql: Sql, keys: readonly string[]): Promise<Map<string | undefined, number>> {
  const looks = keys.map(
    (_, index) =>
      `SELECT ${index} AS place, COUNT(*) AS titles, MAX(l${index}.rk) AS reached FROM
         (SELECT rk FROM title_index WHERE gram = ? ORDER BY rk LIMIT ${glance}) l${index}`,
  )
  const rows = await sql.all<{ place: number; titles: number; reached: number | null }>(looks.join(' UNION ALL '), keys)
  return new Map(
    rows.map(({ place, titles, reached }) => [
      keys[place],
      titles < glance ? Number(titles) : many * (2 - Number(reached) / worstRank),
    ]),
  )
}
