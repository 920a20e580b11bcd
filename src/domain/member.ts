/** Who is a member: names, phone numbers, and what was agreed to at joining. */
import type { MemberId, UserKey } from './ids.js'
import { ok, refusedBy, type Refusal, type Result } from './result.js'
import type { Instant } from './time.js'

export type Member = {
  readonly id: MemberId
  readonly userKey: UserKey
  readonly name: string
  /** Digits only, `01012345678`. Encrypted at rest. */
  readonly phone: string
  readonly consent: { readonly version: string; readonly at: Instant }
  readonly joinedAt: Instant
}

export type JoinRefusal = { kind: 'already-a-member'; name: string } | { kind: 'phone-taken' }

export type JoinAsked = {
  readonly member: Member
  /** Who this chat user already is, if anybody. */
  readonly known: { readonly name: string } | null
  readonly phoneIsTaken: boolean
}

/** One member per chat user and one per phone number. */
export function decideJoin(asked: JoinAsked): Result<Member, JoinRefusal> {
  const refused = refusedBy<JoinRefusal & Refusal>([
    asked.known && { kind: 'already-a-member', name: asked.known.name },
    !asked.known && asked.phoneIsTaken ? { kind: 'phone-taken' } : null,
  ])
  return refused ?? ok(asked.member)
}

/** The name a person typed, tidied; `null` when it cannot be a name. Two to twenty letters, spaces and dots between them. */
export function readName(typed: string): string | null {
  const bare = typed
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(?:제\s*)?(?:이름은|내 이름은|저는)\s+/, '')
    .replace(/\s*(?:입니다|이에요|예요|이요|라고 해요|라고 합니다)[.!]?$/, '')
  return /^\p{L}[\p{L}\p{M}.' -]{1,19}$/u.test(bare) ? bare : null
}

/** A Korean mobile number in digits (`01012345678`), however it was typed; `null` when it is none. */
export function readPhone(typed: string): string | null {
  const found = /(?:\+?82[\s-]?|0)(1[016789])[\s.-]?(\d{3,4})[\s.-]?(\d{4})(?!\d)/.exec(typed)
  if (!found || /\d/.test(typed.slice(0, found.index))) return null
  const digits = `0${found[1]}${found[2]}${found[3]}`
  return digits.startsWith('010') && digits.length !== 11 ? null : digits
}
