/** What became of payments since the member's last word is told before anything else, once. */
import { sayFailed, topUpAgain } from './deposit-failed.js'
import { text, type Reply } from './reply.js'
import type { Visit } from './visit.js'
import { sayWon } from './words.js'

/** Of several that came to nothing the last one is enough. */
export function tellPayments({ app, visitor: { untold } }: Visit, reply: Reply): Reply {
  if (untold.length === 0 || reply.outputs.length > 2) return reply
  const bodies = untold.map(({ body }) => body)
  const paidWon = bodies.reduce((sum, body) => sum + (body.kind === 'deposit-paid' ? body.amountWon : 0), 0)
  const failed = bodies.filter((body) => body.kind === 'deposit-failed')
  const last = failed.filter(({ why }) => why !== 'given-back').at(-1)
  const said = [
    ...(paidWon > 0 ? [`${sayWon(paidWon)}을 충전했어요.`] : []),
    ...failed.filter(({ why }) => why === 'given-back').map(sayFailed),
    ...(last ? [sayFailed(last)] : []),
  ]
  return {
    ...reply,
    outputs: [text(said.join('\n')), ...reply.outputs],
    quickReplies: [...(last ? [topUpAgain(app, last)] : []), ...(reply.quickReplies ?? [])],
    tells: untold.map(({ noticeId }) => noticeId),
  }
}
