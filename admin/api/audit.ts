/** Who did what at the desk. */
import type { App } from '../../src/app.js'
import { deedActions, doors } from '../../src/domain/deed.js'
import type { DeedId, LibrarianId } from '../../src/domain/ids.js'
import { addDays, beginOf } from '../../src/domain/time.js'
import { idOf } from './ids.js'
import { page, pageOf, pageQuery } from './pages.js'
import { route, type Route } from './route.js'
import { z } from './zod.js'

type Line = Awaited<ReturnType<App['auditLines']>>[number]

const state = z.record(z.string(), z.unknown()).nullable()

const line = z
  .object({
    id: z.string(),
    happenedAt: z.iso.datetime(),
    door: z.enum(doors),
    librarian: z.object({ id: z.string(), name: z.string() }).nullable(),
    action: z.enum(deedActions),
    subject: z.string(),
    before: state,
    after: state,
    requestId: z.string().nullable(),
  })
  .openapi('AuditLine')

/** Which lines; also of those that go into a file. */
export const auditFilter = {
  librarianId: idOf<LibrarianId>().optional(),
  action: z.enum(deedActions).optional(),
  subject: z.string().max(120).optional(),
  door: z.enum(doors).optional(),
  /** Days in Seoul, both included. */
  from: z.iso.date().optional(),
  until: z.iso.date().optional(),
}

export const audit: readonly Route[] = [
  route({
    method: 'get',
    path: '/audit',
    role: 'manager',
    tag: 'audit',
    summary: 'Who did what, when, before and after',
    query: z.object({
      ...pageQuery,
      sort: z.enum(['-happenedAt', 'happenedAt']).default('-happenedAt'),
      ...auditFilter,
    }),
    answer: { status: 200, schema: pageOf('AuditLines', line) },
    handle: ({ app, query: { limit, after, sort, from, until, ...filters } }) =>
      page(
        { limit, after },
        {
          key: idOf<DeedId>(),
          keyOf: ({ id }: Line) => id,
          look: (most, behind) =>
            app.auditLines(
              {
                ...filters,
                from: from && beginOf(from),
                until: until && beginOf(addDays(until, 1)),
                order: sort === '-happenedAt' ? 'newest-first' : 'oldest-first',
                after: behind,
              },
              most,
            ),
        },
      ),
  }),
]
