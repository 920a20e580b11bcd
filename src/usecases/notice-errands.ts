/** What sending notices needs of the world, and what it holds in hand meanwhile. */
import type { UserKey } from '../domain/ids.js'
import type { Notice } from '../domain/notice.js'
import type { ChannelName } from '../domain/policy.js'
import type { Alimtalk, Talk } from './gateways.js'
import type { Letter } from './ports/letters.js'
import type { RunInTx } from './tx.js'
import type { DrawnNotice } from './views.js'

export type NoticeErrands = {
  readonly runInTx: RunInTx
  readonly talk: Talk
  readonly alimtalk: Alimtalk | null
  readonly now: () => Date
  /** The process goes: nothing more is asked of the other side, and what was not asked waits for the next process. */
  readonly isInHurry: () => boolean
  /** The notice with the facts of the moment. */
  readonly look: (noticeId: Notice['id']) => Promise<DrawnNotice | null>
  /** For the channel that reaches nobody: a line in the log. */
  readonly writeLine: (notice: Notice) => void
}

/** A notice that is to go out now. `wasInDoubt`: the other side may have heard of it before. */
export type InHand = {
  readonly letter: Letter
  readonly notice: Notice
  readonly channel: ChannelName
  /** `null`: the member has no chat, so it goes another way. */
  readonly userKey: UserKey | null
  /** For a message that goes by phone number; empty for all others. */
  readonly phone: string
  readonly wasInDoubt: boolean
  /** May it still go by that channel, if the other side has not heard of it yet. */
  readonly isAllowed: boolean
  /** Is there another way to the member, should this one refuse. */
  readonly hasAnotherWay: boolean
}

export type Undelivered = { readonly letter: Letter; readonly error: unknown }
