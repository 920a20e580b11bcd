/** What was asked of this run: how many requests, drawn from which seed, on which database, to which doors. */
import { engines, type Engine } from '../support/empty-database.js'

export const doors = ['skills', 'desk', 'outside'] as const
export type Door = (typeof doors)[number]

export type FuzzOptions = {
  readonly count: number
  /** The same seed draws the same requests. */
  readonly seed: number
  readonly engine: Engine
  readonly doors: readonly Door[]
}

/** `--count N --seed N --engine sqlite|mariadb --door skills|desk|outside`; throws a sentence about what is not understood. */
export function readOptions(args: readonly string[], freshSeed: number): FuzzOptions {
  const given = new Map<string, string>()
  for (let at = 0; at < args.length; at += 2) {
    const [name = '', value] = [args[at]?.replace(/^--/, ''), args[at + 1]]
    if (!['count', 'seed', 'engine', 'door'].includes(name) || value === undefined)
      throw new Error(`not understood: ${args[at]}; there is --count N --seed N --engine sqlite|mariadb --door NAME`)
    given.set(name, value)
  }
  const number = (name: string, otherwise: number) => {
    const value = Number(given.get(name) ?? otherwise)
    if (!Number.isSafeInteger(value) || value < 0) throw new Error(`--${name}: must be a whole number`)
    return value
  }
  const oneOf = <Name extends string>(name: string, names: readonly Name[]): Name | undefined => {
    const value = given.get(name)
    const found = names.find((one) => one === value)
    if (value !== undefined && found === undefined) throw new Error(`--${name}: must be one of ${names.join(', ')}`)
    return found
  }
  const door = oneOf('door', doors)
  return {
    count: number('count', 100_000),
    seed: number('seed', freshSeed),
    engine: oneOf('engine', engines) ?? 'sqlite',
    doors: door ? [door] : doors,
  }
}
