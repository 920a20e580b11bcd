/** Which stories answer which event. */
import type { Event } from '../domain/events.js'

/** Stored with every letter, so written out and never renamed. */
export const allReactions = ['stock-shelf', 'send-notice', 'give-back', 'update-board'] as const
export type Reaction = (typeof allReactions)[number]

/** All events, the unanswered ones too: an event cannot be forgotten here. */
export const reactions: { readonly [T in Event['type']]: readonly Reaction[] } = {
  BookRegistered: ['stock-shelf', 'update-board'],
  BookChanged: ['stock-shelf', 'update-board'],
  BookRemoved: ['stock-shelf'],
  CopyAdded: ['stock-shelf', 'update-board'],
  CopyChanged: ['stock-shelf', 'update-board'],
  CopyWithdrawn: ['stock-shelf', 'update-board'],
  CopyStateChanged: ['stock-shelf', 'update-board'],
  BookRented: ['update-board'],
  BookReturned: ['update-board'],
  RentalRenewed: ['update-board'],
  ReturnClaimed: ['update-board'],
  ClaimSettled: ['send-notice', 'update-board'],
  RentalWrittenOff: ['update-board'],
  HoldPlaced: ['update-board'],
  HoldReady: ['send-notice', 'update-board'],
  HoldPutBack: ['send-notice', 'update-board'],
  HoldCancelled: ['update-board'],
  HoldExpired: ['send-notice', 'update-board'],
  HoldDropped: ['send-notice', 'update-board'],
  DueSoonFound: ['send-notice'],
  OverdueFound: ['send-notice'],
  NoticeMissed: ['send-notice'],
  MemberJoined: ['update-board'],
  MemberLinked: [],
  PhoneChanged: [],
  MemberSuspended: [],
  SuspensionEnded: [],
  HistoryChoiceMade: [],
  HistoryForgotten: ['update-board'],
  MemberLeft: ['update-board'],
  DepositRequested: [],
  DepositPaid: ['send-notice', 'update-board'],
  DepositFailed: [],
  DepositGivenBack: ['send-notice'],
  PointsGiven: ['send-notice', 'update-board'],
  PointsTaken: ['update-board'],
  RefundRequested: ['give-back', 'update-board'],
  RefundSettled: ['send-notice'],
  RefundParked: [],
  RefundResumed: ['give-back'],
  RefundPaidOut: ['send-notice'],
  RefundPutBack: ['send-notice', 'update-board'],
}
