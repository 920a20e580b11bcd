/** What Kakao was asked to push, and what came to be drawn of it. */
import type { SkillPayload } from 'kakao-i-openbuilder-sdk-types'
import type { SentTalk } from '../../src/simulator/event-api.js'

export function noticeIdsIn({ user }: SentTalk): string[] {
  return user.flatMap(({ properties }) => idIn(properties) ?? [])
}

export function noticeIdOf({ userRequest }: SkillPayload): string | null {
  return idIn(userRequest.user.properties)
}

/** It showed its member what it is about. */
export function wasDrawn(reply: unknown): boolean {
  return outcomeOf(reply) === 'ok'
}

/** It showed its member nothing but that something is wrong just now. */
export function isApology(reply: unknown): boolean {
  return ['busy', 'error'].includes(outcomeOf(reply) ?? '')
}

function outcomeOf(reply: unknown): string | undefined {
  return (reply as { data?: { outcome?: string } } | null)?.data?.outcome
}

function idIn(properties: Readonly<Record<string, unknown>> | undefined): string | null {
  const id = properties?.['noticeId']
  return typeof id === 'string' ? id : null
}
