/** The desk changes the numbers of the house while it is open. */
import type { Policy } from '../domain/policy.js'
import { decidePolicy, patched, type PolicyPatch, type PolicyRefusal } from '../domain/policy-change.js'
import { mustBeFresh, type StaleEdit } from '../domain/deed.js'
import { ok, refuse, type Result } from '../domain/result.js'
import type { Tx } from './tx.js'

export type ChangePolicyInput = {
  readonly defaults: Policy
  readonly patch: PolicyPatch
  /** The version that was seen when it was decided to change it; without one, it is changed however it stands. */
  readonly seen?: string | undefined
}

export type PolicyNow = { readonly policy: Policy; readonly version: string }

/** The numbers after the change. What was promised before (due days, fees of rentals) stays as it was promised. */
export async function changePolicy(
  tx: Tx,
  { defaults, patch, seen }: ChangePolicyInput,
): Promise<Result<PolicyNow, PolicyRefusal | StaleEdit>> {
  const stored = await tx.houseRules.stored()
  const stale = mustBeFresh(seen, stored.version)
  if (stale) return refuse(stale)
  const decided = decidePolicy(defaults, stored.patch, patch)
  if (!decided.ok) return decided
  const version = tx.houseRules.keep(decided.value, stored)
  const [before, after] = [patched(defaults, stored.patch ?? {}), patched(defaults, decided.value)]
  tx.record({ action: 'policy-changed', subject: 'policy', before, after })
  return ok({ policy: after, version })
}
