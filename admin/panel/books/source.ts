/** Books, as their list and forms ask the API for them. A book goes by its number. */
import { api } from '../api/client.js'
import type { components, paths } from '../api/schema.js'
import { ask } from '../shell/problem.js'
import type { Shown, Source } from '../shell/sources.js'

export type BookListed = components['schemas']['BookListed'] & { readonly id: number }
export type BookAtDesk = components['schemas']['BookAtDesk'] & { readonly id: number }
export type CopyOfBook = components['schemas']['CopyOfBook']

type Asked = NonNullable<paths['/books']['get']['parameters']['query']>
type NewBook = NonNullable<paths['/books']['post']['requestBody']>['content']['application/json']

const at = (id: string) => ({ bookNo: Number(id) })

export const bookSource: Source = {
  async list({ limit, after, filter, sort }) {
    const { q, standing, withoutCopies } = filter as {
      q?: string
      standing?: 'kept' | 'archived'
      withoutCopies?: boolean
    }
    const query: Asked = {
      limit,
      sort: sort === 'title' ? 'title' : '-bookNo',
      ...(q ? { q } : {}),
      ...(standing ? { standing } : {}),
      ...(withoutCopies ? { withoutCopies: 'true' } : {}),
      ...(after ? { after } : {}),
    }
    const { data } = await ask(api.GET('/books', { params: { query } }))
    return { items: data.items.map((book) => ({ ...book, id: book.bookNo })), next: data.next }
  },
  async one(id) {
    const { data, version } = await ask(api.GET('/books/{bookNo}', { params: { path: at(id) } }))
    return { record: { ...data, id: data.bookNo }, version }
  },
  async change(id, change, seen) {
    const { data, version } = await ask(
      api.PATCH('/books/{bookNo}', {
        params: { path: at(id), header: { 'If-Match': seen } },
        body: filledIn(change),
      }),
    )
    return { record: { ...data, id: data.bookNo }, version }
  },
  async add(given, key) {
    const { copies = [], ...fields } = given as Shown & { copies?: readonly Shown[] }
    const marks = copies.map(({ callNumber, barcode }) => ({
      callNumber: callNumber ?? null,
      barcode: barcode ?? null,
    }))
    const body = { ...filledIn(fields), copies: marks } as NewBook
    const { data } = await ask(api.POST('/books', { params: { header: { 'Idempotency-Key': key } }, body }))
    return { ...data, id: data.bookNo }
  },
}

/** A field that was emptied says so; texts that every book has are empty then. */
function filledIn(fields: Shown): Shown {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      value ?? (['title', 'author', 'publisher'].includes(name) ? '' : null),
    ]),
  )
}
