/** Who is late, what was sent to tell of it and what came of that, and one more notice by a librarian's hand. */
import type { MemberId } from '../../src/domain/ids.js'
import { strike } from '../../src/log.js'
import { idOf } from './ids.js'
import { page, pageOf, pageQuery } from './pages.js'
import { refused } from './problems.js'
import { reply, route, type Route } from './route.js'
import { z } from './zod.js'

const memberId = idOf<MemberId>()
const channel = z.enum(['event-api', 'alimtalk', 'log'])

const sent = z
  .object({
    noticeId: z.string(),
    createdAt: z.iso.datetime(),
    state: z.enum(['waiting', 'sending', 'accepted', 'delivered', 'unreachable', 'dropped']),
    drawnAt: z.iso.datetime().nullable(),
    toldAt: z.iso.datetime().nullable(),
    tries: z.array(
      z.object({
        channel,
        outcome: z.enum(['sending', 'accepted', 'delivered', 'failed', 'broken']),
        sentAt: z.iso.datetime(),
        reason: z.string().nullable(),
      }),
    ),
  })
  .openapi('SentNotice')

const late = z
  .object({
    memberId: z.string(),
    memberName: z.string(),
    /** `010-****-5678` */
    phone: z.string().nullable(),
    channel: z.enum(['friend', 'not-a-friend', 'blocked', 'unknown']),
    since: z.iso.date(),
    books: z.array(
      z.object({
        rentalId: z.string(),
        bookNo: z.int(),
        copyNo: z.int(),
        title: z.string(),
        dueOn: z.iso.date(),
        daysLate: z.int(),
      }),
    ),
    notices: z.array(sent),
  })
  .openapi('LateMember')

const tag = 'to settle'

export const overdue: readonly Route[] = [
  route({
    method: 'get',
    path: '/overdue',
    role: 'librarian',
    tag,
    summary: 'Members with late books and what they were sent, the longest late first',
    query: z.object(pageQuery),
    answer: { status: 200, schema: pageOf('LateMembers', late) },
    handle: ({ app, query }) =>
      page(
        query,
        {
          key: z.object({ since: z.iso.date(), memberId }),
          keyOf: ({ since, memberId: id }) => ({ since, memberId: id }),
          look: app.deskViews.lateMembers,
        },
        (rows) =>
          rows.map(({ maskedPhone, notices, ...row }) => ({
            ...row,
            phone: maskedPhone || null,
            notices: notices.map((notice) => ({
              ...notice,
              tries: notice.tries.map((one) => ({ ...one, reason: one.reason && strike(one.reason) })),
            })),
          })),
      ),
  }),
  route({
    method: 'post',
    path: '/overdue/{memberId}/remind',
    role: 'librarian',
    isCommand: true,
    tag,
    summary: 'Tell the member of the late books once more: the next notice of the ladder, ahead of its day',
    params: z.object({ memberId }),
    answer: { status: 200, schema: z.object({ noticeId: z.string(), books: z.int(), number: z.int() }) },
    problems: ['nothing-late', 'told-today', 'told-often-enough'],
    async handle({ desk, params }) {
      const reminded = await desk.remindAgain(params)
      return reminded.ok ? reply(reminded.value) : refused(reminded.refusals)
    },
  }),
]
