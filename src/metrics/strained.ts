/** How the gate of lending and the breakers stand, looked up at each scrape. */
import { Counter, Gauge, type Registry } from 'prom-client'
import type { App } from '../app.js'

const states = { closed: 0, 'half-open': 1, open: 2 } as const

/** Answers how to look once more. */
export function strained(registry: Registry, app: App): () => void {
  const registers = [registry]
  const running = new Gauge({ name: 'lending_running', help: 'Members being answered by this process', registers })
  const queued = new Gauge({ name: 'lending_queued', help: 'Members waiting for a place', registers })
  const breakers = new Gauge({
    name: 'breaker_state',
    help: '0 closed, 1 half-open: one call tries, 2 open: nothing gets through',
    labelNames: ['name'],
    registers,
  })
  const turnedAway = new Counter({
    name: 'lending_turned_away_total',
    help: 'Members turned away by this process, by reason',
    labelNames: ['reason'],
    registers,
  })
  return () => {
    const { lending, outside } = app.strain()
    running.set(lending.running)
    queued.set(lending.waiting)
    turnedAway.reset()
    for (const [reason, count] of Object.entries(lending.turnedAway)) turnedAway.inc({ reason }, count)
    breakers.set({ name: 'lending' }, states[lending.breaker])
    for (const { place, breaker } of outside) breakers.set({ name: place }, states[breaker])
  }
}
