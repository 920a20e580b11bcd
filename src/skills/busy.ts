/** What a member who is turned away hears: kindly, at once, with a tap that asks for the very same thing again. */
import type { Admitted } from '../app.js'
import { cut, quick, sayAgain, text, type Reply } from './reply.js'
import type { Turn } from './turn.js'

type TurnAway = Extract<Admitted, { isServed: false }>['reason']

/** What was begun may be done already. It is not said to have failed: the same tap finds it, and 마이페이지 shows it. */
const mayBeDone: readonly TurnAway[] = ['too-long', 'outage']

export function busy({ said, tapped, nonce }: Turn, reason: TurnAway): Reply {
  const hint = mayBeDone.includes(reason) ? ' 처리 결과는 마이페이지에서 볼 수 있어요.' : ''
  return {
    intent: 'unknown',
    outcome: 'busy',
    outputs: [text(`지금 이용자가 많아요. 잠시 후 다시 시도해 주세요.${hint}`)],
    quickReplies: [...(said ? [again(said, tapped, nonce)] : []), quick('마이페이지')],
  }
}

function again(said: string, tapped: Turn['tapped'], nonce: string) {
  const label = '다시 시도'
  if (tapped === null) return sayAgain(label, cut(said, 100), nonce)
  return tapped === 'stale' ? quick(label, cut(said, 100)) : quick(label, said, tapped)
}
