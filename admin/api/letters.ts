/** Letters on their way, and those that were given up on. */
import type { LetterId } from '../../src/domain/ids.js'
import { idOf } from './ids.js'
import { page, pageOf, pageQuery } from './pages.js'
import { refused } from './problems.js'
import { reply, route, type Route } from './route.js'
import { z } from './zod.js'

const letterId = idOf<LetterId>()

const parked = z
  .object({
    letterId: z.string(),
    reaction: z.string(),
    eventType: z.string(),
    happenedAt: z.iso.datetime(),
    attempts: z.int(),
    lastError: z.string(),
  })
  .openapi('ParkedLetter')

const standing = z
  .object({ reaction: z.string(), waiting: z.int(), parked: z.int(), oldestWaitingSeconds: z.number() })
  .openapi('LettersStanding')

const resent = z.object({ resent: z.array(z.string()) }).openapi('LettersResent')

const tag = 'letters'

export const letters: readonly Route[] = [
  route({
    method: 'get',
    path: '/letters',
    role: 'librarian',
    tag,
    summary: 'How many letters wait and how many are parked, by what is done with them',
    answer: { status: 200, schema: z.object({ items: z.array(standing) }) },
    handle: async ({ app }) => reply({ items: await app.views.lettersWaiting() }),
  }),
  route({
    method: 'get',
    path: '/letters/parked',
    role: 'librarian',
    tag,
    summary: 'Letters that were given up on, and why; those of the oldest events first',
    query: z.object(pageQuery),
    answer: { status: 200, schema: pageOf('ParkedLetters', parked) },
    handle: ({ app, query }) =>
      page(query, {
        key: z.object({ happenedAt: z.iso.datetime(), letterId }),
        keyOf: ({ happenedAt, letterId }) => ({ happenedAt, letterId }),
        look: app.views.parkedLetters,
      }),
  }),
  route({
    method: 'post',
    path: '/letters/{letterId}/resend',
    role: 'manager',
    isCommand: true,
    tag,
    summary: 'Send a parked letter once more',
    params: z.object({ letterId }),
    answer: { status: 200, schema: resent },
    problems: ['unknown-letter', 'not-parked'],
    async handle({ desk, params }) {
      const sent = await desk.resendLetter(params.letterId)
      return sent.ok ? reply({ resent: [params.letterId] }) : refused(sent.refusals)
    },
  }),
  route({
    method: 'post',
    path: '/letters/resend',
    role: 'manager',
    isCommand: true,
    tag,
    summary: 'Send some parked letters once more; those that are not parked any more are passed by',
    body: z.strictObject({ letterIds: z.array(letterId).min(1).max(200) }),
    answer: { status: 200, schema: resent },
    async handle({ desk, body }) {
      const sent = await desk.resendLetters(body.letterIds)
      return sent.ok ? reply({ resent: sent.value }) : refused(sent.refusals)
    },
  }),
]
