/** How the house's numbers are changed while it is open: a patch over the defaults, that must make sense as a whole. */
import type { Policy } from './policy.js'
import { ok, refuse, refusedBy, type Refused, type Result } from './result.js'

/** KakaoPay decides how long its window is open, so that is not ours to change. */
type Changeable = Omit<Policy, 'paymentMinutes'>
type Part<T> = T extends number | boolean | string | readonly unknown[] ? T : Partial<T>

/** Some of the numbers; the others stay as they are. */
export type PolicyPatch = { readonly [K in keyof Changeable]?: Part<Changeable[K]> }

type KeyOf<T, K extends keyof T & string> = T[K] extends number | boolean | string | readonly unknown[]
  ? K
  : `${K}.${keyof T[K] & string}`

/** A number of the house by its name: `loanDays`, `closedDays.shiftDueDays`. */
export type PolicyKey = { [K in keyof Changeable]: KeyOf<Changeable, K> }[keyof Changeable]

export type PolicyRefusal =
  /** The first must come before, or not exceed, the second. */
  | { kind: 'rules-contradict'; first: PolicyKey; second: PolicyKey }
  /** What was stored before cannot be read, so nothing can be changed in it. */
  | { kind: 'stored-rules-unreadable' }

/** The policy with the patch over it; a list is replaced whole. */
export function patched(policy: Policy, patch: PolicyPatch): Policy {
  const { counter, renewal, hold, notices, ownLines, closedDays, deposit, privacy, ...single } = patch
  return {
    ...policy,
    ...single,
    counter: { ...policy.counter, ...counter },
    renewal: { ...policy.renewal, ...renewal },
    hold: { ...policy.hold, ...hold },
    notices: { ...policy.notices, ...notices },
    ownLines: { ...policy.ownLines, ...ownLines },
    closedDays: { ...policy.closedDays, ...closedDays },
    deposit: { ...policy.deposit, ...deposit },
    privacy: { ...policy.privacy, ...privacy },
  }
}

/** One patch over another. */
function joined(under: PolicyPatch, over: PolicyPatch): PolicyPatch {
  return {
    ...under,
    ...over,
    ...(over.counter && { counter: { ...under.counter, ...over.counter } }),
    ...(over.renewal && { renewal: { ...under.renewal, ...over.renewal } }),
    ...(over.hold && { hold: { ...under.hold, ...over.hold } }),
    ...(over.notices && { notices: { ...under.notices, ...over.notices } }),
    ...(over.ownLines && { ownLines: { ...under.ownLines, ...over.ownLines } }),
    ...(over.closedDays && { closedDays: { ...under.closedDays, ...over.closedDays } }),
    ...(over.deposit && { deposit: { ...under.deposit, ...over.deposit } }),
    ...(over.privacy && { privacy: { ...under.privacy, ...over.privacy } }),
  }
}

/** Do the numbers, each possible by itself, go together: `null`, or which two do not. */
export function mustAgree({ notices, deposit }: Policy): Refused<PolicyRefusal> | null {
  const contradict = (first: PolicyKey, second: PolicyKey): PolicyRefusal => ({
    kind: 'rules-contradict',
    first,
    second,
  })
  return refusedBy([
    notices.fromHour < notices.untilHour ? null : contradict('notices.fromHour', 'notices.untilHour'),
    deposit.minWon <= deposit.maxWon ? null : contradict('deposit.minWon', 'deposit.maxWon'),
    deposit.maxWon <= deposit.balanceMaxWon ? null : contradict('deposit.maxWon', 'deposit.balanceMaxWon'),
  ])
}

/**
 * What is to be stored after the change: everything that was changed before and this. `stored`: `null` when what is stored
 * cannot be read.
 */
export function decidePolicy(
  defaults: Policy,
  stored: PolicyPatch | null,
  patch: PolicyPatch,
): Result<PolicyPatch, PolicyRefusal> {
  if (!stored) return refuse({ kind: 'stored-rules-unreadable' })
  const next = joined(stored, patch)
  return mustAgree(patched(defaults, next)) ?? ok(next)
}
