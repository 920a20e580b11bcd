/** How a refund is shown at the desk. */
import { wonAtDesk, type Refund } from '../../src/domain/refund.js'
import { z } from './zod.js'

export const refundShape = z
  .object({
    refundId: z.string(),
    /** The end of the id: what the desk calls 환불번호. */
    refundNumber: z.string(),
    memberId: z.string(),
    /** `null`: has left. */
    memberName: z.string().nullable(),
    amountWon: z.int(),
    state: z.enum(['under-way', 'parked', 'at-desk', 'done']),
    requestedAt: z.iso.datetime(),
    /** What is to be handed out at the desk. */
    atDeskWon: z.int(),
    /** Of a parked one: the part that has to be looked up at KakaoPay, and when it was last asked for. */
    toLookUp: z.object({ amountWon: z.int(), triedAt: z.iso.datetime().nullable() }).nullable(),
  })
  .openapi('Refund')

export function shownRefund({ refund, memberName }: { refund: Refund; memberName: string | null }) {
  const { id, memberId, amountWon, state, requestedAt, parts } = refund
  const part = state === 'parked' ? parts.find((one) => one.state === 'cancelling') : undefined
  return {
    refundId: id,
    refundNumber: id.slice(-8),
    memberId,
    memberName,
    amountWon,
    state,
    requestedAt,
    atDeskWon: wonAtDesk(parts),
    toLookUp: part ? { amountWon: part.amountWon, triedAt: part.triedAt } : null,
  }
}
