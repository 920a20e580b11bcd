/** On SQLite a commit waits for the disk, but for what is done again when it is lost. */
import { expect, it } from '@jest/globals'
import { repeatable } from '../../src/trail.js'
import { openWay } from '../support/sqls.js'

const [NORMAL, FULL] = [1, 2]

it('what is told to somebody is on the disk before; what may be repeated goes there with it', async () => {
  const { sql, close } = await openWay('sqlite')
  const commit = () => sql.carryOut([{ sql: 'DELETE FROM letters', params: [] }])
  const synchronous = async () => (await sql.all<{ synchronous: number }>('PRAGMA synchronous'))[0]?.synchronous
  await commit()
  expect(await synchronous()).toBe(FULL)
  await repeatable(commit)
  expect(await synchronous()).toBe(NORMAL)
  await commit()
  expect(await synchronous()).toBe(FULL)
  await close()
})
