/** Two transactions that wait for each other: the database ends one of them, and that story is simply told again. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createConnection, type Connection } from 'mysql2/promise'
import { DataSource } from 'typeorm'
import { openSql } from '../../src/infra/db/open-sql.js'
import { rentBook } from '../../src/usecases/rent-book.js'
import { complaints } from '../support/audit.js'
import { balanceOf, member } from '../support/crowd.js'
import type { TestDatabase } from '../support/empty-database.js'
import { emptyLibrary } from '../support/empty-library.js'
import { openLibrary, type Library } from '../support/library.js'
import { storiesOn } from '../support/stories.js'
import { until } from '../support/until.js'

describe.each(['mariadb', 'mysql'] as const)('a deadlock the way of %s', (way) => {
  let database: TestDatabase
  let library: Library
  let dataSource: DataSource
  let other: Connection
  beforeAll(async () => {
    database = await emptyLibrary('mariadb')
    library = await openLibrary('mariadb', { database })
    dataSource = await new DataSource({ type: way, url: database.url }).initialize()
    other = await createConnection(database.url)
  })
  afterAll(async () => {
    await other.end()
    await dataSource.destroy()
    await library.close()
    await database.drop()
  })

  it('is survived: the rental is made when the other one is through', async () => {
    const { memberId } = await member(library, '막힌이', 3_000)
    const { bookId } = await library.book({ title: '서로 기다리는 책' })
    const { sql, runInTx } = storiesOn(dataSource, library.app.now, openSql(dataSource))
    expect(sql.dialect).toBe(way)

    await other.query('START TRANSACTION')
    // the one that has written less is the one that has to go
    for (let row = 0; row < 100; row += 1)
      await other.query('INSERT INTO settings VALUES (?, ?)', [randomUUID(), 'much to undo'])
    await other.query('UPDATE copies SET version = version + 1 WHERE book_id = ?', [bookId])

    let told = 0
    const story = runInTx((tx) => {
      told += 1
      return rentBook(tx, { memberId, bookId, commandKey: null })
    })
    await until('the story waits for the copy', async () => {
      const waiting = await library.rows(
        `SELECT id FROM information_schema.processlist
         WHERE db = DATABASE() AND id <> CONNECTION_ID()
           AND (state = 'Updating' AND info LIKE '%copies%' OR state = 'statistics' AND info LIKE 'UPDATE copies%')`,
      )
      return waiting.length === 1
    })
    await other.query('UPDATE wallets SET balance_won = balance_won WHERE member_id = ?', [memberId])
    await other.query('ROLLBACK')

    expect(await story).toMatchObject({ ok: true, value: { balanceWon: 2_000 } })
    expect(told).toBeGreaterThan(1)
    expect(await balanceOf(library, memberId)).toBe(2_000)
    expect(await complaints(library)).toEqual([])
  })
})
