/** What does Kakao POST to a skill when somebody speaks, taps or is sent an event? */
import { createHash } from 'node:crypto'
import type { SkillPayload } from 'kakao-i-openbuilder-sdk-types'
import type { Person } from './people.js'

export type Block = { id: string; name: string }

/** How the utterance came about: typed, or by which kind of button, with what the button carried. */
export type Via = { type: string; extra?: Record<string, unknown> | undefined; blockId?: string | undefined }

export const typed: Via = { type: 'TEXT_INPUT' }

type Request = {
  bot: string
  person: Person
  /** Of the channel, unless false; of others Kakao does not say that they are none. */
  isFriend?: boolean
  block: Block
  utterance: string
  contexts?: NonNullable<SkillPayload['contexts']>
  clientExtra?: Record<string, unknown>
  params?: Record<string, unknown>
  properties?: Record<string, unknown>
  flow?: NonNullable<SkillPayload['flow']>
}

/** Block ids are 24 hex digits in practice. */
export function blockNamed(name: string): Block {
  return { id: createHash('sha256').update(`block:${name}`).digest('hex').slice(0, 24), name }
}

export function synthesisePayload(request: Request): SkillPayload {
  const { bot, person, block } = request
  return {
    intent: { id: block.id, name: block.name, extra: { reason: { code: 1, message: 'OK' } } },
    userRequest: {
      timezone: 'Asia/Seoul',
      params: { surface: 'Kakaotalk.plusfriend', ...request.params },
      block: { id: block.id, name: block.name },
      utterance: request.utterance,
      lang: 'ko',
      user: {
        id: person.botUserKey,
        type: 'botUserKey',
        properties: {
          botUserKey: person.botUserKey,
          bot_user_key: person.botUserKey,
          plusfriendUserKey: person.plusfriendUserKey,
          plusfriend_user_key: person.plusfriendUserKey,
          ...(request.isFriend === false ? {} : { isFriend: true }),
          ...request.properties,
        },
      },
    },
    bot: { id: bot, name: '책방톡' },
    action: {
      id: createHash('sha256').update(`skill:${block.name}`).digest('hex').slice(0, 24),
      name: '책방톡 스킬',
      params: {},
      detailParams: {},
      clientExtra: request.clientExtra ?? {},
    },
    contexts: request.contexts ?? [],
    ...(request.flow ? { flow: request.flow } : {}),
  }
}
