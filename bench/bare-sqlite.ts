/** The floor on SQLite: the same rent as one bare better-sqlite3 transaction, flushed to the disk each time. */
import BetterSqlite3 from 'better-sqlite3'
import { uuidv7 } from 'uuidv7'
import type { BareRents } from './bare-mysql.js'
import { feeWon, walletWon, type Pair } from './cast.js'

export function bareSqlite(path: string): Pick<BareRents, 'run' | 'close'> {
  const database = new BetterSqlite3(path)
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  database.pragma('cache_size = -65536')
  const takeCopy = database.prepare(
    `UPDATE copies SET rental_id = ? WHERE id = ? AND rental_id IS NULL AND state = 'in-circulation'`,
  )
  const pay = database.prepare(
    `UPDATE wallets SET balance_won = balance_won - ?, version = version + 1 WHERE member_id = ? AND balance_won >= ?`,
  )
  const writeRental = database.prepare(
    `INSERT INTO rentals (id, member_id, book_id, copy_id, open_copy_id, open_due_on, fee_won, rented_at, due_on, command_key)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const writeLine = database.prepare(
    `INSERT INTO ledger_lines (id, member_id, line_no, kind, amount_won, balance_after_won, rental_id, deposit_id,
       idempotency_key, written_at) VALUES (?, ?, 1, 'rental-fee', ?, ?, ?, NULL, ?, ?)`,
  )
  const writeEvent = database.prepare(
    `INSERT INTO events (id, type, version, aggregate_id, body, happened_at) VALUES (?, 'BookRented', 1, ?, ?, ?)`,
  )
  const rent = database.transaction(({ memberId, bookId, copyId, nonce }: Pair) => {
    const at = new Date().toISOString()
    const rentalId = uuidv7()
    if (takeCopy.run(rentalId, copyId).changes !== 1) throw new Error('the copy is out')
    if (pay.run(feeWon, memberId, feeWon).changes !== 1) throw new Error('the wallet is empty')
    const dueOn = '2026-12-05'
    writeRental.run(rentalId, memberId, bookId, copyId, copyId, dueOn, feeWon, at, dueOn, nonce)
    writeLine.run(uuidv7(), memberId, -feeWon, walletWon - feeWon, rentalId, `rental:${rentalId}`, at)
    const event = JSON.stringify({ type: 'BookRented', rentalId, memberId, bookId, copyId, feeWon })
    writeEvent.run(uuidv7(), rentalId, event, at)
  })
  return {
    run(pairs) {
      const startedAt = performance.now()
      for (const pair of pairs) rent.immediate(pair)
      return Promise.resolve(pairs.length / ((performance.now() - startedAt) / 1_000))
    },
    close: () => Promise.resolve(void database.close()),
  }
}
