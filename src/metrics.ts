/** What Prometheus may ask of this process. */
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import type { App } from './app.js'
import { countedWatch } from './metrics/counted.js'
import { lookedUp } from './metrics/looked-up.js'
import type { Watch } from './watch.js'

export type Metrics = {
  readonly contentType: string
  readonly watch: Watch
  /** From now on a scrape says, too, how this house stands. */
  lookAt(app: App): void
  /** Everything as it is now. What the database does not say in good time is left out. */
  scrape(): Promise<string>
}

export function openMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const watch = countedWatch(registry)
  let look = (): Promise<void> => Promise.resolve()
  return {
    contentType: registry.contentType,
    watch,
    lookAt(app) {
      look = lookedUp(registry, app)
      timeLetters(registry, app)
    },
    async scrape() {
      await look()
      return registry.metrics()
    },
  }
}

function timeLetters(registry: Registry, app: App): void {
  const deliveries = new Histogram({
    name: 'letter_delivery_seconds',
    help: 'Time from an event to the delivery of its letter by this process',
    labelNames: ['reaction'],
    buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 15, 60, 600, 3_600],
    registers: [registry],
  })
  app.onDelivered((reaction, seconds) => deliveries.observe({ reaction }, seconds))
}
