/**
 * The errands of a refund, part by part: transaction, KakaoPay, transaction. KakaoPay is never asked to cancel anything anew
 * before its own books have said that the last request did nothing. What the process leaves hanging between two of them is
 * found by the sheet of hanging refunds; what cannot be told is parked for a person.
 */
import type { RefundId } from '../domain/ids.js'
import { beginCancelling, decidePart, turnOf, wordOf, type PartFate, type Turn } from '../domain/refund-turns.js'
import type { Refund, RefundPart } from '../domain/refund.js'
import { ok } from '../domain/result.js'
import { OutsideError, outsideOnly, type KakaoPay } from './gateways.js'
import { tellOfRefund } from './tell-of-refund.js'
import type { RunInTx, Tx } from './tx.js'

export type RefundErrands = { readonly runInTx: RunInTx; readonly pay: KakaoPay }

/** Works the refund as far as it goes now. Whoever does so at the same time does not disturb. */
export async function giveBack({ runInTx, pay }: RefundErrands, refundId: RefundId): Promise<void> {
  for (let isOver = false; !isOver;) {
    const taken = await runInTx(async (tx) => ok(await takeTurn(tx, refundId)))
    const turn = taken.ok ? taken.value : null
    const told = turn && (await (turn.todo === 'cancel' ? cancel(pay, turn) : look(pay, turn)))
    if (!turn || !told || told.fate === 'open') return
    const { fate, reason } = told
    const written = await runInTx(async (tx) => ok(await writeDown(tx, turn, fate, reason)))
    isOver = !written.ok || !written.value || told.isAway === true
  }
}

type TakenTurn = Turn & {
  readonly refundId: RefundId
  /** Of the refund, once the turn was taken. */
  readonly version: number
  readonly tid: string
  readonly paidWon: number
  /** What KakaoPay has given back of this payment by our books, without this part. */
  readonly beforeWon: number
}

/** `open`: nothing is known yet, and nothing is written. `isAway`: KakaoPay takes nothing from us just now. */
type Told = { readonly fate: PartFate | 'open'; readonly reason: string | null; readonly isAway?: true }

async function takeTurn(tx: Tx, refundId: RefundId): Promise<TakenTurn | null> {
  const refund = await tx.refunds.byId(refundId)
  const turn = refund && turnOf(refund, tx.now)
  if (!refund || !turn) return null
  const deposit = await tx.deposits.byId(turn.part.depositId)
  if (!deposit?.tid) throw new Error('a part that KakaoPay is to give back has no payment there')
  const begun = turn.todo === 'cancel' ? beginCancelling(refund, turn.part, tx.now) : null
  if (begun) tx.refunds.change(begun)
  return {
    ...turn,
    refundId,
    version: refund.version + (begun ? 1 : 0),
    tid: deposit.tid,
    paidWon: deposit.amountWon,
    beforeWon: await tx.refunds.canceledWon(deposit.id),
  }
}

/** Only its own books tell whether a request that failed, or was refused, has done something all the same. */
async function cancel(pay: KakaoPay, turn: TakenTurn): Promise<Told> {
  const { tid, paidWon, beforeWon, part } = turn
  const availableWon = paidWon - beforeWon
  const cancelled = await pay.cancel({ tid, amountWon: part.amountWon, availableWon }).catch(outsideOnly)
  if (!(cancelled instanceof OutsideError)) {
    const word = wordOf(part, beforeWon, cancelled.canceledWon)
    return word === 'done' ? done : unclear(cancelled.canceledWon)
  }
  const { heard, isRetryable, message } = cancelled
  if (heard === 'no' && isRetryable) return { fate: 'again', reason: null, isAway: true }
  const told = await look(pay, turn)
  if (told.fate !== 'again') return told
  return heard === 'no' ? { fate: 'refused', reason: message } : { fate: 'open', reason: null }
}

async function look(pay: KakaoPay, { tid, beforeWon, part }: TakenTurn): Promise<Told> {
  const order = await pay.order(tid).catch(outsideOnly)
  if (order instanceof OutsideError)
    return order.isRetryable ? { fate: 'open', reason: null } : { fate: 'unclear', reason: order.message }
  switch (wordOf(part, beforeWon, order.canceledWon)) {
    case 'done':
      return done
    case 'not-done':
      return { fate: 'again', reason: null }
    case 'unclear':
      return unclear(order.canceledWon)
  }
}

const done: Told = { fate: 'done', reason: null }

function unclear(canceledWon: number): Told {
  return { fate: 'unclear', reason: `kakao-pay says ${canceledWon} won were given back of this payment` }
}

/** False when somebody else has dealt with it meanwhile. */
async function writeDown(tx: Tx, turn: TakenTurn, fate: PartFate, reason: string | null): Promise<boolean> {
  const refund = await tx.refunds.byId(turn.refundId)
  const part = refund && partOf(refund, turn.part)
  if (!refund || !part || refund.version !== turn.version) return false
  const now = decidePart(refund, part, fate, reason, tx.now)
  tx.refunds.change(now)
  if (now.state === 'parked') tx.emit({ type: 'RefundParked', refundId: now.id, memberId: now.memberId })
  else if (now.state !== 'under-way') await tellOfRefund(tx, now, 'through')
  return true
}

function partOf({ parts }: Refund, { partNo }: RefundPart): RefundPart | null {
  return parts.find((part) => part.partNo === partNo) ?? null
}
