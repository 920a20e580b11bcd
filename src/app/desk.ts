/** What the desk looks at and does by hand. */
import { deskViews } from '../infra/db/desk-views.js'
import { openRefunds, openRefundsNamed } from '../infra/db/open-refunds.js'
import { lostRentalOf, lostRentals } from '../infra/db/lost-rentals.js'
import { settleClaim, type SettleClaimInput } from '../usecases/claim-return.js'
import { changeCopyState, type CopyStateInput } from '../usecases/keep-copies.js'
import {
  payOutRefund,
  putBackRefund,
  settleParkedRefund,
  type PayOutInput,
  type SettleParkedInput,
} from '../usecases/settle-refund.js'
import { settleLost, type SettleLostInput } from '../usecases/settle-lost.js'
import { remindAgain, type RemindAgainInput } from '../usecases/remind-members.js'
import type { RefundId } from '../domain/ids.js'
import type { Inside } from './inside.js'

export function deskApp({ sql, privacy, runInTx, today, rules }: Inside) {
  const look = deskViews(sql, privacy)
  return {
    deskViews: {
      ...look,
      unreachable: (limit: number, after?: Parameters<typeof look.unreachable>[2]) =>
        look.unreachable(today(), limit, after),
      lateMembers: (limit: number, after?: Parameters<typeof look.lateMembers>[3]) =>
        look.lateMembers(today(), rules(), limit, after),
    },
    remindAgain: (input: RemindAgainInput) => runInTx((tx) => remindAgain(tx, input)),
    settleClaim: (input: SettleClaimInput) => runInTx((tx) => settleClaim(tx, input)),
    lostRentals: (limit: number, after?: Parameters<typeof lostRentals>[2]) => lostRentals(sql, limit, after),
    lostRentalOf: (bookNo: number, copyNo: number) => lostRentalOf(sql, bookNo, copyNo),
    settleLost: (input: SettleLostInput) => runInTx((tx) => settleLost(tx, input)),
    openRefunds: (limit: number, after?: RefundId) => openRefunds(sql, limit, after),
    openRefundsNamed: (ending: string) => openRefundsNamed(sql, ending),
    payOutRefund: (input: PayOutInput) => runInTx((tx) => payOutRefund(tx, input)),
    putBackRefund: (input: { refundId: RefundId }) => runInTx((tx) => putBackRefund(tx, input)),
    settleParkedRefund: (input: SettleParkedInput) => runInTx((tx) => settleParkedRefund(tx, input)),
    changeCopyState: (input: CopyStateInput) => runInTx((tx) => changeCopyState(tx, input)),
  }
}
