/** How much the house takes on, and when it rests: read from the environment. */
import { z } from 'zod'

const count = (least: number, most: number) => z.coerce.number().int().min(least).max(most)

export const guardVariables = {
  LENDING_AT_ONCE: count(1, 1_000).default(32),
  LENDING_WAITING: count(0, 10_000).default(128),
  STRAINED_AFTER_MS: count(10, 60_000).default(200),
  OUTSIDE_REST_MS: count(1, 600_000).default(5_000),
}

export type Guards = {
  /** So many members are answered at once in this process. */
  readonly atOnce: number
  /** So many may wait a moment; the next ones are turned away. */
  readonly chairs: number
  /** Nobody new is let in while everything comes so much late. */
  readonly strainedAfterMs: number
  /** How long a service outside that is down is left alone. */
  readonly outsideRestMs: number
}

type Given = { readonly [Name in keyof typeof guardVariables]: number }

export function guardsOf(env: Given): Guards {
  return {
    atOnce: env.LENDING_AT_ONCE,
    chairs: env.LENDING_WAITING,
    strainedAfterMs: env.STRAINED_AFTER_MS,
    outsideRestMs: env.OUTSIDE_REST_MS,
  }
}
