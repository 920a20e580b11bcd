/** What a story may touch. */
import type { Book } from '../domain/book.js'
import type { Deposit } from '../domain/deposit.js'
import type { BookFacts, CopyFacts, Event } from '../domain/events.js'
import type { BookId, CopyId, DepositId, Id, LetterId, MemberId, NoticeId, RentalId, UserKey } from '../domain/ids.js'
import type { Member } from '../domain/member.js'
import type { LedgerLine, Wallet } from '../domain/money.js'
import type { Notice, OverdueItem } from '../domain/notice.js'
import type { Policy } from '../domain/policy.js'
import type { Rental, RentFacts, ReturnFacts } from '../domain/rental.js'
import type { Refusal, Result } from '../domain/result.js'
import type { Day, Instant } from '../domain/time.js'
import type { Reaction } from './reactions.js'

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
  readonly policy: Policy
  newId<T extends Id<string>>(): T
  /** An unguessable word for an address. */
  newToken(): string
  /** A number from 0 up to, not including, `among`. */
  pick(among: number): number

  readonly members: Members
  readonly rentals: Rentals
  readonly wallets: Wallets
  readonly deposits: Deposits
  readonly notices: Notices
  readonly letters: Letters
  readonly catalogue: Catalogue
  readonly shelf: Shelf
  readonly chat: Chat
  /** Writes the event, and one letter for every reaction that wants it. */
  emit(event: Event): void
}

export type Members = {
  /** Who this chat user already is, and whether the number is somebody else's: in one look, since one may join in between two. */
  alike(userKey: UserKey, phone: string): Promise<{ known: { name: string } | null; phoneIsTaken: boolean }>
  userKeyOf(id: MemberId): Promise<UserKey | null>
  /** Adds the member with an empty wallet. */
  add(member: Member): void
}

export type Rentals = {
  /** Everything `decideRent` needs, and the rental this very command has already made, in one look. */
  factsFor(
    memberId: MemberId,
    bookId: BookId,
    commandKey: string | null,
  ): Promise<(RentFacts & { made: Rental | null }) | null>
  byId(rentalId: RentalId): Promise<ReturnFacts | null>
  /** The rental begins and its copy leaves the shelf; only while the copy stands there and the title costs that fee. */
  add(rental: Rental): void
  /** The rental ends and its copy is back on the shelf. */
  close(rental: Rental, returnKey: string | null): void
  /** Open rentals past their due day for which no notice of this step was made. */
  lateWithoutNotice(memberId: MemberId, today: Day, step: number): Promise<OverdueItem[]>
  /** Which of these rentals are still open with that same due day. */
  stillOpen(items: readonly OverdueItem[]): Promise<OverdueItem[]>
}

export type Wallets = {
  of(memberId: MemberId): Promise<Wallet | null>
  /** Writes the line and the balance after it; only on the version of the wallet it was reckoned from. */
  write(line: LedgerLine): void
}

export type Deposits = {
  byToken(pageToken: string): Promise<Deposit | null>
  byId(id: DepositId): Promise<Deposit | null>
  byCommand(commandKey: string): Promise<Deposit | null>
  add(deposit: Deposit): void
  /** Writes the deposit as it is now; only on the version before. */
  change(deposit: Deposit): void
}

export type Notices = {
  byId(id: NoticeId): Promise<Notice | null>
  add(notice: Notice): void
  /** One notice per rental, due day and step, ever: the second is refused by the store. */
  addItems(noticeId: NoticeId, items: readonly OverdueItem[], step: number): void
  change(notice: Notice): void
}

/** A letter in hand: an event on its way to one reaction. */
export type Letter = {
  readonly id: LetterId
  readonly reaction: Reaction
  readonly event: Event
  readonly attempts: number
}

export type Letters = {
  /** These letters have done their work. Only while they are still in the hands of `holder`. */
  delivered(letters: readonly Letter[], holder: string): void
  /** Try again at `dueAt`, because of `error`; nobody holds them any more. */
  later(letters: readonly Letter[], holder: string, dueAt: Instant, error: string | null): void
  /** Given up on; stays visible and can be sent again. */
  park(letter: Letter, holder: string, error: string): void
}

/** The desk's own tables. No story of lending, membership or points touches them. */
export type Catalogue = {
  known(bookKeys: readonly string[]): Promise<Map<string, { book: Book; copies: number; lastCopyNo: number }>>
  lastBookNo(): Promise<number>
  addBooks(books: readonly Book[]): void
  addCopies(copies: readonly (CopyFacts & { bookId: BookId })[]): void
}

export type KnownTitle = { readonly version: number; readonly searchText: string }

export type PutTitle = {
  readonly bookId: BookId
  readonly version: number
  readonly book: BookFacts
  readonly feeWon: number
  /** `null` for a title lending has not heard of. */
  readonly foundBefore: KnownTitle | null
}

/** Lending's own picture of what can be rented, fed by the catalogue's events only. */
export type Shelf = {
  /** The titles lending already knows: in which version, and under which text they are found. */
  known(bookIds: readonly BookId[]): Promise<Map<BookId, KnownTitle>>
  /** Puts new titles, and known ones over what was found before; only while that is still what stands there. */
  put(titles: readonly PutTitle[]): void
  remove(bookId: BookId, version: number): void
  putCopies(copies: readonly { copyId: CopyId; bookId: BookId; copyNo: number; version: number }[]): void
  withdrawCopy(copyId: CopyId, bookId: BookId, copyNo: number, version: number): void
}

/** A search whose order is frozen, so that its pages neither repeat nor skip; `page` is the one shown last, from 1. */
export type KeptSearch = {
  readonly id: string
  readonly query: string
  readonly page: number
  readonly bookIds: readonly BookId[]
}

/** What the chat has to remember between two utterances, by chat user. */
export type Chat = {
  keepDialogue(userKey: UserKey, dialogue: { step: string; draft: Record<string, string>; expiresAt: Instant }): void
  endDialogue(userKey: UserKey): void
  keepSearch(userKey: UserKey, search: KeptSearch, expiresAt: Instant): void
  /** Dialogues and searches that ran out by then are nobody's business any more. */
  forget(expiredBy: Instant): void
  markTold(noticeIds: readonly NoticeId[], at: Instant): void
  markDrawn(noticeId: NoticeId, at: Instant): void
}

/** Tells the story, carries out what it named, and tells it again when somebody else was faster. */
export type RunInTx = <T, R extends Refusal>(story: (tx: Tx) => Promise<Result<T, R>>) => Promise<Result<T, R>>
