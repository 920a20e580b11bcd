/** May a member leave, and what is lost with it. Ledgers stay for as long as the law wants. */
import type { LedgerLineId } from './ids.js'
import { next, refundableWon, type LedgerLine, type Wallet } from './money.js'
import type { Rules } from './policy.js'
import { ok, refuse, refusedBy, type Refusal, type Result } from './result.js'
import { yearsBefore, type Day, type Instant } from './time.js'

export type OpenBook = {
  readonly bookNo: number
  readonly title: string
  readonly inQuestion: 'claimed' | 'lost' | null
}

/** `at-desk`: the money waits for the member at the counter. */
export type OpenRefund = { readonly amountWon: number; readonly state: 'under-way' | 'parked' | 'at-desk' }

export type LeaveFacts = {
  readonly wallet: Wallet
  readonly books: readonly OpenBook[]
  readonly refunds: readonly OpenRefund[]
  /** What KakaoPay may be taking at this moment, in won. */
  readonly approvingWon: readonly number[]
}

export type LeaveRefusal =
  /** Nobody is there (any more). */
  | { kind: 'already-left' }
  | { kind: 'books-to-return'; books: readonly OpenBook[] }
  | { kind: 'payment-not-over'; amountWon: number }
  | { kind: 'refund-not-over'; refund: OpenRefund }
  | { kind: 'points-to-refund'; amountWon: number }

/** Every reason why the member cannot leave now, the most important first. */
export function leaveRefusals({ wallet, books, refunds, approvingWon }: LeaveFacts): LeaveRefusal[] {
  const [refund] = [...refunds].sort(
    (one, other) => Number(one.state === 'at-desk') - Number(other.state === 'at-desk'),
  )
  const [payingWon] = approvingWon
  const amountWon = refundableWon(wallet)
  const verdicts: (LeaveRefusal | null)[] = [
    books.length > 0 ? { kind: 'books-to-return', books } : null,
    payingWon === undefined ? null : { kind: 'payment-not-over', amountWon: payingWon },
    refund ? { kind: 'refund-not-over', refund } : null,
    amountWon > 0 ? { kind: 'points-to-refund', amountWon } : null,
  ]
  return verdicts.filter((verdict) => verdict !== null)
}

/** The line that takes what was only a gift, if there is any, and the wallet that is closed after it; or why not. */
export function decideLeave(
  facts: LeaveFacts | null,
  lineId: LedgerLineId,
  at: Instant,
): Result<{ line: LedgerLine | null; wallet: Wallet }, LeaveRefusal & Refusal> {
  if (!facts) return refuse({ kind: 'already-left' })
  const refused = refusedBy(leaveRefusals(facts))
  if (refused) return refused
  const { wallet } = facts
  const { memberId, bonusWon } = wallet
  if (bonusWon === 0) return ok({ line: null, wallet })
  const line: LedgerLine = {
    ...next(wallet, -bonusWon, -bonusWon, lineId, at),
    kind: 'bonus-taken',
    idempotencyKey: `left:${memberId}`,
  }
  return ok({ line, wallet: { memberId, balanceWon: line.balanceAfterWon, bonusWon: 0, version: line.lineNo } })
}

/** The ledger of somebody who left before that day is nobody's business any more. */
export function ledgersKeptFrom(today: Day, { privacy }: Rules): Day {
  return yearsBefore(today, privacy.ledgerYears)
}
