/**
 * How paid money that was not used goes back: a refund takes it out of the wallet at once, and then goes back part by part
 * to the payments it came from. What KakaoPay cannot take back is paid out at the desk.
 */
import type { Deposit } from './deposit.js'
import type { DepositId, LedgerLineId, MemberId, RefundId } from './ids.js'
import { next, refundableWon, type LedgerLine, type Wallet } from './money.js'
import { ok, refuse, refusedBy, type Result } from './result.js'
import { instantOf, type Instant } from './time.js'

/**
 * under-way (KakaoPay is at it) → done, or at-desk while a part waits to be paid out there; parked when KakaoPay's books
 * and ours differ and a person must look.
 */
export type RefundState = 'under-way' | 'parked' | 'at-desk' | 'done'

/**
 * waiting → cancelling (KakaoPay was asked) → paid-back; or at-desk → paid-back, or returned to the wallet. `cancelling`
 * means that KakaoPay may or may not have heard us.
 */
export type RefundPartState = 'waiting' | 'cancelling' | 'at-desk' | 'paid-back' | 'returned'

export type RefundPart = {
  /** From 1, in the order in which the parts are worked. */
  readonly partNo: number
  readonly depositId: DepositId
  readonly amountWon: number
  readonly state: RefundPartState
  /** Who gave it back; `null` before that, and of what was returned. */
  readonly paidBackBy: 'kakao-pay' | 'desk' | null
  /** When KakaoPay was last asked to cancel it. */
  readonly triedAt: Instant | null
  readonly settledAt: Instant | null
  /** Why KakaoPay did not do it; once it is paid out, how that was done. */
  readonly note: string | null
}

export type Refund = {
  readonly id: RefundId
  readonly memberId: MemberId
  /** The sum of its parts, in whole won. */
  readonly amountWon: number
  readonly state: RefundState
  /** Every change rests on the version it was decided on. */
  readonly version: number
  readonly commandKey: string | null
  readonly requestedAt: Instant
  readonly settledAt: Instant | null
  readonly parts: readonly RefundPart[]
}

export type RefundRefusal =
  /** `atDeskWon`: of earlier refunds, waiting to be paid out at the desk. */
  | { kind: 'nothing-to-refund'; bonusWon: number; atDeskWon: number }
  | { kind: 'refund-too-small' }
  | { kind: 'refund-too-large'; refundableWon: number; bonusWon: number }
  | { kind: 'refund-under-way'; amountWon: number; isParked: boolean }

export type RefundFacts = {
  /** `null`: the member has left. */
  readonly wallet: Wallet | null
  /** The member's paid deposits of which something is left to give back, the newest first. */
  readonly deposits: readonly Deposit[]
  /** The member's refunds that are not done. */
  readonly open: readonly Pick<Refund, 'amountWon' | 'state' | 'parts'>[]
  /** Won; `all`: everything that can be given back. */
  readonly asked: number | 'all'
}

export type RefundIds = {
  readonly refundId: RefundId
  readonly lineId: LedgerLineId
  readonly commandKey: string | null
}

export type DecidedRefund = {
  readonly refund: Refund
  readonly line: LedgerLine
  /** The deposits it goes back to, with what is given back raised. */
  readonly deposits: readonly Deposit[]
  /** Of earlier refunds, waiting to be paid out at the desk. */
  readonly atDeskWon: number
}

/**
 * May so much be given back, and where does it go. Whatever was paid for and not used can be, at any time and in any
 * amount; gifts cannot (신유형 상품권 표준약관, 전자금융거래법). Money is spent in the order in which it was paid in, so
 * what is left came with the newest deposits.
 */
