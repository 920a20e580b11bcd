/**
 * Processes that start side by side migrate one after the other, whatever node of a cluster each of them speaks to. Whose
 * turn it is stands in a row: `GET_LOCK` would end at the node.
 */
import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Connection, ResultSetHeader } from 'mysql2/promise'

export type Patience = {
  /** How long a process waits for its turn before it gives up. */
  readonly waitSeconds: number
  /** After so long without a sign of life of whoever has the turn, it is free. */
  readonly leaseSeconds: number
  /** Aborted: nobody waits for the turn any more. Whoever has it gives it back. */
  readonly signal?: AbortSignal | undefined
}

export const usualTurn: Patience = { waitSeconds: 120, leaseSeconds: 30 }
const lookAgainMs = 200

/** Duplicate key, and on a cluster: another node has written that row. */
const isTaken = new Set([1062, 1213])

/**
 * Runs `migrate` when it is this process's turn. `door`: a connection that does nothing else meanwhile.
 * @throws an Error that says so when others take longer than `waitSeconds`.
 */
export async function migrateInTurn(
  door: Connection,
  migrate: () => Promise<unknown>,
  { waitSeconds, leaseSeconds, signal }: Patience = usualTurn,
): Promise<void> {
  const holder = randomUUID()
  const until = `UTC_TIMESTAMP(3) + INTERVAL ${leaseSeconds} SECOND`
  await door.query(
    'CREATE TABLE IF NOT EXISTS migration_turn (turn INT PRIMARY KEY, holder CHAR(36) NOT NULL, held_until DATETIME(3) NOT NULL)',
  )

  async function take(): Promise<boolean> {
    try {
      await door.query('DELETE FROM migration_turn WHERE held_until < UTC_TIMESTAMP(3)')
      const taken = `INSERT INTO migration_turn (turn, holder, held_until) VALUES (1, ?, ${until})`
      const [{ affectedRows }] = await door.query<ResultSetHeader>(taken, [holder])
      return affectedRows === 1
    } catch (error) {
      if (error instanceof Error && 'errno' in error && isTaken.has(Number(error.errno))) return false
      throw error
    }
  }

  const givingUpAt = Date.now() + waitSeconds * 1_000
  while (!(await take())) {
    if (Date.now() > givingUpAt)
      throw new Error(`another process has been migrating for ${waitSeconds} seconds: wait for it and start again`)
    await wait(lookAgainMs, undefined, signal ? { signal } : {})
  }
  const signOfLife = setInterval(
    // the next one may do better
    () =>
      void door
        .query(`UPDATE migration_turn SET held_until = ${until} WHERE holder = ?`, [holder])
        .catch(() => undefined),
    (leaseSeconds * 1_000) / 3,
  )
  try {
    await migrate()
  } finally {
    clearInterval(signOfLife)
    await door.query('DELETE FROM migration_turn WHERE holder = ?', [holder])
  }
}
