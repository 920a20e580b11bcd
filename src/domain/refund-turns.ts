/** How KakaoPay is asked to give a refund back: a part at a time, and never anew before its own word is known. */
import { withPart, type Refund, type RefundPart } from './refund.js'
import { instantOf } from './time.js'

/** How long a part that KakaoPay may be at work on is left alone before it is asked about, in seconds. */
export const doubtSeconds = 60

/** The part that KakaoPay has to deal with next, and whether it is to cancel it or to be asked what became of it. */
export type Turn = { readonly part: RefundPart; readonly todo: 'cancel' | 'ask' }

/** `null`: nothing to do, or not yet. */
export function turnOf(refund: Refund, now: Date): Turn | null {
  if (refund.state !== 'under-way') return null
  const part = refund.parts.find(({ state }) => state === 'waiting' || state === 'cancelling')
  if (!part) return null
  if (part.state === 'waiting') return { part, todo: 'cancel' }
  const isFresh = part.triedAt !== null && now.getTime() - Date.parse(part.triedAt) < doubtSeconds * 1_000
  return isFresh ? null : { part, todo: 'ask' }
}

/** The refund while KakaoPay is asked to cancel this part: written down before it is asked. */
export function beginCancelling(refund: Refund, part: RefundPart, now: Date): Refund {
  return withPart(refund, { ...part, state: 'cancelling', triedAt: instantOf(now) }, now)
}

/**
 * What KakaoPay's books say of a part. `beforeWon`: what it had given back of that payment before, by our books;
 * `canceledWon`: what it says it has given back in all.
 */
export function wordOf(
  { amountWon }: RefundPart,
  beforeWon: number,
  canceledWon: number,
): 'done' | 'not-done' | 'unclear' {
  if (canceledWon === beforeWon + amountWon) return 'done'
  return canceledWon === beforeWon ? 'not-done' : 'unclear'
}

/**
 * What becomes of a part: `done`; `again`: KakaoPay has not done it and may be asked anew; `refused`: it surely never will;
 * `unclear`: its books and ours differ.
 */
export type PartFate = 'done' | 'again' | 'refused' | 'unclear'

/** `reason`: what KakaoPay said, in few words. */
export function decidePart(refund: Refund, part: RefundPart, fate: PartFate, reason: string | null, now: Date): Refund {
  switch (fate) {
    case 'done':
      return withPart(
        refund,
        { ...part, state: 'paid-back', paidBackBy: 'kakao-pay', settledAt: instantOf(now), note: null },
        now,
      )
    case 'again':
      return withPart(refund, { ...part, state: 'waiting' }, now)
    case 'refused':
      return withPart(refund, { ...part, state: 'at-desk', note: reason }, now)
    case 'unclear':
      return { ...withPart(refund, { ...part, note: reason }, now), state: 'parked' }
  }
}
