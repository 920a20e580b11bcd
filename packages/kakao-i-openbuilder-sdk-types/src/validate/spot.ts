// Where in the response is the validator, and where do its findings go?
import type { Breach, BreachRule } from './breach.js'

/** A place in the response, and the list that all its breaches join. */
export interface Spot {
  readonly path: string
  readonly breaches: Breach[]
}

export const under = (spot: Spot, key: string): Spot => ({
  path: spot.path === '' ? key : `${spot.path}.${key}`,
  breaches: spot.breaches,
})

export const nth = (spot: Spot, index: number): Spot => ({ path: `${spot.path}[${index}]`, breaches: spot.breaches })

export const report = (spot: Spot, rule: BreachRule, message: string): void => {
  spot.breaches.push({ path: spot.path, rule, message })
}
