/**
 * The errands of a payment: transaction, KakaoPay, transaction. What the process leaves hanging between two of them is
 * found by the sheet of hanging deposits and asked again; KakaoPay's own word decides.
 */
import { decideApproval, decideReady, settlementOf, type Deposit, type PayRefusal } from '../domain/deposit.js'
import type { DepositId, LedgerLineId } from '../domain/ids.js'
import { credit } from '../domain/money.js'
import { ok, refuse, type Result } from '../domain/result.js'
import { instantOf } from '../domain/time.js'
import { OutsideError, outsideOnly, type KakaoPay } from './gateways.js'
import { tellFailed } from './tell-failed.js'
import { tellPaid } from './tell-paid.js'
import type { RunInTx, Tx } from './tx.js'

export type PayErrands = { readonly runInTx: RunInTx; readonly pay: KakaoPay; readonly publicUrl: string }

export type PayOutage =
  { kind: 'kakao-pay-unreachable' } | { kind: 'payment-declined' } | { kind: 'payment-given-back'; amountWon: number }

/** Opens KakaoPay's window; answers the addresses to send the payer to. */
export async function openPayment(
  { runInTx, pay, publicUrl }: PayErrands,
  pageToken: string,
): Promise<Result<{ mobileUrl: string; pcUrl: string }, PayRefusal | PayOutage>> {
  const found = await runInTx((tx) => lookAtPayment(tx, pageToken))
  if (!found.ok) return found
  const { id, memberId, amountWon } = found.value
  const page = `${publicUrl}/pay/${pageToken}`
  const window = await pay
    .ready({
      orderId: id,
      payerId: memberId,
      itemName: '적립금 충전',
      amountWon,
      approvalUrl: `${page}/approve`,
      cancelUrl: `${page}/cancel`,
      failUrl: `${page}/fail`,
    })
    .catch(outsideOnly)
  if (window instanceof OutsideError) return refuse({ kind: 'kakao-pay-unreachable' })

  const opened = await runInTx(async (tx) => {
    const decided = await lookAtPayment(tx, pageToken)
    if (decided.ok)
      tx.deposits.change({ ...decided.value, state: 'ready', tid: window.tid, readyAt: instantOf(tx.now) })
    return decided
  })
  return opened.ok ? ok({ mobileUrl: window.mobileUrl, pcUrl: window.pcUrl }) : opened
}

/** Can this be paid for now, or why not. */
export async function lookAtPayment(tx: Tx, pageToken: string): Promise<Result<Deposit, PayRefusal>> {
  const deposit = await tx.deposits.byToken(pageToken)
  return decideReady(deposit, await balanceOf(tx, deposit), tx.now, tx.rules)
}

async function balanceOf(tx: Tx, deposit: Deposit | null): Promise<number> {
  return (deposit && (await tx.wallets.of(deposit.memberId)))?.balanceWon ?? 0
}

type Order = Awaited<ReturnType<KakaoPay['order']>>

/** Of a payment for which no window was opened. */
const nothingKnown: Order = { state: 'open', ending: null, amountWon: 0, canceledWon: 0 }

export type Receipt = { readonly amountWon: number; readonly balanceWon: number }

/** The payer is back from KakaoPay. Anybody can open that address, so KakaoPay itself is asked whether it was paid. */
export async function approvePayment(
  errands: PayErrands,
  pageToken: string,
  pgToken: string,
): Promise<Result<Receipt, PayRefusal | PayOutage>> {
  const { runInTx, pay } = errands
  const claimed = await runInTx(async (tx) => {
    const deposit = await tx.deposits.byToken(pageToken)
    const decided = decideApproval(deposit, await balanceOf(tx, deposit), tx.rules)
    if (!decided.ok) return decided
    tx.deposits.change(decided.value)
    return ok({ ...decided.value, version: decided.value.version + 1 })
  })
  if (!claimed.ok) return claimed
  const { id, tid, memberId } = claimed.value
  const approved = await pay.approve({ tid, orderId: id, payerId: memberId }, pgToken).catch(outsideOnly)
  if (approved instanceof OutsideError) return settle(errands, id, approved.heard)
  return paid(errands, claimed.value, approved.amountWon)
}

/** Asks KakaoPay what became of a payment that hangs, and does what follows. */
export function settleDeposit(
  errands: PayErrands,
  depositId: DepositId,
): Promise<Result<Receipt, PayRefusal | PayOutage>> {
  return settle(errands, depositId, 'maybe')
}

/** `approval`: may KakaoPay still be at work on our request to approve, or did it surely refuse. */
async function settle(
  errands: PayErrands,
  depositId: DepositId,
  approval: OutsideError['heard'],
): Promise<Result<Receipt, PayRefusal | PayOutage>> {
  const { runInTx, pay } = errands
  const found = await runInTx(async (tx) => ok(await tx.deposits.byId(depositId)))
  const deposit = found.ok ? found.value : null
  if (!deposit) return refuse({ kind: 'unknown-deposit' })
  const { tid } = deposit
  if (tid === null) return closed(runInTx, deposit, nothingKnown, approval)
  const order = await pay.order(tid).catch(outsideOnly)
  if (order instanceof OutsideError) return refuse({ kind: 'kakao-pay-unreachable' })
  if (order.state === 'paid') return paid(errands, { ...deposit, tid }, order.amountWon)
  return order.ending === 'given-back'
    ? sendBack(errands, { ...deposit, tid }, order)
    : closed(runInTx, deposit, order, approval)
}

