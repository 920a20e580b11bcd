/** How a circuit breaker stands, in words. */
import { CircuitState } from 'cockatiel'

/** `open`: nothing gets through. `half-open`: one call tries whether all is well again. */
export type BreakerState = 'closed' | 'half-open' | 'open'

export function stateOf(state: CircuitState): BreakerState {
  if (state === CircuitState.Closed) return 'closed'
  return state === CircuitState.HalfOpen ? 'half-open' : 'open'
}
