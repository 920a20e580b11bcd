/** Copies: where they are, and what the desk says of them. */
import type { CopyState } from '../../src/domain/events.js'
import type { CopyId } from '../../src/domain/ids.js'
import { idOf } from './ids.js'
import { problem, refused } from './problems.js'
import { reply, route, type Route } from './route.js'
import { z } from './zod.js'

const states = ['in-circulation', 'lost', 'damaged', 'in-repair', 'withdrawn'] as const satisfies readonly CopyState[]
const state = z.enum(states).openapi('CopyState')
const where = z.enum([
  'on-the-shelf',
  'on-loan',
  'claimed-returned',
  'set-aside',
  'lost',
  'damaged',
  'in-repair',
  'withdrawn',
])
const copyId = idOf<CopyId>()

const copy = z
  .object({
    copyId: z.string(),
    bookNo: z.int(),
    copyNo: z.int(),
    title: z.string(),
    state,
    /** What the desk has said of it and lending has not heard yet. */
    comesNext: state.nullable(),
    where,
    isOut: z.boolean(),
    isSetAside: z.boolean(),
    version: z.int(),
  })
  .openapi('Copy')

const tag = 'copies'

export const copies: readonly Route[] = [
  route({
    method: 'get',
    path: '/copies',
    role: 'librarian',
    tag,
    summary: 'The copies of a book',
    query: z.object({ bookNo: z.coerce.number().int().min(1).max(999_999_999) }),
    answer: { status: 200, schema: z.object({ items: z.array(copy) }) },
    handle: async ({ app, query }) => reply({ items: await app.deskViews.copiesOf(query.bookNo) }),
  }),
  route({
    method: 'get',
    path: '/copies/counts',
    role: 'librarian',
    tag,
    summary: 'How many copies are where',
    answer: { status: 200, schema: z.object({ items: z.array(z.object({ where, copies: z.int() })) }) },
    handle: async ({ app }) => reply({ items: await app.deskViews.copyCounts() }),
  }),
  route({
    method: 'get',
    path: '/copies/{copyId}',
    role: 'librarian',
    tag,
    summary: 'One copy',
    params: z.object({ copyId }),
    answer: { status: 200, schema: copy, hasVersion: true },
    problems: ['unknown-copy'],
    async handle({ app, params }) {
      const found = await app.deskViews.copyById(params.copyId)
      return found ? reply(found, found.version) : problem('unknown-copy')
    },
  }),
  route({
    method: 'put',
    path: '/copies/{copyId}/state',
    role: 'librarian',
    isEdit: true,
    tag,
    summary: 'Say that the copy is lost, damaged, in repair, withdrawn, or in circulation again; lending hears of it',
    params: z.object({ copyId }),
    body: z.strictObject({ state }),
    answer: {
      status: 200,
      schema: z.object({ copyId: z.string(), state, isNew: z.boolean(), version: z.int() }),
      hasVersion: true,
    },
    problems: ['unknown-copy'],
    async handle({ desk, params, body, seen }) {
      const changed = await desk.changeCopyState({ ...params, ...body, seen })
      if (!changed.ok) return refused(changed.refusals)
      return reply({ ...params, ...body, ...changed.value }, changed.value.version)
    },
  }),
]
