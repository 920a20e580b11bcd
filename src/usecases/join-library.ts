/** A person becomes a member. */
import type { MemberId, UserKey } from '../domain/ids.js'
import { decideJoin, type JoinRefusal, type Member } from '../domain/member.js'
import type { Result } from '../domain/result.js'
import { instantOf } from '../domain/time.js'
import type { Tx } from './tx.js'

export type JoinInput = {
  readonly userKey: UserKey
  readonly name: string
  readonly phone: string
  readonly consentVersion: string
}

export async function joinLibrary(tx: Tx, input: JoinInput): Promise<Result<Member, JoinRefusal>> {
  const at = instantOf(tx.now)
  const { userKey, name, phone, consentVersion } = input
  const decided = decideJoin({
    member: {
      id: tx.newId<MemberId>(),
      userKey,
      name,
      phone,
      consent: { version: consentVersion, at },
      joinedAt: at,
      guardian: null,
    },
    ...(await tx.members.alike(userKey, phone)),
  })
  if (!decided.ok) return decided
  tx.members.add(decided.value)
  tx.chat.endDialogue(userKey)
  tx.emit({ type: 'MemberJoined', memberId: decided.value.id })
  return decided
}
