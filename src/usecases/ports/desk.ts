/** What the desk has to look at by hand. */
import type { CopyState } from '../../domain/events.js'
import type { BookId, CopyId, MemberId, NoticeId, RentalId } from '../../domain/ids.js'
import type { Contact, NoticeBody, NoticeState } from '../../domain/notice.js'
import type { ChannelName, Rules } from '../../domain/policy.js'
import type { Day, Instant } from '../../domain/time.js'
import type { SendOutcome } from './notices.js'

/** A book that a member says is back. */
export type WaitingClaim = {
  readonly rentalId: RentalId
  readonly bookNo: number
  readonly title: string
  readonly copyNo: number
  readonly memberName: string
  readonly dueOn: Day
  readonly claimedAt: Instant
}

/** A member whom no channel reached with something that still matters. */
export type Unreached = {
  readonly noticeId: NoticeId
  readonly memberId: MemberId
  readonly memberName: string
  readonly maskedPhone: string
  readonly body: Extract<NoticeBody, { kind: 'overdue' | 'hold-ready' | 'claim-settled' }>
  readonly createdAt: Instant
  /** The books of the notice of which it is still so. */
  readonly books: readonly { readonly bookNo: number; readonly title: string }[]
  readonly channel: Contact['channel']
  /** Every way that was tried, with the other side's reason. */
  readonly misses: readonly { readonly channel: ChannelName; readonly reason: string }[]
}

/** A member with late books, and what was done to tell of them. */
export type LateMember = {
  readonly memberId: MemberId
  readonly memberName: string
  readonly maskedPhone: string
  readonly channel: Contact['channel']
  /** The earliest day on which one of the books was due. */
  readonly since: Day
  readonly books: readonly {
    readonly rentalId: RentalId
    readonly bookNo: number
    readonly copyNo: number
    readonly title: string
    readonly dueOn: Day
    readonly daysLate: number
  }[]
  /** Notices about late books, the latest first, five at most. */
  readonly notices: readonly SentNotice[]
}

export type SentNotice = {
  readonly noticeId: NoticeId
  readonly createdAt: Instant
  readonly state: NoticeState
  /** When Kakao came to have it drawn. */
  readonly drawnAt: Instant | null
  /** When the same was said in the chat instead. */
  readonly toldAt: Instant | null
  /** Each way that was tried, in the order of trying. */
  readonly tries: readonly {
    readonly channel: ChannelName
    readonly outcome: SendOutcome | 'sending'
    readonly sentAt: Instant
    readonly reason: string | null
  }[]
}

/** Where a copy is: each is in one of these places. What the desk says of it counts more than that it is out. */
export type Whereabouts =
  'on-the-shelf' | 'on-loan' | 'claimed-returned' | 'set-aside' | Exclude<CopyState, 'in-circulation'>

export type CopyAtDesk = {
  readonly copyId: CopyId
  readonly copyNo: number
  readonly bookNo: number
  readonly title: string
  /** As the desk keeps it; it grows with everything the desk says of the copy. */
  readonly version: number
  /** As lending has heard of it. */
  readonly state: CopyState
  /** What the desk has said of it since; `null` when lending knows. */
  readonly comesNext: CopyState | null
  readonly where: Whereabouts
  readonly isOut: boolean
  readonly isSetAside: boolean
}

/** A copy by what a scanner reads of it. */
export type ScannedCopy = {
  readonly copyId: CopyId
  readonly copyNo: number
  readonly bookId: BookId
  readonly bookNo: number
  readonly title: string
  readonly where: Whereabouts
}

export type DeskViews = {
  /** Books that members say are back, the longest-waiting first. */
  claims(limit: number, after?: Pick<WaitingClaim, 'claimedAt' | 'rentalId'>): Promise<WaitingClaim[]>
  /** The claim that waits about this very copy. */
  claimOn(bookNo: number, copyNo: number): Promise<WaitingClaim | null>
  /**
   * Members to be called, those of the latest notices first. Left out: what came back, was renewed, is looked for or
   * lost, what was picked up or is not kept any more, and what a later notice has said again.
   */
  unreachable(today: Day, limit: number, after?: Pick<Unreached, 'createdAt' | 'noticeId'>): Promise<Unreached[]>
  /** Members with late books, the longest late first; without what is looked for or lost. */
  lateMembers(
    today: Day,
    rules: Rules,
    limit: number,
    after?: Pick<LateMember, 'since' | 'memberId'>,
  ): Promise<LateMember[]>
  /** How many copies are where; places without any are left out. */
  copyCounts(): Promise<{ where: Whereabouts; copies: number }[]>
  /** Its copies in order; none of a book that lending does not know. */
  copiesOf(bookNo: number): Promise<CopyAtDesk[]>
  /** As lending knows it, so that it is found while the desk's books are away. */
  copyOfBarcode(barcode: string): Promise<ScannedCopy | null>
  copyById(copyId: CopyId): Promise<CopyAtDesk | null>
}
