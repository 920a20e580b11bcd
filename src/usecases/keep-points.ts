/** What the desk does to a member's wallet by hand. The same command twice does it once, and says so. */
import type { DeedRecord } from '../domain/deed.js'
import type { Deposit } from '../domain/deposit.js'
import type { DepositId, LedgerLineId, MemberId, NoticeId } from '../domain/ids.js'
import { credit, type LedgerLine } from '../domain/money.js'
import { newNotice } from '../domain/notice.js'
import {
  decideCashDeposit,
  decideGift,
  decideTakeBack,
  give,
  giftKey,
  takeBack,
  takeBackKey,
  type ByHand,
  type CashRefusal,
  type GiftRefusal,
  type TakeBackRefusal,
} from '../domain/points.js'
import { ok, type Result } from '../domain/result.js'
import { instantOf } from '../domain/time.js'
import { tellPaid } from './tell-paid.js'
import type { Tx } from './tx.js'

export type ByHandInput = ByHand & { readonly memberId: MemberId }

/** `isNew`: no, when this very command was carried out before. */
export type Written = { readonly amountWon: number; readonly balanceAfterWon: number; readonly isNew: boolean }

export async function givePoints(tx: Tx, input: ByHandInput): Promise<Result<Written, GiftRefusal>> {
  const before = await tx.wallets.lineOf(giftKey(input))
  if (before) return ok(written(before, false))
  const decided = decideGift(await tx.wallets.of(input.memberId), input, tx.rules)
  if (!decided.ok) return decided

  const line = give(decided.value, input, tx.newId<LedgerLineId>(), instantOf(tx.now))
  const { id: lineId, memberId, amountWon } = line
  tx.wallets.write(line)
  const noticeId = tx.newId<NoticeId>()
  const body = { kind: 'points-given', lineId, amountWon, reason: line.reason ?? '' } as const
  tx.notices.add(newNotice(noticeId, memberId, body, line.writtenAt))
  tx.record(recordOf('points-given', line))
  tx.emit({ type: 'PointsGiven', lineId, memberId, amountWon, noticeId })
  return ok(written(line, true))
}

/** The member is told at the desk; 적립금 내역 shows it with its reason. */
export async function takePointsBack(tx: Tx, input: ByHandInput): Promise<Result<Written, TakeBackRefusal>> {
  const before = await tx.wallets.lineOf(takeBackKey(input))
  if (before) return ok(written(before, false))
  const decided = decideTakeBack(await tx.wallets.of(input.memberId), input)
  if (!decided.ok) return decided

  const line = takeBack(decided.value, input, tx.newId<LedgerLineId>(), instantOf(tx.now))
  tx.wallets.write(line)
  tx.record(recordOf('points-taken-back', line))
  tx.emit({ type: 'PointsTaken', lineId: line.id, memberId: line.memberId, amountWon: input.amountWon })
  return ok(written(line, true))
}

/** Cash at the counter is a deposit like any other, and can be given back like any other. */
export async function takeCash(tx: Tx, input: ByHandInput): Promise<Result<Written, CashRefusal>> {
  const { memberId, amountWon, commandKey } = input
  const before = await tx.deposits.byCommand(commandKey)
  const lineBefore = before && (await tx.wallets.lineOf(`deposit:${before.id}`))
  if (lineBefore) return ok(written(lineBefore, false))
  const decided = decideCashDeposit(await tx.wallets.of(memberId), input, tx.rules)
  if (!decided.ok) return decided

  const at = instantOf(tx.now)
  const deposit: Deposit = {
    id: tx.newId<DepositId>(),
    memberId,
    amountWon,
    state: 'paid',
    pageToken: tx.newToken(),
    commandKey,
    tid: null,
    version: 1,
    requestedAt: at,
    readyAt: null,
    settledAt: at,
    failure: null,
    paidBy: 'desk',
    refundedWon: 0,
  }
  const line = {
    ...credit(decided.value, amountWon, deposit.id, tx.newId<LedgerLineId>(), at),
    reason: input.reason.trim(),
  }
  tx.deposits.add(deposit)
  tx.wallets.write(line)
  tx.record(recordOf('cash-taken', line))
  tellPaid(tx, deposit)
  return ok(written(line, true))
}

/** The reason stands in the ledger, by the line's id: people write names into reasons. */
function recordOf(
  action: 'points-given' | 'points-taken-back' | 'cash-taken',
  { id, memberId, amountWon, balanceAfterWon }: LedgerLine,
): DeedRecord {
  const before = { balanceWon: balanceAfterWon - amountWon }
  return { action, subject: memberId, before, after: { balanceWon: balanceAfterWon, amountWon, lineId: id } }
}

function written({ amountWon, balanceAfterWon }: LedgerLine, isNew: boolean): Written {
  return { amountWon: Math.abs(amountWon), balanceAfterWon, isNew }
}
