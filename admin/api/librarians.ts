/** The list of librarians, kept by managers. */
import type { LibrarianId } from '../../src/domain/ids.js'
import { librarianRoles, passwordLength } from '../../src/domain/librarian.js'
import { idOf } from './ids.js'
import { problem, refused } from './problems.js'
import { nothing, reply, route, type Route } from './route.js'
import { z } from './zod.js'

const role = z.enum(librarianRoles)
const name = z.string().trim().min(1).max(30)
const password = z.string().min(1).max(passwordLength.atMost)
const librarianId = idOf<LibrarianId>()

const librarian = z
  .object({
    id: z.string(),
    email: z.string(),
    name: z.string(),
    role,
    mustChangePassword: z.boolean(),
    isClosed: z.boolean(),
    version: z.int(),
  })
  .openapi('Librarian')

const tag = 'librarians'

export const librarians: readonly Route[] = [
  route({
    method: 'get',
    path: '/librarians',
    role: 'manager',
    tag,
    summary: 'Every librarian, those who work here first',
    answer: { status: 200, schema: z.object({ items: z.array(librarian) }) },
    handle: async ({ app }) => reply({ items: await app.librarians() }),
  }),
  route({
    method: 'post',
    path: '/librarians',
    role: 'manager',
    isCommand: true,
    tag,
    summary: 'Let somebody sign in, with a password they must change at once',
    body: z.strictObject({ email: z.email().max(200), name, role, password }),
    answer: { status: 201, schema: librarian, hasVersion: true },
    problems: ['email-taken', 'password-too-short', 'password-too-plain'],
    async handle({ desk, body }) {
      const added = await desk.addLibrarian(body)
      return added.ok ? { status: 201, body: added.value, version: added.value.version } : refused(added.refusals)
    },
  }),
  route({
    method: 'get',
    path: '/librarians/{librarianId}',
    role: 'manager',
    tag,
    summary: 'One librarian',
    params: z.object({ librarianId }),
    answer: { status: 200, schema: librarian, hasVersion: true },
    problems: ['unknown-librarian'],
    async handle({ app, params }) {
      const found = await app.librarian(params.librarianId)
      return found ? reply(found, found.version) : problem('unknown-librarian')
    },
  }),
  route({
    method: 'patch',
    path: '/librarians/{librarianId}',
    role: 'manager',
    isEdit: true,
    tag,
    summary: 'Change name or role, or close the account, which signs them out',
    params: z.object({ librarianId }),
    body: z.strictObject({ name: name.optional(), role: role.optional(), isClosed: z.boolean().optional() }),
    answer: { status: 200, schema: librarian, hasVersion: true },
    problems: ['unknown-librarian', 'last-manager'],
    async handle({ desk, params, body, seen }) {
      const changed = await desk.changeLibrarian({ ...params, change: body, seen })
      return changed.ok ? reply(changed.value, changed.value.version) : refused(changed.refusals)
    },
  }),
  route({
    method: 'put',
    path: '/librarians/{librarianId}/password',
    role: 'manager',
    tag,
    summary: 'Give a new password for once; every sign-in of theirs is over',
    params: z.object({ librarianId }),
    body: z.strictObject({ password }),
    answer: { status: 204, schema: null },
    problems: ['unknown-librarian', 'password-too-short', 'password-too-plain'],
    async handle({ desk, params, body }) {
      const set = await desk.setPassword({ ...params, ...body })
      return set.ok ? nothing : refused(set.refusals)
    },
  }),
]