export function decideRefund(facts: RefundFacts, ids: RefundIds, now: Date): Result<DecidedRefund, RefundRefusal> {
  const { wallet, deposits, open, asked } = facts
  const allWon = wallet ? refundableWon(wallet) : 0
  const bonusWon = wallet?.bonusWon ?? 0
  const atDeskWon = wonAtDesk(open.flatMap(({ parts }) => parts))
  const underWay = open.find(({ state }) => state === 'under-way' || state === 'parked')
  const amountWon = asked === 'all' ? allWon : asked
  const refused = refusedBy<RefundRefusal>([
    underWay
      ? { kind: 'refund-under-way', amountWon: underWay.amountWon, isParked: underWay.state === 'parked' }
      : null,
    allWon <= 0 ? { kind: 'nothing-to-refund', bonusWon, atDeskWon } : null,
    asked === 'all' || (Number.isInteger(asked) && asked > 0) ? null : { kind: 'refund-too-small' },
    amountWon > allWon ? { kind: 'refund-too-large', refundableWon: allWon, bonusWon } : null,
  ])
  if (refused) return refused
  if (!wallet) return refuse({ kind: 'nothing-to-refund', bonusWon, atDeskWon })

  const shares = sharesOf(deposits, amountWon)
  const parts = shares.map(({ deposit, won }, index) => newPart(index + 1, deposit, won))
  const at = instantOf(now)
  const line = next(wallet, -amountWon, 0, ids.lineId, at)
  return ok({
    refund: {
      id: ids.refundId,
      memberId: wallet.memberId,
      amountWon,
      state: stateOf(parts),
      version: 1,
      commandKey: ids.commandKey,
      requestedAt: at,
      settledAt: null,
      parts,
    },
    line: { ...line, kind: 'refund', refundId: ids.refundId, idempotencyKey: `refund:${ids.refundId}` },
    deposits: shares.map(({ deposit, won }) => ({ ...deposit, refundedWon: deposit.refundedWon + won })),
    atDeskWon,
  })
}

/** How much of the amount each deposit takes back; what is left of all of them is never less than what can be refunded. */
function sharesOf(deposits: readonly Deposit[], amountWon: number): { deposit: Deposit; won: number }[] {
  let leftWon = amountWon
  const shares = deposits.flatMap((deposit) => {
    const won = Math.min(leftWon, deposit.amountWon - deposit.refundedWon)
    leftWon -= won
    return won > 0 ? [{ deposit, won }] : []
  })
  if (leftWon > 0) throw new Error(`the deposits cover ${leftWon} won less than the wallet says can be refunded`)
  return shares
}

function newPart(partNo: number, { id, paidBy, tid }: Deposit, amountWon: number): RefundPart {
  const state = paidBy === 'kakao-pay' && tid !== null ? 'waiting' : 'at-desk'
  return { partNo, depositId: id, amountWon, state, paidBackBy: null, triedAt: null, settledAt: null, note: null }
}

/** As long as KakaoPay has a part to do the refund is under way; whoever is looked for has to be said (`parked`). */
function stateOf(parts: readonly RefundPart[]): Exclude<RefundState, 'parked'> {
  const stands = (...states: RefundPartState[]) => parts.some(({ state }) => states.includes(state))
  if (stands('waiting', 'cancelling')) return 'under-way'
  return stands('at-desk') ? 'at-desk' : 'done'
}

/** The refund with this part as it is now, and in the state that follows. */
export function withPart(refund: Refund, part: RefundPart, now: Date): Refund {
  const parts = refund.parts.map((other) => (other.partNo === part.partNo ? part : other))
  const state = stateOf(parts)
  return { ...refund, parts, state, settledAt: state === 'done' ? instantOf(now) : null }
}

/** Nothing of it went back to the member: all of it is in the wallet again. */
export function isPutBack({ parts }: Refund): boolean {
  return parts.every(({ state }) => state === 'returned')
}

/** Won that wait to be paid out at the desk. */
export function wonAtDesk(parts: readonly RefundPart[]): number {
  return sumOf(parts.filter(({ state }) => state === 'at-desk'))
}

/** Won that KakaoPay gives back or has given back, as far as it did not refuse. */
export function wonByKakaoPay(parts: readonly RefundPart[]): number {
  return sumOf(
    parts.filter(
      ({ state, paidBackBy }) => state === 'waiting' || state === 'cancelling' || paidBackBy === 'kakao-pay',
    ),
  )
}

export function sumOf(parts: readonly RefundPart[]): number {
  return parts.reduce((sum, { amountWon }) => sum + amountWon, 0)
}
