/** What members are told unasked, and by which way. */
import type { MemberId, NoticeId } from '../../domain/ids.js'
import type { Notice, NoticeItem } from '../../domain/notice.js'
import type { ChannelName } from '../../domain/policy.js'
import type { Instant } from '../../domain/time.js'

export type Notices = {
  byId(id: NoticeId): Promise<Notice | null>
  add(notice: Notice): void
  /** One notice per rental, due day and step, ever: the second is refused by the store. */
  addItems(noticeId: NoticeId, items: readonly (NoticeItem & { step: number })[]): void
  change(notice: Notice): void
  /** Was the member told of late books by a notice made since then. */
  isToldOverdueSince(memberId: MemberId, since: Instant): Promise<boolean>
  byMessage(channel: ChannelName, messageId: string): Promise<Notice | null>
  /** The channels by which it will not reach its member: refused for good, or broken too often. */
  failedOn(id: NoticeId): Promise<ChannelName[]>
  /** It is given to a channel; counted, when that very channel is tried again. */
  sends(id: NoticeId, channel: ChannelName, at: Instant): void
  /** What came of it; `failure` is the other side's reason. */
  sent(notice: Notice, channel: ChannelName, outcome: SendOutcome, failure: string | null): void
}

/** `failed`: not by this channel. `broken`: our own answer failed when it was to be drawn, so the same channel may be tried again. */
export type SendOutcome = 'accepted' | 'delivered' | 'failed' | 'broken'
