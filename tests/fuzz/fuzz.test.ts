/** A short run of `npm run fuzz`: nothing that is sent breaks the house, or changes anything in it without being let in. */
import { randomInt } from 'node:crypto'
import { describe, expect, it } from '@jest/globals'
import { engines } from '../support/empty-database.js'
import { fuzz } from './fuzz.js'
import { doors } from './options.js'

const count = 300

/** The first draws the same requests in every run, the second others each time; a failure names it. */
const seeds = { sqlite: 20_261_126, mariadb: randomInt(2 ** 31) } as const

describe.each(engines)('requests of all kinds on %s', (engine) => {
  const seed = seeds[engine]
  it(`drawn from seed ${seed} are answered soundly`, async () => {
    const { findings, sent } = await fuzz({ count, seed, engine, doors })
    expect({ seed, findings, sent }).toEqual({ seed, findings: [], sent: count })
  }, 60_000)
})
