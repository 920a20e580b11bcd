/** How a story ends: with its value, or with every reason why not. */

/** The state of the world that stands in the way, with the facts needed to speak about it. */
export type Refusal = { readonly kind: string }

export type Refused<R extends Refusal> = { readonly ok: false; readonly refusals: readonly [R, ...R[]] }

/**
 * `{ ok: true, value }`, or `{ ok: false, refusals }` with the most important reason first.
 * A refusal is an expected answer, never an exception; it writes nothing.
 */
export type Result<T, R extends Refusal = never> = { readonly ok: true; readonly value: T } | Refused<R>

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value }
}

export function refuse<R extends Refusal>(first: R, ...others: R[]): Refused<R> {
  return { ok: false, refusals: [first, ...others] }
}

/** The first of the rules that says no comes first; `null` when none does. */
export function refusedBy<R extends Refusal>(verdicts: readonly (R | null)[]): Refused<R> | null {
  const [first, ...others] = verdicts.filter((verdict) => verdict !== null)
  return first ? refuse(first, ...others) : null
}
