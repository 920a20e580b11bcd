/** The floor on MariaDB: what a rent costs when nothing is done but its transaction, statement by statement. */
import { createPool, type Pool, type PoolConnection, type ResultSetHeader } from 'mysql2/promise'
import { uuidv7 } from 'uuidv7'
import { feeWon, walletWon, type Pair } from './cast.js'
import { perSecond } from './in-flight.js'

export type BareRents = { run(pairs: readonly Pair[]): Promise<number>; close(): Promise<void> }

const atOnce = 32

/** As many connections and the same isolation as the product has. */
export function bareMysql(url: string): BareRents {
  const pool = createPool({ uri: url, connectionLimit: 16, charset: 'utf8mb4_bin', timezone: 'Z' })
  pool.pool.on('connection', (connection) => {
    connection.query('SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED')
  })
  return {
    run: (pairs) => perSecond(pairs, atOnce, (pair) => rent(pool, pair)),
    close: () => pool.end(),
  }
}

/** Seven round trips: START TRANSACTION, two guarded updates, three inserts, COMMIT. */
async function rent(pool: Pool, { memberId, bookId, copyId, nonce }: Pair): Promise<void> {
  const connection = await pool.getConnection()
  try {
    const at = new Date().toISOString()
    const rentalId = uuidv7()
    await connection.query('START TRANSACTION')
    await one(
      connection,
      `UPDATE copies SET rental_id = ? WHERE id = ? AND rental_id IS NULL AND state = 'in-circulation'`,
      [rentalId, copyId],
    )
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
         idempotency_key, written_at) VALUES (?, ?, 1, 'rental-fee', ?, ?, ?, NULL, ?, ?)`,
      [uuidv7(), memberId, -feeWon, walletWon - feeWon, rentalId, `rental:${rentalId}`, at],
    )
    await one(
      connection,
      `INSERT INTO events (id, type, version, aggregate_id, body, happened_at) VALUES (?, 'BookRented', 1, ?, ?, ?)`,
      [uuidv7(), rentalId, JSON.stringify({ type: 'BookRented', rentalId, memberId, bookId, copyId, feeWon }), at],
    )
    await connection.query('COMMIT')
  } finally {
    connection.release()
  }
}

async function one(connection: PoolConnection, sql: string, params: (string | number)[]): Promise<void> {
  const [{ affectedRows }] = await connection.execute<ResultSetHeader>(sql, params)
  if (affectedRows !== 1) throw new Error(`${affectedRows} rows, not one: ${sql}`)
}
