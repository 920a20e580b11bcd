/** A member's KakaoTalk: says and taps, hears what is answered, and writes down everything that was asked for and told. */
import { setTimeout as pause } from 'node:timers/promises'
import { answerOf, type Answer } from '../tests/support/library.js'
import type { Said } from '../src/simulator/conversation.js'
import type { SkillAnswer } from '../src/simulator/talk.js'
import type { Chance } from './chance.js'
import type { History, Told } from './history.js'
import type { Outside } from './outside.js'

export type Button = Answer['buttons'][number]

export type Phone = {
  readonly name: string
  /** `null` when there was no answer, or none that is of use. */
  says(utterance: string): Promise<Answer | null>
  /** A tap with a deed in it is tapped again, the very same, until the house says yes or no. */
  taps(button: Button): Promise<Answer | null>
}

export type PhoneOptions = {
  readonly name: string
  readonly outside: Outside
  readonly history: History
  readonly chance: Chance
  /** Does the storm still go on: who is not answered after it gives up. */
  readonly isOn: () => boolean
  /** Breaks what tells one tap from another, to see that it is noticed. */
  readonly hidesNonce: boolean
}

/** Deeds of which a nonce, or the thing itself, says whether they were done. */
const deeds = new Set(['rent', 'return', 'renew', 'hold', 'hold-cancel', 'deposit', 'refund', 'claim'])
const triesAtMost = 12
/** Said to whom the house cannot tell whether it was done; whoever does not hear it may rely on it that nothing was begun. */
const seeForYourself = '처리 결과는 마이페이지에서 볼 수 있어요.'
/** Does its work before, and what it made is over: told to a tap that comes late. */
const wasDone = new Set(['button-used'])

export function openPhone({ name, outside, history, chance, isOn, hidesNonce }: PhoneOptions): Phone {
  async function send(utterance: string, via?: { type: string; extra?: Record<string, unknown> }) {
    return read(await outside.simulator.say(name, utterance, via))
  }

  /** With duplicates on, Kakao has asked twice at once, and the member sees the first answer. */
  function read(said: Said): { answer: Answer | null; heard: { told: Told; outcome: string; ms: number }[] } {
    const first = readOne(said)
    const second = said.duplicate ? [readOne(said.duplicate)] : []
    return { answer: first.answer, heard: [first, ...second] }
  }

  function readOne(said: SkillAnswer): { answer: Answer | null; told: Told; outcome: string; ms: number } {
    const { ms, failed } = said
    if (failed) return { answer: null, told: 'silence', outcome: failed.kind, ms }
    try {
      const answer = answerOf(said)
      return { answer, told: toldBy(answer), outcome: answer.outcome, ms }
    } catch (error) {
      history.fault(`${name}: ${error instanceof Error ? error.message : String(error)}`)
      return { answer: null, told: 'broken', outcome: 'faulty', ms }
    }
  }

  async function tapUntilTold(button: Button, extra: Record<string, unknown>): Promise<Answer | null> {
    const deed = String(extra['do'])
    const nonce = typeof extra['nonce'] === 'string' ? extra['nonce'] : null
    const subject = extra['rentalId'] ?? extra['bookId'] ?? extra['holdId'] ?? extra['amountWon']
    const command = history.begin({
      who: name,
      deed,
      key: nonce ?? `${deed}:${String(subject)}`,
      about: Object.fromEntries(
        Object.entries(extra).flatMap(([at, value]) =>
          typeof value === 'string' || typeof value === 'number' ? [[at, value]] : [],
        ),
      ),
    })
    const sent = hidesNonce ? { ...extra, nonce: null } : extra
    for (let tries = 1; tries <= triesAtMost; tries += 1) {
      const at = Date.now()
      const { answer, heard } = await send(button.messageText ?? button.label, { type: button.via, extra: sent })
      for (const one of heard) {
        const told = deed === 'rent' && wasDone.has(one.outcome) ? 'ok' : one.told
        command.attempts.push({ told, outcome: one.outcome, at, ms: one.ms })
        history.count(tries === 1 ? deed : `${deed} again`, told)
      }
      const last = heard[0]?.told
      if (last === 'ok' || last === 'refused' || !isOn()) return answer
      await pause(chance.between(200, 1_500))
    }
    return null
  }

  return {
    name,
    async says(utterance) {
      const { answer, heard } = await send(utterance)
      for (const one of heard) history.count('words', one.told)
      return answer
    },
    async taps(button) {
      const extra = button.extra ?? {}
      if (deeds.has(String(extra['do']))) return tapUntilTold(button, extra)
      const { answer, heard } = await send(button.messageText ?? button.label, {
        type: button.via,
        ...(button.extra ? { extra } : {}),
      })
      for (const one of heard) history.count('look', one.told)
      return answer
    },
  }
}

function toldBy({ outcome, text }: Answer): Told {
  if (outcome === 'ok' || outcome === 'ask' || outcome === 'claimed') return 'ok'
  if (outcome === 'busy') return text.includes(seeForYourself) ? 'left-open' : 'turned-away'
  return outcome === 'error' ? 'broken' : 'refused'
}
