/** Who the members are, and how they stand with the house. */
import type { MemberId, PhoneReadingId, UserKey } from '../../domain/ids.js'
import type { LinkedMember } from '../../domain/link.js'
import type { Member } from '../../domain/member.js'
import type { Contact } from '../../domain/notice.js'
import type { Day, Instant } from '../../domain/time.js'

export type PhoneReading = {
  readonly id: PhoneReadingId
  readonly memberId: MemberId
  readonly librarian: string
  readonly reason: string
  readonly readAt: Instant
}

export type Members = {
  /**
   * Who this chat user already is, and whether the number is somebody else's: in one look, since one may join in between
   * two. `null`: somebody without a chat.
   */
  alike(userKey: UserKey | null, phone: string): Promise<{ known: { name: string } | null; phoneIsTaken: boolean }>
  /** Whose number it is. */
  withPhone(phone: string): Promise<LinkedMember | null>
  /** How the member can be reached; `null` for somebody who is no member any more. */
  contactOf(id: MemberId): Promise<(Contact & { userKey: UserKey | null }) | null>
  nameOf(id: MemberId): Promise<string | null>
  /** In digits; `null` for somebody who is no member any more. */
  phoneOf(id: MemberId): Promise<string | null>
  /** The last day of the member's suspension, if there is or was one. */
  suspendedUntil(id: MemberId): Promise<Day | null>
  /** Suspends until that day, or as long as before when that is longer. */
  suspend(id: MemberId, until: Day): void
  /** A suspension that is over is forgotten; only while it still ends on that day. */
  endSuspension(id: MemberId, until: Day): void
  /** The message of that moment did not reach them, since they are no friends of the channel; blocked stays blocked. */
  setNoFriend(id: MemberId, at: Instant): void
  /** The channel was added or blocked; older news than what is known changes nothing. */
  setChannel(id: MemberId, channel: Contact['channel'], at: Instant): void
  /** The members of Kakao's app user. */
  withAppUser(appUserId: string): Promise<MemberId[]>
  /** Remembers the number by which Kakao Login knows the member. */
  setAppUser(id: MemberId, appUserId: string): void
  /** Marks a piece of Kakao's news as heard; a second time is a conflict that ends the story. */
  hearNews(resourceId: string, at: Instant): void
  hasHeard(resourceId: string): Promise<boolean>
  /** Only while the number still is `before`. */
  setPhone(id: MemberId, before: string, phone: string): void
  /** Seals and prints the member's numbers anew when another key than the current one did; whether that was so. */
  reseal(id: MemberId): Promise<boolean>
  /** From now on this chat user speaks for the member, and the one before does not. Nothing is known of the channel. */
  link(member: LinkedMember, userKey: UserKey): void
  /** Somebody is shown the whole number. */
  addReading(reading: PhoneReading): void
  /** Adds the member with an empty wallet. */
  add(member: Member): void
}
