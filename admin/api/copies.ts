/** Copies: where they are, and what the desk says of them. */
import type { CopyState } from '../../src/domain/events.js'
import type { CopyId } from '../../src/domain/ids.js'
import { idOf } from './ids.js'
import { toldOfBook } from './book-words.js'
import { bookParams, copyMarks } from './book-shapes.js'
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

const marked = z
  .object({
    copyId: z.string(),
    copyNo: z.int(),
    callNumber: z.string().nullable(),
    barcode: z.string().nullable(),
    version: z.int(),
  })
  .openapi('MarkedCopy')

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
  route({
    method: 'post',
    path: '/books/{bookNo}/copies',
    role: 'librarian',
    isCommand: true,
    tag,
    summary: 'One more copy of a book',
    params: bookParams,
    body: z.strictObject(copyMarks),
    answer: { status: 201, schema: marked, hasVersion: true },
    problems: ['unknown-book', 'book-archived', 'barcode-taken', 'barcode-invalid', 'call-number-too-long'],
    async handle({ app, desk, params, body }) {
      const kept = await app.bookViews.book(params.bookNo)
      if (!kept) return problem('unknown-book')
      const added = await desk.addCopy({ bookId: kept.book.id, ...body })
      return added.ok ? { status: 201, body: added.value, version: added.value.version } : toldOfBook(added.refusals)
    },
  }),
  route({
    method: 'patch',
    path: '/copies/{copyId}',
    role: 'librarian',
    isEdit: true,
    tag,
    summary: 'Another call number or barcode',
    params: z.object({ copyId }),
    body: z.strictObject(copyMarks).partial(),
    answer: { status: 200, schema: marked, hasVersion: true },
    problems: ['unknown-copy', 'barcode-taken', 'barcode-invalid', 'call-number-too-long'],
    async handle({ desk, params, body, seen }) {
      const changes = Object.fromEntries(Object.entries(body).filter(([, said]) => said !== undefined))
      const changed = await desk.changeCopy({ ...params, version: Number(seen), changes })
      return changed.ok ? reply(changed.value, changed.value.version) : toldOfBook(changed.refusals)
    },
  }),
  route({
    method: 'delete',
    path: '/copies/{copyId}',
    role: 'librarian',
    isEdit: true,
    tag,
    summary: 'Off the list when it was never lent, otherwise withdrawn',
    params: z.object({ copyId }),
    answer: { status: 200, schema: z.object({ how: z.enum(['deleted', 'withdrawn']) }) },
    problems: ['unknown-copy', 'on-loan', 'set-aside'],
    async handle({ desk, params, seen }) {
      const removed = await desk.removeCopy({ ...params, version: Number(seen) })
      return removed.ok ? reply(removed.value) : toldOfBook(removed.refusals)
    },
  }),
]
