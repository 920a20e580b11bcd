/** Is this how a skill must answer whatever it was sent? */
import { faultsOf } from '../support/sound-answer.js'
import { keys } from './town.js'
import type { Seen } from './skill-calls.js'
import { readObject, turnedAway, type Verdict } from './verdict.js'
import type { Heard, Wire } from './wire.js'

export type SkillVerdict = Verdict & {
  /** Buttons that were shown. */
  readonly shown: readonly Seen[]
}

/** Intents that only look; the others change something when they answer `ok`. */
const looks = new Set(['help', 'search', 'book', 'contact', 'hours', 'recommend', 'notice', 'unknown'])

/** Outcomes that say that something was done. */
const deeds = new Set(['ok', 'claimed', 'some-left'])

/** Words that an answer has no business to say, unless somebody said them first. */
const machineWords = /undefined|null|NaN|\[object|Invalid/

export function judgeSkill(
  { method, path, headers, body }: Wire,
  heard: Heard,
  saidBefore: (userKey: string) => boolean,
): SkillVerdict {
  const isCall = method === 'POST' && /^\/skills\//.test(path)
  const isTrusted = headers['x-skill-secret'] === keys.skills
  if (!isCall || !isTrusted) return { ...turnedAway('skill', heard, isTrusted ? [] : [401]), shown: [] }
  const faults = heard.status === 200 ? [] : [`status ${heard.status}`]
  const answer = readObject(heard.text)
  if (answer === null)
    return {
      label: 'skill no-json',
      faults: [...faults, `no JSON: ${heard.text.slice(0, 200)}`],
      mayChange: false,
      shown: [],
    }
  const { intent, outcome } = (answer['data'] ?? {}) as Record<string, unknown>
  const userKey = userKeyIn(body)
  const isQuoted = saidBefore(userKey) || machineWords.test(textOf(body))
  const unsound = faultsOf(answer).filter((fault) => !(isQuoted && fault.startsWith('not for people')))
  if (outcome === 'error' || outcome === 'busy') unsound.push(`outcome ${outcome}`)
  return {
    label: `skill ${String(intent)} ${String(outcome)}`,
    faults: [...faults, ...unsound],
    mayChange: deeds.has(String(outcome)) && !looks.has(String(intent)),
    shown: buttonsIn(answer['template'], userKey),
  }
}

function userKeyIn(body: Buffer | null): string {
  return /"id":"([0-9a-f]{60,70})","type":"botUserKey"/.exec(textOf(body))?.[1] ?? ''
}

/** Of a body that is far too large nothing is read, by nobody. */
function textOf(body: Buffer | null): string {
  return body === null || body.length > 262_144 ? '' : body.toString('utf8')
}

function buttonsIn(part: unknown, userKey: string): Seen[] {
  if (typeof part !== 'object' || part === null) return []
  const { action, messageText, extra } = part as Record<string, unknown>
  const own = action === 'message' ? [{ userKey, said: String(messageText), extra: extra ?? {} }] : []
  return [...own, ...Object.values(part).flatMap((inner) => buttonsIn(inner, userKey))]
}

/** Whose call it is that says such a word; an answer to them may say it, too. */
export function saysMachineWords(body: Buffer | null): string | null {
  return machineWords.test(textOf(body)) ? userKeyIn(body) : null
}

export function areMachineWords(text: string): boolean {
  return machineWords.test(text)
}
