/** Codes shown at the desk, and how often a chat user has tried. */
import type { MemberId, UserKey } from '../../domain/ids.js'
import type { LinkFacts, Tries } from '../../domain/link.js'
import type { Instant } from '../../domain/time.js'

/** The member's code, as it was when it was looked at. */
export type LinkCode = NonNullable<LinkFacts['code']> & { readonly memberId: MemberId; readonly print: string }

export type Links = {
  /** One code per member: the one before is void. */
  issue(memberId: MemberId, code: string, expiresAt: Instant): void
  /** The member's code, and whether it is this one. */
  codeOf(memberId: MemberId, code: string): Promise<LinkCode | null>
  /** One more wrong try of it. */
  missed(code: LinkCode): void
  used(code: LinkCode): void
  triesOf(userKey: UserKey): Promise<Tries | null>
  setTries(userKey: UserKey, before: Tries | null, tries: Tries): void
  forgetTries(userKey: UserKey): void
  /** What nobody counts any more. */
  forget(codesUntil: Instant, triesSince: Instant): void
}
