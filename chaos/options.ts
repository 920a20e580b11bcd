/** What was asked of this run. */
import { parseArgs } from 'node:util'
import { readSabotage, type Sabotage } from './sabotage.js'

const stores = ['mariadb', 'galera'] as const
export type StoreName = (typeof stores)[number]

export type ChaosOptions = {
  readonly stores: readonly StoreName[]
  /** Of storm, for each store; preparing and becoming quiet come on top. */
  readonly seconds: number
  readonly seed: number
  readonly sabotage: Sabotage | null
}

export function readOptions(args: readonly string[], now: Date): ChaosOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seconds: { type: 'string', default: '180' },
      store: { type: 'string' },
      seed: { type: 'string' },
      break: { type: 'string' },
    },
  })
  const seconds = Number(values.seconds)
  if (!Number.isInteger(seconds) || seconds < 10 || seconds > 3_600) throw new Error('--seconds takes 10 to 3600')
  const store = stores.find((name) => name === values.store)
  if (values.store !== undefined && !store) throw new Error(`--store takes ${stores.join(' or ')}`)
  const seed = values.seed === undefined ? now.getTime() % 1_000_000 : Number(values.seed)
  if (!Number.isInteger(seed)) throw new Error('--seed takes a whole number')
  return { stores: store ? [store] : stores, seconds, seed, sabotage: values.break ? readSabotage(values.break) : null }
}
