/** Librarians, as their list asks the API for them. */
import { api } from '../api/client.js'
import type { components } from '../api/schema.js'
import { ask } from '../shell/problem.js'
import type { Source } from '../shell/sources.js'

export type Librarian = components['schemas']['Librarian']

export const roleNames: Readonly<Record<Librarian['role'], string>> = { librarian: '사서', manager: '관리자' }

export const librarianSource: Source = {
  async list() {
    const { data } = await ask(api.GET('/librarians'))
    return { items: data.items, next: null }
  },
  async one(librarianId) {
    const { data, version } = await ask(api.GET('/librarians/{librarianId}', { params: { path: { librarianId } } }))
    return { record: data, version }
  },
  async change(librarianId, change, seen) {
    const { data, version } = await ask(
      api.PATCH('/librarians/{librarianId}', {
        params: { path: { librarianId }, header: { 'If-Match': seen } },
        body: change,
      }),
    )
    return { record: data, version }
  },
  async add(given, key) {
    const body = given as { email: string; name: string; role: Librarian['role']; password: string }
    return (await ask(api.POST('/librarians', { params: { header: { 'Idempotency-Key': key } }, body }))).data
  },
}
