/** Is this an answer that Kakao shows, that says what it is, and that leaves the person a next step? */
import { validateSkillResponse } from 'kakao-i-openbuilder-sdk-types'
import { understand } from '../../src/skills/understand.js'

const intents = new Set([
  ...['help', 'signup', 'search', 'book', 'rent', 'return', 'renew', 'hold', 'hold-cancel', 'deposit', 'mypage'],
  ...['refund', 'leave', 'contact', 'hours', 'recommend', 'notice', 'unknown'],
])

/** What is wrong with the answer; empty when nothing is. Every answer of every test passes through here. */
export function faultsOf(response: unknown): string[] {
  const { data, template } = response as { data?: Record<string, unknown>; template?: object }
  const said = wordsIn(template).join('\n')
  const ways = waysOn(template)
  return [
    ...validateSkillResponse(response).map(({ path, message }) => `${path} ${message}`),
    ...(intents.has(String(data?.['intent'])) ? [] : [`data.intent is ${String(data?.['intent'])}`]),
    ...(/^[a-z]+(-[a-z]+)*$/.test(String(data?.['outcome'])) ? [] : [`data.outcome is ${String(data?.['outcome'])}`]),
    ...(/undefined|null|NaN|\[object|Invalid/.test(said) ? [`not for people: ${said}`] : []),
    ...(ways.length > 0 ? [] : ['no next step']),
    ...ways
      .filter(isMute)
      .map(({ label, messageText }) => `typed by hand, ‘${messageText}’ of ‘${label}’ does nothing`),
  ]
}

/** Everything written for people. Addresses and `extra` are not: a random token in them may spell anything, `NaN` too. */
function wordsIn(part: unknown): string[] {
  if (typeof part === 'string') return [part]
  if (typeof part !== 'object' || part === null) return []
  return Object.entries(part).flatMap(([name, value]) => (notForPeople.has(name) ? [] : wordsIn(value)))
}

const notForPeople = new Set(['webLinkUrl', 'imageUrl', 'extra'])

type Way = { action: string; label: string; messageText: string }

/** Whoever types what the button would have said must be understood, too. */
function isMute({ action, label, messageText }: Way): boolean {
  return action === 'message' && label !== '다시 시도' && understand(messageText).want === 'unclear'
}

function waysOn(part: unknown): Way[] {
  if (typeof part !== 'object' || part === null) return []
  const here = 'action' in part ? [part as Way] : []
  return [...here, ...Object.values(part).flatMap(waysOn)]
}
