/** Who is let in, who waits a moment, and who is kindly turned away, so that whoever is in is served in time. */
import { AsyncResource } from 'node:async_hooks'
import { BrokenCircuitError, bulkhead, circuitBreaker, CircuitState, CountBreaker, handleWhen } from 'cockatiel'
import { awaitedUntil, TooLate } from '../../trail.js'
import { stateOf, type BreakerState } from './breaker-state.js'

/**
 * `full`: every place and every chair is taken. `own-turn`: this member has enough in hand while others wait. `waited`: no
 * place came free in time. `strained`: this process answers late already. `resting`: too much went wrong just now. None of
 * these has begun anything. `too-long`: it was begun and given up. `contended`: others kept being faster, nothing was written.
 * `outage`: the database was lost on the way. Of the last three and `too-long`, only what was being written at that moment can
 * have been done, and its key finds it.
 */
export const turnAways = [
  'full',
  'own-turn',
  'waited',
  'strained',
  'resting',
  'too-long',
  'contended',
  'outage',
] as const
export type TurnAway = (typeof turnAways)[number]

export type Admitted<T> =
  { readonly isServed: true; readonly value: T } | { readonly isServed: false; readonly reason: TurnAway }

export type LendingStrain = {
  readonly running: number
  readonly waiting: number
  /** Since this process began. */
  readonly turnedAway: Readonly<Record<TurnAway, number>>
  readonly breaker: BreakerState
}

export type GateOptions = {
  /** Places: so many are served at once. */
  readonly atOnce: number
  /** Chairs: so many may wait for a place. */
  readonly chairs: number
  /** How long somebody sits there, in milliseconds. */
  readonly waitMs: number
  /** Within so many milliseconds of coming, everybody has an answer. */
  readonly answerMs: number
  /** So many calls of one member may be in hand while others wait. */
  readonly each: number
  /** How long nobody is let in after too much went wrong, in milliseconds; then one tries whether all is well again. */
  readonly restMs: number
  /** Does this process answer late, whatever is asked of it? */
  readonly isStrained: () => boolean
  /** What an error says of the house; `null`: it is a fault in what was asked, or in us. */
  readonly kindOf: (error: unknown) => 'outage' | 'contended' | null
  readonly onOutage: (error: unknown) => void
}

/** Nobody is let in after half of the last calls were outages, and not less than five. */
const lastCalls = { size: 20, threshold: 0.49, minimumNumberOfCalls: 5 }

class TurnedAway extends Error {
  constructor(readonly reason: TurnAway) {
    super(reason)
  }
}

export function openLendingGate(options: GateOptions) {
  const { atOnce, chairs, waitMs, answerMs, each, restMs, isStrained, kindOf, onOutage } = options
  const room = bulkhead(atOnce, chairs)
  const breaker = circuitBreaker(
    handleWhen((error) => (error instanceof TurnedAway ? error.reason === 'too-long' : kindOf(error) === 'outage')),
    { halfOpenAfter: restMs, breaker: new CountBreaker(lastCalls) },
  )
  let restingUntil = 0
  breaker.onBreak(() => (restingUntil = Date.now() + restMs))
  const inHandOf = new Map<string, number>()
  const turnedAway = Object.fromEntries(turnAways.map((reason) => [reason, 0])) as Record<TurnAway, number>

  function away(reason: TurnAway): { isServed: false; reason: TurnAway } {
    turnedAway[reason] += 1
    return { isServed: false, reason }
  }

  function isResting(): boolean {
    const { state } = breaker
    return state === CircuitState.HalfOpen || (state === CircuitState.Open && Date.now() < restingUntil)
  }

  /** Why nobody at all can be let in just now; `null`: come in. */
  function closedBecause(): TurnAway | null {
    if (isResting()) return 'resting'
    if (isStrained()) return 'strained'
    return room.executionSlots === 0 && room.queueSlots === 0 ? 'full' : null
  }

  function take(who: string | null, calls: 1 | -1): void {
    if (who === null) return
    const left = (inHandOf.get(who) ?? 0) + calls
    if (left > 0) inHandOf.set(who, left)
    else inHandOf.delete(who)
  }

  /** Rejects as soon as nobody should wait any longer; what was not begun by then never is. */
  function seated<T>(who: string | null, work: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const waits = room.executionSlots === 0
      const goodbye = waits ? new AbortController() : null
      let hasBegun = false
      // whoever waits is called in by the one who leaves, and must not go on in that one's name
      const self = new AsyncResource('member')
      const timers: NodeJS.Timeout[] = []
      const leave = (reason: TurnAway) => {
        goodbye?.abort()
        reject(new TurnedAway(reason))
      }
      if (waits) timers.push(setTimeout(() => hasBegun || leave('waited'), waitMs))
      timers.push(setTimeout(() => leave('too-long'), answerMs))
      take(who, 1)
      room
        .execute(() => {
          hasBegun = true
          return self.runInAsyncScope(work)
        }, goodbye?.signal)
        .then(resolve, reject)
        .finally(() => {
          timers.forEach(clearTimeout)
          take(who, -1)
        })
    })
  }

  return {
    closedBecause,
    /** Counts somebody who was turned away before anybody asked who it is. */
    away,
    /** Serves `who` (`null`: nobody we could know again), or says why not. Throws what is neither outage nor contention. */
    async enter<T>(who: string | null, work: () => Promise<T>): Promise<Admitted<T>> {
      const closed = closedBecause()
      if (closed) return away(closed)
      if (who !== null && room.executionSlots === 0 && (inHandOf.get(who) ?? 0) >= each) return away('own-turn')
      const until = performance.now() + answerMs
      try {
        const value = await awaitedUntil(until, () => breaker.execute(() => seated(who, work)))
        return { isServed: true, value }
      } catch (error) {
        if (error instanceof TurnedAway) return away(error.reason)
        if (error instanceof TooLate) return away('too-long')
        if (error instanceof BrokenCircuitError) return away('resting')
        const kind = kindOf(error)
        if (kind === null) throw error
        if (kind === 'outage') onOutage(error)
        return away(kind)
      }
    },
    strain(): LendingStrain {
      return {
        running: atOnce - room.executionSlots,
        waiting: chairs - room.queueSlots,
        turnedAway,
        breaker: stateOf(breaker.state),
      }
    },
  }
}
