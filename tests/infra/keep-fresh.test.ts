/** Reading again and again: one at a time, until told to stop. */
import { expect, it } from '@jest/globals'
import { keepFresh } from '../../src/app/keep-fresh.js'
import { until } from '../support/until.js'

function reader(answer: () => Promise<unknown> = () => Promise.resolve()) {
  const seen = { begun: 0 }
  const refresh = () => {
    seen.begun += 1
    return answer()
  }
  return { seen, refresh }
}

it('reads again and again, and no more once stopped', async () => {
  const one = reader()
  const stopOne = keepFresh(one, 5)
  await until('it has read three times', () => one.seen.begun >= 3)
  await stopOne()
  const before = one.seen.begun
  const other = reader()
  const stopOther = keepFresh(other, 5)
  await until('another one has read five times meanwhile', () => other.seen.begun >= 5)
  await stopOther()
  expect(one.seen.begun).toBe(before)
})

it('begins no reading while one is under way, and is stopped when that is over', async () => {
  let answer = () => {}
  const slow = reader(() => new Promise<void>((resolve) => (answer = resolve)))
  const stopSlow = keepFresh(slow, 5)
  const quick = reader()
  const stopQuick = keepFresh(quick, 5)
  await until('others have read five times meanwhile', () => slow.seen.begun > 0 && quick.seen.begun >= 5)
  expect(slow.seen.begun).toBe(1)

  let isStopped = false
  const stopped = stopSlow().then(() => (isStopped = true))
  await stopQuick()
  expect(isStopped).toBe(false)
  answer()
  await stopped
  expect(slow.seen.begun).toBe(1)
})
