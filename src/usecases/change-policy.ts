/** The desk changes the numbers of the house while it is open. */
import type { Policy } from '../domain/policy.js'
import { decidePolicy, patched, type PolicyPatch, type PolicyRefusal } from '../domain/policy-change.js'
import { ok, type Result } from '../domain/result.js'
import type { Tx } from './tx.js'

export type ChangePolicyInput = { readonly defaults: Policy; readonly patch: PolicyPatch }

/** The numbers after the change. What was promised before (due days, fees of rentals) stays as it was promised. */
export async function changePolicy(
  tx: Tx,
  { defaults, patch }: ChangePolicyInput,
): Promise<Result<Policy, PolicyRefusal>> {
  const stored = await tx.houseRules.stored()
  const decided = decidePolicy(defaults, stored.patch, patch)
  if (!decided.ok) return decided
  tx.houseRules.keep(decided.value, stored)
  return ok(patched(defaults, decided.value))
}
