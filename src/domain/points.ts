/** What the desk does to a wallet by hand: gives, takes back what it gave, and takes cash in. */
import { checkAmount, type DepositRefusal } from './deposit.js'
import type { LedgerLineId } from './ids.js'
import { next, type LedgerLine, type Wallet } from './money.js'
import type { Policy } from './policy.js'
import { ok, refuse, refusedBy, type Result } from './result.js'
import type { Instant } from './time.js'

/** `reason`: why, in the librarian's words; of cash, the number of its receipt. */
export type ByHand = { readonly amountWon: number; readonly reason: string; readonly commandKey: string }

/** Characters of a reason. */
export const reasonAtMost = 100

export type ByHandRefusal =
  { kind: 'unknown-member' } | { kind: 'not-an-amount' } | { kind: 'reason-missing' } | { kind: 'reason-too-long' }

export type GiftRefusal = ByHandRefusal | Extract<DepositRefusal, { kind: 'balance-would-be-too-large' }>
/** The house can take back only what it gave, as far as it is still there. */
export type TakeBackRefusal = ByHandRefusal | { kind: 'more-than-given'; bonusWon: number }
export type CashRefusal = Exclude<ByHandRefusal, { kind: 'not-an-amount' }> | DepositRefusal

export function decideGift(wallet: Wallet | null, gift: ByHand, { deposit }: Policy): Result<Wallet, GiftRefusal> {
  if (!wallet) return refuse({ kind: 'unknown-member' })
  const { balanceMaxWon } = deposit
  const roomWon = Math.max(0, balanceMaxWon - wallet.balanceWon)
  return (
    refusedBy<GiftRefusal>([
      mustBeAmount(gift),
      mustHaveReason(gift),
      gift.amountWon > roomWon
        ? { kind: 'balance-would-be-too-large', balanceWon: wallet.balanceWon, balanceMaxWon, roomWon }
        : null,
    ]) ?? ok(wallet)
  )
}

export function decideTakeBack(wallet: Wallet | null, asked: ByHand): Result<Wallet, TakeBackRefusal> {
  if (!wallet) return refuse({ kind: 'unknown-member' })
  const { bonusWon } = wallet
  return (
    refusedBy<TakeBackRefusal>([
      mustBeAmount(asked),
      mustHaveReason(asked),
      asked.amountWon > bonusWon ? { kind: 'more-than-given', bonusWon } : null,
    ]) ?? ok(wallet)
  )
}

/** The same limits as for a payment by KakaoPay. */
export function decideCashDeposit(wallet: Wallet | null, cash: ByHand, policy: Policy): Result<Wallet, CashRefusal> {
  if (!wallet) return refuse({ kind: 'unknown-member' })
  const checked = checkAmount(cash.amountWon, wallet.balanceWon, policy)
  const missing = mustHaveReason(cash)
  if (!checked.ok) return missing ? refuse<CashRefusal>(...checked.refusals, missing) : checked
  return missing ? refuse(missing) : ok(wallet)
}

function mustBeAmount({ amountWon }: ByHand): { kind: 'not-an-amount' } | null {
  return Number.isSafeInteger(amountWon) && amountWon > 0 ? null : { kind: 'not-an-amount' }
}

function mustHaveReason({ reason }: ByHand): { kind: 'reason-missing' } | { kind: 'reason-too-long' } | null {
  if (reason.trim() === '') return { kind: 'reason-missing' }
  return [...reason].length > reasonAtMost ? { kind: 'reason-too-long' } : null
}

/** The line of a gift. */
export function give(wallet: Wallet, { amountWon, ...by }: ByHand, id: LedgerLineId, at: Instant): LedgerLine {
  return {
    ...next(wallet, amountWon, amountWon, id, at),
    kind: 'bonus',
    reason: by.reason.trim(),
    idempotencyKey: giftKey(by),
  }
}

/** The line that takes a gift back. */
export function takeBack(wallet: Wallet, { amountWon, ...by }: ByHand, id: LedgerLineId, at: Instant): LedgerLine {
  return {
    ...next(wallet, -amountWon, -amountWon, id, at),
    kind: 'bonus-taken',
    reason: by.reason.trim(),
    idempotencyKey: takeBackKey(by),
  }
}

export function giftKey({ commandKey }: Pick<ByHand, 'commandKey'>): string {
  return `bonus:${commandKey}`
}

export function takeBackKey({ commandKey }: Pick<ByHand, 'commandKey'>): string {
  return `bonus-taken:${commandKey}`
}
