/** What Kakao and Solapi tell us by themselves. The same news may come several times. */
import type { NoticeId } from './ids.js'
import type { Instant } from './time.js'

/** Somebody added our channel, or blocked it. */
export type ChannelNews = {
  /** Kakao's number of this very news. */
  readonly resourceId: string
  readonly appUserId: string
  readonly event: 'added' | 'blocked'
  /** When it happened. */
  readonly updatedAt: Instant
}

/** What became of an Alimtalk. */
export type AlimtalkNews = {
  /** One of the two is always there. */
  readonly messageId: string | null
  readonly noticeId: NoticeId | null
  readonly isDelivered: boolean
  /** Solapi's number and words, without phone numbers. */
  readonly reason: string
}
