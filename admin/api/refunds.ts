/** Refunds that are not done: handed out at the desk, put back, or looked up at KakaoPay. */
import type { App } from '../../src/app.js'
import type { RefundId } from '../../src/domain/ids.js'
import { idOf } from './ids.js'
import { page, pageOf, pageQuery } from './pages.js'
import { refused } from './problems.js'
import { refundShape, shownRefund } from './refund-shapes.js'
import { reply, route, type Route } from './route.js'
import { z } from './zod.js'

const refundId = idOf<RefundId>()
const params = z.object({ refundId })
const tag = 'money'

export const refunds: readonly Route[] = [
  route({
    method: 'get',
    path: '/refunds',
    role: 'librarian',
    tag,
    summary: 'Refunds that are not done, the oldest first',
    query: z.object(pageQuery),
    answer: { status: 200, schema: pageOf('Refunds', refundShape) },
    handle: ({ app, query }) =>
      page(
        query,
        {
          key: refundId,
          keyOf: ({ refund }: Awaited<ReturnType<App['openRefunds']>>[number]) => refund.id,
          look: (limit, after) => app.openRefunds(limit, after),
        },
        (rows) => rows.map(shownRefund),
      ),
  }),
  route({
    method: 'post',
    path: '/refunds/{refundId}/pay-out',
    role: 'librarian',
    isCommand: true,
    tag,
    summary: 'What waits of it at the desk was handed out; the note says how, without an account number',
    params,
    body: z.strictObject({ note: z.string().trim().min(1).max(200) }),
    answer: { status: 200, schema: z.object({ refundId: z.string(), paidWon: z.int() }) },
    problems: ['unknown-refund', 'refund-stands-otherwise', 'note-missing', 'note-holds-number'],
    async handle({ desk, params, body }) {
      const paid = await desk.payOutRefund({ ...params, ...body })
      return paid.ok ? reply({ ...params, ...paid.value }) : refused(paid.refusals)
    },
  }),
  route({
    method: 'post',
    path: '/refunds/{refundId}/put-back',
    role: 'librarian',
    isCommand: true,
    tag,
    summary: 'What waits of it at the desk goes into the wallet again',
    params,
    answer: { status: 200, schema: z.object({ refundId: z.string(), backWon: z.int(), balanceWon: z.int() }) },
    problems: ['unknown-refund', 'refund-stands-otherwise', 'member-left'],
    async handle({ desk, params }) {
      const back = await desk.putBackRefund(params)
      return back.ok ? reply({ ...params, ...back.value }) : refused(back.refusals)
    },
  }),
  route({
    method: 'post',
    path: '/refunds/{refundId}/settle',
    role: 'librarian',
    isCommand: true,
    tag,
    summary: 'A parked one was looked up at KakaoPay: it has given the part back, or it has not and the desk will',
    params,
    body: z.strictObject({ isCancelled: z.boolean() }),
    answer: { status: 200, schema: refundShape },
    problems: ['unknown-refund', 'refund-stands-otherwise'],
    async handle({ desk, params, body }) {
      const settled = await desk.settleParkedRefund({ ...params, ...body })
      return settled.ok ? reply(shownRefund({ refund: settled.value, memberName: null })) : refused(settled.refusals)
    },
  }),
]
