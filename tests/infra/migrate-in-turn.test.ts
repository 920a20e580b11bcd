/** Processes that open a database at the same time: one migrates, the others wait for it, and nobody waits for the dead. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { createConnection, type Connection } from 'mysql2/promise'
import { migrateInTurn } from '../../src/infra/db/migrate-in-turn.js'
import { emptyDatabase, type TestDatabase } from '../support/empty-database.js'
import { until } from '../support/until.js'

describe('the turn to migrate', () => {
  let database: TestDatabase
  let doors: Connection[]
  beforeEach(async () => {
    database = await emptyDatabase('mariadb')
    doors = await Promise.all([1, 2, 3].map(() => createConnection(database.url)))
  })
  afterEach(async () => {
    for (const door of doors) await door.end()
    await database.drop()
  })
  const door = (number: number): Connection => {
    const found = doors[number - 1]
    if (!found) throw new Error(`there is no door ${number}`)
    return found
  }
  const turns = async () => (await door(3).query('SELECT holder, held_until FROM migration_turn'))[0]
  const nothing = () => Promise.resolve()

  /** Somebody who has the turn until told to be through. */
  async function inTheMiddle(leaseSeconds: number): Promise<{ through(): Promise<void> }> {
    let begun = false
    let goOn = (): void => undefined
    const migrating = migrateInTurn(
      door(1),
      () => {
        begun = true
        return new Promise<void>((resolve) => (goOn = resolve))
      },
      { waitSeconds: 1, leaseSeconds },
    )
    await until('the first one has the turn', () => begun)
    return {
      through() {
        goOn()
        return migrating
      },
    }
  }

  it('is one at a time, and everybody’s in the end', async () => {
    let inside = 0
    const most: number[] = []
    const migrate = async () => {
      most.push(++inside)
      await door(3).query('SELECT SLEEP(0.05)')
      inside -= 1
    }
    await Promise.all([1, 2].map((number) => migrateInTurn(door(number), migrate)))
    expect(most).toEqual([1, 1])
    expect(await turns()).toEqual([])
  })

  it('is waited for, and whoever waits too long is told', async () => {
    const first = await inTheMiddle(30)
    const tooLong = migrateInTurn(door(2), nothing, { waitSeconds: 0.3, leaseSeconds: 30 })
    await expect(tooLong).rejects.toThrow('another process has been migrating for 0.3 seconds')
    await first.through()
    await migrateInTurn(door(2), nothing, { waitSeconds: 0, leaseSeconds: 30 })
  })

  it('stays with whoever gives signs of life, however long it takes', async () => {
    const first = await inTheMiddle(1)
    const before = JSON.stringify(await turns())
    await until('there is a sign of life', async () => JSON.stringify(await turns()) !== before)
    const tooLong = migrateInTurn(door(2), nothing, { waitSeconds: 1.5, leaseSeconds: 1 })
    await expect(tooLong).rejects.toThrow('another process has been migrating')
    await first.through()
  })

  it('is free again when whoever had it is dead', async () => {
    await migrateInTurn(door(1), nothing)
    await door(1).query(`INSERT INTO migration_turn VALUES (1, 'dead', UTC_TIMESTAMP(3) + INTERVAL 1 SECOND)`)
    let migrated = 0
    await migrateInTurn(door(2), () => Promise.resolve(++migrated), { waitSeconds: 10, leaseSeconds: 1 })
    expect(migrated).toBe(1)
    expect(await turns()).toEqual([])
  })

  it('is given back when the migration fails, and the failure is told', async () => {
    await expect(migrateInTurn(door(1), () => Promise.reject(new Error('no such column')))).rejects.toThrow(
      'no such column',
    )
    expect(await turns()).toEqual([])
  })
})