/** KakaoPay has taken money: into the wallet with it, or back when it is not what was asked for, or whoever asked has left. */
async function paid(
  errands: PayErrands,
  deposit: Deposit & { tid: string },
  paidWon: number,
): Promise<Result<Receipt, PayRefusal | PayOutage>> {
  const isAsked = paidWon === deposit.amountWon
  const credited = isAsked ? await errands.runInTx((tx) => creditDeposit(tx, deposit.id)) : null
  if (credited && (credited.ok || credited.refusals[0].kind !== 'member-left')) return credited
  const order: Order = { state: 'over', ending: 'given-back', amountWon: paidWon, canceledWon: 0 }
  const back = await sendBack(errands, deposit, order)
  const isBack = !back.ok && back.refusals[0].kind !== 'kakao-pay-unreachable'
  return credited && isBack ? credited : back
}

/** What KakaoPay still has of it goes back; it is over when KakaoPay has nothing left. */
async function sendBack(
  { runInTx, pay }: PayErrands,
  deposit: Deposit & { tid: string },
  order: Order,
): Promise<Result<Receipt, PayRefusal | PayOutage>> {
  // credited meanwhile, and a refund has given part of it back: then all the rest is the member's
  const now = await runInTx(async (tx) => ok(await tx.deposits.byId(deposit.id)))
  if (now.ok && now.value?.state === 'paid') return refuse({ kind: 'already-paid', amountWon: deposit.amountWon })
  const restWon = order.amountWon - order.canceledWon
  if (restWon > 0) {
    const asked = { tid: deposit.tid, amountWon: restWon, availableWon: restWon }
    const back = await pay.cancel(asked).catch(outsideOnly)
    if (back instanceof OutsideError || back.canceledWon !== order.amountWon)
      return refuse({ kind: 'kakao-pay-unreachable' })
  }
  return closed(runInTx, deposit, order, 'no')
}

/** Puts the money in, once. */
async function creditDeposit(tx: Tx, depositId: DepositId): Promise<Result<Receipt, PayRefusal>> {
  const deposit = await tx.deposits.byId(depositId)
  const wallet = deposit && (await tx.wallets.of(deposit.memberId))
  if (!deposit) return refuse({ kind: 'unknown-deposit' })
  const { amountWon } = deposit
  if (deposit.state === 'paid') return refuse({ kind: 'already-paid', amountWon })
  if (!wallet) return refuse({ kind: 'member-left' })
  const line = credit(wallet, amountWon, depositId, tx.newId<LedgerLineId>(), instantOf(tx.now))
  tx.wallets.write(line)
  tx.deposits.change({ ...deposit, state: 'paid', settledAt: instantOf(tx.now) })
  tellPaid(tx, deposit)
  return ok({ amountWon, balanceWon: line.balanceAfterWon })
}

/**
 * The payment did not happen, or not yet. While KakaoPay may still be at work on an approval, the deposit waits for it: no
 * other window is opened, so the one that may cost money is not lost sight of.
 */
async function closed(
  runInTx: RunInTx,
  asked: Deposit,
  order: Order,
  approval: OutsideError['heard'],
): Promise<Result<Receipt, PayRefusal | PayOutage>> {
  const { state: word, ending } = order
  const result = await runInTx<null, PayRefusal>(async (tx) => {
    const deposit = await tx.deposits.byId(asked.id)
    if (!deposit) return refuse({ kind: 'unknown-deposit' })
    if (deposit.state === 'paid') return refuse({ kind: 'already-paid', amountWon: deposit.amountWon })
    if (deposit.version !== asked.version) return refuse({ kind: 'payment-in-progress' })
    const verdict = settlementOf(deposit, word, tx.now, tx.rules)
    if (verdict === 'wait') {
      if (deposit.state !== 'approving') return ok(null)
      if (approval === 'maybe') return refuse({ kind: 'payment-in-progress' })
      tx.deposits.change({ ...deposit, state: 'ready' })
      return ok(null)
    }
    const state = verdict === 'fail' ? 'failed' : 'expired'
    tx.deposits.change({ ...deposit, state, settledAt: instantOf(tx.now), failure: `kakao-pay says ${word}` })
    const isGivenBack = verdict === 'fail' && ending === 'given-back'
    if (isGivenBack) await tellFailed(tx, deposit, ending, order.amountWon)
    else await tellFailed(tx, deposit, verdict === 'fail' ? (ending ?? 'failed') : 'expired')
    return ok(null)
  })
  if (!result.ok) return result
  return ending === 'given-back'
    ? refuse<PayOutage>({ kind: 'payment-given-back', amountWon: order.amountWon })
    : refuse<PayOutage>({ kind: 'payment-declined' })
}

/**
 * The payer has come back without having paid. Anybody can open that address, so KakaoPay is asked: if its window is
 * closed, the card can begin a payment anew.
 */
export async function closeWindow({ runInTx, pay }: PayErrands, pageToken: string): Promise<void> {
  const found = await runInTx(async (tx) => ok(await tx.deposits.byToken(pageToken)))
  const asked = found.ok ? found.value : null
  if (asked?.state !== 'ready' || asked.tid === null) return
  const order = await pay.order(asked.tid).catch(outsideOnly)
  if (order instanceof OutsideError || order.state !== 'over') return
  const why = order.ending ?? 'failed'
  if (why === 'given-back') return
  await runInTx(async (tx) => {
    const deposit = await tx.deposits.byId(asked.id)
    if (deposit?.version !== asked.version) return ok(null)
    tx.deposits.change({ ...deposit, state: 'requested', tid: null, readyAt: null })
    await tellFailed(tx, deposit, why)
    return ok(null)
  })
}
