/** A sheet is worked through to its end, page by page, whatever happens to single rows. */
import { describe, expect, it } from '@jest/globals'
import { openLog } from '../../src/log.js'
import { workThrough } from '../../src/scheduler/work-through.js'

const log = openLog('silent')

/** A sheet of so many rows, of which those in `bad` go wrong; what was done is written down. */
function sheetOf(count: number, bad: readonly number[] = []) {
  const done: number[] = []
  const pages: (number | null)[] = []
  return {
    done,
    pages,
    name: 'numbers',
    page: (after: number | null, limit: number) => {
      pages.push(after)
      const from = (after ?? 0) + 1
      return Promise.resolve(Array.from({ length: Math.max(0, Math.min(limit, count - from + 1)) }, (_, n) => from + n))
    },
    story: (row: number) => {
      if (bad.includes(row)) return Promise.reject(new Error(`row ${row}`))
      done.push(row)
      return Promise.resolve()
    },
  }
}

describe('a sheet', () => {
  it.each([0, 1, 7, 8, 9, 1_999, 2_000, 2_001, 4_000, 5_950])(
    'of %d rows is done once each, in order',
    async (count) => {
      const sheet = sheetOf(count)
      expect(await workThrough(sheet, log)).toEqual({ rows: count, failed: 0 })
      expect(sheet.done).toEqual(Array.from({ length: count }, (_, n) => n + 1))
    },
  )

  it('goes on after rows that go wrong, also the last of a page, and counts them', async () => {
    const bad = [1, 77, 2_000, 2_001, 4_000, 4_001]
    const sheet = sheetOf(4_001, bad)
    expect(await workThrough(sheet, log)).toEqual({ rows: 4_001, failed: bad.length })
    expect(sheet.done).toHaveLength(4_001 - bad.length)
    expect(sheet.pages).toEqual([null, 2_000, 4_000])
  })

  it('of which nothing goes right still comes to its end', async () => {
    const all = Array.from({ length: 300 }, (_, n) => n + 1)
    expect(await workThrough(sheetOf(300, all), log)).toEqual({ rows: 300, failed: 300 })
  })

  it('has a few stories under way at once, and no more', async () => {
    let underWay = 0
    let most = 0
    const sheet = sheetOf(50)
    const story = async () => {
      most = Math.max(most, ++underWay)
      await new Promise((go) => setImmediate(go))
      underWay -= 1
    }
    await workThrough({ ...sheet, story }, log)
    expect(most).toBe(8)
  })
})
