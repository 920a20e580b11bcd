/** Letters: events on their way to reactions. */
import type { Event } from '../../domain/events.js'
import type { EventId, LetterId } from '../../domain/ids.js'
import type { Instant } from '../../domain/time.js'
import type { Reaction } from '../reactions.js'

/** A letter in hand: an event on its way to one reaction. */
export type Letter = {
  readonly id: LetterId
  readonly reaction: Reaction
  readonly eventId: EventId
  readonly event: Event
  readonly happenedAt: Instant
  /** Since when it could have been delivered: from its event, or from when the house let it go (by day, sent again). */
  readonly waitsSince: Instant
  readonly attempts: number
}

/** waiting → delivered, or → parked after too many failures; and from both back to waiting when somebody asks for it. */
export type LetterState = 'waiting' | 'delivered' | 'parked'

export type Letters = {
  /** These letters have done their work. Only while they are still in the hands of `holder`. */
  delivered(letters: readonly Letter[], holder: string): void
  /** Try again at `dueAt`, because of `error`; nobody holds them any more, and those behind them need not be looked at before. */
  later(letters: readonly Letter[], holder: string, dueAt: Instant, error: string | null): void
  /** Given up on; stays visible and can be sent again. */
  park(letter: Letter, holder: string, error: string): void
  /** How the letter stands; `null` when there is none of this id. */
  stateOf(id: LetterId): Promise<LetterState | null>
  /** Which of these letters stand so. */
  standing(ids: readonly LetterId[], state: LetterState): Promise<LetterId[]>
  /** On their way again from now on, as if never tried; only while all of them stand so. The last error is kept until then. */
  again(ids: readonly LetterId[], from: 'parked' | 'delivered', dueAt: Instant): void
}
