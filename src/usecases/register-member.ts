/** A person becomes a member at the desk. The chat comes later, by linking; until then messages go by phone number. */
import type { JoinRefusal, Member } from '../domain/member.js'
import type { Result } from '../domain/result.js'
import { becomeMember, type Newcomer } from './join-library.js'
import type { Tx } from './tx.js'

export type RegisterInput = Omit<Newcomer, 'userKey'>

export function registerMember(tx: Tx, input: RegisterInput): Promise<Result<Member, JoinRefusal>> {
  return becomeMember(tx, { ...input, userKey: null })
}
