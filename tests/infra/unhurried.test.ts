/** Heavy work of the desk leaves room for members. */
import { setImmediate as turn } from 'node:timers/promises'
import { expect, it } from '@jest/globals'
import { unhurried } from '../../src/unhurried.js'

function busyFor(ms: number): void {
  for (const until = performance.now() + ms; performance.now() < until;);
}

it('rests as long as a piece of it took, and others have their turn meanwhile', async () => {
  const startedAt = performance.now()
  let isResting = true
  let turns = 0
  const others = (async () => {
    for (; isResting; turns += 1) await turn()
  })()
  const piece = unhurried(async () => {
    busyFor(40)
    return 'done'
  })
  expect(await piece).toBe('done')
  isResting = false
  await others
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(79)
  expect(turns).toBeGreaterThan(3)
})

it('says at once what went wrong', async () => {
  await expect(unhurried(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
})
