/** A person becomes a member at the desk. The chat comes later, by linking; until then messages go by phone number. */
import type { JoinRefusal, Member } from '../domain/member.js'
import type { Result } from '../domain/result.js'
import { becomeMember, type Newcomer } from './join-library.js'
import type { Tx } from './tx.js'

export type RegisterInput = Omit<Newcomer, 'userKey'>

export async function registerMember(tx: Tx, input: RegisterInput): Promise<Result<Member, JoinRefusal>> {
  const registered = await becomeMember(tx, { ...input, userKey: null })
  if (!registered.ok) return registered
  const { id, consent, guardian } = registered.value
  const after = { consentVersion: consent.version, hasGuardian: guardian !== null }
  tx.record({ action: 'member-registered', subject: id, before: null, after })
  return registered
}
