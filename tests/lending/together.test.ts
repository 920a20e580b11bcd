/** Three processes on one database, members, desk and clock in each other's way: everything ends where it belongs. */
import { describe, expect, it } from '@jest/globals'
import { openLog } from '../../src/log.js'
import { complaints } from '../support/audit.js'
import { crowd } from '../support/crowd.js'
import { engines } from '../support/empty-database.js'
import { emptyLibrary } from '../support/empty-library.js'
import { openLibrary } from '../support/library.js'
import { liveIn } from '../support/lives.js'

const [days, thingsADay] = [6, 12]

describe.each(engines)('together on %s', (engine) => {
  it(`for ${days} days with few copies and many who want them`, async () => {
    const database = await emptyLibrary(engine)
    const houses = []
    for (let n = 0; n < 3; n += 1) houses.push(await openLibrary(engine, { database }))
    const [library] = houses
    if (!library) throw new Error('no house is open')
    await crowd(library, 8, 60_000)
    for (let n = 1; n <= 5; n += 1) await library.book({ title: `같이 보는 책 ${n}`, copies: 1 + (n % 2) })
    const silent = openLog('silent')
    const lives = (await Promise.all(houses.map(({ app }) => liveIn(app, silent)))).flat()

    for (let day = 0; day < days; day += 1) {
      await Promise.all(
        lives.map(async (doSomething) => {
          for (let thing = 0; thing < thingsADay; thing += 1) await doSomething()
        }),
      )
      expect(await complaints(library)).toEqual([])
      for (const { clock } of houses) clock.advanceDays(2)
      await Promise.all(houses.map((house) => house.settle()))
      expect(await complaints(library)).toEqual([])
    }

    const events = await library.rows<{ type: string }>('SELECT DISTINCT type FROM events')
    expect(events.map(({ type }) => type)).toEqual(
      expect.arrayContaining([
        'BookRented',
        'BookReturned',
        'RentalRenewed',
        'HoldPlaced',
        'HoldReady',
        'HoldCancelled',
      ]),
    )
    expect(await library.rows(`SELECT id FROM letters WHERE state = 'parked'`)).toEqual([])
    for (const house of houses) await house.close()
    await database.drop()
  }, 120_000)
})
