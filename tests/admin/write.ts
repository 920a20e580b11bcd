/** A route that writes, as the audit log's test asks it: where, with what, and the line it leaves. */
import type { Ask, Caller } from '../support/librarian.js'
import type { Library } from '../support/library.js'

export type Write = {
  readonly path: string
  readonly by?: Caller
  readonly ask: Ask
  readonly line: { readonly action: string; readonly [fact: string]: unknown }
}

/** By the name of the route; each makes ready what it needs. */
export type Writes = Readonly<Record<string, () => Promise<Write>>>

export type AtDesk = { readonly library: () => Library; readonly boss: () => Caller }
