/** Who is a member: names, phone numbers, and what was agreed to at joining. */
import type { MemberId, UserKey } from './ids.js'
import { ok, refusedBy, type Refusal, type Result } from './result.js'
import type { Instant } from './time.js'

export type Member = {
  readonly id: MemberId
  /** `null`: was registered at the desk, and has not come to the chat yet. */
  readonly userKey: UserKey | null
  readonly name: string
  /** Digits only, `01012345678`. Encrypted at rest. */
  readonly phone: string
  readonly consent: { readonly version: string; readonly at: Instant }
  readonly joinedAt: Instant
  /** Who has consented for somebody under 14. */
  readonly guardian: Guardian | null
}

export type Guardian = { readonly name: string; readonly phone: string; readonly consentAt: Instant }

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

export type PhoneRefusal = { kind: 'phone-taken' } | { kind: 'same-phone' } | { kind: 'unknown-member' }

/** `phone`: what is known now, `null` for somebody who is no member any more. */
export function decidePhone(asked: { id: MemberId; phone: string | null; newPhone: string; owner: MemberId | null }) {
  return (
    refusedBy<PhoneRefusal>([
      asked.phone === null ? { kind: 'unknown-member' } : null,
      asked.phone === asked.newPhone ? { kind: 'same-phone' } : null,
      asked.owner !== null && asked.owner !== asked.id ? { kind: 'phone-taken' } : null,
    ]) ?? ok(asked.newPhone)
  )
}

/** Nobody is called so: greetings, questions, and what people say instead of their name. */
const notANameInKorean =
  /(?:요|니다|까|죠|살)$|^(?:저는|나는|안녕|그냥|나중에|이름)|왜|뭐|누구|무슨|어떻|몰라|모르|싫|글쎄|잠깐|비밀|미만/
const notANameInEnglish = /\b(?:what|why|who|how)\b/i

/**
 * The name a person typed, tidied; `null` when it cannot be one. Two to twenty letters; Korean names are written in
 * syllables without spaces, others may have spaces, dots and hyphens in them.
 */
export function readName(typed: string): string | null {
  const bare = typed
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(?:(?:안녕하세요|안녕|네|넵|예|응|음)[\s,.!~]+)+/, '')
    .replace(/[\s.!~]+$/, '')
    .replace(/^(?:(?:제|내) ?이름은|이름은|저는|전|나는) /, '')
    .replace(/ ?(?:이?라고 (?:해요|합니다)|입니다|이에요|예요|이요)$|(?<=^\p{L}{3})요$|(?<=..)이야$/u, '')
  if (/\p{Script=Hangul}/u.test(bare)) return /^[가-힣]{2,20}$/.test(bare) && !notANameInKorean.test(bare) ? bare : null
  return /^\p{L}[\p{L}\p{M}.' -]{1,19}$/u.test(bare) && !notANameInEnglish.test(bare) ? bare : null
}

/** A Korean mobile number in digits (`01012345678`), however it was typed; `null` when there is none, or not just one. */
export function readPhone(typed: string): string | null {
  const joined = typed.normalize('NFKC').replace(/(?<=\d)[\s.()\p{Pd}]+(?=\d)|[()]/gu, '')
  const [found, another] = [...joined.matchAll(/(?<!\d)(?:\+?820?|0)(1[016789]\d{7,8})(?!\d)/g)]
  const digits = `0${found?.[1] ?? ''}`
  const isWhole = !digits.startsWith('010') || digits.length === 11
  return found && !another && isWhole ? digits : null
}

/** `9f3a01bc`: what the desk calls 회원번호, the end of the id. */
export function memberNumber({ memberId }: { readonly memberId: MemberId }): string {
  return memberId.slice(-8)
}

/** The word as a phone number or as a member number, which is the end of an id; `null` when it is neither. */
export function readHandle(word: string): { phone: string } | { ending: string } | null {
  const phone = readPhone(word)
  if (phone) return { phone }
  const ending = word.toLowerCase()
  return /^[0-9a-f]{8}$/.test(ending) ? { ending } : null
}

/** `010-****-5678`: as much of a number in digits as a screen may show. */
export function maskedPhone(phone: string): string {
  return `${phone.slice(0, 3)}-****-${phone.slice(-4)}`
}
