/** Signing in and out, and one's own password. */
import { librarianRoles, passwordLength } from '../../src/domain/librarian.js'
import { refused } from './problems.js'
import { nothing, reply, route, type AtWork, type Route } from './route.js'
import { z } from './zod.js'

const password = z.string().min(1).max(passwordLength.atMost)

const me = z
  .object({
    librarian: z.object({ id: z.string(), email: z.string(), name: z.string(), role: z.enum(librarianRoles) }),
    mustChangePassword: z.boolean(),
    idleUntil: z.iso.datetime(),
    endsAt: z.iso.datetime(),
  })
  .openapi('Session')

const tag = 'session'

export const session: readonly Route[] = [
  route({
    method: 'post',
    path: '/session',
    role: 'anyone',
    tag,
    summary: 'Sign in; the cookie comes with the answer',
    body: z.strictObject({ email: z.string().min(1).max(200), password }),
    answer: { status: 200, schema: me },
    problems: ['wrong-credentials', 'sign-in-locked'],
    async handle({ app, body, place, requestId }) {
      const signedIn = await app.signIn({ ...body, place, requestId })
      if (!signedIn.ok) return refused(signedIn.refusals)
      const { token, ...atWork } = signedIn.value
      return { ...reply(meOf(atWork)), session: { token, endsAt: atWork.session.endsAt } }
    },
  }),
  route({
    method: 'get',
    path: '/session',
    role: 'librarian',
    isOpenBefore: true,
    tag,
    summary: 'Who is signed in',
    answer: { status: 200, schema: me },
    handle: async ({ who }) => reply(meOf(who)),
  }),
  route({
    method: 'delete',
    path: '/session',
    role: 'librarian',
    isOpenBefore: true,
    tag,
    summary: 'Sign out',
    answer: { status: 204, schema: null },
    async handle({ who, desk }) {
      await desk.signOut(who.session)
      return { ...nothing, session: 'over' }
    },
  }),
  route({
    method: 'delete',
    path: '/sessions',
    role: 'librarian',
    isOpenBefore: true,
    tag,
    summary: 'Sign out everywhere',
    answer: { status: 204, schema: null },
    async handle({ who, desk }) {
      await desk.signOutEverywhere(who.librarian.id)
      return { ...nothing, session: 'over' }
    },
  }),
  route({
    method: 'put',
    path: '/session/password',
    role: 'librarian',
    isOpenBefore: true,
    tag,
    summary: 'Change the own password; every other sign-in is over',
    body: z.strictObject({ current: password, next: password }),
    answer: { status: 204, schema: null },
    problems: ['wrong-password', 'same-password', 'password-too-short', 'password-too-plain', 'sign-in-locked'],
    async handle({ who, desk, body }) {
      const changed = await desk.changePassword({
        ...body,
        librarianId: who.librarian.id,
        sessionPrint: who.session.print,
      })
      return changed.ok ? nothing : refused(changed.refusals)
    },
  }),
]

function meOf({ librarian, session: { idleUntil, endsAt } }: AtWork) {
  return { librarian, mustChangePassword: librarian.mustChangePassword, idleUntil, endsAt }
}
