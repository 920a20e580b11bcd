/** What is under way, drawn as spans of a trace by whoever collects them. Nobody is told who it is done for, or with which values. */

/** Of short lists, ids and statements of our own; never from people. */
export type Facts = Readonly<Record<string, string | number | readonly string[]>>

/** `served`: somebody waits for our answer. `called`: we wait for somebody else's. `done`: our own work. */
export type SpanKind = 'served' | 'called' | 'done'

export type SpanBegin = {
  readonly kind: SpanKind
  readonly facts?: Facts
}

export type Span = {
  /** As lines of the log name them. */
  readonly ids: { readonly trace_id: string; readonly span_id: string }
  /** A part of it. `seconds`: it has taken so long and is over already, but for its `end`. */
  part(name: string, about: SpanBegin & { readonly seconds?: number }): Span
  rename(name: string): void
  /** What has become known meanwhile. */
  note(facts: Facts): void
  /** Something in it that took no time of its own. */
  happened(name: string, facts: Facts): void
  /** It came to nothing. `type`: the name of the error, never its message: messages quote values. */
  failed(type: string): void
  end(): void
}

export type Traces = {
  /** A trace of its own. `after`: a `traceparent` of whoever caused it, which is linked to. `null`: this one is left out. */
  begin(name: string, about: SpanBegin & { readonly after?: string | undefined }): Span | null
  /** Sends what is over, for so long at most. Never fails. */
  close(patienceMs: number): Promise<void>
}

/** What may be said of an error. */
export function errorType(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}
