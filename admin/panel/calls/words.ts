/** How the desk speaks of ways and of what came of them. */
import type { components } from '../api/schema.js'

type Sent = components['schemas']['SentNotice']
type Try = Sent['tries'][number]

const channels: Readonly<Record<string, string>> = { 'event-api': '카카오톡 채널', alimtalk: '알림톡', log: '기록만' }

export function sayChannel(channel: string): string {
  return channels[channel] ?? channel
}

const outcomes: Readonly<Record<Try['outcome'], string>> = {
  sending: '보내는 중',
  accepted: '보냄, 결과를 기다리는 중',
  delivered: '보냄',
  failed: '닿지 않음',
  broken: '다시 보내는 중',
}

export function sayTry({ channel, outcome, reason }: Try): string {
  return `${sayChannel(channel)}: ${outcomes[outcome]}${reason === null ? '' : ` (${reason})`}`
}

const states: Readonly<Record<Sent['state'], string>> = {
  waiting: '보낼 차례를 기다려요',
  sending: '보내는 중이에요',
  accepted: '보냈어요',
  delivered: '보냈어요',
  unreachable: '닿지 않았어요',
  dropped: '보낼 필요가 없어졌어요',
}

/** What became of a notice, in one sentence. */
export function saySent({ state, toldAt, drawnAt }: Sent): string {
  if (toldAt !== null) return '채팅에서 알렸어요'
  return drawnAt === null ? states[state] : '카카오톡에 떴어요'
}

export const friendship: Readonly<Record<components['schemas']['LateMember']['channel'], string>> = {
  friend: '채널 친구예요',
  'not-a-friend': '채널을 추가하지 않았어요',
  blocked: '채널을 차단했어요',
  unknown: '채널을 추가했는지 아직 몰라요',
}
