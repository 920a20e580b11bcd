/** A person becomes a member. */
import type { MemberId, UserKey } from '../domain/ids.js'
import { decideJoin, type JoinRefusal, type Member } from '../domain/member.js'
import type { Result } from '../domain/result.js'
import { instantOf } from '../domain/time.js'
import type { Tx } from './tx.js'

export type Newcomer = {
  /** `null`: registered at the desk, and not linked to a chat yet. */
  readonly userKey: UserKey | null
  readonly name: string
  readonly phone: string
  /** Has consented at the desk, for somebody under 14. */
  readonly guardian: { readonly name: string; readonly phone: string } | null
  readonly consentVersion: string
}

export type JoinInput = Omit<Newcomer, 'userKey' | 'guardian'> & { readonly userKey: UserKey }

export async function joinLibrary(tx: Tx, input: JoinInput): Promise<Result<Member, JoinRefusal>> {
  const joined = await becomeMember(tx, { ...input, guardian: null })
  if (joined.ok) tx.chat.endDialogue(input.userKey)
  return joined
}

export async function becomeMember(tx: Tx, newcomer: Newcomer): Promise<Result<Member, JoinRefusal>> {
  const at = instantOf(tx.now)
  const { userKey, name, phone, guardian, consentVersion } = newcomer
  const decided = decideJoin({
    member: {
      id: tx.newId<MemberId>(),
      userKey,
      name,
      phone,
      consent: { version: consentVersion, at },
      joinedAt: at,
      guardian: guardian && { ...guardian, consentAt: at },
    },
    ...(await tx.members.alike(userKey, phone)),
  })
  if (!decided.ok) return decided
  tx.members.add(decided.value)
  tx.emit({ type: 'MemberJoined', memberId: decided.value.id })
  return decided
}
