/** What a story may touch. */
import type { Deed, DeedRecord } from '../domain/deed.js'
import type { Event } from '../domain/events.js'
import type { Id } from '../domain/ids.js'
import type { Rules } from '../domain/policy.js'
import type { Refusal, Result } from '../domain/result.js'
import type { Board } from './ports/board.js'
import type { Chat } from './ports/chat.js'
import type { Calendar, HouseRules } from './ports/house.js'
import type { Imports } from './ports/imports.js'
import type { Holds, Rentals } from './ports/lending.js'
import type { Letters } from './ports/letters.js'
import type { Librarians } from './ports/librarians.js'
import type { Links } from './ports/links.js'
import type { Members } from './ports/members.js'
import type { Deposits, Refunds, Wallets } from './ports/money.js'
import type { Notices } from './ports/notices.js'
import type { Remarks } from './ports/remarks.js'
import type { History, Leaving } from './ports/privacy.js'
import type { Catalogue, Shelf } from './ports/shelf.js'
import type { TitleIndex } from './ports/title-index.js'

/**
 * One story's hold on the store. Looking is done at once; what is to be written is only *named* (`add`, `write`, `close` …
 * return nothing) and is carried out after the story has said yes, all of it in one short transaction or none of it.
 *
 * Every write carries the condition it was decided on (a version, a state, a unique key). If another story got there
 * first, nothing is written and this one is told again from its first line, with fresh facts. A story therefore sees no
 * locks, and a refusal has nothing to undo.
 */
export type Tx = {
  /** The one `now` of this story. */
  readonly now: Date
  readonly rules: Rules
  newId<T extends Id<string>>(): T
  /** An unguessable word for an address. */
  newToken(): string
  /** A number from 0 up to, not including, `among`. */
  pick(among: number): number

  readonly members: Members
  readonly remarks: Remarks
  readonly links: Links
  readonly rentals: Rentals
  readonly holds: Holds
  readonly wallets: Wallets
  readonly deposits: Deposits
  readonly history: History
  readonly leaving: Leaving
  readonly refunds: Refunds
  readonly notices: Notices
  readonly letters: Letters
  readonly catalogue: Catalogue
  readonly imports: Imports
  readonly shelf: Shelf
  readonly titleIndex: TitleIndex
  readonly board: Board
  readonly chat: Chat
  readonly calendar: Calendar
  readonly houseRules: HouseRules
  readonly librarians: Librarians
  /** Writes the event, and one letter for every reaction that wants it. */
  emit(event: Event): void
  /** A line for the audit log, if somebody of the desk is doing this; otherwise nothing. */
  record(record: DeedRecord): void
}

/**
 * Tells the story, carries out what it named, and tells it again when somebody else was faster. With a `deed`, what it
 * recorded is written with it, and a story that wrote something has recorded something. A deed that is a command is done once:
 * told again it is not told, but ends as it did then; whatever its end was, it is remembered in the very same transaction.
 */
export type RunInTx = <T, R extends Refusal>(
  story: (tx: Tx) => Promise<Result<T, R>>,
  deed?: Deed,
) => Promise<Result<T, R>>
