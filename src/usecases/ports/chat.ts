/** What the chat remembers. */
import type { BookId, NoticeId, UserKey } from '../../domain/ids.js'
import type { Instant } from '../../domain/time.js'

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
  /** Everything that is remembered of a chat user who is nobody's any more. */
  forgetUser(userKey: UserKey): void
  /** Dialogues and searches that ran out by then are nobody's business any more. */
  forget(expiredBy: Instant): void
  markTold(noticeIds: readonly NoticeId[], at: Instant): void
  markDrawn(noticeId: NoticeId, at: Instant): void
}
