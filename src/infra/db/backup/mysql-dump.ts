/** A library on MariaDB or MySQL: written down by the database's own dump while members go on, looked through, and put back. */
import { createReadStream, createWriteStream } from 'node:fs'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise'
import { BackupError } from './backup-error.js'
import { startClient } from './mysql-client.js'

const dumpOptions = [
  // one moment for all tables, and no lock on any
  ...['--single-transaction', '--quick', '--skip-lock-tables', '--skip-add-locks'],
  ...['--hex-blob', '--default-character-set=utf8mb4', '--no-tablespaces', '--skip-triggers', '--no-autocommit'],
  // whatever is there already is never written over
  '--skip-add-drop-table',
]

export async function dumpMysql(url: string, to: string): Promise<void> {
  const { child, done } = startClient(['mariadb-dump', 'mysqldump'], url, dumpOptions)
  child.stdin.end()
  const whole = lookingThrough()
  await Promise.all([
    done(),
    pipeline(child.stdout, whole.stream, createGzip(), createWriteStream(to, { flags: 'wx', mode: 0o600 })),
  ])
  if (!whole.isWhole()) throw new BackupError('백업이 끝까지 적히지 않았어요.')
}

/** @throws a BackupError when it is not a library, or not all of one. */
export async function checkMysqlDump(dump: string): Promise<void> {
  const whole = lookingThrough()
  const isReadable = await pipeline(createReadStream(dump), createGunzip(), whole.stream.resume()).then(
    () => true,
    () => false,
  )
  if (!isReadable || !whole.isWhole())
    throw new BackupError(
      `${dump}: 파일이 잘렸거나 망가졌어요. 책방톡의 백업이 맞는지 봐 주세요. 아무것도 바꾸지 않았어요.`,
    )
}

/** `dump` has been checked. What could not be put back whole is taken out again. */
export async function restoreMysql(dump: string, url: string): Promise<void> {
  const door = await createConnection({ uri: url })
  try {
    const found = await tablesIn(door)
    if (found.length > 0)
      throw new BackupError(
        `데이터베이스가 비어 있지 않아요(표 ${found.length}개). 빈 데이터베이스에만 되살릴 수 있어요. 아무것도 바꾸지 않았어요.`,
      )
    const { child, done } = startClient(['mariadb', 'mysql'], url, ['--default-character-set=utf8mb4'])
    child.stdout.resume()
    try {
      // when the client ends early, its own words say why
      const fed = pipeline(createReadStream(dump), createGunzip(), child.stdin).catch(() => undefined)
      await Promise.all([done(), fed])
    } catch (error) {
      await empty(door)
      throw error
    }
  } finally {
    await door.end()
  }
}

async function tablesIn(door: Connection): Promise<string[]> {
  const [rows] = await door.query<RowDataPacket[]>(
    'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()',
  )
  return rows.map(({ name }) => String(name))
}

async function empty(door: Connection): Promise<void> {
  await door.query('SET FOREIGN_KEY_CHECKS = 0')
  for (const table of await tablesIn(door)) await door.query('DROP TABLE ??', [table])
}

/** Lets a dump through and remembers whether it is one of ours, and has come to its last line. */
function lookingThrough() {
  let end = ''
  let isOurs = false
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, pass) {
      const text = end + chunk.toString('latin1')
      isOurs ||= text.includes('CREATE TABLE `migrations`')
      end = text.slice(-200)
      pass(null, chunk)
    },
  })
  return { stream, isWhole: () => isOurs && /\n-- Dump completed[^\n]*\n*$/.test(end) }
}
