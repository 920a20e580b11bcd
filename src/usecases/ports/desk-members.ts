/** Members as the desk sees them: never with a whole phone number. */
import type { CopyId, MemberId, MemberNoteId } from '../../domain/ids.js'
import type { Contact } from '../../domain/notice.js'
import type { MemberStanding } from '../../domain/standing.js'
import type { Block } from '../../domain/remarks.js'
import type { Day, Instant } from '../../domain/time.js'
import type { HeldBook, RentedBook } from './my-page.js'

export type MemberAtDesk = {
  readonly memberId: MemberId
  readonly name: string
  /** `010-****-5678` */
  readonly maskedPhone: string
  readonly joinedAt: Instant
  /** Somebody speaks for the member in the chat. */
  readonly isLinked: boolean
  readonly openBooks: number
  /** Of those, the ones past their due day that hold the member up. */
  readonly lateBooks: number
  readonly balanceWon: number
  /** The last day of each, while it lasts. */
  readonly suspendedUntil: Day | null
  readonly blockedUntil: Day | null
  readonly guardian: { readonly name: string; readonly maskedPhone: string } | null
}

/** By what a librarian may name members. `ending`: the last characters of the id. */
export type MemberSought =
  | { readonly memberId: MemberId }
  | { readonly phone: string }
  | { readonly ending: string }
  | { readonly namePart: string }

/** Which members: those sought, or everybody, who stand like that, behind the last of the page before. */
export type MembersAsked = {
  readonly sought?: MemberSought | undefined
  readonly standing?: MemberStanding | undefined
  readonly after?: Pick<MemberAtDesk, 'joinedAt' | 'memberId'> | undefined
}

export type MemberInFull = MemberAtDesk & {
  readonly bonusWon: number
  readonly consent: { readonly version: string; readonly at: Instant }
  readonly guardianConsentAt: Instant | null
  readonly keepsHistory: boolean
  /** Whether messages reach them in KakaoTalk; by phone number they are tried in any case. */
  readonly channel: Contact['channel']
  /** Stands until the house forgets it, which may be a little after its end. */
  readonly block: (Block & { readonly librarianName: string | null }) | null
  readonly rentals: readonly RentedAtDesk[]
  readonly holds: readonly HeldBook[]
  readonly notes: readonly NoteAtDesk[]
}

export type RentedAtDesk = RentedBook & { readonly copyId: CopyId; readonly copyNo: number }

export type NoteAtDesk = {
  readonly id: MemberNoteId
  readonly note: string
  readonly at: Instant
  readonly librarianName: string | null
}

export type PhoneReadingAtDesk = {
  readonly readAt: Instant
  readonly librarian: string
  readonly reason: string
  readonly memberId: MemberId
  /** `null` for somebody who has left. */
  readonly memberName: string | null
}
