/** The rental status board: who has what, since when and until when, and who waits. As its own tables know it, which letters feed. */
import type { App } from '../../src/app.js'
import { boardSorts, boardStatuses, type BoardSort } from '../../src/domain/board.js'
import type { CopyId, MemberId, RentalId } from '../../src/domain/ids.js'
import { idOf } from './ids.js'
import { page, pageOf, pageQuery } from './pages.js'
import { problem } from './problems.js'
import { reply, route, type Route } from './route.js'
import { z } from './zod.js'

type Row = Awaited<ReturnType<App['board']['rows']>>[number]

const copyId = idOf<CopyId>()
const memberId = idOf<MemberId>()
const day = z.iso.date()
const status = z.enum(boardStatuses).openapi('BoardStatus')
/** `2026-11-28`; of what is nobody's any more `2026-11`. */
const dayOrMonth = z.string().regex(/^\d{4}-\d{2}(-\d{2})?$/)

const row = z
  .object({
    id: z.string(),
    kind: z.enum(['rental', 'hold']),
    status,
    bookNo: z.int().nullable(),
    title: z.string(),
    copyId: z.string().nullable(),
    copyNo: z.int().nullable(),
    /** `null`: it is nobody's any more. */
    memberId: z.string().nullable(),
    memberName: z.string().nullable(),
    began: dayOrMonth,
    dueOn: day.nullable(),
    ended: dayOrMonth.nullable(),
    renewals: z.int(),
    feeWon: z.int(),
  })
  .openapi('BoardRow')

/** Sorted by what people wrote, or by days and instants, which no other letters are compared with. */
const pagingBy = (sort: BoardSort) => ({
  key: z.object({
    place: /title|member/.test(sort) ? z.string().max(300) : z.string().regex(/^[\dTZ:.-]{0,24}$/),
    id: idOf<RentalId>(),
  }),
  keyOf: ({ place, id }: Row) => ({ place, id: id as RentalId }),
})
const historyQuery = z.object(pageQuery)
const tag = 'board'

/** What of the board is asked for; also what of it goes into a file. */
export const boardFilter = {
  status: z.enum([...boardStatuses, 'out']).optional(),
  /** Days in Seoul, both included: due, rented or put in line, returned. */
  dueFrom: day.optional(),
  dueUntil: day.optional(),
  beganFrom: day.optional(),
  beganUntil: day.optional(),
  endedFrom: day.optional(),
  endedUntil: day.optional(),
  memberId: memberId.optional(),
  /** A part of the name. */
  member: z.string().trim().min(1).max(60).optional(),
  bookNo: z.coerce.number().int().min(1).max(999_999_999).optional(),
  /** A part of the title, in whatever spacing. */
  title: z.string().trim().min(1).max(100).optional(),
}

export const board: readonly Route[] = [
  route({
    method: 'get',
    path: '/board',
    role: 'librarian',
    tag,
    summary: 'Rentals and open holds; `out` stands for every book that is with a member',
    query: z.object({
      ...pageQuery,
      sort: z.enum(boardSorts).default('-began'),
      kind: z.enum(['rental', 'hold']).optional(),
      ...boardFilter,
    }),
    answer: { status: 200, schema: pageOf('BoardRows', row) },
    handle: ({ app, query: { limit, after, ...filter } }) =>
      page(
        { limit, after },
        { ...pagingBy(filter.sort), look: (most, behind) => app.board.rows(filter, most, behind) },
      ),
  }),
  route({
    method: 'get',
    path: '/board/copies/{copyId}',
    role: 'librarian',
    tag,
    summary: 'The copy of which the history is',
    params: z.object({ copyId }),
    answer: {
      status: 200,
      schema: z
        .object({
          copyId: z.string(),
          copyNo: z.int(),
          state: z.string(),
          bookNo: z.int().nullable(),
          title: z.string(),
        })
        .openapi('BoardCopy'),
    },
    problems: ['unknown-copy'],
    async handle({ app, params }) {
      const found = await app.board.copy(params.copyId)
      return found ? reply(found) : problem('unknown-copy')
    },
  }),
  route({
    method: 'get',
    path: '/board/copies/{copyId}/history',
    role: 'librarian',
    tag,
    summary: 'Who has had the copy, the latest first; of what is forgotten the month is left',
    params: z.object({ copyId }),
    query: historyQuery,
    answer: { status: 200, schema: pageOf('BoardRows', row) },
    handle: ({ app, params, query }) =>
      page(query, {
        ...pagingBy('-began'),
        look: (most, behind) => app.board.rows({ ...params, sort: '-began' }, most, behind),
      }),
  }),
  route({
    method: 'get',
    path: '/board/members/{memberId}',
    role: 'librarian',
    tag,
    summary: 'The member of whom the history is',
    params: z.object({ memberId }),
    answer: {
      status: 200,
      schema: z.object({ memberId: z.string(), name: z.string(), balanceWon: z.int() }).openapi('BoardMember'),
    },
    problems: ['unknown-member'],
    async handle({ app, params }) {
      const found = await app.board.member(params.memberId)
      return found ? reply(found) : problem('unknown-member')
    },
  }),
  route({
    method: 'get',
    path: '/board/members/{memberId}/history',
    role: 'librarian',
    tag,
    summary: 'What the member has and has had, as far as it is not forgotten, the latest first',
    params: z.object({ memberId }),
    query: historyQuery,
    answer: { status: 200, schema: pageOf('BoardRows', row) },
    handle: ({ app, params, query }) =>
      page(query, {
        ...pagingBy('-began'),
        look: (most, behind) => app.board.rows({ ...params, sort: '-began' }, most, behind),
      }),
  }),
]
