/** The floor on MariaDB: what a rent costs when nothing is done but its transaction, statement by statement. */
import { createPool, type Pool, type PoolConnection, type ResultSetHeader } from 'mysql2/promise'
import { uuidv7 } from 'uuidv7'
import { feeWon, walletWon, type Pair } from './cast.js'
import { perSecond } from './in-flight.js'

/** Rents a second, so many at once; how many were refused, because the copy is out, is known afterwards. */
export type BareRents = {
  run(pairs: readonly NumberedPair[], atOnce: number): Promise<number>
  refused(): number
  close(): Promise<void>
}

/** `lineNo`: which line of the member's ledger it is, the first unless said. */
export type NumberedPair = Pair & { readonly lineNo?: number }

/** As many connections and the same isolation as the product has. */
export function bareMysql(url: string): BareRents {
  const pool = createPool({ uri: url, connectionLimit: 16, charset: 'utf8mb4_bin', timezone: 'Z' })
  pool.pool.on('connection', (connection) => {
    connection.query('SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED')
  })
  let refused = 0
  return {
    run: (pairs, atOnce) =>
      perSecond(pairs, atOnce, async (pair) => {
        if (!(await rent(pool, pair))) refused += 1
      }),
    refused: () => refused,
    close: () => pool.end(),
  }
}

/** Seven round trips: START TRANSACTION, two guarded updates, three inserts, COMMIT. False when the copy is out. */
async function rent(pool: Pool, pair: NumberedPair): Promise<boolean> {
  const { memberId, bookId, copyId, nonce, lineNo = 1 } = pair
  const connection = await pool.getConnection()
  try {
    const at = new Date().toISOString()
    const rentalId = uuidv7()
    await connection.query('START TRANSACTION')
    const takesCopy = `UPDATE copies SET rental_id = ? WHERE id = ? AND rental_id IS NULL AND state = 'in-circulation'`
    const [{ affectedRows: taken }] = await connection.execute<ResultSetHeader>(takesCopy, [rentalId, copyId])
    if (taken !== 1) {
      await connection.query('ROLLBACK')
      return false
    }
    await one(
      connection,
      `UPDATE wallets SET balance_won = balance_won - ?, version = version + 1 WHERE member_id = ? AND balance_won >= ?`,
      [feeWon, memberId, feeWon],
    )
    await one(
      connection,
      `INSERT INTO rentals (id, member_id, book_id, copy_id, open_copy_id, open_due_on, fee_won, rented_at, due_on, command_key)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [rentalId, memberId, bookId, copyId, copyId, '2026-12-05', feeWon, at, '2026-12-05', nonce],
    )
    await one(
      connection,
      `INSERT INTO ledger_lines (id, member_id, line_no, kind, amount_won, balance_after_won, rental_id, deposit_id,
         idempotency_key, written_at) VALUES (?, ?, ?, 'rental-fee', ?, ?, ?, NULL, ?, ?)`,
      [uuidv7(), memberId, lineNo, -feeWon, walletWon - feeWon, rentalId, `rental:${rentalId}`, at],
    )
    await one(
      connection,
      `INSERT INTO events (id, type, version, aggregate_id, body, happened_at) VALUES (?, 'BookRented', 1, ?, ?, ?)`,
      [uuidv7(), rentalId, JSON.stringify({ type: 'BookRented', rentalId, memberId, bookId, copyId, feeWon }), at],
    )
    await connection.query('COMMIT')
    return true
  } finally {
    connection.release()
  }
}

async function one(connection: PoolConnection, sql: string, params: (string | number)[]): Promise<void> {
  const [{ affectedRows }] = await connection.execute<ResultSetHeader>(sql, params)
  if (affectedRows !== 1) throw new Error(`${affectedRows} rows, not one: ${sql}`)
}
