/** Outside services that do not answer are left alone for a while, and never get more from us at once than they can take. */
import {
  BrokenCircuitError,
  bulkhead,
  BulkheadRejectedError,
  circuitBreaker,
  CountBreaker,
  handleWhen,
  wrap,
} from 'cockatiel'
import { OutsideError } from '../../usecases/gateways.js'
import { stateOf, type BreakerState } from './breaker-state.js'

export type OutsideBreaker = {
  readonly place: OutsideError['place']
  state(): BreakerState
  /** What `call` answers. An OutsideError that surely was not heard when the service is left alone, or has its hands full. */
  through<T>(call: () => Promise<T>): Promise<T>
}

const places = { atOnce: 32, chairs: 1_000 }
/** A service that does half of what it is asked is better than none. */
const lastCalls = { size: 10, threshold: 0.6, minimumNumberOfCalls: 5 }

/** A refusal is an answer, also of a wrong key: only a service that is down is left alone, for `restMs`. */
export function outsideBreaker(place: OutsideError['place'], restMs: number): OutsideBreaker {
  const breaker = circuitBreaker(
    handleWhen((error) => error instanceof OutsideError && error.isDown),
    { halfOpenAfter: restMs, breaker: new CountBreaker(lastCalls) },
  )
  const policy = wrap(bulkhead(places.atOnce, places.chairs), breaker)
  return {
    place,
    state: () => stateOf(breaker.state),
    async through(call) {
      try {
        return await policy.execute(call)
      } catch (error) {
        if (error instanceof BrokenCircuitError) throw new OutsideError(place, 'is left alone for a while', 'no', true)
        if (error instanceof BulkheadRejectedError) throw new OutsideError(place, 'has its hands full', 'no', true)
        throw error
      }
    },
  }
}
