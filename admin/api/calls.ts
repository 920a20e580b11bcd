/** Members whom no message reached, to be called. */
import type { NoticeId } from '../../src/domain/ids.js'
import { strike } from '../../src/log.js'
import { idOf } from './ids.js'
import { page, pageOf, pageQuery } from './pages.js'
import { route, type Route } from './route.js'
import { z } from './zod.js'

const call = z
  .object({
    noticeId: z.string(),
    memberId: z.string(),
    memberName: z.string(),
    /** `010-****-5678`; the whole number is shown elsewhere, and that is written down. */
    phone: z.string().nullable(),
    about: z.enum(['overdue', 'hold-ready', 'claim-settled']),
    pickupUntil: z.iso.date().nullable(),
    books: z.array(z.object({ bookNo: z.int(), title: z.string() })),
    channel: z.enum(['friend', 'not-a-friend', 'blocked', 'unknown']),
    misses: z.array(z.object({ channel: z.string(), reason: z.string() })),
    createdAt: z.iso.datetime(),
  })
  .openapi('Call')

export const calls: readonly Route[] = [
  route({
    method: 'get',
    path: '/calls',
    role: 'librarian',
    tag: 'to settle',
    summary: 'Members no message reached with something that still matters, the latest first',
    query: z.object(pageQuery),
    answer: { status: 200, schema: pageOf('Calls', call) },
    handle: ({ app, query }) =>
      page(
        query,
        {
          key: z.object({ createdAt: z.iso.datetime(), noticeId: idOf<NoticeId>() }),
          keyOf: ({ createdAt, noticeId }) => ({ createdAt, noticeId }),
          look: app.deskViews.unreachable,
        },
        (rows) =>
          rows.map(({ body, maskedPhone, misses, ...row }) => ({
            ...row,
            phone: maskedPhone || null,
            about: body.kind,
            pickupUntil: body.kind === 'hold-ready' ? body.pickupUntil : null,
            misses: misses.map(({ channel, reason }) => ({ channel, reason: strike(reason) })),
          })),
      ),
  }),
]
