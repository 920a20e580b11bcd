/** Where the lists and forms of one page come from: the API, as that page asks it. */
import type { RaRecord } from 'react-admin'

export type ListAsked = {
  readonly limit: number
  /** The cursor of the page before; none for the first. */
  readonly after: string | undefined
  readonly filter: Readonly<Record<string, unknown>>
  /** As the API takes it: `dueOn`, `-dueOn`. */
  readonly sort: string
}

export type Shown = Readonly<Record<string, unknown>>
/** `version`: for the next edit; the list does not need it. */
export type OneShown = { readonly record: RaRecord; readonly version: string | null }

/** Each part only where the page has it. */
export type Source = {
  list?(asked: ListAsked): Promise<{ readonly items: readonly RaRecord[]; readonly next: string | null }>
  one?(id: string): Promise<OneShown>
  /** `seen`: the version it was changed from, for If-Match. */
  change?(id: string, change: Shown, seen: string): Promise<OneShown>
  add?(given: Shown, key: string): Promise<RaRecord>
  remove?(id: string, seen: string): Promise<void>
}
