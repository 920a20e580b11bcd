/** Books as the desk keeps them. */
import type { App } from '../../src/app.js'
import { book, bookAtDesk, bookFields, bookParams, copyMarks, fields, found } from './book-shapes.js'
import { toldOfBook } from './book-words.js'
import { page, pageOf, pageQuery } from './pages.js'
import { problem } from './problems.js'
import { nothing, reply, route, type Reply, type Route } from './route.js'
import { z } from './zod.js'

const tag = 'books'

type Book = Awaited<ReturnType<App['bookViews']['books']>>[number]
type Kept = NonNullable<Awaited<ReturnType<App['bookViews']['book']>>>
type Place = { readonly title: string; readonly bookNo: number }

/** Which books; also of those that go into a file. */
export const bookFilter = {
  q: z.string().max(100).optional(),
  standing: z.enum(['kept', 'archived']).default('kept'),
  withoutCopies: z.enum(['true', 'false']).default('false'),
}

/** What may be wrong with a book's fields, however they come. */
const faultsOfFields = [
  'already-kept',
  'title-missing',
  'isbn-invalid',
  'year-invalid',
  'fee-out-of-range',
  'cover-invalid',
] as const

export const books: readonly Route[] = [
  route({
    method: 'get',
    path: '/books',
    role: 'librarian',
    tag,
    summary: 'Books, found by words of title, author or publisher in any spacing, by ISBN or by number',
    query: z.object({
      ...pageQuery,
      ...bookFilter,
      sort: z.enum(['-bookNo', 'title']).default('-bookNo'),
    }),
    answer: { status: 200, schema: pageOf('Books', book.extend({ copyCount: z.int() }).openapi('BookListed')) },
    handle: ({ app, query: { limit, after, q, standing, withoutCopies, sort } }) =>
      page(
        { limit, after },
        {
          key: z.object({ title: z.string().max(400), bookNo: z.int() }),
          keyOf: ({ title, bookNo }: Book): Place => ({ title, bookNo }),
          look: (most, behind) =>
            app.bookViews.books(
              {
                standing,
                text: q,
                isWithoutCopies: withoutCopies === 'true',
                order: sort === 'title' ? 'title' : 'latest',
              },
              most,
              behind,
            ),
        },
        (rows) => rows.map((row) => ({ ...row, bookId: row.id })),
      ),
  }),
  route({
    method: 'post',
    path: '/books',
    role: 'librarian',
    isCommand: true,
    tag,
    summary: 'Register a book by hand, with its copies',
    body: bookFields.extend({ copies: z.array(z.strictObject(copyMarks)).max(50) }),
    answer: { status: 201, schema: bookAtDesk, hasVersion: true },
    problems: [...faultsOfFields, 'text-too-long', 'barcode-taken', 'barcode-invalid', 'call-number-too-long'],
    async handle({ desk, body: { copies, ...given } }) {
      const made = await desk.registerBook({ ...given, copies })
      if (!made.ok) return toldOfBook(made.refusals)
      const kept = { ...made.value, copies: made.value.copies.map((copy) => ({ ...copy, use: null })) }
      return { ...shown({ ...kept, waiting: 0, wasLent: false }), status: 201 }
    },
  }),
  route({
    method: 'get',
    path: '/books/{bookNo}',
    role: 'librarian',
    tag,
    summary: 'One book',
    params: bookParams,
    answer: { status: 200, schema: bookAtDesk, hasVersion: true },
    problems: ['unknown-book'],
    async handle({ app, params }) {
      const kept = await app.bookViews.book(params.bookNo)
      return kept ? shown(kept) : problem('unknown-book')
    },
  }),
  route({
    method: 'patch',
    path: '/books/{bookNo}',
    role: 'librarian',
    isEdit: true,
    tag,
    summary: 'Correct a book, or set its fee',
    params: bookParams,
    body: z.strictObject(fields).partial(),
    answer: { status: 200, schema: bookAtDesk, hasVersion: true },
    problems: ['unknown-book', 'book-archived', ...faultsOfFields],
    async handle({ app, desk, params, body, seen }) {
      const kept = await app.bookViews.book(params.bookNo)
      if (!kept) return problem('unknown-book')
      const changes = Object.fromEntries(Object.entries(body).filter(([, said]) => said !== undefined))
      const changed = await desk.changeBook({ bookId: kept.book.id, version: Number(seen), changes })
      return changed.ok ? shown({ ...kept, book: changed.value }) : toldOfBook(changed.refusals)
    },
  }),
  route({
    method: 'delete',
    path: '/books/{bookNo}',
    role: 'librarian',
    isEdit: true,
    tag,
    summary: 'Take the book out: deleted when it was never lent, otherwise into the archive',
    params: bookParams,
    answer: { status: 200, schema: z.object({ how: z.enum(['deleted', 'archived']) }) },
    problems: ['unknown-book', 'book-archived', 'on-loan', 'set-aside', 'members-waiting'],
    async handle({ app, desk, params, seen }) {
      const kept = await app.bookViews.book(params.bookNo)
      if (!kept) return problem('unknown-book')
      const removed = await desk.removeBook({ bookId: kept.book.id, version: Number(seen) })
      return removed.ok ? reply(removed.value) : toldOfBook(removed.refusals)
    },
  }),
  route({
    method: 'post',
    path: '/books/{bookNo}/restore',
    role: 'librarian',
    isEdit: true,
    tag,
    summary: 'Out of the archive again, with the copies it had',
    params: bookParams,
    answer: { status: 204, schema: null },
    problems: ['unknown-book'],
    async handle({ app, desk, params, seen }) {
      const kept = await app.bookViews.book(params.bookNo)
      if (!kept) return problem('unknown-book')
      const restored = await desk.restoreBook({ bookId: kept.book.id, version: Number(seen) })
      return restored.ok ? nothing : toldOfBook(restored.refusals)
    },
  }),
  route({
    method: 'get',
    path: '/isbn/{isbn}',
    role: 'librarian',
    tag,
    summary: "What the house has of an ISBN, and what Kakao's book search knows of it",
    params: z.object({ isbn: z.string().max(30) }),
    answer: {
      status: 200,
      schema: z.object({
        kept: book.pick({ bookNo: true, title: true, standing: true }).nullable(),
        found: found.nullable(),
      }),
    },
    problems: ['isbn-invalid', 'book-search-away'],
    async handle({ app, params }) {
      const looked = await app.lookUpIsbn(params.isbn)
      return looked.ok ? reply(looked.value) : toldOfBook(looked.refusals)
    },
  }),
]

function shown({ book: { id, ...book }, copies, waiting, wasLent }: Kept): Reply {
  const said = copies.map(({ use, ...copy }) => ({
    ...copy,
    dueOn: use?.dueOn ?? null,
    isSetAside: use?.isSetAside ?? false,
  }))
  return reply({ ...book, bookId: id, waiting, wasLent, copies: said }, book.version)
}
