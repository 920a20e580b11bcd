/** What are the house rules' numbers. */
import type { Day } from './time.js'

export type Policy = {
  /** Days from the rental day to the due day; the due day itself is still in time. */
  readonly loanDays: number
  /** Rental fee in won of a title for which the librarian set none. */
  readonly feeWon: number
  /** Open rentals a member may have. */
  readonly rentalLimit: number
  readonly renewal: {
    /** How often a rental can be renewed, and by how many days, from the later of the due day and today. */
    readonly times: number
    readonly days: number
    /** Renewing begins so many days before the due day. */
    readonly fromDaysBefore: number
  }
  readonly hold: {
    /** Open holds a member may have. */
    readonly limit: number
    /** Days to pick a held book up, from the day it was set aside; the last of them counts whole. */
    readonly pickupDays: number
  }
  /** Days by which a return can be dated back at the counter; 0: not at all. */
  readonly counter: { readonly backdateDays: number }
  /** Days of suspension for every day a book came back late, from the day of its return; 0: never. */
  readonly suspensionDaysPerLateDay: number
  readonly notices: NoticePolicy
  /** What the library itself adds to a message of that kind; empty: nothing. Alimtalk's texts are Kakao's to approve. */
  readonly ownLines: OwnLines
  readonly closedDays: {
    /** Days of the week on which the house is closed, 0 is Sunday. */
    readonly weekdays: readonly number[]
    /** Does a due day or a last pickup day that falls on a closed day move to the next open one. */
    readonly shiftDueDays: boolean
    readonly shiftPickupDays: boolean
    /** Do closed days count among the days a book is late. */
    readonly countAsLate: boolean
  }
  /** Won a member may deposit at a time, and may own at most when asking for a deposit. */
  readonly deposit: { readonly minWon: number; readonly maxWon: number; readonly balanceMaxWon: number }
  readonly privacy: {
    /** Days after its return for which a rental is kept with its member, who may choose to keep all. */
    readonly historyDays: number
    /** Years for which the law wants the ledger of somebody who has left (전자상거래법 시행령 제6조: 5). */
    readonly ledgerYears: number
  }
  /** Minutes after which a half-finished dialogue is forgotten. */
  readonly dialogueMinutes: number
  /** Minutes for which a search can be read on; what somebody looked for is not kept longer. */
  readonly searchMinutes: number
  /** Minutes KakaoPay leaves a payment window open. */
  readonly paymentMinutes: number
}

export type ChannelName = 'event-api' | 'alimtalk' | 'log'

export type NoticePolicy = {
  /** Days before the due day on which a member is reminded; 0: never. */
  readonly dueSoonDaysBefore: number
  /** The ladder: late days at which the first notices are due; then one every `thenEveryDays`, `atMost` in all. */
  readonly overdueDays: readonly number[]
  readonly thenEveryDays: number
  readonly atMost: number
  /** Notices leave from this hour in Seoul until, not including, that one; what is found at night waits. */
  readonly fromHour: number
  readonly untilHour: number
  /** Ways to reach a member, the first that can is taken. `log` only writes a line and reaches nobody. */
  readonly channels: readonly ChannelName[]
}

export const ownLineKinds = ['dueSoon', 'overdue', 'holdReady'] as const
export type OwnLineKind = (typeof ownLineKinds)[number]
export type OwnLines = Readonly<Record<OwnLineKind, string>>
/** Characters of a library's own line. */
export const ownLineLength = 100

export const defaultPolicy: Policy = {
  loanDays: 7,
  feeWon: 1_000,
  rentalLimit: 5,
  renewal: { times: 1, days: 7, fromDaysBefore: 7 },
  hold: { limit: 3, pickupDays: 3 },
  counter: { backdateDays: 7 },
  suspensionDaysPerLateDay: 0,
  notices: {
    dueSoonDaysBefore: 1,
    overdueDays: [1, 3, 7, 14],
    thenEveryDays: 7,
    atMost: 6,
    fromHour: 9,
    untilHour: 20,
    channels: ['event-api', 'alimtalk'],
  },
  ownLines: { dueSoon: '', overdue: '', holdReady: '' },
  closedDays: { weekdays: [], shiftDueDays: false, shiftPickupDays: false, countAsLate: true },
  deposit: { minWon: 1_000, maxWon: 100_000, balanceMaxWon: 500_000 },
  privacy: { historyDays: 90, ledgerYears: 5 },
  dialogueMinutes: 30,
  searchMinutes: 24 * 60,
  paymentMinutes: 15,
}

/** The numbers, and the calendar they are read with. */
export type Rules = Policy & {
  /** Is the house closed on that day. A day of which nothing is known is an open one: missing data never stops lending. */
  readonly isClosed: (day: Day) => boolean
}
