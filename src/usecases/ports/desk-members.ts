/** Members as the desk sees them: never with a whole phone number. */
import type { MemberId } from '../../domain/ids.js'
import type { Instant } from '../../domain/time.js'

export type MemberAtDesk = {
  readonly memberId: MemberId
  readonly name: string
  /** `010-****-5678` */
  readonly maskedPhone: string
  readonly joinedAt: Instant
  /** Somebody speaks for the member in the chat. */
  readonly isLinked: boolean
  readonly openBooks: number
  readonly balanceWon: number
  readonly guardian: { readonly name: string; readonly maskedPhone: string } | null
}

/** By what a librarian may name members. `ending`: the last characters of the id. */
export type MemberSought = { readonly phone: string } | { readonly ending: string } | { readonly namePart: string }

export type PhoneReadingAtDesk = {
  readonly readAt: Instant
  readonly librarian: string
  readonly reason: string
  readonly memberId: MemberId
  /** `null` for somebody who has left. */
  readonly memberName: string | null
}
