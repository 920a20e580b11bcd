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
    .replace(/[\s.!~]+$/, '')
    .trim()
    .replace(/^(?:(?:제|내) 이름은|이름은|저는|전) /, '')
    .replace(/ ?(?:이?라고 (?:해요|합니다)|입니다|이에요|예요|이요)$|(?<=^\p{L}{3})요$/u, '')
  return /^\p{L}[\p{L}\p{M}.' -]{1,19}$/u.test(bare) ? bare : null
}

/** A Korean mobile number in digits (`01012345678`), however it was typed; `null` when there is none, or not just one. */
export function readPhone(typed: string): string | null {
  const joined = typed.normalize('NFKC').replace(/(?<=\d)[\s.()\p{Pd}]+(?=\d)|[()]/gu, '')
  const [found, another] = [...joined.matchAll(/(?<!\d)(?:\+?820?|0)(1[016789]\d{7,8})(?!\d)/g)]
  const digits = `0${found?.[1] ?? ''}`
  const isWhole = !digits.startsWith('010') || digits.length === 11
  return found && !another && isWhole ? digits : null
}
