/** Chance that can be had again: the same seed draws the same lots. */

export type Chance = {
  /** At least 0, less than 1. */
  draw(): number
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number
  pick<T>(among: readonly T[]): T | undefined
  /** Chance of its own, which draws the same whatever is drawn here. */
  branch(name: string): Chance
}

export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  // mulberry32
  const draw = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    draw,
    between: (least, most) => least + Math.floor(draw() * (most - least + 1)),
    pick: (among) => among[Math.floor(draw() * among.length)],
    branch: (name) => chanceOf([...name].reduce((sum, sign) => Math.imul(sum, 31) + sign.charCodeAt(0), seed)),
  }
}
