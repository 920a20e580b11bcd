/** Members as the desk sees them: never with a whole phone number. */
import type { MemberId } from '../../domain/ids.js'

export type MemberAtDesk = { readonly memberId: MemberId; readonly name: string; readonly balanceWon: number }

/** By what a librarian may name members. `ending`: the last characters of the id. */
export type MemberSought = { readonly phone: string } | { readonly ending: string }
