/** Joining a chat user to a member whom the library knows already, by phone number and a code shown at the desk. */
import type { MemberId, UserKey } from './ids.js'
import { ok, refuse, type Result } from './result.js'
import type { Instant } from './time.js'

/** How long a code from the desk is good for. */
export const codeMinutes = 30
/** So many wrong tries make a code void, whoever made them. */
const triesOfACode = 5
/** So many wrong tries may a chat user make in a day, with whatever numbers and codes. */
const triesADay = 10

/** For how long wrong tries count. */
export const triesADayMinutes = 24 * 60

export type LinkFacts = {
  /** Who this chat user already is, if anybody. */
  readonly known: { readonly name: string } | null
  /** The chat user's wrong tries, and since when they are counted. */
  readonly tries: Tries | null
  /** Whose phone number it is. */
  readonly member: LinkedMember | null
  /** What the desk has shown to that member. */
  readonly code: { readonly fits: boolean; readonly expiresAt: Instant; readonly attempts: number } | null
}

export type Tries = { readonly count: number; readonly since: Instant }
export type LinkedMember = { readonly id: MemberId; readonly name: string; readonly userKey: UserKey | null }

/** No other number or code is looked at today. */
export type TooManyTries = { kind: 'too-many-tries' }

export type LinkRefusal = { kind: 'already-a-member'; name: string } | TooManyTries

/** `member: null`: it does not fit, and nobody is told what of it, or who is a member. It counts as a wrong try. */
export function decideLink(facts: LinkFacts, now: Date): Result<{ member: LinkedMember | null }, LinkRefusal> {
  const { known, tries, member, code } = facts
  if (known) return refuse({ kind: 'already-a-member', name: known.name })
  if (hasTriedTooOften(tries, now)) return refuse({ kind: 'too-many-tries' })
  const isGood = code?.fits === true && code.attempts < triesOfACode && now < new Date(code.expiresAt)
  return ok({ member: isGood ? member : null })
}

/** Has the chat user named so many wrong numbers and codes today that no other is looked at. */
export function hasTriedTooOften(tries: Tries | null, now: Date): boolean {
  return tries !== null && tries.count >= triesADay && isOfToday(tries, now)
}

/** With one more; those of another day are forgotten. */
export function oneMoreTry(tries: Tries | null, now: Date, at: Instant): Tries {
  return tries !== null && isOfToday(tries, now) ? { ...tries, count: tries.count + 1 } : { count: 1, since: at }
}

function isOfToday({ since }: Tries, now: Date): boolean {
  return now.getTime() - Date.parse(since) < triesADayMinutes * 60_000
}

/** Six digits, from a number below a million. */
export const codesInAll = 1_000_000

export function codeOf(number: number): string {
  return String(number).padStart(6, '0')
}

/** The six digits in what was typed; `null` when there are none. */
export function readCode(typed: string): string | null {
  const digits = typed.normalize('NFKC').replace(/(?<=\d)[\s-]+(?=\d)/g, '')
  return /(?<!\d)\d{6}(?!\d)/.exec(digits)?.[0] ?? null
}
