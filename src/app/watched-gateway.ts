/** A way outside whose errands are timed, and counted by how they ended. */
import { OutsideError } from '../usecases/gateways.js'
import type { OutsideOutcome, Watch } from '../watch.js'

export function watchedGateway<G extends object>(place: OutsideError['place'], gateway: G, watch: Watch): G {
  const watched = Object.entries(gateway as Record<string, (...given: unknown[]) => unknown>).map(([errand, act]) => {
    const timed = (...given: unknown[]): unknown => {
      const startedAt = performance.now()
      const done = act(...given)
      if (!(done instanceof Promise)) return done
      const tell = (outcome: OutsideOutcome) =>
        watch.calledOutside({ place, errand, outcome, seconds: (performance.now() - startedAt) / 1_000 })
      return done.then(
        (answer: unknown) => {
          tell('ok')
          return answer
        },
        (error: unknown) => {
          tell(outcomeOf(error))
          throw error
        },
      )
    }
    return [errand, timed]
  })
  return Object.fromEntries(watched) as G
}

function outcomeOf(error: unknown): OutsideOutcome {
  if (!(error instanceof OutsideError)) return 'bug'
  if (error.heard === 'maybe') return 'lost'
  return error.isRetryable ? 'away' : 'refused'
}
