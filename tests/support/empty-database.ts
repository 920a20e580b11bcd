/** An empty database for a test, on each engine. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createConnection } from 'mysql2/promise'

export const engines = ['sqlite', 'mariadb'] as const
export type Engine = (typeof engines)[number]

export type TestDatabase = { readonly url: string; drop(): Promise<void> }

/** An empty database that nobody else uses. */
export async function emptyDatabase(engine: Engine): Promise<TestDatabase> {
  if (engine === 'sqlite') {
    const folder = mkdtempSync(join(tmpdir(), 'chaekbang-'))
    return {
      url: `sqlite:${join(folder, 'library.db')}`,
      drop: () => Promise.resolve(rmSync(folder, { recursive: true, force: true })),
    }
  }
  const server = process.env['TEST_MARIADB_URL']
  if (!server) throw new Error('TEST_MARIADB_URL is not set: the tests start MariaDB in tests/support/start-mariadb.js')
  const name = `library_${randomBytes(6).toString('hex')}`
  await ask(server, `CREATE DATABASE ${name}`)
  return { url: `${server}/${name}`, drop: () => ask(server, `DROP DATABASE ${name}`) }
}

async function ask(server: string, statement: string): Promise<void> {
  const connection = await createConnection(server)
  await connection.query(statement)
  await connection.end()
}
