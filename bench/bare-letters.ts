/** The floor under the carrying of letters: the same rows are claimed and deleted, two hundred at a time, and nobody reacts. */
import BetterSqlite3 from 'better-sqlite3'
import { createConnection, type RowDataPacket } from 'mysql2/promise'

export type BareLetters = {
  /** Copies the letters that wait. */
  copy(): Promise<void>
  /** Claims and deletes them all; how many there were. */
  carry(): Promise<number>
  close(): Promise<void>
}

const atATime = 200
const marks = (count: number) => Array.from({ length: count }, () => '?').join(', ')
const copied = `INSERT INTO bare_letters SELECT * FROM letters WHERE state = 'waiting'`
const claim = `SELECT id, event_id FROM bare_letters WHERE state = 'waiting' AND reaction = 'update-board'
  ORDER BY due_at, id LIMIT ${atATime}`

export async function bareLettersMysql(url: string): Promise<BareLetters> {
  const connection = await createConnection({ uri: url, charset: 'utf8mb4_bin' })
  await connection.query('SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED')
  await connection.query('CREATE TABLE bare_letters LIKE letters')
  return {
    copy: async () => void (await connection.query(copied)),
    async carry() {
      for (let carried = 0; ;) {
        await connection.beginTransaction()
        const [rows] = await connection.query<RowDataPacket[]>(`${claim} FOR UPDATE SKIP LOCKED`)
        const ids = rows.map(({ id }) => id as string)
        if (ids.length > 0) await connection.execute(`DELETE FROM bare_letters WHERE id IN (${marks(ids.length)})`, ids)
        await connection.commit()
        if (ids.length === 0) return carried
        carried += ids.length
      }
    },
    close: () => connection.end(),
  }
}

export function bareLettersSqlite(path: string): BareLetters {
  const database = new BetterSqlite3(path)
  database.pragma('synchronous = FULL')
  database.exec(`CREATE TABLE bare_letters AS SELECT * FROM letters WHERE 0;
    CREATE UNIQUE INDEX bare_letters_id ON bare_letters (id);
    CREATE UNIQUE INDEX bare_letters_once ON bare_letters (event_id, reaction);
    CREATE INDEX bare_letters_due ON bare_letters (state, reaction, due_at, id)`)
  const find = database.prepare<[], { id: string }>(claim)
  const take = database.transaction(() => {
    const ids = find.all().map(({ id }) => id)
    if (ids.length > 0) database.prepare(`DELETE FROM bare_letters WHERE id IN (${marks(ids.length)})`).run(ids)
    return ids.length
  })
  return {
    copy: () => Promise.resolve(void database.exec(copied)),
    carry() {
      let carried = 0
      for (let taken = take.immediate(); taken > 0; taken = take.immediate()) carried += taken
      return Promise.resolve(carried)
    },
    close: () => Promise.resolve(void database.close()),
  }
}
