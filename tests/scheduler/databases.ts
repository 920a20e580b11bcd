/** Where do the scheduler's tests keep their jobs? In a database of their own, on each engine. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createConnection } from 'mysql2/promise'
import type { DataSource } from 'typeorm'
import { openDataSource } from '../../src/infra/db/data-source.js'

export const engines = ['SQLite', 'MariaDB'] as const

export interface Database {
  url: string
  dataSource: DataSource
  remove: () => Promise<void>
}

export function newDatabase(engine: (typeof engines)[number]): Promise<Database> {
  return engine === 'SQLite' ? newFile() : newSchema()
}

async function newFile(): Promise<Database> {
  const directory = await mkdtemp(join(tmpdir(), 'chaekbang-jobs-'))
  const url = `sqlite:${join(directory, 'jobs.db')}`
  const dataSource = await openDataSource(url)
  const remove = async () => {
    await dataSource.destroy()
    await rm(directory, { recursive: true })
  }
  return { url, dataSource, remove }
}

async function newSchema(): Promise<Database> {
  const server = process.env['TEST_MARIADB_URL'] ?? ''
  const name = `jobs_${process.pid}_${Math.random().toString(36).slice(2)}`
  await order(server, `CREATE DATABASE ${name}`)
  const url = `${server}/${name}`
  const dataSource = await openDataSource(url)
  const remove = async () => {
    await dataSource.destroy()
    await order(server, `DROP DATABASE ${name}`)
  }
  return { url, dataSource, remove }
}

async function order(server: string, sql: string): Promise<void> {
  const connection = await createConnection(server)
  await connection.query(sql)
  await connection.end()
}
