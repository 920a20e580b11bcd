/** A chat user comes to speak for a member: the desk shows a code, the chat is told it. */
import type { MemberId, UserKey } from '../domain/ids.js'
import {
  codeMinutes,
  codeOf,
  codesInAll,
  decideLink,
  oneMoreTry,
  type LinkedMember,
  type LinkRefusal,
} from '../domain/link.js'
import { ok, refuse, type Result } from '../domain/result.js'
import { instantOf, minutesAfter, type Instant } from '../domain/time.js'
import type { Tx } from './tx.js'

type Issued = { readonly code: string; readonly expiresAt: Instant }

/** A new code for the member; the one before is void. */
export async function issueLinkCode(
  tx: Tx,
  memberId: MemberId,
): Promise<Result<Issued, { readonly kind: 'unknown-member' }>> {
  if (!(await tx.members.contactOf(memberId))) return refuse({ kind: 'unknown-member' })
  const issued = { code: codeOf(tx.pick(codesInAll)), expiresAt: instantOf(minutesAfter(tx.now, codeMinutes)) }
  tx.links.issue(memberId, issued.code, issued.expiresAt)
  tx.record({ action: 'link-code-issued', subject: memberId, before: null, after: { expiresAt: issued.expiresAt } })
  return ok(issued)
}

export type LinkInput = { readonly userKey: UserKey; readonly phone: string; readonly code: string }

/** `null`: it did not fit, which is written down: a refusal would forget the try. */
export async function linkMember(tx: Tx, input: LinkInput): Promise<Result<LinkedMember | null, LinkRefusal>> {
  const { userKey, phone } = input
  const { known } = await tx.members.alike(userKey, phone)
  const member = await tx.members.withPhone(phone)
  const code = member && (await tx.links.codeOf(member.id, input.code))
  const tries = await tx.links.triesOf(userKey)
  const decided = decideLink({ known, tries, member, code }, tx.now)
  if (!decided.ok) return decided
  if (!decided.value.member || !code) {
    tx.links.setTries(userKey, tries, oneMoreTry(tries, tx.now, instantOf(tx.now)))
    if (code) tx.links.missed(code)
    return ok(null)
  }
  const linked = decided.value.member
  tx.links.used(code)
  tx.links.forgetTries(userKey)
  tx.members.link(linked, userKey)
  tx.chat.endDialogue(userKey)
  if (linked.userKey) tx.chat.forgetUser(linked.userKey)
  tx.emit({ type: 'MemberLinked', memberId: linked.id })
  return ok(linked)
}
