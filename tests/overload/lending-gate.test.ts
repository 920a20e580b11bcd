/** The gate by itself: who is let in, who waits, who is turned away, and when it rests. */
import { describe, expect, it } from '@jest/globals'
import { isAwaited, isTooLate, onTrail, trailSoFar } from '../../src/trail.js'
import { openLendingGate, type GateOptions } from '../../src/infra/resilience/lending-gate.js'
import { until } from '../support/until.js'

class Away extends Error {}

function gate(options: Partial<GateOptions> = {}) {
  return openLendingGate({
    ...{ atOnce: 1, chairs: 2, waitMs: 60_000, answerMs: 60_000, each: 2, restMs: 60_000 },
    isStrained: () => false,
    kindOf: (error) => (error instanceof Away ? 'outage' : null),
    onOutage: () => undefined,
    ...options,
  })
}

/** Something that goes on until it is told to end. */
function errand() {
  let hasBegun = false
  let end!: (said: string) => void
  const over = new Promise<string>((resolve) => (end = resolve))
  return {
    hasBegun: () => hasBegun,
    end: (said = 'done') => end(said),
    work: () => {
      hasBegun = true
      return over
    },
  }
}

const away = (reason: string) => ({ isServed: false, reason })
const quick = () => Promise.resolve('done')
const lost = () => Promise.reject(new Away())

describe('the gate of lending', () => {
  it('serves as many at once as there are places, lets some wait, and turns the next away at once', async () => {
    const lending = gate()
    const [first, second, third] = [errand(), errand(), errand()]
    const served = [lending.enter('a', first.work), lending.enter('b', second.work), lending.enter('c', third.work)]
    expect(lending.strain()).toMatchObject({ running: 1, waiting: 2 })
    expect(lending.closedBecause()).toBe('full')
    expect(await lending.enter('d', quick)).toEqual(away('full'))
    expect(second.hasBegun()).toBe(false)
    for (const one of [first, second, third]) one.end()
    expect(await Promise.all(served)).toEqual(served.map(() => ({ isServed: true, value: 'done' })))
    expect(lending.closedBecause()).toBeNull()
    expect(lending.strain()).toMatchObject({ running: 0, waiting: 0, turnedAway: { full: 1, waited: 0 } })
  })

  it('never begins what it turned away after waiting', async () => {
    const lending = gate({ waitMs: 20 })
    const [first, second] = [errand(), errand()]
    const held = lending.enter('a', first.work)
    expect(await lending.enter('b', second.work)).toEqual(away('waited'))
    first.end()
    await held
    await until('the place is free again', () => lending.strain().running === 0 && lending.strain().waiting === 0)
    expect(second.hasBegun()).toBe(false)
  })

  it('serves who has waited in their own name and within their own time, not in those of whoever went before', async () => {
    const lending = gate({ answerMs: 1_500, chairs: 10 })
    const first = errand()
    const names: unknown[] = []
    const enter = (name: string, work: () => Promise<unknown>) =>
      onTrail({ member: name }, () =>
        lending.enter(name, async () => {
          names.push(trailSoFar().member)
          await work()
          return isTooLate()
        }),
      )
    const startedAt = performance.now()
    const before = enter('a', first.work)
    await until('its time is nearly up', () => performance.now() - startedAt > 1_000)
    const waited = enter('b', () => until('the time of the first is up', () => performance.now() - startedAt > 1_600))
    first.end()
    expect(await before).toEqual({ isServed: true, value: false })
    expect(await waited).toEqual({ isServed: true, value: false })
    expect(names).toEqual(['a', 'b'])
  })

  it('lets one tapper have no more than a share while others wait', async () => {
    const lending = gate({ chairs: 10 })
    const first = errand()
    const held = [lending.enter('tapper', first.work), lending.enter('tapper', quick)]
    expect(await lending.enter('tapper', quick)).toEqual(away('own-turn'))
    const other = lending.enter('other', quick)
    first.end()
    expect(await other).toEqual({ isServed: true, value: 'done' })
    await Promise.all(held)
    expect(await lending.enter('tapper', quick)).toEqual({ isServed: true, value: 'done' })
  })

  it('asks nobody to take turns while there is room', async () => {
    const lending = gate({ atOnce: 5, each: 1 })
    const calls = await Promise.all([1, 2, 3, 4].map(() => lending.enter('tapper', quick)))
    expect(calls.every(({ isServed }) => isServed)).toBe(true)
  })

  it('answers in time what takes too long, tells what goes on that nobody waits, and keeps its place until it ends', async () => {
    const lending = gate({ answerMs: 20, chairs: 0 })
    const slow = errand()
    let isLateInside: boolean | null = null
    let overAt = Infinity
    const answered = await lending.enter('a', async () => {
      expect(isAwaited()).toBe(true)
      overAt = performance.now() + 20
      await slow.work()
      isLateInside = isTooLate()
      return 'late'
    })
    expect(answered).toEqual(away('too-long'))
    expect(await lending.enter('b', quick)).toEqual(away('full'))
    // a timer may be early by a part of a millisecond
    await until('its time is over', () => performance.now() >= overAt, { everyMs: 1 })
    slow.end()
    await until('the slow one is over', () => isLateInside !== null)
    expect(isLateInside).toBe(true)
    await until('its place is free', () => lending.strain().running === 0)
  })

  it('rests after outages, lets a single call try, and opens again when that goes well', async () => {
    const told: unknown[] = []
    const lending = gate({ restMs: 50, atOnce: 10, onOutage: (error) => told.push(error) })
    for (let call = 1; call <= 5; call += 1) expect(await lending.enter('a', lost)).toEqual(away('outage'))
    expect(told).toHaveLength(5)
    expect(lending.strain().breaker).toBe('open')
    expect(await lending.enter('a', quick)).toEqual(away('resting'))

    await until('it has rested', () => lending.closedBecause() === null)
    expect(await lending.enter('a', lost)).toEqual(away('outage'))
    expect(lending.closedBecause()).toBe('resting')

    await until('it has rested again', () => lending.closedBecause() === null)
    const trial = errand()
    const tried = lending.enter('a', trial.work)
    expect(lending.strain().breaker).toBe('half-open')
    expect(await lending.enter('b', quick)).toEqual(away('resting'))
    trial.end()
    expect(await tried).toEqual({ isServed: true, value: 'done' })
    expect(await lending.enter('b', quick)).toEqual({ isServed: true, value: 'done' })
    expect(lending.strain().breaker).toBe('closed')
  })

  it('does not rest because of faults of ours or of what was asked', async () => {
    const lending = gate()
    const fault = new TypeError('a bug')
    for (let call = 1; call <= 30; call += 1)
      await expect(lending.enter('a', () => Promise.reject(fault))).rejects.toBe(fault)
    expect(await lending.enter('a', quick)).toEqual({ isServed: true, value: 'done' })
  })

  it('lets nobody in while the process answers late', async () => {
    let isStrained = true
    const lending = gate({ isStrained: () => isStrained })
    expect(lending.closedBecause()).toBe('strained')
    expect(await lending.enter('a', quick)).toEqual(away('strained'))
    isStrained = false
    expect(await lending.enter('a', quick)).toEqual({ isServed: true, value: 'done' })
  })
})
