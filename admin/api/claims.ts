/** Books that members say are back, and books lost while they were rented: what waits for the desk to settle. */
import type { RentalId } from '../../src/domain/ids.js'
import { idOf } from './ids.js'
import { page, pageOf, pageQuery } from './pages.js'
import { refused } from './problems.js'
import { reply, route, type Route } from './route.js'
import { z } from './zod.js'

const rentalId = idOf<RentalId>()
const params = z.object({ rentalId })
const body = z.strictObject({ isFound: z.boolean() })

const rented = {
  rentalId: z.string(),
  bookNo: z.int(),
  copyNo: z.int(),
  title: z.string(),
  memberName: z.string(),
  dueOn: z.iso.date(),
}
const claim = z.object({ ...rented, claimedAt: z.iso.datetime() }).openapi('Claim')
const loss = z.object({ ...rented, lostAt: z.iso.datetime() }).openapi('Loss')

const tag = 'to settle'

export const claims: readonly Route[] = [
  route({
    method: 'get',
    path: '/claims',
    role: 'librarian',
    tag,
    summary: 'Books that members say are back, the longest-waiting first',
    query: z.object(pageQuery),
    answer: { status: 200, schema: pageOf('Claims', claim) },
    handle: ({ app, query }) =>
      page(query, {
        key: z.object({ claimedAt: z.iso.datetime(), rentalId }),
        keyOf: ({ claimedAt, rentalId }) => ({ claimedAt, rentalId }),
        look: app.deskViews.claims,
      }),
  }),
  route({
    method: 'post',
    path: '/claims/{rentalId}/settle',
    role: 'librarian',
    isCommand: true,
    tag,
    summary: 'The desk has looked: the book was there, or it was not; the member is told',
    params,
    body,
    answer: {
      status: 200,
      schema: z.object({
        rentalId: z.string(),
        isFound: z.boolean(),
        returnedAt: z.iso.datetime().nullable(),
        dueOn: z.iso.date(),
      }),
    },
    problems: ['no-open-claim'],
    async handle({ desk, params, body }) {
      const settled = await desk.settleClaim({ ...params, ...body })
      return settled.ok ? reply({ ...settled.value, ...params, ...body }) : refused(settled.refusals)
    },
  }),
  route({
    method: 'get',
    path: '/losses',
    role: 'librarian',
    tag,
    summary: 'Rented books that were lost and are not settled, the longest-lost first',
    query: z.object(pageQuery),
    answer: { status: 200, schema: pageOf('Losses', loss) },
    handle: ({ app, query }) =>
      page(query, {
        key: z.object({ lostAt: z.iso.datetime(), rentalId }),
        keyOf: ({ lostAt, rentalId }) => ({ lostAt, rentalId }),
        look: app.lostRentals,
      }),
  }),
  route({
    method: 'post',
    path: '/losses/{rentalId}/settle',
    role: 'librarian',
    isCommand: true,
    tag,
    summary: 'The lost book came back, or was paid for or written off',
    params,
    body,
    answer: {
      status: 200,
      schema: z.object({
        rentalId: z.string(),
        isFound: z.boolean(),
        returnedAt: z.iso.datetime().nullable(),
        suspendedUntil: z.iso.date().nullable(),
      }),
    },
    problems: ['not-lost'],
    async handle({ desk, params, body }) {
      const settled = await desk.settleLost({ ...params, ...body })
      if (!settled.ok) return refused(settled.refusals)
      const { rental, suspendedUntil } = settled.value
      return reply({ ...params, ...body, returnedAt: rental.returnedAt, suspendedUntil })
    },
  }),
]
