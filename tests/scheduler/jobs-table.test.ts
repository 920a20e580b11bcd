/** Is the table of jobs what the code believes, before and after its migration? */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { AgendaJobs1732200000002 } from '../../src/infra/db/migrations/0002-agenda-jobs.js'
import { type Database, engines, newDatabase } from './databases.js'

describe.each(engines)('the table of jobs on %s', (engine) => {
  let database: Database
  beforeAll(async () => {
    database = await newDatabase(engine)
  })
  afterAll(() => database.remove())

  const drift = async () => {
    const { upQueries } = await database.dataSource.driver.createSchemaBuilder().log()
    return upQueries.map(({ query }) => query).filter((query) => query.includes('agenda_jobs'))
  }

  it('is as the migration leaves it', async () => {
    expect(await drift()).toEqual([])
  })

  it('goes and comes again', async () => {
    const { dataSource } = database
    const migration = new AgendaJobs1732200000002()
    const queryRunner = dataSource.createQueryRunner()
    await migration.down(queryRunner)
    expect(await queryRunner.hasTable('agenda_jobs')).toBe(false)
    await migration.up(queryRunner)
    await queryRunner.release()
    expect(await drift()).toEqual([])
  })
})
