/** What the clock asks: what is due, and the stories that deal with it. */
import { cardMinutes } from '../domain/deposit.js'
import { doubtSeconds } from '../domain/refund-turns.js'
import { dueSoonWindows, overdueWindows } from '../domain/due-windows.js'
import type { BookId, DepositId, HoldId, MemberId, RefundId } from '../domain/ids.js'
import { beginOf, instantOf, minutesAfter } from '../domain/time.js'
import { historyKeptFrom } from '../domain/history.js'
import { ledgersKeptFrom } from '../domain/leave.js'
import { sheets } from '../infra/db/sheets.js'
import { dropHold, expireHold, putHoldBack } from '../usecases/end-holds.js'
import { endSuspension } from '../usecases/end-suspension.js'
import { forgetInTime } from '../usecases/forget-history.js'
import { giveBack } from '../usecases/give-back.js'
import { handOverHolds } from '../usecases/hand-over-holds.js'
import { forgetFormerMember, forgetReadings } from '../usecases/leave-library.js'
import { settleDeposit } from '../usecases/pay-deposit.js'
import { readOutcome, type AcceptedTask } from '../usecases/read-outcomes.js'
import { chaseOverdue, remindDueSoon } from '../usecases/remind-members.js'
import type { DueMember } from '../usecases/views.js'
import type { Inside } from './inside.js'

export function clockSheets({ sql, now, today, rules }: Inside) {
  const due = sheets(sql)
  return {
    due: {
      overdueMembers: (after: DueMember | null, limit: number) =>
        due.dueMembers(overdueWindows(today(), rules()), after, limit),
      dueSoonMembers: (after: DueMember | null, limit: number) =>
        due.dueMembers(dueSoonWindows(today(), rules()), after, limit),
      holdsNotPickedUp: (after: HoldId | null, limit: number) => due.holdsNotPickedUp(today(), after, limit),
      holdsWithoutHope: due.holdsWithoutHope,
      holdsWithoutCopy: due.holdsWithoutCopy,
      titlesToHandOver: due.titlesToHandOver,
      suspensionsOver: (after: MemberId | null, limit: number) => due.suspensionsOver(today(), after, limit),
      hangingDeposits: (after: DepositId | null, limit: number) =>
        due.hangingDeposits(
          {
            approvingSince: instantOf(minutesAfter(now(), -1)),
            readySince: instantOf(minutesAfter(now(), -rules().paymentMinutes - 1)),
            requestedSince: instantOf(minutesAfter(now(), -cardMinutes)),
          },
          after,
          limit,
        ),
      historiesOver: (after: MemberId | null, limit: number) =>
        due.historiesOver(historyKeptFrom(today(), rules()), after, limit),
      formerMembers: (after: MemberId | null, limit: number) =>
        due.formerMembers(beginOf(ledgersKeptFrom(today(), rules())), after, limit),
      hangingRefunds: (after: RefundId | null, limit: number) =>
        due.hangingRefunds(instantOf(minutesAfter(now(), -doubtSeconds / 60)), after, limit),
      /** Taken at least `restMinutes` ago: before that the other side is hardly done with them. */
      acceptedTasks: (limit: number, restMinutes = 0.1) =>
        due.acceptedNotices(
          instantOf(minutesAfter(now(), -24 * 60)),
          instantOf(minutesAfter(now(), -restMinutes)),
          limit,
        ),
    },
  }
}

export function clockStories({ runInTx, talk, alimtalk, pay, payErrands }: Inside) {
  return {
    chaseOverdue: ({ memberId }: Pick<DueMember, 'memberId'>) => runInTx((tx) => chaseOverdue(tx, memberId)),
    remindDueSoon: ({ memberId }: Pick<DueMember, 'memberId'>) => runInTx((tx) => remindDueSoon(tx, memberId)),
    expireHold: (holdId: HoldId) => runInTx((tx) => expireHold(tx, holdId)),
    dropHold: (holdId: HoldId) => runInTx((tx) => dropHold(tx, holdId)),
    putHoldBack: (holdId: HoldId) => runInTx((tx) => putHoldBack(tx, holdId)),
    handOverHolds: (bookId: BookId) => runInTx((tx) => handOverHolds(tx, bookId)),
    endSuspension: (memberId: MemberId) => runInTx((tx) => endSuspension(tx, memberId)),
    forgetInTime: (memberId: MemberId) => forgetInTime(runInTx, memberId),
    forgetFormerMember: (memberId: MemberId) => runInTx((tx) => forgetFormerMember(tx, memberId)),
    forgetReadings: () => runInTx(forgetReadings),
    settleDeposit: (depositId: DepositId) => settleDeposit(payErrands(), depositId),
    settleRefund: (refundId: RefundId) => giveBack({ runInTx, pay }, refundId),
    readOutcome: (task: AcceptedTask) => readOutcome({ runInTx, talk, alimtalk }, task),
  }
}
