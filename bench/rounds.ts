/** Contenders take turns, so that whatever else the machine does meets all of them alike. */
export type Contender = {
  readonly name: string
  /** One round; how much was done in a second. Rounds count from 0, the warm-ups first. */
  run(round: number): Promise<number>
}

/** What each contender reached, round by round, without the warm-ups. Who begins changes with every round. */
export async function takeTurns(
  contenders: readonly Contender[],
  warmUps: number,
  rounds: number,
): Promise<Map<string, number[]>> {
  const reached = new Map(contenders.map(({ name }): [string, number[]] => [name, []]))
  for (let round = 0; round < warmUps + rounds; round += 1) {
    const first = round % contenders.length
    for (const contender of [...contenders.slice(first), ...contenders.slice(0, first)]) {
      const rate = await contender.run(round)
      if (round >= warmUps) reached.get(contender.name)?.push(rate)
    }
  }
  return reached
}

export type Spread = { readonly min: number; readonly median: number; readonly max: number }

export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b)
  return { min: sorted[0] ?? NaN, median: quantile(sorted, 0.5), max: sorted.at(-1) ?? NaN }
}

/** `values` in ascending order. */
export function quantile(values: readonly number[], part: number): number {
  const at = (values.length - 1) * part
  const below = values[Math.floor(at)] ?? NaN
  const above = values[Math.ceil(at)] ?? NaN
  return below + (above - below) * (at - Math.floor(at))
}

/** Round by round, so that a slow minute divides out. */
export function ratios(one: readonly number[], other: readonly number[]): number[] {
  return one.map((value, round) => value / (other[round] ?? NaN))
}
