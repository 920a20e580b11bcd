/** Refunds, as a test looks at them from outside: our shelf, and KakaoPay's own books. */
import type { RefundId } from '../../src/domain/ids.js'
import type { Payment } from '../../src/simulator/payment.js'
import type { Simulator } from '../../src/simulator/simulator.js'
import { payInBrowser, type Library } from './library.js'
import { payCard } from './payment.js'
import type { Member } from './crowd.js'

/** Pays so much at KakaoPay; a minute passes, so that payments have an order. */
export async function pays(library: Library, who: Member, ...amounts: number[]): Promise<void> {
  for (const amountWon of amounts) {
    await payInBrowser(await payCard(who, amountWon))
    library.clock.set(new Date(library.app.now().getTime() + 1_000).toISOString())
  }
}

/** What KakaoPay has taken from the member and given back, by payment, the oldest first: `10000-4000`. */
export function kakaoBooks(simulator: Simulator, { memberId }: Pick<Member, 'memberId'>): string[] {
  return paymentsOf(simulator, memberId).map(({ approvedWon, canceledWon }) => `${approvedWon}-${canceledWon}`)
}

/** How often KakaoPay has given anything back to the member. */
export function cancels(simulator: Simulator, { memberId }: Pick<Member, 'memberId'>): number {
  return paymentsOf(simulator, memberId).flatMap(({ actions }) => actions.filter(({ type }) => type === 'CANCEL'))
    .length
}

export function paymentsOf(simulator: Simulator, memberId: string): Payment[] {
  return [...simulator.payments.values()].filter(({ userId, approvedAt }) => userId === memberId && approvedAt)
}

/** The member's refunds, the oldest first: `done: 4000 paid-back by kakao-pay, 2000 at-desk`. */
export async function refundsOf(library: Library, { memberId }: Pick<Member, 'memberId'>): Promise<string[]> {
  const refunds = await library.rows<{ id: string; state: string }>(
    'SELECT id, state FROM refunds WHERE member_id = ? ORDER BY id',
    [memberId],
  )
  const parts = await library.rows<{
    refund_id: string
    amount_won: number
    state: string
    paid_back_by: string | null
  }>('SELECT * FROM refund_parts ORDER BY refund_id, part_no')
  return refunds.map(({ id, state }) => {
    const said = parts
      .filter(({ refund_id }) => refund_id === id)
      .map((part) => [part.amount_won, part.state, ...(part.paid_back_by ? ['by', part.paid_back_by] : [])].join(' '))
    return `${state}: ${said.join(', ')}`
  })
}

/** The newest refund of the member. */
export async function refundIdOf(library: Library, { memberId }: Pick<Member, 'memberId'>): Promise<RefundId> {
  const [row] = await library.rows<{ id: RefundId }>(
    'SELECT id FROM refunds WHERE member_id = ? ORDER BY id DESC LIMIT 1',
    [memberId],
  )
  if (!row) throw new Error('there is no refund')
  return row.id
}
