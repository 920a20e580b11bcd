/** What a member is shown of what is stored of them. */
import type { LeaveRefusal } from '../../domain/leave.js'
import type { Instant } from '../../domain/time.js'

/** What is stored of a member, counted. */
export type StoredData = {
  readonly name: string
  readonly joinedAt: Instant
  readonly consent: { readonly version: string; readonly at: Instant }
  readonly keepsHistory: boolean
  readonly closedRentals: number
  readonly endedHolds: number
  readonly openRentals: number
  readonly openHolds: number
  readonly ledgerLines: number
  readonly notices: number
}

export type MyData = StoredData & { readonly maskedPhone: string }

/** `refusals`: what stands in the way, the most important first. `bonusWon`: gifts that are lost with leaving. */
export type BeforeLeaving = StoredData & { readonly refusals: readonly LeaveRefusal[]; readonly bonusWon: number }
