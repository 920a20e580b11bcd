/** Empty databases for one run, on a MariaDB of its own unless told otherwise. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createConnection } from 'mysql2/promise'
import { root } from '../src/root.js'

export type Databases = {
  /** What the server says about itself. */
  readonly mariadb: string
  readonly isPrivate: boolean
  mariadbUrl(name: string): Promise<string>
  sqliteUrl(name: string): string
  close(): Promise<void>
}

export async function openDatabases(givenUrl: string | null): Promise<Databases> {
  // a file's commit waits for the disk, as it does where it is used; the tests' server would move it into memory
  const folder = mkdtempSync(join(tmpdir(), 'chaekbang-bench-'))
  const server = givenUrl ? { url: givenUrl.replace(/\/$/, ''), stop: () => Promise.resolve() } : await privateMariadb()
  const door = await createConnection(server.url)
  const prefix = `bench_${randomBytes(4).toString('hex')}`
  const made: string[] = []
  // The tests' small server, given room for a catalogue and for a minute of commits.
  if (!givenUrl)
    for (const setting of ['innodb_buffer_pool_size = 2147483648', 'innodb_log_file_size = 536870912'])
      await door.query(`SET GLOBAL ${setting}`)
  const [rows] = await door.query('SELECT VERSION() AS version')
  return {
    mariadb: (rows as { version: string }[])[0]?.version ?? '',
    isPrivate: givenUrl === null,
    async mariadbUrl(name) {
      const database = `${prefix}_${name}`
      await door.query(`CREATE DATABASE ${database} CHARACTER SET utf8mb4`)
      made.push(database)
      return `${server.url}/${database}`
    },
    sqliteUrl: (name) => `sqlite:${join(folder, `${name}.db`)}`,
    async close() {
      for (const database of made) await door.query(`DROP DATABASE ${database}`)
      await door.end()
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

type Starter = { default(): Promise<void>; stopMariadb(): Promise<void> }

/** The one the tests start, with its data in memory where there is room: an fsync then costs next to nothing. */
async function privateMariadb(): Promise<{ url: string; stop(): Promise<void> }> {
  const starter = (await import(pathToFileURL(join(root, 'tests/support/start-mariadb.js')).href)) as Starter
  await starter.default()
  const url = process.env['TEST_MARIADB_URL']
  if (!url) throw new Error('MariaDB did not start')
  return { url, stop: () => starter.stopMariadb() }
}
