/** Letters that a process had in hand when it had to go are free at once, and not only when their lease is over. */
import { marks, type Sql } from './sql.js'

/** `holders`: the names they are held under. Those that were delivered meanwhile stay so. */
export async function putDownLetters(sql: Sql, holders: readonly string[]): Promise<void> {
  if (holders.length === 0) return
  await sql.carryOut([
    {
      sql: `UPDATE letters SET holder = NULL, held_until = NULL WHERE holder IN (${marks(holders.length)}) AND state = 'waiting'`,
      params: holders,
      isBulk: true,
    },
  ])
}
