/** A person becomes a member at the desk. The chat comes later, by linking; until then messages go by phone number. */
import type { MemberId } from '../domain/ids.js'
import { decideJoin, type JoinRefusal, type Member } from '../domain/member.js'
import type { Result } from '../domain/result.js'
import { instantOf } from '../domain/time.js'
import type { Tx } from './tx.js'

export type RegisterInput = {
  readonly name: string
  readonly phone: string
  /** Has consented at the desk, for somebody under 14. */
  readonly guardian: { readonly name: string; readonly phone: string } | null
  readonly consentVersion: string
}

export async function registerMember(tx: Tx, input: RegisterInput): Promise<Result<Member, JoinRefusal>> {
  const at = instantOf(tx.now)
  const { name, phone, guardian, consentVersion } = input
  const decided = decideJoin({
    member: {
      id: tx.newId<MemberId>(),
      userKey: null,
      name,
      phone,
      consent: { version: consentVersion, at },
      joinedAt: at,
      guardian: guardian && { ...guardian, consentAt: at },
    },
    ...(await tx.members.alike(null, phone)),
  })
  if (!decided.ok) return decided
  tx.members.add(decided.value)
  tx.emit({ type: 'MemberJoined', memberId: decided.value.id })
  return decided
}
