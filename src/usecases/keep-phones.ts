/** Phone numbers: changed by their owners, shown to a librarian who says why, sealed anew when the key has changed. */
import type { MemberId, PhoneReadingId } from '../domain/ids.js'
import { decidePhone, type PhoneRefusal } from '../domain/member.js'
import { ok, refuse, type Result } from '../domain/result.js'
import { instantOf } from '../domain/time.js'
import type { Tx } from './tx.js'

export type ChangePhoneInput = { readonly memberId: MemberId; readonly phone: string }

/** Answers the new number. */
export async function changePhone(tx: Tx, input: ChangePhoneInput): Promise<Result<string, PhoneRefusal>> {
  const { memberId, phone: newPhone } = input
  const phone = await tx.members.phoneOf(memberId)
  const owner = (await tx.members.withPhone(newPhone))?.id ?? null
  const decided = decidePhone({ id: memberId, phone, newPhone, owner })
  if (!decided.ok || phone === null) return decided
  tx.members.setPhone(memberId, phone, newPhone)
  tx.emit({ type: 'PhoneChanged', memberId })
  tx.record({ action: 'phone-changed', subject: memberId, before: null, after: null })
  return decided
}

export type ReadPhoneInput = { readonly memberId: MemberId; readonly librarian: string; readonly reason: string }

/** The whole number: it is told only once it is written down who wanted to know it, and why. */
export async function readWholePhone(
  tx: Tx,
  { memberId, librarian, reason }: ReadPhoneInput,
): Promise<Result<string, { readonly kind: 'unknown-member' }>> {
  const phone = await tx.members.phoneOf(memberId)
  if (phone === null) return refuse({ kind: 'unknown-member' })
  const id = tx.newId<PhoneReadingId>()
  tx.members.addReading({ id, memberId, librarian, reason, readAt: instantOf(tx.now) })
  tx.record({ action: 'phone-read', subject: memberId, before: null, after: { readingId: id } })
  return ok(phone)
}

/** Whether there was anything to do. */
export async function resealPhone(tx: Tx, memberId: MemberId): Promise<Result<boolean>> {
  return ok(await tx.members.reseal(memberId))
}
