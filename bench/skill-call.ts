/** A skill call as bytes on the wire, headers and all, as Kakao's servers send it. */
import type { SkillPayload } from 'kakao-i-openbuilder-sdk-types'
import type { UserKey } from '../src/domain/ids.js'
import { synthesisePayload } from '../src/simulator/payload.js'
import type { Pair } from './cast.js'

export const secret = 'the bench knows it'

const bot = '65aa0000000000000000b070'
const block = { id: '65aa0000000000000000b10c', name: '폴백 블록' }
const person = { name: '김하늘', plusfriendUserKey: 'Xq3kTt0pWz9a' }

/** Stands in every answer that tells of a new rental. */
export const isRented = '"intent":"rent","outcome":"ok"'

/** The tap on 대여하기 under a book. */
export function rentPayload({ userKey, bookId, nonce }: Pair): SkillPayload {
  return synthesisePayload({
    bot,
    person: { ...person, botUserKey: userKey },
    block,
    utterance: '#1024 이름 없는 책 대여하기',
    clientExtra: { v: 1, do: 'rent', bookId, nonce },
    flow: { lastBlock: block, trigger: { type: 'CARD_BUTTON_MESSAGE', referrerBlock: block } },
  })
}

export function rentCall(tapping: Pair): Buffer {
  return post(rentPayload(tapping))
}

/** A sentence typed by a member; `null`: by nobody we could know, whom no question to the database is asked about. */
export function sayCall(userKey: UserKey | null, utterance: string): Buffer {
  return post(sayPayload(userKey, utterance))
}

export function sayPayload(userKey: UserKey | null, utterance: string): SkillPayload {
  const payload = synthesisePayload({
    bot,
    person: { ...person, botUserKey: userKey ?? 'nobody' },
    block,
    utterance,
    clientExtra: {},
    flow: { lastBlock: block, trigger: { type: 'TEXT_INPUT' } },
  })
  if (userKey !== null) return payload
  const { user } = payload.userRequest
  return {
    ...payload,
    userRequest: { ...payload.userRequest, user: { ...user, type: 'accountId', properties: {} } },
  }
}

function post(payload: unknown): Buffer {
  const body = Buffer.from(JSON.stringify(payload))
  const head = [
    'POST /skills/dialog HTTP/1.1',
    'Host: 127.0.0.1',
    'Content-Type: application/json',
    'Accept: */*',
    'User-Agent: AHC/2.1',
    `X-Skill-Secret: ${secret}`,
    `Content-Length: ${body.length}`,
  ]
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body])
}
