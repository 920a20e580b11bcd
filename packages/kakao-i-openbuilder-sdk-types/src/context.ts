// What is a dialogue context on the way in and on the way out?

/** A live context as a skill receives it. Lower-case `lifespan` was observed; `lifeSpan` is tolerated. */
export interface IncomingContext {
  name: string
  /** Remaining turns (exact counting unconfirmed). */
  lifespan?: number
  lifeSpan?: number
  /** Presumably seconds. */
  ttl?: number
  params?: Record<string, string | { value: string; resolvedValue?: string }>
}

/** A change to an output context that the block declares. */
export interface OutContext {
  name: string
  /** Turns to live, a whole number; 0 deletes the context. Note the spelling, unlike the incoming one. */
  lifeSpan: number
  /** Presumably seconds: in the official example, absent from its table. */
  ttl?: number
  /** Text only: turn everything else into text. */
  params?: Record<string, string>
}
