/** What happens when a person speaks to the bot, enters its chat, or is sent an event? */
import type { SkillPayload } from 'kakao-i-openbuilder-sdk-types'
import { openContexts } from './contexts.js'
import type { Mischief } from './mischief.js'
import { blockNamed, synthesisePayload, typed, type Block, type Via } from './payload.js'
import type { People, Person } from './people.js'
import type { PhoneBook } from './phone-book.js'
import { callSkill, type SkillAnswer } from './talk.js'
import type { Transcripts } from './transcript.js'

/** With `duplicateSkillCalls` on, `duplicate` is what the second, simultaneous call of the same payload was answered. */
export type Said = { payload: SkillPayload; duplicate?: SkillAnswer } & SkillAnswer

export type EventToDraw = { name: string; params: Record<string, unknown>; properties: Record<string, unknown> }

export type Conversation = {
  say(member: string, utterance: string, via?: Via): Promise<Said>
  /** Opens the chat: the welcome block is called, without a bubble of the person's own. */
  enter(member: string): Promise<Said>
  /** Calls the skill behind the event block and puts what it drew into the person's chat. */
  push(person: Person, event: EventToDraw): Promise<SkillAnswer>
}

type Wire = {
  botId: string
  skillsUrl: () => string
  skillSecret?: string | undefined
  skillLimitMs: number
  now: () => Date
  closing: AbortSignal
  people: People
  phoneBook: PhoneBook
  transcripts: Transcripts
  mischief: Mischief
}

export function openConversation(wire: Wire): Conversation {
  const contexts = openContexts()
  const lastBlocks = new Map<string, Block>()
  const isFriend = () => wire.mischief.eventApi !== 'not-friend'

  const call = (skill: string, payload: SkillPayload) =>
    callSkill({
      url: `${wire.skillsUrl()}/${skill}`,
      secret: wire.skillSecret,
      payload,
      limitMs: wire.skillLimitMs,
      closing: wire.closing,
    })

  const converse = async (person: Person, block: Block, utterance: string, via: Via): Promise<Said> => {
    const lastBlock = lastBlocks.get(person.name)
    const payload = synthesisePayload({
      bot: wire.botId,
      person,
      isFriend: isFriend(),
      block,
      utterance,
      contexts: contexts.turn(person.name, wire.now()),
      clientExtra: via.extra ?? {},
      flow: {
        trigger: { type: via.type, ...(lastBlock ? { referrerBlock: lastBlock } : {}) },
        ...(lastBlock ? { lastBlock } : {}),
      },
    })
    lastBlocks.set(person.name, block)
    const again = wire.mischief.duplicateSkillCalls ? [call('dialog', payload)] : []
    const [answer, duplicate] = await Promise.all([call('dialog', payload), ...again])
    contexts.keep(person.name, answer.reply, wire.now())
    wire.transcripts.add(person.name, { kind: 'reply', payload, ...answer })
    return { payload, ...answer, ...(duplicate ? { duplicate } : {}) }
  }

  return {
    say(member, utterance, via = typed) {
      const person = wire.people.add(member)
      wire.phoneBook.hear(member, utterance)
      wire.transcripts.add(member, { kind: 'utterance', text: utterance, via: via.type })
      const block = via.blockId ? { id: via.blockId, name: `블록 ${via.blockId.slice(-4)}` } : blockNamed('폴백 블록')
      return converse(person, block, utterance, via)
    },
    enter: (member) => converse(wire.people.add(member), blockNamed('웰컴 블록'), '웰컴', typed),
    async push(person, event) {
      // Which field carries event.data is not documented, so a skill is not given it.
      const block = blockNamed(event.name)
      const lastBlock = lastBlocks.get(person.name)
      const payload = synthesisePayload({
        bot: wire.botId,
        person,
        isFriend: isFriend(),
        block,
        utterance: event.name,
        params: event.params,
        properties: event.properties,
        ...(lastBlock ? { flow: { lastBlock } } : {}),
      })
      const answer = await call('notice', payload)
      lastBlocks.set(person.name, block)
      wire.transcripts.add(person.name, { kind: 'push', event: event.name, payload, ...answer })
      return answer
    },
  }
}
