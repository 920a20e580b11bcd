/** An empty library for a test: all its tables and nothing in them, migrated once a run and copied from then on. */
import { randomUUID } from 'node:crypto'
import { copyFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createConnection, type RowDataPacket } from 'mysql2/promise'
import { format } from 'mysql2'
import { openDataSource } from '../../src/infra/db/data-source.js'
import { emptyDatabase, type Engine, type TestDatabase } from './empty-database.js'

/** A database that nobody else uses. Outside of jest it is bare, and whoever opens it first migrates it. */
export async function emptyLibrary(engine: Engine): Promise<TestDatabase> {
  const database = await emptyDatabase(engine)
  const folder = process.env['TEST_MODELS']
  if (folder) await fill[engine](database.url, folder)
  return database
}

const fill: Readonly<Record<Engine, (url: string, folder: string) => Promise<void>>> = {
  async sqlite(url, folder) {
    const model = await modelIn(folder, 'library.db', async (file) => {
      await (await openDataSource(`sqlite:${file}`)).destroy()
    })
    copyFileSync(model, url.slice('sqlite:'.length))
  },
  async mariadb(url, folder) {
    const model = await modelIn(folder, 'library.sql', async (file) => {
      const migrated = await emptyDatabase('mariadb')
      await (await openDataSource(migrated.url)).destroy()
      writeFileSync(file, (await statementsFor(migrated.url)).join(';\n'))
      await migrated.drop()
    })
    const connection = await createConnection({ uri: url, multipleStatements: true })
    await connection.query(readFileSync(model, 'utf8'))
    await connection.end()
  },
}

/** Whoever comes first makes it; two who come at once make the same. */
async function modelIn(folder: string, name: string, make: (file: string) => Promise<void>): Promise<string> {
  const model = join(folder, name)
  if (existsSync(model)) return model
  const draft = join(folder, `${randomUUID()}-${name}`)
  await make(draft)
  renameSync(draft, model)
  return model
}

/** What makes the tables of that database anew, and the rows that are in them. */
export async function statementsFor(url: string): Promise<string[]> {
  const connection = await createConnection(url)
  const ask = async (text: string) => (await connection.query<RowDataPacket[]>(text))[0]
  const statements: string[] = []
  for (const row of await ask('SHOW TABLES')) {
    const name = String(Object.values(row)[0])
    statements.push(...(await ask(`SHOW CREATE TABLE ${name}`)).map((table) => String(table['Create Table'])))
    const rows = (await ask(`SELECT * FROM ${name}`)).map((one) => Object.values(one) as string[])
    if (rows.length > 0) statements.push(format('INSERT INTO ?? VALUES ?', [name, rows]))
  }
  await connection.end()
  return statements
}
