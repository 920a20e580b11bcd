/** What a checker has before it: the store, what those outside were told, and what Kakao and KakaoPay have in their books. */
import type { History } from '../history.js'
import type { Outside } from '../outside.js'
import type { Rows } from '../quiet.js'

export type Evidence = {
  /** How long one of the house's processes was stopped at most, in milliseconds. */
  readonly longestPauseMs: number
  readonly rows: Rows
  readonly history: History
  readonly outside: Pick<Outside, 'simulator'>
  /** Names and user keys of everybody who chats or is written to. */
  readonly people: readonly { readonly name: string; readonly userKey: string }[]
}

/** How often each of them stands there. */
export function countBy<Row>(rows: readonly Row[], of: (row: Row) => string | null): Map<string, number> {
  const counts = new Map<string, number>()
  for (const row of rows) {
    const key = of(row)
    if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}
