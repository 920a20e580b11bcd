/**
 * MariaDB and MySQL. Reads and writes are prepared statements on TypeORM's pool. What a story writes goes to MariaDB as one
 * prepared block, a single round trip; MySQL knows no such blocks and gets the statements one by one.
 */
import type { Pool, PoolConnection, ResultSetHeader } from 'mysql2/promise'
import type { DataSource } from 'typeorm'
import type { MysqlDriver } from 'typeorm/driver/mysql/MysqlDriver.js'
import { onLine, whileAway } from './mysql-lines.js'
import { Conflict, type Param, type Sql, type Write } from './sql.js'

/** Blocks longer than this are sent statement by statement. */
const blockLength = 16

/** Duplicate key, deadlock (also: lost a cluster certification), lock wait time-out, and the guard of our own blocks. */
const conflicts = new Set([1062, 1213, 1205, 1644])

export function openMysql(dataSource: DataSource): Sql {
  const pool = ((dataSource.driver as MysqlDriver).pool as { promise(): Pool }).promise()
  const dialect = dataSource.options.type === 'mariadb' ? 'mariadb' : 'mysql'
  let trips = 0
  let answeredAt = -Infinity

  async function oneByOne(writes: readonly Write[]): Promise<void> {
    trips += writes.length + 2
    await onLine(pool, async (line) => {
      try {
        await line.query('START TRANSACTION')
        for (const write of writes) await carry(line, write)
        await line.query('COMMIT')
      } catch (error) {
        await line.query('ROLLBACK').catch(() => line.destroy())
        throw error
      }
    })
  }

  async function asBlock(writes: readonly Write[]): Promise<void> {
    trips += 1
    const params = writes.flatMap((write) => [...write.params])
    await onLine(pool, (line) => line.execute(blockOf(writes), params))
  }

  return {
    dialect,
    async all<Row>(text: string, params: readonly Param[] = []): Promise<Row[]> {
      trips += 1
      const [rows] = await whileAway(() => onLine(pool, (line) => line.execute(text, [...params])))
      answeredAt = performance.now()
      return rows as Row[]
    },
    async carryOut(writes) {
      const fitsBlock = dialect === 'mariadb' && writes.length <= blockLength && !writes.some((write) => write.isBulk)
      try {
        await (fitsBlock ? asBlock(writes) : oneByOne(writes))
        answeredAt = performance.now()
      } catch (error) {
        throw isConflict(error) ? new Conflict('somebody was faster', { cause: error }) : error
      }
    },
    roundTrips: () => trips,
    answeredAt: () => answeredAt,
  }
}

async function carry(line: PoolConnection, { sql, params, expect, isBulk }: Write): Promise<void> {
  const [done] = isBulk
    ? await line.query<ResultSetHeader>(sql, [...params])
    : await line.execute<ResultSetHeader>(sql, [...params])
  if (expect !== undefined && done.affectedRows !== expect) throw new Conflict(sql)
}

function blockOf(writes: readonly Write[]): string {
  const statements = writes.map(({ sql, expect }) =>
    expect === undefined
      ? `${sql};`
      : `${sql}; IF ROW_COUNT() <> ${expect} THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'guard'; END IF;`,
  )
  return `BEGIN NOT ATOMIC
DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
START TRANSACTION;
${statements.join('\n')}
COMMIT;
END`
}

function isConflict(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'errno' in error && conflicts.has(Number(error.errno))
}
