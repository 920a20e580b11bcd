/** What Prometheus may ask of this process. */
import { setTimeout as pause } from 'node:timers/promises'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { App } from './app.js'

export type Metrics = {
  readonly contentType: string
  /** Everything as it is now. What the database does not say in good time is left out. */
  scrape(): Promise<string>
  /** One answered skill call. */
  answered(intent: string, outcome: string, ms: number): void
}

/** How long a scrape waits for the database. */
const patienceMs = 2_000

export function openMetrics(app: App): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const answers = new Histogram({
    name: 'skill_answer_seconds',
    help: 'Time from a skill call to its answer',
    labelNames: ['intent', 'outcome'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 4],
    registers,
  })
  const deliveries = new Histogram({
    name: 'letter_delivery_seconds',
    help: 'Time from an event to the delivery of its letter by this process',
    labelNames: ['reaction'],
    buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 15, 60, 600, 3_600],
    registers,
  })
  const gauge = (name: string, help: string) => new Gauge({ name, help, labelNames: ['reaction'], registers })
  const waiting = gauge('letters_waiting', 'Letters on their way, in the whole house')
  const parked = gauge('letters_parked', 'Letters given up on, in the whole house')
  const oldest = gauge('letters_oldest_seconds', 'Time since the oldest event whose letter waits, in the whole house')
  app.onDelivered((reaction, seconds) => deliveries.observe({ reaction }, seconds))

  async function countLetters(): Promise<void> {
    const look = app.views.lettersWaiting().catch(() => [])
    const counts = await Promise.race([look, pause(patienceMs, [], { ref: false })])
    for (const one of [waiting, parked, oldest]) one.reset()
    for (const { reaction, ...count } of counts) {
      waiting.set({ reaction }, count.waiting)
      parked.set({ reaction }, count.parked)
      oldest.set({ reaction }, count.oldestWaitingSeconds)
    }
  }

  return {
    contentType: registry.contentType,
    async scrape() {
      await countLetters()
      return registry.metrics()
    },
    answered: (intent, outcome, ms) => answers.observe({ intent, outcome }, ms / 1_000),
  }
}
