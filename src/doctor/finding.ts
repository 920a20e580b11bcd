/** What was looked at, how it stands, and what to do about it. */
export type Finding = {
  /** `later`: works without it, and something is missing. `by-hand`: only a person can see it. */
  readonly state: 'well' | 'wrong' | 'later' | 'by-hand'
  readonly what: string
  readonly todo?: string
}

export const well = (what: string): Finding => ({ state: 'well', what })
export const wrong = (what: string, todo: string): Finding => ({ state: 'wrong', what, todo })
export const later = (what: string, todo: string): Finding => ({ state: 'later', what, todo })
export const byHand = (what: string, todo: string): Finding => ({ state: 'by-hand', what, todo })

const marks = { well: '✓', wrong: '✗', later: '·', 'by-hand': '?' } as const

/** A line, and under it the next step. */
export function sayFinding({ state, what, todo }: Finding): string {
  return `${marks[state]} ${what}${todo === undefined ? '' : `\n    → ${todo}`}`
}
