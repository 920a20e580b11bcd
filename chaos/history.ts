/** What those outside have asked for and been told: all that a checker may hold the house to. */

/**
 * `ok`: it was done, says the house. `refused`: it was not, and will not be. `turned-away`: come again, nothing was begun.
 * `left-open`: come again, and see whether it has been done. `broken`: something went wrong, it may have been done. `silence`: no answer.
 */
export type Told = 'ok' | 'refused' | 'turned-away' | 'left-open' | 'broken' | 'silence'

export type Attempt = {
  readonly told: Told
  /** The house's own word for it. */
  readonly outcome: string
  /** When it was asked, in milliseconds of the wall clock, which everybody on the machine shares. */
  readonly at: number
  readonly ms: number
}

/** One wish with its key, however often it was said. */
export type Command = {
  readonly who: string
  /** As the house calls it: `rent`, `return`, `cash` … */
  readonly deed: string
  /** By which the house knows it again. */
  readonly key: string
  /** What it was about. */
  readonly about: Readonly<Record<string, string | number>>
  readonly attempts: Attempt[]
  /** What the house said came of it, when it said so. */
  result?: Readonly<Record<string, unknown>>
}

export type History = {
  readonly commands: readonly Command[]
  /** Answers that no house should give: breaches of Kakao's limits, and such. */
  readonly faults: readonly string[]
  /** Every question and every command, with what came of it. */
  readonly operations: ReadonlyMap<string, ReadonlyMap<Told, number>>
  begin(command: Omit<Command, 'attempts'>): Command
  fault(what: string): void
  count(kind: string, told: Told): void
}

export function openHistory(): History {
  const commands: Command[] = []
  const faults: string[] = []
  const operations = new Map<string, Map<Told, number>>()
  return {
    commands,
    faults,
    operations,
    begin(command) {
      const begun = { ...command, attempts: [] }
      commands.push(begun)
      return begun
    },
    fault: (what) => void faults.push(what),
    count(kind, told) {
      const counts = operations.get(kind) ?? new Map<Told, number>()
      operations.set(kind, counts.set(told, (counts.get(told) ?? 0) + 1))
    },
  }
}

export function wasAccepted({ attempts }: Command): boolean {
  return attempts.some(({ told }) => told === 'ok')
}

/** When it was first said that it is done, by the wall clock; `null`: it never was. */
export function acceptedAt({ attempts }: Command): number | null {
  const ends = attempts.filter(({ told }) => told === 'ok').map(({ at, ms }) => at + ms)
  return ends.length > 0 ? Math.min(...ends) : null
}

/** However often it was asked for, nothing of it was begun: so they all were told. */
export function wasTurnedAway({ attempts }: Command): boolean {
  const tellings = attempts.map(({ told }) => told)
  return tellings.includes('turned-away') && tellings.every((told) => told === 'turned-away' || told === 'refused')
}

/** Nobody said that it was done, and nobody left it open. */
export function wasRefused({ attempts }: Command): boolean {
  return attempts.length > 0 && attempts.every(({ told }) => told === 'refused')
}
