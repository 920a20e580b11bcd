/** What the desk may do with a refund: hand money out, put it back, and say what it saw at KakaoPay. */
import type { Deposit } from './deposit.js'
import type { LedgerLineId } from './ids.js'
import { next, type LedgerLine, type Wallet } from './money.js'
import { decidePart } from './refund-turns.js'
import { sumOf, withPart, type Refund, type RefundPart, type RefundState } from './refund.js'
import { ok, refuse, refusedBy, type Result } from './result.js'
import { instantOf } from './time.js'

export type RefundAtDeskRefusal =
  | { kind: 'unknown-refund' }
  /** Nothing of it is to be done at the desk in this way, or not any more. */
  | { kind: 'refund-stands-otherwise'; state: RefundState }
  | { kind: 'note-missing' }
  /** It looks as if an account were written down, which is not kept here. */
  | { kind: 'note-holds-number' }
  | { kind: 'member-left' }

/** A person has looked at KakaoPay: it has given the part back, or it has not and the desk will. */
export function decideParked(
  refund: Refund | null,
  isCancelled: boolean,
  now: Date,
): Result<Refund, RefundAtDeskRefusal> {
  if (!refund) return refuse({ kind: 'unknown-refund' })
  const part = refund.parts.find(({ state }) => state === 'cancelling')
  if (refund.state !== 'parked' || !part) return refuse({ kind: 'refund-stands-otherwise', state: refund.state })
  return ok(decidePart(refund, part, isCancelled ? 'done' : 'refused', part.note, now))
}

const noteAtMost = 200

/** Everything of it that waits at the desk is handed out. `note`: how, without any account number. */
export function decidePayOut(refund: Refund | null, note: string, now: Date): Result<Refund, RefundAtDeskRefusal> {
  if (!refund) return refuse({ kind: 'unknown-refund' })
  const how = note.trim()
  const refused = refusedBy<RefundAtDeskRefusal>([
    refund.state === 'at-desk' ? null : { kind: 'refund-stands-otherwise', state: refund.state },
    how === '' ? { kind: 'note-missing' } : null,
    how.replace(/\D/g, '').length > 6 ? { kind: 'note-holds-number' } : null,
  ])
  if (refused) return refused
  const settledAt = instantOf(now)
  const paid = { state: 'paid-back', paidBackBy: 'desk', settledAt, note: how.slice(0, noteAtMost) } as const
  return ok(atDeskParts(refund).reduce((sofar, part) => withPart(sofar, { ...part, ...paid }, now), refund))
}

export type PutBack = {
  readonly refund: Refund
  readonly lines: readonly LedgerLine[]
  readonly deposits: readonly Deposit[]
}

/** Everything of it that waits at the desk goes into the wallet again, as paid money. `deposits`: those it came from. */
export function decidePutBack(
  refund: Refund | null,
  { wallet, deposits }: { readonly wallet: Wallet | null; readonly deposits: readonly Deposit[] },
  newLineId: () => LedgerLineId,
  now: Date,
): Result<PutBack, RefundAtDeskRefusal> {
  if (!refund) return refuse({ kind: 'unknown-refund' })
  if (refund.state !== 'at-desk') return refuse({ kind: 'refund-stands-otherwise', state: refund.state })
  if (!wallet) return refuse({ kind: 'member-left' })
  const at = instantOf(now)
  const parts = atDeskParts(refund)
  let sofar = wallet
  const lines = parts.map(({ partNo, amountWon }): LedgerLine => {
    const line = next(sofar, amountWon, 0, newLineId(), at)
    sofar = { ...sofar, balanceWon: line.balanceAfterWon, version: line.lineNo }
    const idempotencyKey = `refund-returned:${refund.id}:${partNo}`
    return { ...line, kind: 'refund-returned', refundId: refund.id, idempotencyKey }
  })
  return ok({
    refund: parts.reduce(
      (standing, part) => withPart(standing, { ...part, state: 'returned', settledAt: at }, now),
      refund,
    ),
    lines,
    deposits: deposits.flatMap((deposit) => {
      const backWon = sumOf(parts.filter(({ depositId }) => depositId === deposit.id))
      return backWon > 0 ? [{ ...deposit, refundedWon: deposit.refundedWon - backWon }] : []
    }),
  })
}

function atDeskParts({ parts }: Refund): readonly RefundPart[] {
  return parts.filter(({ state }) => state === 'at-desk')
}
