/** Which stories answer which event. */
import type { Event } from '../domain/events.js'

/** Stored with every letter, so written out and never renamed. */
export const allReactions = ['stock-shelf', 'send-notice', 'give-back'] as const
export type Reaction = (typeof allReactions)[number]

/** All events, the unanswered ones too: an event cannot be forgotten here. */
export const reactions: { readonly [T in Event['type']]: readonly Reaction[] } = {
  BookRegistered: ['stock-shelf'],
  BookChanged: ['stock-shelf'],
  BookRemoved: ['stock-shelf'],
  CopyAdded: ['stock-shelf'],
  CopyChanged: ['stock-shelf'],
  CopyWithdrawn: ['stock-shelf'],
  CopyStateChanged: ['stock-shelf'],
  BookRented: [],
  BookReturned: [],
  RentalRenewed: [],
  ReturnClaimed: [],
  ClaimSettled: ['send-notice'],
  RentalWrittenOff: [],
  HoldPlaced: [],
  HoldReady: ['send-notice'],
  HoldPutBack: ['send-notice'],
  HoldCancelled: [],
  HoldExpired: ['send-notice'],
  HoldDropped: ['send-notice'],
  DueSoonFound: ['send-notice'],
  OverdueFound: ['send-notice'],
  NoticeMissed: ['send-notice'],
  MemberJoined: [],
  MemberLinked: [],
  PhoneChanged: [],
  MemberSuspended: [],
  SuspensionEnded: [],
  HistoryChoiceMade: [],
  HistoryForgotten: [],
  MemberLeft: [],
  DepositRequested: [],
  DepositPaid: ['send-notice'],
  DepositFailed: [],
  DepositGivenBack: ['send-notice'],
  PointsGiven: ['send-notice'],
  PointsTaken: [],
  RefundRequested: ['give-back'],
  RefundSettled: ['send-notice'],
  RefundParked: [],
  RefundResumed: ['give-back'],
  RefundPaidOut: ['send-notice'],
  RefundPutBack: ['send-notice'],
}
